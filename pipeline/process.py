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
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decide import Decided, answers_in, decide, unanswered
from pipeline.engine.clock import Clock, without_collection
from pipeline.engine.portions import Portion, by_submission, merged, portions, with_decisions
from pipeline.engine.retry import put_out
from pipeline.engine.run_summary import Report
from pipeline.engine.workers import Workers
from pipeline.errors import UserError
from pipeline.judge import judge, load_judges, verified
from pipeline.model.decisions import Decision
from pipeline.model.documents import Examination, InboxFile
from pipeline.receive.files import receive
from pipeline.receive.unreadable import discard_if_changed, unread
from pipeline.room import only_temporary
from pipeline.run_terms import Terms, terms_of
from pipeline.terms import fingerprint
from schemas.decisions import decisions_file
from schemas.limits import limits_file

if TYPE_CHECKING:
    from pipeline.publish.outbox.everybody_files import EverybodyFiles
    from pipeline.register import Register

Advance = Callable[[int, int], None]
"""Told how many files are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked to do; `now` carries an offset. `retry` tries again what ended by a limit or a fault."""

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


@without_collection()
def process(options: Options, advance: Advance) -> Report:
    """Run the main job. Raises UserError for what the secretary must mend; then nothing is half-written."""
    if options.dry_run:
        return _rehearsed(options, advance)
    from pipeline.register import Register

    clock = Clock()
    terms = terms_of(options.settings, options.notice)
    _check_templates(terms)
    with clock("receive"):
        files, skipped = receive(options.inbox)
    with Register.open(options.register) as register, register.alone(), Workers(options.workers) as workers:
        report = Report(known=len(files), skipped=skipped)
        _complete(register, options, workers, clock, report)
        terms = terms.decided(register.rulings())
        given, terms = _answered_on_desk(terms, register, options, workers, report)
        rest: Sequence[InboxFile] | None = files
        everybody: EverybodyFiles | None = None
        while rest is not None:
            begun = terms.fingerprints
            for portion in _portions(rest, terms, given, register, options, workers, clock, advance):
                terms, is_last = _take_in(portion, terms, register, options, clock, report), portion.is_last
                del portion  # room for the next one
                everybody = _everybody_files(register, options, everybody) if is_last else everybody
                report.files += _publish(register, options, workers, clock, report, everybody if is_last else None)
            given, rest = (
                Decided(),
                [] if terms.fingerprints != begun else None,
            )  # once more for what is decided for all
        return _closed(report, terms, register, options, clock, everybody)


def _check_templates(terms: Terms) -> None:
    """Raises UserError for a Word template of the installation that letters could not be written with."""
    if terms.settings.templates:
        from pipeline.publish.units.letter import template_slips

        if slips := template_slips(terms.settings.templates):
            raise UserError("\n".join(slips))


def _answered_on_desk(
    terms: Terms, register: Register, options: Options, workers: Workers, report: Report
) -> tuple[Decided, Terms]:
    """What the secretary answered in the workbook of questions where it lies, if anybody edited it since it was
    written."""
    from pipeline.publish.outbox.deliver import Desk

    name = decisions_file().words.file
    if not Desk(options.outbox, "").is_edited(name):
        return Decided(), terms
    (examination,) = workers.examine_all([(name, str(options.outbox / name), ())], lambda _: None)
    (examination,) = verified(Portion([], [examination]), register).examinations
    if why := unanswered(examination):
        report.decisions.append(decisions_file().taken.unreadable.format(why=why))
        report.left.append(name)
        return Decided(), terms
    return _decided([examination], terms, register, options, report)


def _decided(
    examinations: Sequence[Examination],
    terms: Terms,
    register: Register,
    options: Options,
    report: Report,
    pending: Sequence[Decision] = (),
) -> tuple[Decided, Terms]:
    """What these documents answer, which is told; `pending` is not recorded yet."""
    given, terms = decide(answers_in(examinations), terms, register, options.now, pending)
    report.decisions += filter(None, [given.sentence()])
    return given, terms


def _complete(register: Register, options: Options, workers: Workers, clock: Clock, report: Report) -> None:
    """What earlier runs left undone: by a crash, by forgetting, or by a fault that this program may not have."""
    from pipeline.publish.outbox.renew import complete_batches, renew_outdated

    _publish(register, options, workers, clock, report)
    renew_outdated(register, options.outbox, options.now, workers)
    missed = complete_batches(register, options.outbox, options.now, workers, options.retry)
    report.take_missed(each.name for each in missed)


