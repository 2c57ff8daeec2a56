"""A batch goes out: files are planned, checked for name collisions and written to a temporary folder, which becomes the
batch folder by one rename.

Where it tells of few, a worker plans and writes all of it, so that the run itself loads nothing of either; else the run
plans, and the workers write each file as soon as it is planned.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import UserError
from pipeline.publish.outbox import deliver
from pipeline.publish.outbox.few import tells_of_few
from pipeline.publish.paper import disk
from pipeline.publish.paper.disk import BATCHES, RECORD
from pipeline.publish.paper.planned import Missed, Planned, Published, Runner
from pipeline.wall import Fallen, attempt
from schemas.layouts.paper import paper_file
from schemas.layouts.summary import summary_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents

Meanwhile = Callable[[], None]


class Written(NamedTuple):
    """What was written: the paths below the batch folder, the files on which the program failed, and what run.json says
    beside its list of files."""

    paths: list[str]
    missed: list[Missed]
    said: dict[str, Any]


def publish_batch(
    contents: BatchContents, outbox: Path, secret: bytes, workers: Runner | None, meanwhile: Meanwhile | None = None
) -> Published:
    """Write the batch; returns its files, whether written now or already in place. `meanwhile` is done while the last
    ones are written.

    Raises UserError when something cannot be written, or when another batch has the folder.
    """
    folder = outbox / BATCHES / contents.batch
    if folder.exists():
        return _already_there(folder, contents)
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
    with disk.sentences(folder):
        deliver.clear(aside)
        try:
            if workers is not None and tells_of_few(contents):
                written = _by_one_worker(aside, contents, secret, workers, meanwhile)
            else:
                written = write_batch(aside, contents, secret, workers, meanwhile)
            _seal(aside, written)
            yield aside, written.paths, written.missed
        finally:
            deliver.clear(aside)


def _by_one_worker(
    aside: Path, contents: BatchContents, secret: bytes, workers: Runner, meanwhile: Meanwhile | None
) -> Written:
    def alone() -> Iterator[tuple[Path, BatchContents, bytes]]:
        yield aside, contents.whole(), secret
        if meanwhile:
            meanwhile()

    (written,) = workers.run_all(write_batch, alone())
    return written


def write_batch(
    folder: Path,
    contents: BatchContents,
    secret: bytes,
    workers: Runner | None = None,
    meanwhile: Meanwhile | None = None,
) -> Written:
    """Write every file as soon as it is planned, then the page that links them."""
    from pipeline.publish.desk.accounts import accounts_of
    from pipeline.publish.outbox.plan import Plan, run_record

    accounts = cache(partial(accounts_of, contents))  # counted once, after all people are read
    plan = Plan(contents, accounts, secret)
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
    missed += filter(None, workers.run_all(write, placed()) if workers else [write(*each) for each in placed()])
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
    return Written(paths, missed, run_record(contents, accounts()))


def _seal(folder: Path, written: Written) -> None:
    """Make all files safe on disk, and beside them run.json, which lists them."""
    digests = disk.seal_all([folder / path for path in written.paths])
    files = [{"path": path, "sha256": digest} for path, digest in zip(written.paths, digests, strict=True)]
    told = {"missing": sorted(each.name for each in written.missed)} if written.missed else {}
    said = {**written.said, **told, "files": sorted(files, key=itemgetter("path"))}
    disk.write_text((str(folder / RECORD), f"{json.dumps(said, ensure_ascii=False, indent=2)}\n"))
    disk.seal(folder / RECORD)


def _already_there(folder: Path, contents: BatchContents) -> Published:
    """The files of a batch that is already in place, which are not checked: people may have changed them since."""
    from pipeline.publish.desk.accounts import accounts_of
    from pipeline.publish.outbox.plan import run_record

    there = disk.read_record(folder / RECORD)
    said = {name: value for name, value in there.items() if name not in ("files", "missing")}
    if said != run_record(contents, accounts_of(contents)):
        raise UserError(paper_file().occupied.format(folder=folder))
    files = [folder / file["path"] for file in there["files"]] + [folder / RECORD]
    return Published(files, [], [Missed(name, "") for name in there.get("missing", ())])
