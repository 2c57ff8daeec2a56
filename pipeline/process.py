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
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, nullcontext, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decide import Decided, answers_in, decide
from pipeline.engine.clock import Clock, without_collection
from pipeline.engine.cluster.address import Address
from pipeline.engine.engine import Engine
from pipeline.engine.pages import Pages, draw_again, draw_pages_of, drawing
from pipeline.engine.portions import Portion, by_submission, merged, portions, with_decisions
from pipeline.engine.retry import put_out
from pipeline.engine.run_summary import Report, Waiting, waiting_on
from pipeline.engine.workers import Workers
from pipeline.errors import UserError
from pipeline.judge import judge, load_judges, verified
from pipeline.model.documents import Examination, InboxFile
from pipeline.on_desk import answers_on_desk, certificates_on_desk
from pipeline.publish import WRITERS
from pipeline.receive.files import Entry, read_after_all, receive
from pipeline.receive.remembered import Remembered
from pipeline.receive.unreadable import discard_if_changed, unread
from pipeline.room import only_temporary
from pipeline.run_terms import Terms, terms_of
from pipeline.terms import fingerprint
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout
from schemas.limits import limits_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.publish.outbox.everybody_files import EverybodyFiles
    from pipeline.publish.outbox.whole_desk import WholeDesk
    from pipeline.register import Register
    from pipeline.register.contents.desk import DeskContents

Advance = Callable[[int, int], None]
"""Told how many files are read, and how many there are."""


class Options(NamedTuple):
    """What a run is asked to do; `now` carries an offset. `retry` tries again what ended by a limit or a fault.
    `entries` is what it takes of the inbox; None for all of it. `engine` are the machines that work for it beside this
    one, whose processes do without them."""

    inbox: Path
    outbox: Path
    register: str
    settings: Path
    notice: str | None
    now: datetime
    workers: int
    passwords: tuple[str, ...] = ()
    dry_run: bool = False
    retry: bool = False
    entries: Sequence[Entry] | None = None
    engine: Address | None = None


Engines = Callable[[Options, Terms], AbstractContextManager[Engine]]
"""Gives a run its engine, which ends with it, unless somebody keeps it standing by for the next run. Where the run
fails it ends in any case: nobody may write any more while the next run clears up."""


@without_collection()
def process(options: Options, advance: Advance, engines: Engines | None = None) -> Report:
    """Run the main job, with the engine that it is given, or one of its own. Raises UserError for what the secretary
    must mend; then nothing is half-written."""
    if options.dry_run:
        return _rehearsed(options, advance)
    from pipeline.register import Register
    from pipeline.register.address import file_of, inbox_of

    clock = Clock()
    terms = terms_of(options.settings, options.notice)
    _check_templates(terms)
    with clock("receive"):
        remembered = None
        if options.entries is None:  # what was seen to arrive is read, and of the others nothing is told
            remembered = Remembered(inbox_of(file_of(options.register)), options.inbox, time.time())
        files, skipped = receive(options.inbox, remembered, options.entries)
    with (
        Register.open(options.register) as register,
        register.alone(),
        ExitStack() as at_last,
        (engines or engine_of)(options, terms) as workers,
    ):
        known = len(files)
        if remembered:
            with clock("receive"):
                files += read_after_all(remembered, register.unrecorded(remembered.standing.keys()))
            known = len(files) + len(remembered.standing)
        pages = Pages(options.outbox, workers)
        run = _Run(options, register, workers, clock, advance, Report(known=known, skipped=skipped), pages)
        at_last.callback(run.clear)
        run.complete()
        files = [*certificates_on_desk(options.outbox, workers, run.report), *files]
        given, terms = run.answered_on_desk(terms.decided(register.rulings()))
        begun, terms = terms, run.through(files, given, terms)
        if terms.fingerprints != begun.fingerprints:  # what is decided for all in the inbox moves who is open
            terms = run.through([], Decided(), terms)
        report = run.closed(terms)
        if remembered:
            remembered.keep(register)
        return report


def engine_of(options: Options, terms: Terms) -> Engine:
    """What reads for a run by these terms, draws a page of each document, and writes."""
    if options.engine is None:
        return workers_of(options, terms)
    from pipeline.engine.dask_engine import DaskEngine

    return DaskEngine(options.engine, terms.notices.forms)


def workers_of(options: Options, terms: Terms) -> Workers:
    """The processes of this machine that do it."""
    return Workers(options.workers, drawing(terms.notices.forms))


def _check_templates(terms: Terms) -> None:
    """Raises UserError for a Word template of the installation that letters could not be written with."""
    if terms.settings.templates:
        from pipeline.publish.units.letter import template_slips

        if slips := template_slips(terms.settings.templates):
            raise UserError("\n".join(slips))


