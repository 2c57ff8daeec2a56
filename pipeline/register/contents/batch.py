"""A batch as it was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

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
    asked for: the workbook of one is written while the next is read.
    """

    def __init__(self, societies: Iterable[str], read: Callable[[str], Columns]) -> None:
        self.societies = tuple(societies)
        self.of = cache(read)

    def columns(self, names: Iterable[str]) -> Columns:
        """These columns of all rows, one society after the other."""
        return joined([self.of(society) for society in self.societies], names)


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


class Routed(NamedTuple):
    """Everyone who is routed to a notice now, as of the moment `now` of its last batch; `people` as in BatchContents,
    `findings` with row_id and slug of those on these people."""

    notice: str
    now: str
    association: dict[str, str]
    people: Columns
    findings: Columns
