"""What a run did, in numbers for the terminal. (The accounts that must add up are published with the batch.)"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from pipeline.model.certificates import REFUSED as NOT_TAKEN
from pipeline.model.certificates import CertificateEvent
from pipeline.model.documents import Outcome
from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import REFUSED
from pipeline.terms.open_cases import SOCIETY
from pipeline.terms.rulings import OUTDATED
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout
from schemas.named import NamedTuple
from schemas.results import results_file
from schemas.wording import wording_file

if TYPE_CHECKING:
    from pipeline.register import DeskContents, RunRecord


_UNREAD = ("certificates-unproven", "certificates-from-elsewhere")
"""Of a whole workbook of certificates of which nothing is taken."""


def _outdated(finding: Finding) -> str:
    """That a decision no longer holds, since the unit wrote something else, and where."""
    return decisions_file().taken.outdated.format(**finding._asdict())


@dataclass(slots=True)
class Report:
    """What a run did; `batches` is empty when there was nothing new.

    `known`: inbox files that earlier runs dealt with. `documents` by outcome and `people` by disposition: what was
    read in this run. `societies`: number of people sent to each in this run. `held`: by reason, everybody held now,
    from this run or before; `open`: all that is open now, by list. `unopened`: what could not be read in this run, and
    why. `files`: files written. `kept_aside`: desk files that a person had edited. `faults`: files,
    and row_ids of open rows, on which the program failed in this run. `skipped`: entries of the inbox that are not
    regular files. `decisions`: what is said of the answers of the secretary, `results` of what societies returned,
    and of what workbooks of certificates told; `left`: desk files that could not be read and stay as they are.
    """

    batches: list[str] = field(default_factory=list)
    known: int = 0
    documents: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=lambda: Counter(read=0))
    societies: Counter[str] = field(default_factory=Counter)
    held: dict[str, int] = field(default_factory=dict)
    open: dict[str, int] = field(default_factory=dict)
    unopened: list[tuple[str, str]] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    kept_aside: list[Path] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def batch(self) -> str | None:
        """The name of the batch; if several notices or a very large inbox made several, a phrase with the first and the
        last."""
        if len(self.batches) < 2:
            return next(iter(self.batches), None)
        several: str = wording_file().closing.several
        return several.format(first=self.batches[0], last=self.batches[-1])

    @property
    def unfinished(self) -> bool:
        """Whether anybody is held or any document could not be read."""
        return bool(self.held or self.documents[Outcome.UNREADABLE])

    def take(self, run: RunRecord, batches: Sequence[str]) -> None:
        """Add the counts of one portion that was judged and recorded."""
        self.batches += batches
        self.faults += [fault.file or each.path for each in run.attempts for fault in each.faults]
        self.known -= len(run.files)
        documents = [document for submission in run.submissions for document in submission.documents]
        self.documents.update(document.outcome.value for document in [*documents, *run.loose_documents])
        unread = {each.file for each in documents if each.outcome is Outcome.UNREADABLE}
        wrong = [each for each in run.findings if each.file in unread and not each.row_id and each.severity == "error"]
        self.unopened += [(each.file, each.message) for each in wrong]
        read = run.read
        self.people["read"] += len(read)
        self.people.update(read["disposition"])
        went = (run.people["change"] != "") & (run.people["disposition"] == Disposition.ROUTED)
        self.societies.update(run.people.loc[went, "society"])
        self.decisions += [_outdated(each) for each in run.findings if each.slug == OUTDATED]
        self.results += filter(None, [_results(run), _certificates(run)])
        self.results += [each.message for each in run.findings if each.slug in _UNREAD]

    def take_missed(self, names: Iterable[str]) -> None:
        """Note files that were not written because the program failed at them."""
        self.faults += [name for name in names if name not in self.faults]

    def closed(
        self, waiting: Waiting, files: Iterable[Path], kept_aside: list[Path], seconds: Mapping[str, float]
    ) -> Report:
        """The report when all is published, with what waits on the desk now."""
        self.societies = Counter(dict(sorted(self.societies.items())))
        self.open, self.held = waiting
        self.files += files
        self.kept_aside = kept_aside
        self.seconds = seconds
        return self


class Waiting(NamedTuple):
    """How many cases are open, by list, and how many people are held, by reason; as they are told one after the
    other."""

    open: dict[str, int]
    held: dict[str, int]


def waiting_on(desk: DeskContents) -> Waiting:
    """What waits on the desk."""
    from pipeline.terms.findings import load_findings
    from pipeline.terms.open_cases import by_list, open_cases, others_by_list

    cases, others = open_cases(desk.questions), others_by_list(desk.others)
    reasons = Counter(slug for case in cases if case.kind == "case" and case.row_id for slug in case.slugs)
    lists = {each.key: each.title for each in decisions_file().lists}
    amounts = {key: len(found) + sum(each.amount for each in others[key]) for key, found in by_list(cases).items()}
    return Waiting(
        {lists[key]: amount for key, amount in amounts.items() if amount},
        {kind.title: reasons[slug] for slug, kind in load_findings().items() if reasons[slug]},
    )


def _results(run: RunRecord) -> str:
    """What is said of what societies returned; "" where they did not."""
    words = results_file().words
    taken = {each.person_id for each in run.events if each.kind != REFUSED}
    refused = [each for each in run.findings if each.decided_by == SOCIETY]
    lines = {(each.file, each.sheet, each.cell.lstrip(ascii_uppercase)) for each in refused}
    where = words.between.join(words.place.format(**each._asdict()) for each in refused)
    if not refused:
        return words.taken.format(taken=len(taken)) if taken else ""
    said = words.taken_some if taken else words.refused
    return said.format(taken=len(taken), refused=len(lines), where=where)


def _certificates(run: RunRecord) -> str:
    """What is said of what workbooks of certificates told; "" where they told nothing."""
    words = certificates_layout().taken
    places = {(each.source_file, each.source_sheet, each.source_cell, each.note): each for each in _refused(run)}
    wrong = [each for each in run.findings if (each.file, each.sheet, each.cell, each.slug) in places]
    lines = {(each.file, each.sheet, each.cell.lstrip(ascii_uppercase)) for each in wrong}
    taken = len(run.certificate_events) - len(_refused(run))
    where = words.between.join(words.place.format(**each._asdict()) for each in wrong)
    if not wrong:
        return words.all.format(taken=taken) if taken else ""
    return (words.some if taken else words.none).format(taken=taken, refused=len(lines), where=where)


def _refused(run: RunRecord) -> list[CertificateEvent]:
    return [each for each in run.certificate_events if each.event == NOT_TAKEN]
