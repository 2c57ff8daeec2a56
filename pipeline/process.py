"""The main job on one page: from what came in to what goes out.

    receive → read → recognise → normalise → validate → reconcile → route → record → publish

It is a set of loops, not a pipe: a run judges its new rows together with every row that the register still holds open,
as the units typed them. So a word added to the settings, a domain opened or a route confirmed takes effect at the next
run. What is published is read back from the register, so that the next run completes whatever a crash left undone.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pipeline import PROGRAM
from pipeline.clock import Clock, without_collection
from pipeline.model import Examination, InboxFile
from pipeline.receive import receive
from pipeline.recognise.tie import tie_documents
from pipeline.run_report import Report, report_of
from pipeline.workers import Workers

if TYPE_CHECKING:
    from pipeline.frame import Row
    from pipeline.notices import Notice
    from pipeline.register import Register, RunRecord
    from pipeline.route import Routes
    from pipeline.settings import Settings

Advance = Callable[[int, int], None]
"""Told how many files are read, and how many there are."""


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


@dataclass(frozen=True, slots=True)
class Terms:
    """What people are judged by: the notice, this installation's settings, the routing table."""

    notice: Notice
    settings: Settings
    routes: Routes


@without_collection()
def process(options: Options, advance: Advance) -> Report:
    """Run the main job. Raises UserError for what the secretary must mend; then nothing is half-written."""
    if options.dry_run:
        return _rehearsed(options, advance)
    from pipeline.forget import renew_outdated
    from pipeline.register import Register

    clock = Clock()
    terms = terms_of(options.settings, options.notice)
    with clock("receive"):
        files = receive(options.inbox)
    with Register.open(options.register) as register, register.alone(), Workers(options.workers) as workers:
        if register.unpublished():  # what a crash left undone
            _publish(register, options, workers, clock)
        renew_outdated(register, options.outbox, options.now, workers)
        report = _take_in(files, terms, register, options, workers, clock, advance)
        written, kept_aside = _publish(register, options, workers, clock)
    return replace(report, files=written, kept_aside=kept_aside, seconds=clock.seconds)


def terms_of(settings: Path, notice: str | None) -> Terms:
    """Read what people are judged by. Raises UserError for an unknown notice or settings that cannot be right."""
    from pipeline.notices import load_notice
    from pipeline.route import load_routes
    from pipeline.settings import read_settings

    own = read_settings(settings)
    return Terms(load_notice(notice), own, load_routes(own))


def _take_in(
    files: Sequence[InboxFile],
    terms: Terms,
    register: Register,
    options: Options,
    workers: Workers,
    clock: Clock,
    advance: Advance,
) -> Report:
    """What is new, judged together with what is open, and recorded; nothing of it is left in memory."""
    new = register.new_among(files)
    reopened = register.open_rows(terms.notice.name, terms.routes.unconfirmed())
    known = len(files) - len(new)
    if not (new or reopened):
        return Report(batch=None, known=known)
    with clock("read and recognise"):
        examinations = _examined(new, options, workers, advance)
    run = judge(new, examinations, reopened, terms, register, options.now, clock)
    with clock("record"):
        batch = register.record(run)
    return report_of(run, batch, known)


def _examined(files: Sequence[InboxFile], options: Options, workers: Workers, advance: Advance) -> list[Examination]:
    """Read and recognised in worker processes, in the order of the files; what judges is loaded meanwhile."""
    Thread(target=_load_judges).start()
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        advance(done, len(files))

    return workers.examine_all([(file.path, file.absolute, options.passwords) for file in files], more)


def _load_judges() -> None:
    """What `judge` needs takes a while to load."""
    import pipeline.normalise
    import pipeline.reconcile
    import pipeline.submissions
    import pipeline.validate  # noqa: F401


def judge(
    files: Sequence[InboxFile],
    examinations: Sequence[Examination],
    reopened: list[Row],
    terms: Terms,
    register: Register,
    now: datetime,
    clock: Clock,
) -> RunRecord:
    """From documents to judged rows: which submission, who, what is wrong, same person, which society.

    `examinations[i]` is what came out of `files[i]`; `reopened` are the rows that the register holds open, as they were
    typed. Nothing is recorded yet.
    """
    from pipeline.findings import of_submission
    from pipeline.frame import as_frame, fates_of, people_of, projects_of
    from pipeline.normalise import normalise
    from pipeline.reconcile import State, changes, holding, reconcile
    from pipeline.register import RunRecord
    from pipeline.register.seen import already_seen
    from pipeline.route import route
    from pipeline.submissions import gather, of_one_unit
    from pipeline.validate import validate

    notice, settings = terms.notice, terms.settings
    with clock("gather"):
        submissions, loose = gather(files, examinations, notice, register.next_submission_number())
        already_seen(submissions, register.seen_bytes())
        for together in [*([submission] for submission in submissions), *of_one_unit(submissions)]:
            tie_documents(document for submission in together for document in submission.documents)
        people = as_frame(people_of(submissions) + reopened)
    with clock("normalise"):
        people = normalise(people, notice, settings.aliases)
        projects = normalise(as_frame(projects_of(submissions)), notice, settings.aliases)
    with clock("validate"):
        findings = validate(people, notice)
        findings += [finding for submission in submissions for finding in of_submission(submission)]
    with clock("reconcile"):
        state = register.state(notice.name) if len(people) else State()
        reconciled = reconcile(people, holding(findings), state)
    with clock("route"):
        people, earlier = changes(route(reconciled.people, terms.routes), reconciled.superseded, state)
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
        findings=findings + reconciled.findings,
        row_fates=fates_of(submissions),
        projects=projects,
    )


def _publish(register: Register, options: Options, workers: Workers, clock: Clock) -> tuple[list[Path], list[Path]]:
    """Publish what is recorded and not yet in its place, then the desk; files written, and edited files kept aside."""
    from pipeline.publish import publish

    files: list[Path] = []
    aside: list[Path] = []
    batches: list[str | None] = [*register.unpublished()]
    for batch in batches or [None]:
        with clock("read back"):
            contents = register.batch_contents(batch) if batch else None
            desk = register.desk(options.now)
        with clock("publish"):
            published = publish(contents, desk, options.outbox, register.secret(), workers)
        if batch:
            register.mark_published(batch)
            files += published.files
        aside += published.kept_aside
    return files, aside


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
