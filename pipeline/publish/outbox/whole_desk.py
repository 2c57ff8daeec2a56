"""Whether the desk stands as a whole: nothing of which it is made is other than when it was written. Then nothing is
read for it and nothing written (docs/decisions/desk.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.private import write_new
from pipeline.publish.desk.document_pages import clear_empty
from pipeline.publish.outbox.deliver import Desk
from pipeline.terms import fingerprint
from pipeline.text.anchors import pages_folder
from schemas.layouts.paper import paper_file
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.terms.settings import ExpectedUnit

Told = tuple[dict[str, int], dict[str, int]]
"""What is told of the desk when it is not read: how much is open, and why how many are held."""


class WholeDesk:
    """Of an outbox on the day of `now`, against the units that are expected; `place` is the file that remembers of what
    it was made last, which may be lost."""

    def __init__(self, place: Path, outbox: Path, now: datetime, units: Sequence[ExpectedUnit]) -> None:
        self._place, self._outbox = place, outbox
        self._about = (str(outbox.absolute()), f"{now:%Y-%m-%d}", repr(tuple(units)))

    def stands(self, written_last: str) -> tuple[list[Path], list[Path], Told] | None:
        """Its files, none that people edited, and what is told of it, where it stands; `written_last` tells what the
        register holds."""
        try:
            made, names, (is_open, held) = json.loads(self._place.read_bytes())
        except (OSError, TypeError, ValueError):
            return None
        desk = Desk(self._outbox, "")
        if made != self._key(written_last) or not all(map(desk.is_as_written, names)):
            return None
        return [self._outbox / name for name in names], [], (is_open, held)

    def made(self, written_last: str, files: Sequence[Path], told: Told) -> None:
        """That it was made, with all that lies in the outbox now."""
        names = [file.relative_to(self._outbox).as_posix() for file in files]
        key = self._key(written_last, is_cleared=True)
        with suppress(OSError):  # the next run makes it again
            write_new(self._place, json.dumps([key, names, told]).encode())

    def _key(self, written_last: str, *, is_cleared: bool = False) -> str:
        papers, program = fingerprint.papers(), fingerprint.program()
        lying = ascii("\0".join(_lying(self._outbox, is_cleared)))
        return fingerprint.of(program, papers, written_last, *self._about, lying)


def _lying(outbox: Path, is_cleared: bool) -> Iterator[str]:
    """What the desk leads to: the files of all batches; and when a page of a document came last or left, for there may
    be thousands. One that lost its text with the power counts for nothing and goes; where they were just cleared none
    is looked at."""
    if not is_cleared:
        clear_empty(outbox)
    pages = pages_folder(outbox)
    with suppress(FileNotFoundError):
        yield _changed_last(str(pages), pages.stat())
    yield from sorted(_inside(str(outbox / paper_file().batches), letters_file().words.outbox))


def _inside(folder: str, answers: str) -> Iterator[str]:
    """What lies in a folder, however deep; of those that are called `answers`, which may hold thousands, when something
    came last or left."""
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if not each.is_dir(follow_symlinks=False):
                yield each.path
            elif each.name == answers:
                yield _changed_last(each.path, each.stat())
            else:
                yield f"{each.path}/"
                yield from _inside(each.path, answers)


def _changed_last(folder: str, about: os.stat_result) -> str:
    return f"{folder} {about.st_mtime_ns}"
