"""A batch as it was recorded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from pipeline.model.documents import Outcome
from pipeline.model.judgements import Columns, Finding, joined
from pipeline.register.contents.answer import Answer
from pipeline.register.contents.units import Expected
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.terms.settings import SocietyContact


CHANGED_EARLIER = (
    *("row_id", "person_id", "submission_id", "unit", "name"),
    *("old_disposition", "disposition", "withdrawn_from", "society"),
)
"""Rows read in earlier batches that this batch disposed of otherwise or gave to another society."""


class BatchPeople:
    """The person rows of a batch, society by society ("" are those that no society gets), each read when it is first
    asked for: the workbook of one is written while the next is read. Those of few people are read together.
    """

    def __init__(self, people: Mapping[str, int], read: Callable[[Collection[str]], Mapping[str, Columns]]) -> None:
        """`people` tells how many each society has."""
        self.societies = tuple(people)
        self._read = read
        self._together = {society: group for group in _groups({"": 0, **people}) for society in group}
        self._known: dict[str, Columns] = {}

    def of(self, society: str) -> Columns:
        """The rows of a society, none where the batch gave it nobody."""
        if society not in self._known:
            self._known.update(self._read(self._together.get(society, [society])))
        return self._known[society]

    def whole(self) -> BatchPeople:
        """The same, read: plain data that can cross processes."""
        known = {society: self.of(society) for society in self.societies or [""]}
        return BatchPeople(dict.fromkeys(self.societies, 0), partial(_read_already, known))

    def columns(self, names: Iterable[str]) -> Columns:
        """These columns of all rows, one society after the other."""
        return joined([self.of(society) for society in self.societies], names)


_TOGETHER = 500
"""How many rows are read together at most."""


def _read_already(known: Mapping[str, Columns], societies: Collection[str]) -> dict[str, Columns]:
    """What is known of societies; of others no rows."""
    nobody: Columns = {name: [] for columns in known.values() for name in columns}
    return {society: known.get(society, nobody) for society in societies}


def _groups(people: Mapping[str, int]) -> list[list[str]]:
    """Which societies are read together."""
    groups, room = list[list[str]](), -1
    for society, count in people.items():
        if count > room:
            groups.append([])
            room = _TOGETHER
        groups[-1].append(society)
        room -= count
    return groups


def _nothing(sha256: str) -> None:
    """No bytes are kept."""


class WrongCell(NamedTuple):
    """What could not be taken at a cell of a society's workbook, and of whom ("" where that is not known)."""

    finding: Finding
    name: str


class SentBack(NamedTuple):
    """A society's workbook of which a batch could not take all: whose it is, and whether that one's route is confirmed;
    the document with the sha256 of the file of the inbox that holds it; of how many people something was taken; the
    Message-ID of the mail that brought it, "" for none."""

    society: str
    is_confirmed: bool
    file: str
    sha256: str
    received_on: date
    taken: int
    wrong: tuple[WrongCell, ...]
    answers: str = ""


@dataclass(slots=True)
class BatchContents:
    """One batch as it was recorded; the same for ever, whatever later runs record.

    `people`: every row that the batch read, or judged otherwise than before: the columns of `export people`, then
    PLACE, ORIGIN, CANONICAL, JUDGEMENT, `extra` (JSON), and `read_in`, the batch that read the row first.
    `changed_earlier`:
    CHANGED_EARLIER, of rows that stand in `people` too. `documents`: what the batch read; `fates`: how many rows of
    its tables have each fate; `read`: how many person rows it read. `submissions`: those it read, and earlier ones
    with a row in `people`. `findings`: those of `people` and of the batch's own submissions. The columns of
    submissions, documents and findings are those of the exports.
    `forgotten`: row_ids that are still counted, and of which nothing else may be told. `answers`: what units are told,
    `templates` the installation's own Word templates of that time, `original` the bytes of a file of the inbox by its
    sha256, None where they were forgotten. `named` are the societies that the settings named then. `sent_back` are the
    societies' workbooks that go back to them, `contacts` where the settings said then that societies are written to.
    `recommended` are unit and person_id of each row that counted for the quotas of the notice after the batch.
    """

    batch: str
    notice: str
    now: str  # ISO 8601 with offset
    program: str
    association: dict[str, str]
    people: BatchPeople
    changed_earlier: Columns
    submissions: Columns
    documents: Columns
    fates: dict[str, int]
    findings: Columns
    read: int
    forgotten: frozenset[str] = frozenset()
    answers: Sequence[Answer] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict)
    original: Callable[[str], bytes | None] = _nothing
    expected: Expected | None = None
    named: Sequence[str] = ()
    sent_back: Sequence[SentBack] = ()
    contacts: Mapping[str, SocietyContact] = field(default_factory=dict)
    recommended: Sequence[tuple[str, str]] = ()

    def whole(self) -> BatchContents:
        """The same with all read that would be read when it is asked for: plain data that can cross processes."""
        kept = {sha256: self.original(sha256) for sha256 in self._may_be_opened()}
        return replace(self, people=self.people.whole(), original=kept.get)

    def _may_be_opened(self) -> Iterator[str]:
        """The files of the inbox of which something is marked."""
        for answer in self.answers:
            told_of = {finding.file for finding in answer.findings}
            for document in answer.documents:
                if document.outcome == Outcome.PROCESSED and document.file in told_of:
                    yield answer.originals[document.file.partition("!")[0]]
        yield from (each.sha256 for each in self.sent_back)


class Routed(NamedTuple):
    """Everyone who is routed to a notice now, as of the moment `now` of its last batch; `people` as in BatchContents,
    `findings` with row_id and slug of those on these people."""

    notice: str
    now: str
    association: dict[str, str]
    people: Columns
    findings: Columns