@dataclass(slots=True)
class _Run:
    """One run while it lasts, and what its steps share. `pages` are those of the documents that it read; `everybody`
    are the files that tell of everybody, once they are begun; `desk` is what lies on the desk, where it was read while
    the last batch was written."""

    options: Options
    register: Register
    workers: Engine
    clock: Clock
    advance: Advance
    report: Report
    pages: Pages
    everybody: EverybodyFiles | None = None
    desk: DeskContents | None = None
    is_closed: bool = False

    def clear(self) -> None:
        """Where the run failed, leave nothing that was begun; the workers have ended."""
        from pipeline.publish.desk.document_pages import DocumentPages

        if self.everybody:
            self.everybody.clear()
        if not self.is_closed:
            with suppress(UserError, OSError):  # the next run does it
                DocumentPages(self.options.outbox).clear_others(self.register.page_files().kept)

    def complete(self) -> None:
        """What earlier runs left undone: by a crash, by forgetting, or by a fault that this program may not have."""
        from pipeline.publish.outbox.renew import complete_batches, renew_outdated

        options = self.options
        for batch in self.register.unpublished():
            contents = self.register.batch_contents(batch)
            draw_pages_of(contents, self.register, options.outbox, self.workers, options.passwords)
        self._publish()
        renew_outdated(self.register, options.outbox, options.now, self.workers)
        missed = complete_batches(self.register, options.outbox, options.now, self.workers, options.retry)
        self.report.take_missed(each.name for each in missed)

    def answered_on_desk(self, terms: Terms) -> tuple[Decided, Terms]:
        """What the secretary answered in the workbook of questions where it lies."""
        portion = answers_on_desk(self.options.outbox, self.workers, self.register, self.report)
        return self._decided(portion, terms) if portion else (Decided(), terms)

    def through(self, files: Sequence[InboxFile], given: Decided, terms: Terms) -> Terms:
        """All that is new, open or decided: judged, recorded and published, portion by portion. Gives the terms with
        what is decided in it."""
        for portion in self._portions(files, given, terms):
            self.desk = None
            terms, is_last = self._take_in(portion, terms), portion.is_last
            del portion  # room for the next one
            if is_last:
                self._renew_everybody()
            self.report.files += self._publish(partial(self._begin_desk, terms) if is_last else None)
        return terms

    def _portions(self, files: Sequence[InboxFile], given: Decided, terms: Terms) -> Iterator[Portion]:
        """What is new or to be tried again, read and recognised in worker processes, and what is open or decided;
        nearly always one portion or none."""
        register, options = self.register, self.options
        new = by_submission(register.new_among(files))
        tried = register.attempts.fingerprint(options.passwords)
        again = register.attempts.to_try_again(fingerprint.program(), tried, options.retry)
        reopened = register.open_rows(terms.fingerprints, terms.routes.unconfirmed())
        with tempfile.TemporaryDirectory(prefix="gongjian-") if again else nullcontext("") as folder:
            every = [*new, *put_out(register, again, Path(folder))]
            read, most = self._examined(every, terms), limits_file().portion.people
            found = portions(every, read, given.rows, reopened, most)
            yield from with_decisions(self.clock.each("read and recognise", found), given.decisions)

    def _examined(self, files: Sequence[InboxFile], terms: Terms) -> Iterator[Examination]:
        """Read and recognised, in the order of the files; what judges is loaded meanwhile."""
        if not files:
            return
        jobs = [(file.path, file.absolute, self.options.passwords) for file in files if not file.unreadable]
        done = 0

        def more(count: int) -> None:
            nonlocal done
            done += count
            self.advance(done, len(jobs))

        with ThreadPoolExecutor(1) as beside:
            are_many = len(jobs) >= limits_file().worker.files_worth_another
            beside.submit(load_judges, terms, are_many)  # what goes wrong goes wrong again, and is raised there
            read = self.pages.taken(self.workers.examine_all(jobs, more))
            for file in files:
                yield unread(file.path, file.unreadable) if file.unreadable else next(read)

    def _decided(self, portion: Portion, terms: Terms) -> tuple[Decided, Terms]:
        """What the documents of a portion answer beside its decisions, which is told."""
        answers = answers_in(portion.examinations)
        given, terms = decide(answers, terms, self.register, self.options.now, portion.decisions)
        self.report.decisions += filter(None, [given.sentence()])
        return given, terms

    def _take_in(self, portion: Portion, terms: Terms) -> Terms:
        """Judge and record; nothing of it is left in memory. Gives the terms with what is decided in it."""
        self.pages.begin()
        if portion.is_last:
            self.workers.load(WRITERS)
        portion = portion._replace(examinations=list(map(discard_if_changed, portion.files, portion.examinations)))
        portion, before = verified(portion, self.register), terms.fingerprints
        given, terms = self._decided(portion, terms)
        portion = portion._replace(
            reopened=merged(portion.reopened, given.rows),
            decisions=[*portion.decisions, *given.decisions],
            more_open=portion.more_open or terms.fingerprints != before,
        )
        run = judge(portion, terms, self.register, self.options.now, self.clock, self.options.passwords)
        with self.clock("record"):
            self.pages.settle()
            batches = self.register.record(run)
        self.report.take(run, batches)
        return terms

    def _renew_everybody(self) -> None:
        """The files that tell of everybody are made as they stand now; those begun before are outdated."""
        from pipeline.publish.outbox.everybody_files import EverybodyFiles

        if self.everybody:
            self.everybody.drop()
        self.everybody = EverybodyFiles(self.register.everybody(), self.options.outbox, self.register.secret())

    def _publish(self, meanwhile: Callable[[], None] | None = None) -> list[Path]:
        """Publish what is recorded and not yet in its place; the files written. Something may be done while the last of
        it is written."""
        from pipeline.publish.outbox.batch import publish_batch
        from pipeline.publish.outbox.faults import missed_attempts

        register, files = self.register, list[Path]()
        batches = register.unpublished()
        for batch in batches:
            with self.clock("read back"):
                contents = register.batch_contents(batch)
            beside = meanwhile if batch == batches[-1] else None
            with self.clock("publish"):
                published = publish_batch(contents, self.options.outbox, register.secret(), self.workers, beside)
            register.attempts.keep(missed_attempts(batch, published.missed, register.attempts.unsolved()))
            register.mark_published(batch)
            self.report.take_missed(each.name for each in published.missed)
            files += published.files
        return files

    def _begin_desk(self, terms: Terms) -> None:
        """While workers write the last batch, the files that tell of everybody are begun, what lies on the desk is read
        (nothing of that changes when a batch is in its place), and what makes files of it is loaded."""
        if self.everybody:
            self.everybody.begin(self.workers)
        self.desk = self.register.desk(self.options.now, terms.settings.expected_units)
        import_module("pipeline.publish.outbox.desk_files")

    def _draw_missing(self, desk: DeskContents) -> None:
        """Pages of what is open, where an earlier run left none."""
        from pipeline.publish.desk.document_pages import is_drawn

        at_cells = {(each.file, each.sha256) for each in desk.questions if each.cell and each.sha256}
        missing = [place for place in sorted(at_cells) if not is_drawn(self.options.outbox, *place)]
        with self.clock("read and recognise"):
            draw_again(self.register, self.options.outbox, self.workers, missing, self.options.passwords)

    def closed(self, terms: Terms) -> Report:
        """The report of the whole run, when the desk, which shows what the register holds now, is in its place."""
        from pipeline.publish.outbox.faults import write_notes
        from pipeline.publish.outbox.whole_desk import WholeDesk
        from pipeline.register.address import desk_of, file_of

        register, report = self.register, self.report
        with self.clock("publish"):
            place = desk_of(file_of(self.options.register))
            whole = WholeDesk(place, self.options.outbox, self.options.now, terms.settings.expected_units)
            stands = None if report.batches or report.left else whole.stands(register.written_last())
        files, kept_aside, waiting = stands or self._desk_made(whole, terms)
        with self.clock("publish"):
            write_notes(self.options.outbox, register.attempts.unsolved())
        self.is_closed = True
        return report.closed(Waiting(*waiting), files, kept_aside, self.clock.seconds)

    def _desk_made(
        self, whole: WholeDesk, terms: Terms
    ) -> tuple[list[Path], list[Path], tuple[dict[str, int], dict[str, int]]]:
        """Its files, those that people had edited, and what waits on it."""
        from pipeline.publish.outbox.desk_files import publish_desk
        from pipeline.publish.outbox.faults import missed_attempts

        register, outbox, report = self.register, self.options.outbox, self.report
        with self.clock("read back"):
            desk = self.desk or register.desk(self.options.now, terms.settings.expected_units)
        self._draw_missing(desk)
        with self.clock("publish"):
            published = publish_desk(desk, outbox, register.secret(), report.left, self.everybody, self.workers)
            register.attempts.keep(missed_attempts("", published.missed, register.attempts.unsolved()))
            report.take_missed(each.name for each in published.missed)
        waiting = waiting_on(desk)
        if not (published.missed or report.left):
            whole.made(register.written_last(), published.files, waiting)
        return published.files, published.kept_aside, waiting


def _rehearsed(options: Options, advance: Advance) -> Report:
    """The same run on a copy of the register, into a folder that is thrown away: what would be written."""
    from pipeline.publish.outbox.deliver import copy_edited
    from pipeline.register import Register

    with only_temporary(), tempfile.TemporaryDirectory(prefix="gongjian-") as folder:
        copy = Path(folder, "register.db")
        Register.copy(options.register, copy)
        outbox = Path(folder, "outbox")
        for name in (decisions_file().words.file, certificates_layout().words.file):
            copy_edited(options.outbox, outbox, name)
        rehearsal = options._replace(register=f"sqlite:///{copy.as_posix()}", outbox=outbox, dry_run=False)
        report = process(rehearsal, advance)
        report.files = [options.outbox / path.relative_to(outbox) for path in report.files]
        report.kept_aside = []
        return report
