"""The main job on one page: from what came in to what goes out.

    receive → read → recognise → normalise → validate → reconcile → route → record → publish

It is a set of loops, not a pipe: a run judges its new rows together with the rows that the register still holds open,
as the units typed them. So a word added to the settings, a domain opened or a route confirmed takes effect at the next
run. Where none of these changed since the last batch, an open row comes out as it was, unless new rows tell of the same
people: only those are judged again. What is published is read back from the register, so that the next run completes
whatever a crash left undone. A very large inbox goes through in portions, a batch each.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from pipeline import PROGRAM, fingerprint
from pipeline.clock import Clock, without_collection
from pipeline.model import Examination, Finding, InboxFile
from pipeline.portions import Portion, by_submission, portions
from pipeline.receive import receive
from pipeline.recognise.tie import tie_documents
from pipeline.room import only_temporary
from pipeline.run_report import Report
from pipeline.workers import Workers
from schemas import table

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.frame import Row
    from pipeline.notices import Notice
    from pipeline.reconcile import State
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

    @property
    def fingerprint(self) -> str:
        """The same for terms by which every row comes out the same: these, the program and its data."""
        return fingerprint.of(fingerprint.program(), self.notice.name, repr(asdict(self.settings)))


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
        _publish(register, options, workers, clock)  # what a crash left undone
        renew_outdated(register, options.outbox, options.now, workers)
        report = Report(known=len(files))
        for portion in _portions(files, terms, register, options, workers, clock, advance):
            _take_in(portion, terms, register, options.now, clock, report)
            del portion  # room for the next one
            report.files += _publish(register, options, workers, clock)
        return _closed(report, register, options, clock)


def terms_of(settings: Path, notice: str | None) -> Terms:
    """Read what people are judged by. Raises UserError for an unknown notice or settings that cannot be right."""
    from pipeline.notices import load_notice
    from pipeline.route import load_routes
    from pipeline.settings import read_settings

    own = read_settings(settings)
    return Terms(load_notice(notice), own, load_routes(own))


def _portions(
    files: Sequence[InboxFile],
    terms: Terms,
    register: Register,
    options: Options,
    workers: Workers,
    clock: Clock,
    advance: Advance,
) -> Iterator[Portion]:
    """What is new, read and recognised in worker processes, and what is open; nearly always one portion or none."""
    new = by_submission(register.new_among(files))
    reopened = register.open_rows(terms.notice.name, terms.fingerprint, terms.routes.unconfirmed())
    examinations = _examined(new, terms, options, workers, advance)
    most = table("limits")["portion"]["people"]
    yield from clock.each("read and recognise", portions(new, examinations, reopened, most))


def _examined(
    files: Sequence[InboxFile], terms: Terms, options: Options, workers: Workers, advance: Advance
) -> Iterator[Examination]:
    """Read and recognised, in the order of the files; what judges is loaded meanwhile, and then what writes."""
    if not files:
        return
    loading = Thread(target=_load_judges, args=(terms,))
    loading.start()
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        advance(done, len(files))

    yield from workers.examine_all([(file.path, file.absolute, options.passwords) for file in files], more)
    workers.load("pipeline.publish")
    loading.join()


def _take_in(portion: Portion, terms: Terms, register: Register, now: datetime, clock: Clock, report: Report) -> None:
    """Judge and record; nothing of it is left in memory."""
    run = judge(portion, terms, register, now, clock)
    with clock("record"):
        batch = register.record(run)
    report.take(run, batch)


def _load_judges(terms: Terms) -> None:
    """What `judge` needs takes a while to load, some of it when it is first used: here, for nobody."""
    import pipeline.reconcile
    import pipeline.submissions  # noqa: F401

    _understood([], terms, Clock())


def judge(portion: Portion, terms: Terms, register: Register, now: datetime, clock: Clock) -> RunRecord:
    """From documents to judged rows: which submission, who, what is wrong, same person, which society.

    Nothing is recorded yet.
    """
    from pipeline.findings import of_submission
    from pipeline.frame import as_frame, fates_of, people_of, projects_of
    from pipeline.normalise import normalise
    from pipeline.reconcile import changes, holding, reconcile
    from pipeline.register import RunRecord
    from pipeline.register.seen import already_seen
    from pipeline.route import route
    from pipeline.submissions import gather, of_one_unit

    notice, settings = terms.notice, terms.settings
    with clock("gather"):
        first = register.next_submission_number()
        submissions, loose = gather(portion.files, portion.examinations, notice, first)
        already_seen(submissions, register.seen_bytes())
        for together in [*([submission] for submission in submissions), *of_one_unit(submissions)]:
            tie_documents(document for submission in together for document in submission.documents)
        rows = people_of(submissions) + register.typed_rows(portion.reopened)
        projects = as_frame(projects_of(submissions))
    people, findings = _understood(rows, terms, clock)
    with clock("normalise"):
        projects = normalise(projects, notice, settings.aliases)
    people, findings, state = _with_touched(people, findings, terms, register, clock)
    findings += [finding for submission in submissions for finding in of_submission(submission)]
    with clock("reconcile"):
        reconciled = reconcile(people, holding(findings), state)
    with clock("route"):
        people, earlier = changes(route(reconciled.people, terms.routes), reconciled.superseded, state)
    return RunRecord(
        notice=notice.name,
        now=now,
        program=PROGRAM,
        association={"name": notice.association} | {k: v for k, v in settings.association.items() if v},
        settings=asdict(settings),
        terms="" if portion.more_open else terms.fingerprint,
        files=portion.files,
        submissions=submissions,
        loose_documents=loose,
        people=people,
        earlier=earlier,
        findings=findings + reconciled.findings,
        row_fates=fates_of(submissions),
        projects=projects,
    )


def _understood(rows: list[Row], terms: Terms, clock: Clock) -> tuple[DataFrame, list[Finding]]:
    """What the rows mean, and what is wrong with each by itself."""
    from pipeline.frame import as_frame
    from pipeline.normalise import normalise
    from pipeline.validate import validate

    with clock("normalise"):
        people = normalise(as_frame(rows), terms.notice, terms.settings.aliases)
    with clock("validate"):
        return people, validate(people, terms.notice)


def _with_touched(
    people: DataFrame, findings: list[Finding], terms: Terms, register: Register, clock: Clock
) -> tuple[DataFrame, list[Finding], State]:
    """The rows with those open ones of the register that they may dispose of otherwise, and what is known of all."""
    import pandas as pd

    from pipeline.reconcile import State, sought

    if people.empty:
        return people, findings, State()
    with clock("reconcile"):
        state = register.state(terms.notice.name, sought(people))
        touched = state.open.difference(people["row_id"])
    if touched:
        again, more = _understood(register.typed_rows(touched), terms, clock)
        people, findings = pd.concat([people, again], ignore_index=True), findings + more
    return people, findings, state


def _publish(register: Register, options: Options, workers: Workers, clock: Clock) -> list[Path]:
    """Publish what is recorded and not yet in its place; the files written."""
    from pipeline.publish import publish_batch

    files: list[Path] = []
    for batch in register.unpublished():
        with clock("read back"):
            contents = register.batch_contents(batch)
        with clock("publish"):
            files += publish_batch(contents, options.outbox, register.secret(), workers)
        register.mark_published(batch)
    return files


def _closed(report: Report, register: Register, options: Options, clock: Clock) -> Report:
    """The report of the whole run, when the desk, which shows what the register holds now, is in its place."""
    from pipeline.publish import publish_desk

    with clock("read back"):
        desk = register.desk(options.now)
    with clock("publish"):
        published = publish_desk(desk, options.outbox, register.secret())
    return report.closed(desk, published, clock.seconds)


def _rehearsed(options: Options, advance: Advance) -> Report:
    """The same run on a copy of the register, into a folder that is thrown away: what would be written."""
    from pipeline.register import Register

    with only_temporary(), tempfile.TemporaryDirectory(prefix="gongjian-") as folder:
        copy = Path(folder, "register.db")
        Register.copy(options.register, copy)
        outbox = Path(folder, "outbox")
        rehearsal = replace(options, register=f"sqlite:///{copy.as_posix()}", outbox=outbox, dry_run=False)
        report = process(rehearsal, advance)
        report.files = [options.outbox / path.relative_to(outbox) for path in report.files]
        report.kept_aside = []
        return report
