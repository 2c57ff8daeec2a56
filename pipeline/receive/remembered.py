"""What the files of the inbox held when they were last read, so that a run need not read again those that lie there as
they did (docs/decisions/inbox-files.md).

It is no memory of the register: it may be lost at any time, and tells nothing that the register does not know. What it
says of a file holds only where the register has that file recorded with these bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Set
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from pipeline.private import write_new
from schemas.limits import limits_file

Recorded = tuple[str, str]
"""Path inside the inbox, and sha-256."""


class Recording(Protocol):
    """The register."""

    def unrecorded(self, files: Set[Recorded]) -> set[Recorded]:
        """Of these files those that are not recorded."""


class Remembered:
    """Of the inbox at `inbox`, as it is written down in the file `place`; `moment` is the time of this computer's clock
    (Unix, seconds) before anything is read.

    `standing` are the files that lie there as they did, with their absolute paths.
    """

    def __init__(self, place: Path, inbox: Path, moment: float) -> None:
        self._place, self._inbox, self._moment = place, str(inbox.absolute()), int(moment)
        self._last_week = range(self._moment - limits_file().inbox.seconds_until_read_again + 1, self._moment + 1)
        of, told = _read(place)
        self._before = told if of == self._inbox else {}
        self._now: dict[str, str] = {}
        self.standing: dict[Recorded, str] = {}

    def stands(self, path: str, absolute: str, status: os.stat_result) -> bool:
        """Whether the file lies there as it did when it was read, which was lately; then it is `standing`."""
        line = self._before.get(path, "")
        seen, _, told = line.partition("\t")
        at, _, sha256 = told.partition(" ")
        # a clock that was set back tells of nothing when it was read
        if seen != _appearance(status) or int(at) not in self._last_week:
            return False
        self._now[path] = line
        self.standing[path, sha256] = absolute
        return True

    def doubt(self, file: Recorded) -> str:
        """That it does not hold of this one, which was standing; gives its absolute path."""
        del self._now[file[0]]
        return self.standing.pop(file)

    def note(self, path: str, status: os.stat_result, sha256: str) -> None:
        """That a file held this; `status` was taken before it was read. What was written just before may be written
        again within the same tick of the clock by which files are dated: that is read once more the next time."""
        quiet = self._moment - limits_file().inbox.seconds_until_quiet
        if max(status.st_mtime, status.st_ctime) < quiet and path.isprintable():
            self._now[path] = f"{_appearance(status)}\t{self._moment} {sha256}"

    def keep(self, register: Recording) -> None:
        """Write it down for the next run, of files that the register has recorded."""
        read = {(path, line[-64:]) for path, line in self._now.items() if self._before.get(path) != line}
        for path, _ in register.unrecorded(read):
            del self._now[path]
        if self._now != self._before:
            lines = "\n".join(f"{line}\t{path}" for path, line in sorted(self._now.items())).encode()
            with suppress(OSError):  # the next run reads them again
                write_new(self._place, b"\n".join([_head(self._inbox, lines), lines]))


def changed_unseen(place: Path) -> tuple[int, list[str]]:
    """Read again every file that lies there as it did: how many there are, and the paths of those that hold something
    else. If there are such, all is forgotten, so that the next run reads every file."""
    count, changed = 0, []
    for path, absolute, sha256 in _lying_as_they_did(place):
        count += 1
        with suppress(OSError), Path(absolute).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != sha256:
                changed.append(path)
    if changed:
        forget(place)
    return count, changed


def forget(place: Path) -> None:
    """Remember nothing."""
    place.unlink(missing_ok=True)


def _lying_as_they_did(place: Path) -> Iterator[tuple[str, str, str]]:
    inbox, told = _read(place)
    for path, line in told.items():
        absolute = os.path.join(inbox, *path.split("/"))  # noqa: PTH118  # thousands of files
        with suppress(OSError):
            if _appearance(os.lstat(absolute)) == line.partition("\t")[0]:
                yield path, absolute, line[-64:]


def _read(place: Path) -> tuple[str, dict[str, str]]:
    """The inbox, and by path how a file lay there, when it was read and what it held; nothing where that is damaged, as
    by a power cut."""
    try:
        head, _, lines = place.read_bytes().partition(b"\n")
        inbox, _ = json.loads(head)
    except (OSError, ValueError):
        return "", {}
    if head != _head(inbox, lines):
        return "", {}
    parts = (line.rpartition("\t") for line in lines.decode().split("\n"))
    return inbox, {path: told for told, _, path in parts if path}


def _head(inbox: str, lines: bytes) -> bytes:
    return json.dumps([inbox, hashlib.sha256(lines).hexdigest()]).encode()


def _appearance(status: os.stat_result) -> str:
    """Size, time of the last change of its contents and of the file, and which file on the disk it is."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
