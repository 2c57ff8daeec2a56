"""The files of the desk that tell of everybody, which may be many: made only when something changed, and begun while a
worker still writes the last files of a batch.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.outbox import deliver
from pipeline.publish.outbox.few import FEW
from pipeline.publish.paper.disk import write_text
from pipeline.publish.paper.planned import Missed, Planned, Runner
from pipeline.publish.paper.writing import write_book
from pipeline.wall import Fallen, attempt
from schemas.layouts.everybody import everybody_file

if TYPE_CHECKING:
    from pipeline.publish.paper.book import Book
    from pipeline.register.contents.people import Everybody


class EverybodyFiles:
    """The workbook and what the page searches, as of `everybody`. `plans` gives what is to be written of each, to a
    path below the outbox; None where that was begun and is written."""

    def __init__(self, everybody: Everybody, outbox: Path, secret: bytes) -> None:
        words = everybody_file().words
        self.key = everybody.key
        self.plans: dict[str, Callable[[str], Planned | None]] = {
            words.search: self._search,
            words.file: self._workbook,
        }
        self._now, self._secret = everybody.now, secret
        self._read = cache(partial(everybody.read, words.most, words.lately))
        self._target = deliver.partial_of(outbox, words.file)
        self._written: Callable[[], Missed | None] | None = None

    def begin(self, workers: Runner) -> None:
        """Let a worker write the workbook, unless it is a small one. Where the program fails at it nothing is begun: it
        fails again where the files are put into their place, and is told there."""
        read = attempt(self._read)
        if not isinstance(read, Fallen) and len(read[0]) <= FEW:
            return
        name = self._target.name
        book = attempt(lambda: self._book(name))
        if not isinstance(book, Fallen):
            self._written = workers.start(deliver.write_planned, self._target.parent, Planned(name, write_book, book))

    def drop(self) -> None:
        """Wait for what was begun, so that other files can be written in its place."""
        if self._written:
            attempt(self._written)

    def clear(self) -> None:
        """Remove what was begun and never came into its place, once nobody writes it any more."""
        with suppress(OSError):  # the next run writes over it
            self._target.unlink(missing_ok=True)

    def _book(self, path: str) -> Book:
        from pipeline.publish.desk.everybody import everybody_book

        return everybody_book(*self._read(), self._now, Path(path), self._secret)

    def _workbook(self, path: str) -> Planned | None:
        if self._written and not self._written():
            return None
        return Planned(path, write_book, self._book(path))

    def _search(self, path: str) -> Planned:
        from pipeline.publish.desk.everybody import search_script

        return Planned(path, write_text, (path, search_script(self._read()[0], self._now)))