def _portions(
    files: Sequence[InboxFile],
    terms: Terms,
    given: Decided,
    register: Register,
    options: Options,
    workers: Workers,
    clock: Clock,
    advance: Advance,
) -> Iterator[Portion]:
    """What is new or to be tried again, read and recognised in worker processes, and what is open or decided; nearly
    always one portion or none."""
    new = by_submission(register.new_among(files))
    passwords = register.fingerprint(options.passwords)
    again = register.to_try_again(fingerprint.program(), passwords, options.retry)
    reopened = merged(given.rows, register.open_rows(terms.fingerprints, terms.routes.unconfirmed()))
    with tempfile.TemporaryDirectory(prefix="gongjian-") if again else nullcontext("") as folder:
        every = [*new, *put_out(register, again, Path(folder))]
        examinations = _examined(every, terms, options, workers, advance)
        most = limits_file().portion.people
        found = clock.each("read and recognise", portions(every, examinations, reopened, most))
        yield from with_decisions(found, given.decisions)


def _examined(
    files: Sequence[InboxFile], terms: Terms, options: Options, workers: Workers, advance: Advance
) -> Iterator[Examination]:
    """Read and recognised, in the order of the files; what judges is loaded meanwhile, and then what writes."""
    if not files:
        return
    jobs = [(file.path, file.absolute, options.passwords) for file in files if not file.unreadable]
    done = 0

    def more(count: int) -> None:
        nonlocal done
        done += count
        advance(done, len(jobs))

    with ThreadPoolExecutor(1) as beside:
        beside.submit(load_judges, terms)  # what goes wrong goes wrong again, and is raised, where it is needed
        read = workers.examine_all(jobs, more)
        for file in files:
            yield unread(file.path, file.unreadable) if file.unreadable else next(read)
        workers.load("pipeline.publish")


def _take_in(
    portion: Portion, terms: Terms, register: Register, options: Options, clock: Clock, report: Report
) -> Terms:
    """Judge and record; nothing of it is left in memory. Gives the terms with what is decided in it."""
    portion = replace(portion, examinations=list(map(discard_if_changed, portion.files, portion.examinations)))
    portion, begun = verified(portion, register), terms.fingerprints
    given, terms = _decided(portion.examinations, terms, register, options, report, portion.decisions)
    portion = replace(
        portion,
        reopened=merged(portion.reopened, given.rows),
        decisions=[*portion.decisions, *given.decisions],
        more_open=portion.more_open or terms.fingerprints != begun,  # others may come out otherwise by what was decided
    )
    run = judge(portion, terms, register, options.now, clock, options.passwords)
    with clock("record"):
        batches = register.record(run)
    report.take(run, batches)
    return terms


def _everybody_files(register: Register, options: Options, before: EverybodyFiles | None) -> EverybodyFiles:
    """The files that tell of everybody as they stand now; those of `before` are outdated."""
    from pipeline.publish.outbox.everybody_files import EverybodyFiles

    if before:
        before.drop()
    return EverybodyFiles(register.everybody(), options.outbox, register.secret())


def _publish(
    register: Register,
    options: Options,
    workers: Workers,
    clock: Clock,
    report: Report,
    everybody: EverybodyFiles | None = None,
) -> list[Path]:
    """Publish what is recorded and not yet in its place; the files written. With the last of it those that tell of
    `everybody` are begun."""
    from pipeline.publish import publish_batch
    from pipeline.publish.outbox.faults import missed_attempts

    files: list[Path] = []
    batches = register.unpublished()
    for batch in batches:
        with clock("read back"):
            contents = register.batch_contents(batch)
        meanwhile = partial(everybody.begin, workers) if everybody and batch == batches[-1] else None
        with clock("publish"):
            published = publish_batch(contents, options.outbox, register.secret(), workers, meanwhile)
        register.tried(missed_attempts(batch, published.missed, register.unsolved()))
        register.mark_published(batch)
        report.take_missed(each.name for each in published.missed)
        files += published.files
    return files


def _closed(
    report: Report, terms: Terms, register: Register, options: Options, clock: Clock, everybody: EverybodyFiles | None
) -> Report:
    """The report of the whole run, when the desk, which shows what the register holds now, is in its place."""
    from pipeline.publish import publish_desk
    from pipeline.publish.outbox.faults import missed_attempts, write_notes

    with clock("read back"):
        desk = register.desk(options.now, terms.settings.expected_units)
    with clock("publish"):
        published = publish_desk(desk, options.outbox, register.secret(), report.left, everybody)
        register.tried(missed_attempts("", published.missed, register.unsolved()))
        report.take_missed(each.name for each in published.missed)
        write_notes(options.outbox, register.unsolved())
    return report.closed(desk, published.files, published.kept_aside, clock.seconds)


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
