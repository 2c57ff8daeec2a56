"""Pages of documents on their way into the outbox. Workers draw them while they read, and write them while the run
judges, which leaves a core idle.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine.elsewhere import Elsewhere
from pipeline.engine.engine import Engine
from pipeline.engine.workers import EXAMINING
from pipeline.model.documents import DrawnPage, Examination
from pipeline.register.kept import WITH_PAGE
from pipeline.text.anchors import page_file, page_name, pages_folder

if TYPE_CHECKING:
    from pipeline.examine.document import Job
    from pipeline.register import Register
    from pipeline.register.contents.batch import BatchContents


_EXAMINE, _LEAVE = Elsewhere(EXAMINING, "examine_and_draw"), Elsewhere(EXAMINING, "leave")
_MOST = 64 << 20  # bytes that wait in memory


def drawing(expected: tuple[str, ...] = ()) -> Callable[[Job], Examination]:
    """What workers examine with that draw a page of each document; `expected` are the forms of the notices that are
    open."""
    return partial(_EXAMINE, expected)


class Pages:
    """Those of an outbox that wait to be written, and those that workers write."""

    def __init__(self, outbox: Path, workers: Engine) -> None:
        self._folder, self._workers = pages_folder(outbox), workers
        self._waiting: list[DrawnPage] = []
        self._size = 0
        self._begun: list[tuple[Callable[[], None], list[DrawnPage]]] = []

    def taken(self, examinations: Iterable[Examination]) -> Iterator[Examination]:
        """The examinations without their pages, which are kept here."""
        for each in examinations:
            self._waiting += each.pages
            self._size += sum(len(page.drawn) for page in each.pages)
            each.pages = []
            if self._size > _MOST:
                self.begin()
            yield each

    def begin(self) -> None:
        """Let a worker write those that wait."""
        if self._waiting:
            self._begun.append((self._workers.start_here(_LEAVE, self._folder, self._waiting), self._waiting))
            self._waiting, self._size = [], 0

    def settle(self) -> None:
        """Wait until all are written; by this process, where the system ended those that were at it."""
        self.begin()
        for ended, pages in self._begun:
            try:
                ended()
            except ChildProcessError:
                _LEAVE(self._folder, pages)
        self._begun = []


def draw_pages_of(
    contents: BatchContents, register: Register, outbox: Path, workers: Engine, passwords: Sequence[str] = ()
) -> None:
    """The pages of a batch's documents that are not there."""
    there = {path.name for path in pages_folder(outbox).glob(page_file("*"))}
    told = (contents.documents[name] for name in ("file", "sha256", "outcome"))
    read = [(file, sha256) for file, sha256, outcome in zip(*told, strict=True) if outcome in WITH_PAGE]
    draw_again(
        register, outbox, workers, [each for each in read if page_file(page_name(*each)) not in there], passwords
    )


def draw_again(
    register: Register,
    outbox: Path,
    workers: Engine,
    documents: Collection[tuple[str, str]],
    passwords: Sequence[str],
) -> None:
    """Let the workers read these documents (file, sha256) once more, and write their pages. Of one that only another
    password opens there is no page."""
    files = register.files_with(documents) if documents else []
    if not files:
        return
    pages = Pages(outbox, workers)
    with tempfile.TemporaryDirectory(prefix="gongjian-") as folder:
        jobs = []
        for number, (path, sha256) in enumerate(files):
            place = Path(folder, str(number))
            place.write_bytes(register.original(sha256))
            jobs.append((path, str(place), passwords))
        for _ in pages.taken(workers.examine_all(jobs, lambda _: None)):
            pass
    pages.settle()
