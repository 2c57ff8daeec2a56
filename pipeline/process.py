"""The main job on one page: from what came in to what goes out.

    receive → read → recognise → normalise → validate → reconcile → route → record → publish

It is a set of loops, not a pipe: a run judges its new rows together with every row that the register still holds open,
as the units typed them. So a word added to the settings, a domain opened or a route confirmed takes effect at the next
run. What is published is read back from the register, so that the next run completes whatever a crash left undone.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import PROGRAM
from pipeline.model import Disposition, Examination, InboxFile, Outcome
from pipeline.receive import receive
from pipeline.recognise.tie import tie
from pipeline.workers import Workers

if TYPE_CHECKING:
    from pipeline.notices import Notice
    from pipeline.register import Register, RunRecord
    from pipeline.route import Routes
    from pipeline.settings import Settings

Advance = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do; `now` carries an offset."""

    inbox: Path
    outbox: Path
    register: str
    settings: Path
    notice: str | None
    now: datetime
    workers: int
    passwords: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass(slots=True)
class Report:
    """What a run did; no `batch` when there was nothing new.

    `documents` by outcome and `people` by disposition: what was read in this run. `societies`: people whom this run
    sends there. `held`: by reason, everybody who is held now, of this run or before.
    """

    batch: str | None = None
    known: int = 0
    documents: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    societies: dict[str, int] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    kept_aside: list[Path] = field(default_factory=list)

    @property
    def unfinished(self) -> bool:
        """Whether anybody is held or anything could not be read."""
        return bool(self.held or self.documents.get(Outcome.UNREADABLE))


def process(options: Options, advance: Advance) -> Report:
    """Run the main job. Raises UserError for what the secretary must mend; then nothing is half-written."""
    if options.dry_run:
        return _rehearsed(options, advance)
    from pipeline.notices import load_notice
    from pipeline.register import Register
    from pipeline.route import load_routes
    from pipeline.settings import read_settings

    notice = load_notice(options.notice)
    settings = read_settings(options.settings)
    routes = load_routes(settings)
    files = receive(options.inbox)
    with Register.open(options.register) as register, register.alone(), Workers(options.workers) as workers:
        if register.unpublished():  # what a crash left undone
            _publish(register, options, workers)
        known = register.known()
        new = [file for file in files if (file.path, file.sha256) not in known]
        examinations = _examined(new, options, workers, advance)
        run = judge(new, examinations, notice, settings, routes, register, options.now)
        batch = register.record(run)
        written, kept_aside = _publish(register, options, workers)
        return _report(run, batch, len(files) - len(new), written, kept_aside)


def _examined(files: Sequence[InboxFile], options: Options, workers: Workers, advance: Advance) -> list[Examination]:
    """Read and recognised in worker processes, in the order of the files."""
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        advance(done, len(files))

    return workers.examine_all([(file.path, file.absolute, options.passwords) for file in files], more)


def judge(
    files: Sequence[InboxFile],
    examinations: Sequence[Examination],
    notice: Notice,
    settings: Settings,
    routes: Routes,
    register: Register,
    now: datetime,
) -> RunRecord:
    """From documents to judged rows: which submission, who, what is wrong, same person, which society.

    `examinations[i]` is what came out of `files[i]`. Nothing is recorded yet.
    """
    from pipeline.findings import of_submission
    from pipeline.frame import as_frame, fates_of, people_of, projects_of
    from pipeline.normalise import normalise
    from pipeline.reconcile import changes, holding, reconcile
    from pipeline.register import RunRecord
    from pipeline.register.seen import already_seen
    from pipeline.route import route
    from pipeline.submissions import gather
    from pipeline.validate import validate

    submissions, loose = gather(files, examinations, notice, register.next_submission_number())
    already_seen(submissions, register.seen_bytes())
    for submission in submissions:
        tie([document.recognition for document in submission.documents if document.recognition])
    people = as_frame(people_of(submissions) + register.open_rows(notice.name))
    people = normalise(people, notice, settings.aliases)
    findings = validate(people, notice)
    state = register.state(notice.name)
    reconciled = reconcile(people, holding(findings), state)
    of_submissions = [finding for submission in submissions for finding in of_submission(submission)]
    people, earlier = changes(route(reconciled.people, routes), reconciled.superseded, state)
    projects = normalise(as_frame(projects_of(submissions)), notice, settings.aliases)
    return RunRecord(
        notice=notice.name,
        now=now,
        program=PROGRAM,
        association={"name": notice.association} | {k: v for k, v in settings.association.items() if v},
        settings=asdict(settings),
        files=files,
        submissions=submissions,
        loose_documents=loose,
        people=people,
        earlier=earlier,
        findings=[*findings, *reconciled.findings, *of_submissions],
        row_fates=fates_of(submissions),
        projects=projects,
    )


def _publish(register: Register, options: Options, workers: Workers) -> tuple[list[Path], list[Path]]:
    """Publish what is recorded and not yet in its place, then the desk; files written, and edited files kept aside."""
    from pipeline.publish import publish

    files: list[Path] = []
    aside: list[Path] = []
    batches: list[str | None] = [*register.unpublished()]
    for batch in batches or [None]:
        contents = register.batch_contents(batch) if batch else None
        published = publish(contents, register.desk(options.now), options.outbox, register.secret(), workers)
        if batch:
            register.mark_published(batch)
            files += published.files
        aside += published.kept_aside
    return files, aside


def _report(run: RunRecord, batch: str | None, known: int, files: list[Path], kept_aside: list[Path]) -> Report:
    """The counts of a run, for the terminal; the accounts that must add up are published with the batch."""
    from pipeline.findings import load_findings

    documents = [document.outcome.value for submission in run.submissions for document in submission.documents]
    documents += [document.outcome.value for document in run.loose_documents]
    own = run.people["submission_id"].isin([submission.submission_id for submission in run.submissions])
    disposition = run.people["disposition"]
    held = set(run.people.loc[disposition == Disposition.HELD, "row_id"])
    reasons = {(finding.row_id, finding.slug) for finding in run.findings if finding.severity == "error"}
    counted = Counter(slug for row_id, slug in reasons if row_id in held)
    return Report(
        batch=batch,
        known=known,
        documents=dict(Counter(documents)),
        people={"read": int(own.sum())} | dict(Counter(disposition[own])),
        societies=dict(sorted(Counter(run.people.loc[run.people["change"] != "", "society"]).items())),
        held={kind.title: counted[slug] for slug, kind in load_findings().items() if counted[slug]},
        files=files,
        kept_aside=kept_aside,
    )


def _rehearsed(options: Options, advance: Advance) -> Report:
    """The same run on a copy of the register, into a folder that is thrown away: what would be written."""
    from pipeline.register import Register

    with tempfile.TemporaryDirectory(prefix="gongjian-") as folder:
        copy = Path(folder, "register.db")
        Register.copy(options.register, copy)
        outbox = Path(folder, "outbox")
        rehearsal = replace(options, register=f"sqlite:///{copy.as_posix()}", outbox=outbox, dry_run=False)
        report = process(rehearsal, advance)
        files = [options.outbox / path.relative_to(outbox) for path in report.files]
        return replace(report, files=files, kept_aside=[])
