"""judge: from documents to judged rows. The main job and the preview of one file share it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import PROGRAM
from pipeline.engine.clock import Clock
from pipeline.engine.portions import Portion, parted, together, unjudged
from pipeline.kinds.marks import corrected, verify_corrections, verify_marks
from pipeline.model.documents import Attempt, Examined, Fault, Submission
from pipeline.model.judgements import Finding
from pipeline.recognise.document.attached_documents import join_attached_documents
from pipeline.terms import fingerprint
from pipeline.wall import without_culprits

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.frame import Row
    from pipeline.receive.belonging import Notices
    from pipeline.reconcile import Reconciliation, State
    from pipeline.register import BatchTerms, Register, RunRecord
    from pipeline.register.attempts import Earlier
    from pipeline.route import Routes
    from pipeline.terms.notices import Notice
    from pipeline.terms.settings import Settings


@dataclass(frozen=True, slots=True)
class Terms:
    """What people are judged by: the notices, this installation's settings, the routing table."""

    notices: Notices
    settings: Settings
    routes: Routes

    @property
    def fingerprints(self) -> dict[str, str]:
        """By notice the same for terms by which every row comes out the same: these, the program and its data."""
        own = repr(asdict(self.settings))
        return {name: fingerprint.of(fingerprint.program(), name, own) for name in self.notices.known}

    @property
    def snapshot(self) -> dict[str, Any]:
        """The settings as a batch keeps them; files as text."""
        files = {name: b64encode(data).decode() for name, data in self.settings.templates.items()}
        return asdict(self.settings) | {"templates": files}

    def of_batches(self, names: Iterable[str], more_open: bool) -> dict[str, BatchTerms]:
        """By what those are judged who answer these notices; no fingerprint where others wait for the next portion."""
        from pipeline.register import BatchTerms

        own = {key: value for key, value in self.settings.association.items() if value}
        known, prints = self.notices.known, self.fingerprints
        return {
            name: BatchTerms({"name": known[name].association} | own, "" if more_open else prints[name])
            for name in sorted(names)
        }


def terms_of(settings: Path, notice: str | None) -> Terms:
    """Read what people are judged by; `notice` is what --notice names. Raises UserError for an unknown notice or
    settings that cannot be right."""
    from pipeline.receive.belonging import Notices
    from pipeline.route import load_routes
    from pipeline.terms.notices import load_notice, notices
    from pipeline.terms.settings import read_settings

    own = read_settings(settings)
    asked = load_notice(notice).name if notice else ""
    return Terms(Notices(notices(), frozenset(own.open_notices), asked), own, load_routes(own))


def judge(
    portion: Portion, terms: Terms, register: Register, now: datetime, clock: Clock, passwords: Sequence[str] = ()
) -> RunRecord:
    """From documents to judged rows: which submission, who, what is wrong, same person, which society.

    Nothing is recorded yet. A submission at which the program fails is judged as one that says nothing; an open row at
    which it fails is left out, and so keeps its disposition.
    """
    judging = _Judging(terms, register, now, clock, register.fingerprint(passwords))
    parts = parted(portion)
    run, culprits = without_culprits(parts, lambda some: judging.judged(together(some, portion.more_open)))
    if culprits:
        fallen = {id(part): culprit.trace for part, culprit in culprits}
        left = [part if id(part) not in fallen else unjudged(part, fallen[id(part)]) for part in parts]
        run = judging.judged(together(left, portion.more_open))
        run.attempts += [
            _of_row(row, fallen[id(part)]) for part in parts if id(part) in fallen for row in part.reopened
        ]
    return run


def _of_row(row_id: str, trace: str) -> Attempt:
    return Attempt("row", "", "", row_id, "", "fault", fingerprint.program(), [Fault("", row_id, trace)])


def load_judges(terms: Terms) -> None:
    """Load what `judge` needs, which takes a while, some of it when it is first used; a run does it while its workers
    read."""
    from importlib import import_module

    for room in ("pipeline.receive.submissions", "pipeline.reconcile"):
        import_module(room)
    _understood([], terms, Clock())


