"""The desk goes out, after all batches are in place: its files are planned, written under temporary names, by a worker
where there is one, and then each is renamed into its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.documents import submission_id_of
from pipeline.private import make_folder
from pipeline.publish.desk.document_pages import DocumentPages
from pipeline.publish.desk.ledger import case_lists, earlier_book, index_page, ledger_book, page_at
from pipeline.publish.desk.newest import newest_script, stamped
from pipeline.publish.desk.questions import questions_book
from pipeline.publish.outbox import deliver
from pipeline.publish.outbox.everybody_files import EverybodyFiles
from pipeline.publish.paper import disk
from pipeline.publish.paper.planned import Missed, Planned, Published, Runner
from pipeline.publish.paper.writing import write_book, write_page
from pipeline.wall import Fallen, attempt
from schemas.certificate_figures import certificate_figures_file
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.everybody import everybody_file
from schemas.layouts.ledger import ledger_file
from schemas.layouts.results import results_layout
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.publish.paper.book import Book
    from pipeline.register.contents.certificates import CertificatesOnDesk
    from pipeline.register.contents.desk import DeskContents, EarlierPart
    from pipeline.register.contents.people import Everybody
    from pipeline.terms.progress import Results

Plan = Callable[[str], Planned | None]
"""What is to be written to a path below the outbox; None where it lies there."""


class _Keyed(NamedTuple):
    """A file that stays as it is as long as it is made of what `key` tells."""

    plan: Plan
    key: str


def publish_desk(
    desk: DeskContents,
    outbox: Path,
    secret: bytes,
    leave: Collection[str] | None = None,
    begun: EverybodyFiles | None = None,
    workers: Runner | None = None,
) -> Published:
    """Write the desk, after all batches are in place, but for the files to `leave` as they lie; where that is not said,
    nobody has taken yet what is filled into a workbook of questions or of certificates, so that stays. `begun` are
    files of it that are being written. Raises UserError when something cannot be written."""
    deliver.clear_leftovers(outbox / disk.BATCHES)
    with disk.sentences(outbox):
        make_folder(outbox)
        pages = DocumentPages(outbox)
        pages.clear_others(desk.pages.kept)
        desk_files = deliver.Desk(outbox, desk.today)
        if leave is None:
            written_into = (decisions_file().words.file, certificates_layout().words.file)
            leave = list(filter(desk_files.is_edited, written_into))
        everybody = begun or EverybodyFiles(desk.everybody, outbox, secret)
        keyed = {name: _Keyed(plan, everybody.key) for name, plan in everybody.plans.items()}
        keyed |= _of_results(desk.results, outbox, secret) | _of_certificates(desk.certificates, outbox, secret)
        keyed |= _of_certificate_figures(desk, outbox) | _of_earlier(desk, secret)
        changed = {name: each for name, each in keyed.items() if not desk_files.stands(name, each.key)}
        plans = _of_day(desk, pages, outbox, secret) | {name: plan for name, (plan, _) in changed.items()}
        wanted = {name: plan for name, plan in plans.items() if name not in leave}
        newest = ledger_file().words.newest
        with desk_files.placing([*wanted, newest]):
            written, missed = _written(wanted, outbox, workers)
            made = {name: changed[name].key if name in changed else "" for name in written}
            if ledger_file().words.page in made and newest not in leave:
                _stamp(outbox, everybody.key)
                made[newest] = ""  # when all is there
            desk_files.place(made)
    files = [*sorted(keyed.keys() - changed.keys()), *made]
    return Published([outbox / name for name in files], desk_files.kept_aside, missed)


def _written(plans: Mapping[str, Plan], outbox: Path, workers: Runner | None) -> tuple[list[str], list[Missed]]:
    """Write files under their temporary names; gives those that are written, and those at which the program failed."""
    written, missed = list[str](), list[Missed]()
    asked: list[str] = []

    def placed() -> Iterator[tuple[Path, Planned]]:
        for name, plan in plans.items():
            path = deliver.partial_of(outbox, name).relative_to(outbox).as_posix()
            planned = attempt(partial(plan, path))
            if isinstance(planned, Fallen):
                if disk.refused(planned.error):
                    raise planned.error
                missed.append(Missed(name, planned.trace))
            elif planned is None:
                written.append(name)
            else:
                asked.append(name)
                yield outbox, planned

    write = deliver.write_planned
    ended = workers.run_all(write, placed()) if workers else [write(*each) for each in placed()]
    failed = {name: each for name, each in zip(asked, ended, strict=True) if each}
    missed += [Missed(name, each.trace) for name, each in failed.items()]
    done = {*written, *asked} - failed.keys()
    return [name for name in plans if name in done], missed


def _of_day(desk: DeskContents, pages: DocumentPages, outbox: Path, secret: bytes) -> dict[str, Plan]:
    """The files that depend on the day."""
    text = ledger_file().words
    listed = cache(partial(case_lists, desk, pages, outbox))
    at_cell = partial(page_at, pages=pages, outbox=outbox)

    def ledger(path: str) -> Planned:
        return _of_book(path, ledger_book(desk, listed(), outbox, Path(path), secret))

    def questions(path: str) -> Planned:
        return _of_book(
            path, questions_book(desk.questions, desk.others, desk.decided, desk.today, Path(path), secret, at_cell)
        )

    def page(path: str) -> Planned:
        return Planned(path, write_page, (path, index_page(desk, listed(), pages, outbox)))

    return {text.file: ledger, decisions_file().words.file: questions, text.page: page}


def _stamp(outbox: Path, *beside: str) -> None:
    """The page that is written gets its stamp, and the script that says it is written."""
    text = ledger_file().words
    written = deliver.partial_of(outbox, text.page)
    page = stamped(written.read_text(encoding="utf-8"), *beside)
    disk.write_text((str(written), page.page))
    disk.write_text((str(deliver.partial_of(outbox, text.newest)), newest_script(page.stamp)))


def _of_book(path: str, book: Book) -> Planned:
    return Planned(path, write_book, book)


def _of_results(results: Results, outbox: Path, secret: bytes) -> dict[str, _Keyed]:
    """The ledger of results; none before a workbook went to one."""

    def plan(path: str) -> Planned:
        from pipeline.publish.desk.results import results_book

        return _of_book(path, results_book(results, Path(path), secret))

    return _where_any(results_layout().words.file, results, outbox, plan)


def _of_certificates(certificates: CertificatesOnDesk, outbox: Path, secret: bytes) -> dict[str, _Keyed]:
    """The workbook of certificates; none before there is one, or who may issue one."""

    def plan(path: str) -> Planned:
        from pipeline.publish.desk.certificates import certificates_book

        return _of_book(path, certificates_book(certificates, Path(path), secret))

    return _where_any(certificates_layout().words.file, certificates, outbox, plan)


def _where_any(name: str, told: Results | CertificatesOnDesk, outbox: Path, plan: Plan) -> dict[str, _Keyed]:
    """A workbook with what it is made of, where anything is told, or was: it lies there."""
    if not told.now or not (told.key or (outbox / name).exists()):
        return {}
    return {name: _Keyed(plan, told.key)}


def _of_certificate_figures(desk: DeskContents, outbox: Path) -> dict[str, _Keyed]:
    """The page of figures with what it is made of; none before there is a certificate."""
    name, told = certificate_figures_file().words.page, desk.certificates
    if not (told.are_any or (outbox / name).exists()):
        return {}

    def plan(path: str) -> Planned:
        from pipeline.publish.desk.certificate_page import certificate_page  # draws, which takes time to load

        page = certificate_page(told.read(), date.fromisoformat(desk.today), desk.association)
        return Planned(path, disk.write_text, (path, page))

    return {name: _Keyed(plan, told.key)}


def _of_earlier(desk: DeskContents, secret: bytes) -> dict[str, _Keyed]:
    """The workbooks of the earlier of very many submissions, each with what it is made of."""
    template = ledger_file().words.earlier
    names = {
        template.format(first=submission_id_of(part.numbers[0]), last=submission_id_of(part.numbers[-1])): part
        for part in desk.earlier.parts
    }
    return {name: _Keyed(partial(_earlier, part, name, secret), part.key) for name, part in names.items()}


def _earlier(part: EarlierPart, name: str, secret: bytes, path: str) -> Planned:
    return _of_book(path, earlier_book(part, name, Path(path), secret))


def publish_everybody(everybody: Everybody, outbox: Path, today: str, secret: bytes) -> tuple[Path, int, list[Path]]:
    """Write the workbook of everybody, however many; gives its path, the number of its rows, and an edited one
    before it under its new name. Raises UserError when it cannot be written."""
    from pipeline.publish.desk.everybody import everybody_book

    standings, more = everybody.read(None, None)
    with disk.sentences(outbox):
        make_folder(outbox)
        desk_files = deliver.Desk(outbox, today)

        def write(path: Path) -> None:
            write_book(everybody_book(standings, more, everybody.now, path, secret))

        path = desk_files.put(everybody_file().words.all, write)
    return path, len(standings), desk_files.kept_aside
