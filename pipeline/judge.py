"""judge: from documents to judged rows. The main job and the preview of one file share it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from pipeline import PROGRAM
from pipeline.engine.clock import Clock
from pipeline.engine.portions import Portion, merged, parted, together, unjudged
from pipeline.kinds.marks import corrected, verify_corrections, verify_marks
from pipeline.model.documents import Attempt, Examined, Fault, Submission
from pipeline.model.judgements import Finding
from pipeline.run_terms import Terms
from pipeline.terms import fingerprint
from pipeline.understand import by_notice, joined, understood
from pipeline.wall import without_culprits
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.model.certificates import CertificateEvent
    from pipeline.model.hours import Activity
    from pipeline.reconcile import Reconciliation, State
    from pipeline.register import Register, RunRecord
    from pipeline.register.attempts import Earlier


def judge(
    portion: Portion, terms: Terms, register: Register, now: datetime, clock: Clock, passwords: Sequence[str] = ()
) -> RunRecord:
    """From documents to judged rows: which submission, who, what is wrong, same person, which society. The portion is
    `verified`.

    Nothing is recorded yet. A submission at which the program fails is judged as one that says nothing; an open row at
    which it fails is left out, and so keeps its disposition.
    """
    judging = _Judging(terms, register, now, clock, register.attempts.fingerprint(passwords))
    parts = parted(portion)
    run, culprits = without_culprits(parts, lambda some: judging.judged(together(some, portion.more_open)))
    if culprits:
        fallen = {id(part): culprit.trace for part, culprit in culprits}
        left = [part if id(part) not in fallen else unjudged(part, fallen[id(part)]) for part in parts]
        run = judging.judged(together(left, portion.more_open))
        run.attempts += [
            _of_row(row, fallen[id(part)]) for part in parts if id(part) in fallen for row in part.reopened
        ]
    run.decisions = portion.decisions
    run.moved = terms.rulings.moved_by(portion.decisions)
    return run


def verified(portion: Portion, register: Register) -> Portion:
    """The portion with each document as what it is: whether a mark in it is ours, the register tells."""
    lookup, secret = cache(register.judged_rows), register.secret()
    return portion._replace(examinations=[verify_marks(each, secret, lookup) for each in portion.examinations])


def _join_attached(documents: Sequence[Examined]) -> None:
    """People are joined to a project that another of these documents describes, where any of them asks for one."""
    spoken = (each.recognition for each in documents if each.recognition)
    if any(person.link for recognition in spoken for person in recognition.people):
        from pipeline.recognise.document.attached_documents import join_attached_documents

        join_attached_documents(documents)


def _of_row(row_id: str, trace: str) -> Attempt:
    return Attempt("row", "", "", row_id, "", "fault", fingerprint.program(), [Fault("", row_id, trace)])


def load_judges(terms: Terms, are_many: bool) -> None:
    """Load what `judge` needs, which takes a while; a run does it while its workers read. Where there `are_many`
    documents, also what is loaded when it is first used, and pandera, since some has what only that can name."""
    from importlib import import_module

    for room in _JUDGES:
        import_module(f"pipeline.{room}")
    if are_many:
        import_module("pandera.pandas")
        understood([], terms, Clock())


_JUDGES = ("frame", "receive.submissions", "normalise.rules", "validate", "reconcile")


class _Judging(NamedTuple):
    """What does not change while a portion is judged, however often parts of it are tried."""

    terms: Terms
    register: Register
    now: datetime
    clock: Clock
    passwords: str

    @property
    def today(self) -> date:
        """The day of the run, where the association is."""
        from pipeline.terms.notices import CHINA

        return self.now.astimezone(CHINA).date()

    def judged(self, portion: Portion) -> RunRecord:
        """All of the portion, judged at once."""
        from pipeline.adopt import adopt
        from pipeline.adopt.certificates import adopt_certificates, returned_certificates
        from pipeline.adopt.told import handed_on, told_of
        from pipeline.engine.retry import attempts_of, keep_earlier_results
        from pipeline.frame import fates_of, ids_of, people_of
        from pipeline.reconcile import changes, holding, reconcile
        from pipeline.register import RunRecord
        from pipeline.route import route
        from pipeline.settle import decisions_on
        from pipeline.terms.findings import of_submission
        from pipeline.terms.working_days import due

        with self.clock("gather"):
            earlier_sent = self.register.attempts.earlier({sent for file in portion.files for sent in file.again})
            gathered, loose = self._gathered(portion, earlier_sent)
            attempts = attempts_of(portion, gathered, fingerprint.program(), self.passwords)
            submissions = keep_earlier_results(gathered, earlier_sent)
            adopted = adopt(submissions, self.register, self.terms.settings, self.now)
            issued = returned_certificates(adopted.events, self.register)
            happened = adopt_certificates(submissions, issued, self.register, self.terms.settings, self.now)
            living = [*issued, *happened]
            activities = self._activities(submissions, living)
            said = self.register.standing_results().with_more(adopted.events)
            read = people_of(submissions)
            excluded, again = self.register.certificates.excluded(self.today, happened)
            rows = read + self.register.typed_rows(merged(merged(portion.reopened, adopted.rows), again))
        people, findings = understood(rows, self.terms, self.clock)
        people, findings, state, fallen = self._with_touched(people, findings, earlier_sent)
        known = self.terms.notices.known
        findings += [found for each in submissions for found in of_submission(each, known.get(each.notice))]
        with self.clock("reconcile"):
            rulings, notices = self.terms.rulings, frozenset(people["notice"].tolist())
            histories = self.register.certificates.histories(state, notices, self.today, excluded)
            on_rows = decisions_on(people, rulings)
            reconciled = reconcile(people, holding(findings), state, rulings, on_rows, known, histories)
            findings += self._over_quota(submissions, reconciled)
            findings += self._missing(submissions, reconciled)
        with self.clock("route"):
            routed = handed_on(route(reconciled.people, self.terms.routes), said, self.terms.routes)
            findings += told_of(routed, said)
            people, earlier = changes(routed, reconciled.replaced, state)
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
            due=due(self.today, self.terms.settings.reply_days, self.terms.settings.holidays),
            attempts=attempts + fallen,
            events=adopted.events,
            certificate_events=happened,
            activities=activities,
            known=frozenset(people["row_id"]).difference(ids_of(read)) if earlier_sent else frozenset(),
        )

    def _gathered(self, portion: Portion, earlier: Mapping[str, Earlier]) -> tuple[list[Submission], list[Examined]]:
        """The submissions of the portion with all that was read in them now, and the documents that belong to none."""
        from pipeline.receive.by_notice import Before
        from pipeline.receive.submissions import gather, of_one_unit
        from pipeline.register.seen import already_seen

        first = self.register.next_submission_number()
        examinations = portion.examinations
        before = {sent: Before(each.notice, each.people, each.standing) for sent, each in earlier.items()}
        known = self.register.sent(corrected(examinations))
        notices = replace(self.terms.notices, corrected={sent: origin.notice for sent, origin in known.items()})
        submissions, loose = gather(portion.files, examinations, notices, first, before)
        verify_corrections(submissions, known, self.terms.rulings.unit_of)
        standing = {(sent, file) for sent, each in earlier.items() for file in each.standing}
        here = {document.sha256 for submission in submissions for document in submission.documents}
        already_seen(submissions, self.register.seen_bytes(here), standing)
        for sent in [*([submission] for submission in submissions), *of_one_unit(submissions)]:
            _join_attached([document for submission in sent for document in submission.documents])
        return submissions, loose

    def _activities(self, submissions: list[Submission], living: list[CertificateEvent]) -> list[Activity]:
        """What documents tell of activities; few tell of any."""
        if not any(document.activity_lines for submission in submissions for document in submission.documents):
            return []
        from pipeline.adopt.hours import adopt_hours

        return adopt_hours(submissions, living, self.register, self.terms.rulings.unit_of, self.now)

    def _projects(self, submissions: list[Submission]) -> DataFrame:
        from pipeline.frame import as_frame, projects_of
        from pipeline.normalise import normalise

        with self.clock("normalise"):
            parts = by_notice(as_frame(projects_of(submissions)), self.terms)
            return joined([normalise(own, notice, self.terms.settings.aliases) for notice, own in parts])

    def _over_quota(self, submissions: list[Submission], reconciled: Reconciliation) -> list[Finding]:
        from pipeline.quotas import check_quotas

        replaced, recorded = {row.row_id for row in reconciled.replaced}, self.register.recommended
        known, called = self.terms.notices.known, self.terms.rulings.called
        return check_quotas(submissions, reconciled.people, known, recorded, replaced, called)

    def _missing(self, submissions: list[Submission], reconciled: Reconciliation) -> list[Finding]:
        from pipeline.reconcile.missing import check_missing

        stood = self.register.people_in({each.corrects for each in submissions} - {""})
        return check_missing(submissions, reconciled.people, stood, self.terms.notices.known)

    def _with_touched(
        self, people: DataFrame, findings: list[Finding], earlier: Container[str]
    ) -> tuple[DataFrame, list[Finding], State, list[Attempt]]:
        """The rows with those open ones of the register that they may dispose of otherwise, and those routed of
        submissions that are tried again, `earlier`; what is known of all; and how it ended for such rows at which the
        program fails: they are left as they are."""
        from pipeline.reconcile import State, sought

        if people.empty:
            return people, findings, State(), []
        with self.clock("reconcile"):
            state = self.register.state(sought(people), self.terms.rulings)
            touched = sorted(state.open_in(self.terms.notices.known, earlier).difference(people["row_id"]))
        if not touched:
            return people, findings, state, []
        (again, more), culprits = without_culprits(
            touched, lambda some: understood(self.register.typed_rows(some), self.terms, self.clock)
        )
        people = joined([people, again])
        return people, findings + more, state, [_of_row(row_id, fallen.trace) for row_id, fallen in culprits]
