"""What people write themselves while the program stands by: settings, and answers in workbooks of the desk."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from pathlib import Path

from pipeline.publish.outbox.deliver import Desk
from pipeline.watch.names import are_open, is_note
from pipeline.watch.quiet import Quiet
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout
from schemas.limits import limits_file

SETTINGS = ""
"""The name of the settings as a whole, beside those of the desk's workbooks."""


class Written:
    """Settings and desk as they were last seen."""

    def __init__(self, settings: Path, outbox: Path) -> None:
        self._settings, self._outbox, self._limits = settings, outbox, limits_file().watch
        self._desk = (decisions_file().words.file, certificates_layout().words.file)
        self._marks: dict[str, Hashable] = {}
        self._open: set[str] = set()
        self._quiet = Quiet()

    def look(self, now: float) -> bool:
        """Whether anything has changed since the last look."""
        told = [path.relative_to(self._settings).as_posix() for path in _files(self._settings)]
        self._marks = {SETTINGS: tuple((path, _mark(self._settings / path)) for path in told if not is_note(path))}
        self._marks |= {name: _mark(self._outbox / name) for name in self._desk}
        notes = [path.name for path in self._outbox.glob("[.~]*") if is_note(path.name)]
        self._open = are_open(self._desk, notes)
        if are_open(told, filter(is_note, told)):
            self._open.add(SETTINGS)
        return self._quiet.see(self._marks, now, heard=True)

    def changed(self, now: float) -> list[str]:
        """What is to be taken into account: settings that changed, workbooks in which somebody wrote. What a run wrote
        into the desk is no news."""
        whole = [name for name in self._quiet.coming() if not self._waits(name, now)]
        theirs = [name for name in whole if name == SETTINGS or self._is_edited(name)]
        self._quiet.take({name: self._marks[name] for name in whole if name not in theirs})
        return theirs

    def marks(self) -> dict[str, Hashable]:
        """All as it was last seen, to be taken once a run has heeded it."""
        return dict(self._marks)

    def take(self, marks: dict[str, Hashable]) -> None:
        """This is heeded."""
        self._quiet.take(marks)

    def _is_edited(self, name: str) -> bool:
        """Also where it cannot be read: what comes of that, the run says."""
        try:
            return Desk(self._outbox, "").is_edited(name)
        except OSError:
            return True

    def _waits(self, name: str, now: float) -> float:
        """For how long it must still be unchanged; while it is open, more may be written into it."""
        seconds = self._limits.unfinished_seconds if name in self._open else self._limits.quiet_seconds
        return self._quiet.waits(name, now, seconds, 0)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file()) if folder.is_dir() else iter(())


def _mark(path: Path) -> Hashable:
    """By what a change of a file is seen; None where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
