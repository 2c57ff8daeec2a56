"""Publish: everything that goes out, as a pure function of the register.

files = publish_batch(contents, outbox, secret, workers)
published = publish_desk(desk, outbox, secret)

Files are planned, checked for name collisions and written to a temporary folder, which becomes the batch folder by one
rename; then each desk file is renamed into place. Running it again after a crash completes the rest, and only that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UserError
from pipeline.private import make_folder
from pipeline.publish.desk.accounts import accounts_of
from pipeline.publish.desk.certificates import certificates_book
from pipeline.publish.desk.document_pages import DocumentPages, clear_others
from pipeline.publish.desk.everybody import everybody_book
from pipeline.publish.desk.ledger import case_lists, earlier_book, index_page, ledger_book, page_at
from pipeline.publish.desk.newest import newest_script, stamped
from pipeline.publish.desk.questions import questions_book
from pipeline.publish.desk.results import results_book
from pipeline.publish.outbox import deliver
from pipeline.publish.outbox.everybody_files import EverybodyFiles
from pipeline.publish.outbox.few import written
from pipeline.publish.outbox.plan import Plan, run_record
from pipeline.publish.paper import disk
from pipeline.publish.paper.book import Book, write_book
from pipeline.publish.paper.planned import Missed, Planned, Runner
from pipeline.wall import Fallen, attempt
from schemas.certificate_figures import certificate_figures_file
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.everybody import everybody_file
from schemas.layouts.ledger import ledger_file
from schemas.layouts.paper import paper_file
from schemas.layouts.results import results_layout
from schemas.layouts.summary import summary_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents
    from pipeline.register.contents.certificates import CertificatesOnDesk
    from pipeline.register.contents.desk import DeskContents, EarlierPart
    from pipeline.register.contents.people import Everybody
    from pipeline.terms.progress import Results

__all__ = ["Published", "publish_batch", "publish_desk", "publish_everybody"]

BATCHES, RECORD = paper_file().batches, "run.json"
Meanwhile = Callable[[], None]


class Published(NamedTuple):
    """Files of the desk or of a batch; files that a person had edited, under their new names; and files on which the
    program failed."""

    files: list[Path]
    kept_aside: list[Path]
    missed: list[Missed]


def publish_desk(
    desk: DeskContents,
    outbox: Path,
    secret: bytes,
    leave: Collection[str] | None = None,
    begun: EverybodyFiles | None = None,
) -> Published:
    """Write the desk, after all batches are in place, but for the files to `leave` as they lie; where that is not said,
    nobody has taken yet what is filled into a workbook of questions or of certificates, so that stays. `begun` are
    files of it that are being written. Raises UserError when something cannot be written."""
    deliver.clear_leftovers(outbox / BATCHES)
    with disk.sentences(outbox):
        make_folder(outbox)
        clear_others(outbox, desk.documents)
        desk_files = deliver.Desk(outbox, desk.today)
        if leave is None:
            written_into = (decisions_file().words.file, certificates_layout().words.file)
            leave = list(filter(desk_files.is_edited, written_into))
        text = ledger_file().words
        everybody = begun or EverybodyFiles(desk.everybody, outbox, secret)
        keyed = {name: (write, everybody.key) for name, write in everybody.writers.items()}
        keyed |= _of_results(desk.results, outbox, secret) | _of_certificates(desk.certificates, outbox, secret)
        keyed |= _of_certificate_figures(desk, outbox) | _of_earlier(desk, secret)
        changed = {name: key for name, (_, key) in keyed.items() if not desk_files.stands(name, key)}
        pages = DocumentPages(outbox)
        listed = cache(partial(case_lists, desk, pages, outbox))
        page = cache(lambda: stamped(index_page(desk, listed(), pages, outbox), everybody.key))
        books: dict[str, Callable[[Path], None]] = {
            text.file: lambda path: write_book(ledger_book(desk, listed(), outbox, path, secret)),
            decisions_file().words.file: lambda path: write_book(_questions_book(desk, pages, outbox, path, secret)),
            text.page: lambda path: disk.write_text((str(path), page().page)),
            **{name: write for name, (write, _) in keyed.items() if name in changed},
            text.newest: lambda path: disk.write_text((str(path), newest_script(page().stamp))),  # when all is there
        }
        files, missed = [outbox / name for name in sorted(keyed.keys() - changed.keys())], list[Missed]()
        for name, write in books.items():
            if name in leave or (name == text.newest and text.page in (each.name for each in missed)):
                continue
            made = deliver.write_by(name, partial(desk_files.put, name, write))
            files += [] if made else [outbox / name]
            missed += [made] if made else []
            if not made and name in changed:
                desk_files.made_of(name, changed[name])
    return Published(files, desk_files.kept_aside, missed)


def _of_results(results: Results, outbox: Path, secret: bytes) -> dict[str, tuple[Callable[[Path], None], str]]:
    """The ledger of results with what it is made of; none before a workbook went to one."""
    name = results_layout().words.file
    if not results.now or not (results.key or (outbox / name).exists()):
        return {}
    return {name: (lambda path: write_book(results_book(results, path, secret)), results.key)}


def _of_certificates(
    certificates: CertificatesOnDesk, outbox: Path, secret: bytes
) -> dict[str, tuple[Callable[[Path], None], str]]:
    """The workbook of certificates with what it is made of; none before there is one, or who may issue one."""
    name = certificates_layout().words.file
    if not certificates.now or not (certificates.key or (outbox / name).exists()):
        return {}
    return {name: (lambda path: write_book(certificates_book(certificates, path, secret)), certificates.key)}


def _of_certificate_figures(desk: DeskContents, outbox: Path) -> dict[str, tuple[Callable[[Path], None], str]]:
    """The page of figures with what it is made of; none before there is a certificate."""
    name, told = certificate_figures_file().words.page, desk.certificates
    if not (told.are_any or (outbox / name).exists()):
        return {}

    def write(path: Path) -> None:
        from pipeline.publish.desk.certificate_page import certificate_page  # draws, which takes time to load

        page = certificate_page(told.read(), date.fromisoformat(desk.today), desk.association)
        disk.write_text((str(path), page))

    return {name: (write, told.key)}


def _of_earlier(desk: DeskContents, secret: bytes) -> dict[str, tuple[Callable[[Path], None], str]]:
    """The workbooks of the earlier of very many submissions, each with what it is made of."""
    template = ledger_file().words.earlier
    names = {
        template.format(first=f"S{part.numbers[0]:05d}", last=f"S{part.numbers[-1]:05d}"): part
        for part in desk.earlier.parts
    }
    return {name: (partial(_write_earlier, part, name, secret), part.key) for name, part in names.items()}


def _write_earlier(part: EarlierPart, name: str, secret: bytes, path: Path) -> None:
    write_book(earlier_book(part, name, path, secret))


def _questions_book(desk: DeskContents, pages: DocumentPages, outbox: Path, path: Path, secret: bytes) -> Book:
    at_cell = partial(page_at, pages=pages, outbox=outbox)
    return questions_book(desk.questions, desk.decided, desk.today, path, secret, at_cell)


def publish_everybody(everybody: Everybody, outbox: Path, today: str, secret: bytes) -> tuple[Path, int, list[Path]]:
    """Write the workbook of everybody, however many; gives its path, the number of its rows, and an edited one
    before it under its new name. Raises UserError when it cannot be written."""
    standings, more = everybody.read(None, None)
    with disk.sentences(outbox):
        make_folder(outbox)
        desk_files = deliver.Desk(outbox, today)

        def write(path: Path) -> None:
            write_book(everybody_book(standings, more, everybody.now, path, secret))

        path = desk_files.put(everybody_file().words.all, write)
    return path, len(standings), desk_files.kept_aside


def publish_batch(
    contents: BatchContents, outbox: Path, secret: bytes, workers: Runner | None, meanwhile: Meanwhile | None = None
) -> Published:
    """Write the batch; returns its files, whether written now or already in place. `meanwhile` is done while the last
    ones are written.

    Raises UserError when something cannot be written, or when another batch has the folder.
    """
    folder = outbox / BATCHES / contents.batch
    if folder.exists():
        return _already_there(folder, run_record(contents, accounts_of(contents)))
    with written_aside(contents, folder, secret, workers, meanwhile) as (aside, paths, missed):
        aside.rename(folder)
    return Published([*(folder / path for path in paths), folder / RECORD], [], missed)


@contextmanager
def written_aside(
    contents: BatchContents, folder: Path, secret: bytes, workers: Runner | None, meanwhile: Meanwhile | None = None
) -> Iterator[tuple[Path, list[str], list[Missed]]]:
    """Write the whole batch into a temporary folder beside its own; gives that folder, the files, and those on which
    the program failed. Whatever the caller does not move away is removed at the end."""
    aside = folder.with_name(f".{contents.batch}.partial")
    accounts = cache(partial(accounts_of, contents))  # counted once, after all people are read
    plan = Plan(contents, accounts, secret)
    with disk.sentences(folder):
        deliver.clear(aside)
        try:
            yield aside, *_write(plan, aside, lambda: run_record(contents, accounts()), workers, meanwhile)
        finally:
            deliver.clear(aside)


def _write(
    plan: Plan,
    folder: Path,
    record: Callable[[], dict[str, Any]],
    workers: Runner | None,
    meanwhile: Meanwhile | None,
) -> tuple[list[str], list[Missed]]:
    """Write every file as soon as it is planned, then the page that links them, then run.json. Returns the paths of all
    but run.json, and the missed files."""
    paths: list[str] = []
    beside: list[str] = []
    missed: list[Missed] = []

    def placed() -> Iterator[tuple[Path, Planned]]:
        for planned in plan.files():
            if isinstance(planned, Missed):
                missed.append(planned)
                continue
            paths.append(planned.path)
            beside.extend(planned.beside)
            yield folder, planned
        if meanwhile:
            meanwhile()

    write = deliver.write_planned
    made = written(placed(), workers, plan.is_small)
    missed += filter(None, made)
    paths += [path for path in beside if (folder / path).exists()]
    page = attempt(lambda: plan.page(missed))
    if isinstance(page, Fallen):
        missed.append(Missed(summary_file().words.page, page.trace))
    else:
        paths.append(page.path)
        missed += filter(None, [write(folder, page)])
    for name in {each.name for each in missed} & set(paths):
        paths.remove(name)
        (folder / name).unlink(missing_ok=True)
    files = [{"path": path, "sha256": disk.seal(folder / path)} for path in paths]
    told = {"missing": sorted(each.name for each in missed)} if missed else {}
    said = {**record(), **told, "files": sorted(files, key=itemgetter("path"))}
    disk.write_text((str(folder / RECORD), f"{json.dumps(said, ensure_ascii=False, indent=2)}\n"))
    disk.seal(folder / RECORD)
    return paths, missed


def _already_there(folder: Path, record: dict[str, Any]) -> Published:
    """The files of a batch that is already in place, which are not checked: people may have changed them since."""
    there = disk.read_record(folder / RECORD)
    if {name: value for name, value in there.items() if name not in ("files", "missing")} != record:
        raise UserError(paper_file().occupied.format(folder=folder))
    files = [folder / file["path"] for file in there["files"]] + [folder / RECORD]
    return Published(files, [], [Missed(name, "") for name in there.get("missing", ())])