@dataclass(frozen=True, slots=True)
class _Judging:
    """What does not change while a portion is judged, however often parts of it are tried."""

    terms: Terms
    register: Register
    now: datetime
    clock: Clock
    passwords: str

    def judged(self, portion: Portion) -> RunRecord:
        """All of the portion, judged at once."""
        from pipeline.engine.retry import attempts_of, keep_earlier_results
        from pipeline.frame import fates_of, ids_of, people_of
        from pipeline.reconcile import changes, holding, reconcile
        from pipeline.register import RunRecord
        from pipeline.route import route
        from pipeline.terms.findings import of_submission
        from pipeline.terms.notices import CHINA
        from pipeline.terms.working_days import due

        with self.clock("gather"):
            earlier_sent = self.register.earlier({sent for file in portion.files for sent in file.again})
            gathered, loose = self._gathered(portion, earlier_sent)
            attempts = attempts_of(portion, gathered, fingerprint.program(), self.passwords)
            submissions = keep_earlier_results(gathered, earlier_sent)
            read = people_of(submissions)
            rows = read + self.register.typed_rows(portion.reopened)
        people, findings = _understood(rows, self.terms, self.clock)
        people, findings, state, fallen = self._with_touched(people, findings)
        findings += [finding for submission in submissions for finding in of_submission(submission)]
        with self.clock("reconcile"):
            reconciled = reconcile(people, holding(findings), state)
            findings += self._over_quota(submissions, reconciled)
            findings += self._missing(submissions, reconciled)
        with self.clock("route"):
            people, earlier = changes(route(reconciled.people, self.terms.routes), reconciled.replaced, state)
        met = {*people["notice"].tolist(), *(submission.notice for submission in submissions)}
        return RunRecord(
            terms=self.terms.of_batches(met or {self.terms.notices.newest.name}, portion.more_open),
            now=self.now,
            program=PROGRAM,
            settings=self.terms.snapshot,
            files=[file for file in portion.files if not file.again],
            submissions=submissions,
            loose_documents=loose,
            people=people,
            earlier=earlier,
            findings=findings + reconciled.findings,
            row_fates=fates_of(submissions),
            projects=self._projects(submissions),
            due=due(self.now.astimezone(CHINA).date(), self.terms.settings.reply_days, self.terms.settings.holidays),
            attempts=attempts + fallen,
            known=frozenset(people["row_id"]).difference(ids_of(read)) if earlier_sent else frozenset(),
        )

    def _gathered(self, portion: Portion, earlier: Mapping[str, Earlier]) -> tuple[list[Submission], list[Examined]]:
        """The submissions of the portion with all that was read in them now, and the documents that belong to none."""
        from pipeline.receive.by_notice import Before
        from pipeline.receive.submissions import gather, of_one_unit
        from pipeline.register.seen import already_seen

        first, secret = self.register.next_submission_number(), self.register.secret()
        judged_rows = cache(self.register.judged_rows)
        examinations = [verify_marks(each, secret, judged_rows) for each in portion.examinations]
        before = {sent: Before(each.notice, each.people, each.standing) for sent, each in earlier.items()}
        known = self.register.sent(corrected(examinations))
        notices = replace(self.terms.notices, corrected={sent: origin.notice for sent, origin in known.items()})
        submissions, loose = gather(portion.files, examinations, notices, first, before)
        verify_corrections(submissions, known)
        standing = {(sent, file) for sent, each in earlier.items() for file in each.standing}
        already_seen(submissions, self.register.seen_bytes(), standing)
        for sent in [*([submission] for submission in submissions), *of_one_unit(submissions)]:
            join_attached_documents(document for submission in sent for document in submission.documents)
        return submissions, loose

    def _projects(self, submissions: list[Submission]) -> DataFrame:
        from pipeline.frame import as_frame, projects_of
        from pipeline.normalise import normalise

        with self.clock("normalise"):
            parts = _by_notice(as_frame(projects_of(submissions)), self.terms)
            return _joined([normalise(own, notice, self.terms.settings.aliases) for notice, own in parts])

    def _over_quota(self, submissions: list[Submission], reconciled: Reconciliation) -> list[Finding]:
        from pipeline.quotas import check_quotas

        replaced, recorded = {row.row_id for row in reconciled.replaced}, self.register.recommended
        return check_quotas(submissions, reconciled.people, self.terms.notices.known, recorded, replaced)

    def _missing(self, submissions: list[Submission], reconciled: Reconciliation) -> list[Finding]:
        from pipeline.reconcile.missing import check_missing

        stood = self.register.people_in({each.corrects for each in submissions} - {""})
        return check_missing(submissions, reconciled.people, stood)

    def _with_touched(
        self, people: DataFrame, findings: list[Finding]
    ) -> tuple[DataFrame, list[Finding], State, list[Attempt]]:
        """The rows with those open ones of the register that they may dispose of otherwise; what is known of all; and
        how it ended for open rows at which the program fails: they are left as they are."""
        from pipeline.reconcile import State, sought

        if people.empty:
            return people, findings, State(), []
        with self.clock("reconcile"):
            state = self.register.state(sought(people))
            touched = sorted(state.open_in(self.terms.notices.known).difference(people["row_id"]))
        if not touched:
            return people, findings, state, []
        (again, more), culprits = without_culprits(
            touched, lambda some: _understood(self.register.typed_rows(some), self.terms, self.clock)
        )
        people = _joined([people, again])
        return people, findings + more, state, [_of_row(row_id, fallen.trace) for row_id, fallen in culprits]


def _understood(rows: list[Row], terms: Terms, clock: Clock) -> tuple[DataFrame, list[Finding]]:
    """What the rows mean, and what is wrong with each by itself; people of a notice that is not open wait."""
    from pipeline.file_names import check_file_names
    from pipeline.frame import as_frame
    from pipeline.normalise import normalise
    from pipeline.validate import validate, waiting

    parts, findings = [], []
    for notice, own in _by_notice(as_frame(rows), terms):
        with clock("normalise"):
            people = normalise(own, notice, terms.settings.aliases)
        with clock("validate"):
            findings += validate(people, notice)
            findings += check_file_names(people, notice)
            if why := terms.notices.closed(notice):
                findings += waiting(people, why)
        parts.append(people)
    return _joined(parts), findings


def _by_notice(frame: DataFrame, terms: Terms) -> list[tuple[Notice, DataFrame]]:
    """The rows of each notice, in the order of their names; of the newest where there are none."""
    names = sorted(frame["notice"].unique()) or [terms.notices.newest.name]
    if len(names) == 1:
        return [(terms.notices.known[names[0]], frame)]
    return [(terms.notices.known[name], frame[frame["notice"] == name].reset_index(drop=True)) for name in names]


def _joined(parts: list[DataFrame]) -> DataFrame:
    import pandas as pd

    return parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
