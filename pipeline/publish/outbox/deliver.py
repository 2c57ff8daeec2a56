"""Write into the outbox so that a crash at any moment leaves nothing half-done, and nothing that a person edited is
lost.

A batch is written to a temporary folder and renamed into place. Desk files are replaced one by one; one that somebody
has edited is first set aside under a name that says so. To detect this, checksums of the files as last written are kept
in outbox/.desk.json.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter.exceptions import FileCreateError

from pipeline.errors import UserError
from pipeline.room import temporary_full
from pipeline.wall import Fallen, attempt
from schemas.layouts import ledger_file
from schemas.wording import wording_file

RECORD = ".desk.json"
FOLDER_MODE, FILE_MODE = 0o700, 0o600


@dataclass(frozen=True, slots=True)
class Planned:
    """One file to be written: its path below the batch folder, and the function that writes it. `argument` is plain
    data that can be sent to another process.
    """

    path: str
    write: Callable[[Any], object]
    argument: Any


def write_text(job: tuple[str, str]) -> None:
    """Write a text file: path and text."""
    path, text = job
    Path(path).write_text(text, encoding="utf-8", newline="\n")


class Missed(NamedTuple):
    """A file on which the program failed, so that only a later version can publish it. `name` is its path, as far as
    known; `trace` is the traceback."""

    name: str
    trace: str


def write_planned(planned: Planned) -> Missed | None:
    """Write the file; returns a Missed if the program fails on it. Raises errors of the file system."""
    made = attempt(lambda: planned.write(planned.argument))
    if not isinstance(made, Fallen):
        return None
    if _of_disk(made.error):
        raise made.error
    return Missed(planned.path, made.trace)


def _of_disk(error: BaseException) -> bool:
    """Whether the error is the file system's; some libraries raise OSError for other things too."""
    return isinstance(error, FileCreateError) or (isinstance(error, OSError) and error.errno is not None)


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """Turn errors of the file system into a UserError with one sentence for the user."""
    try:
        yield
    except (OSError, FileCreateError) as error:
        if not _of_disk(error):
            raise
        text = wording_file().disk
        cause = error.args[0] if isinstance(error, FileCreateError) and error.args else error
        if full := temporary_full(cause, place):
            raise full from error
        code = errno.errorcode.get(getattr(cause, "errno", None) or 0, "")
        reason = text.reasons.get(code) or getattr(cause, "strerror", None) or str(cause)
        raise UserError(text.refused.format(place=place, reason=reason)) from error


def make_folder(folder: Path) -> None:
    """Make a folder and its parents, readable only by the owner."""
    for missing in [path for path in (*reversed(folder.parents), folder) if not path.exists()]:
        missing.mkdir(mode=FOLDER_MODE)


def seal(path: Path) -> str:
    """Restrict a written file to its owner and sync it to disk; returns its sha-256."""
    path.chmod(FILE_MODE)
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def clear(folder: Path) -> None:
    """Remove what a crash left of an unfinished batch."""
    if folder.exists():
        shutil.rmtree(folder)


def clear_leftovers(folder: Path) -> None:
    """Remove the unfinished batches of runs that were cut short; only the run that holds the register writes here."""
    with sentences(folder):
        for leftover in sorted(folder.glob(".*.partial")):
            clear(leftover)


def read_record(path: Path) -> dict[str, Any]:
    """A run.json; empty if it is missing or damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class Desk:
    """The files directly in the outbox, which every run writes anew."""

    def __init__(self, outbox: Path, today: str) -> None:
        self.outbox = outbox
        self.today = today
        self.kept_aside: list[Path] = []
        record = outbox / RECORD
        self._known: dict[str, list[str]] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}

    def put(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let `write` make the file under a temporary name, then move it into place unless an identical one is there;
        returns its place.
        """
        target, fresh = self.outbox / name, self.outbox / f".{name}.partial"
        try:
            self._put(name, write, target, fresh)
        finally:
            fresh.unlink(missing_ok=True)  # if it was not moved
        return target

    def _put(self, name: str, write: Callable[[Path], None], target: Path, fresh: Path) -> None:
        write(fresh)
        digest = seal(fresh)
        there = digest_of(target)
        if there != digest:
            if there and there not in self._known.get(name, []):
                self.kept_aside.append(set_aside(target, self.today))
            # remember old and new, so that a crash before the move does no harm
            self._remember(name, [*self._known.get(name, [])[-1:], digest])
            fresh.replace(target)
        self._remember(name, [digest])

    def _remember(self, name: str, digests: list[str]) -> None:
        if self._known.get(name) == digests and (self.outbox / RECORD).exists():
            return
        self._known[name] = digests
        fresh = self.outbox / f"{RECORD}.partial"
        write_text((str(fresh), json.dumps(self._known, ensure_ascii=False, sort_keys=True, indent=1) + "\n"))
        seal(fresh)
        fresh.replace(self.outbox / RECORD)


def set_aside(target: Path, today: str) -> Path:
    """Rename a file that a person edited to a free name with the date; returns the new path."""
    text, number = ledger_file().words, 1
    parts = {"stem": target.stem, "suffix": target.suffix, "today": today}
    aside = target.with_name(text.kept.format(**parts))
    while aside.exists():
        number += 1
        aside = target.with_name(text.kept_again.format(number=number, **parts))
    target.rename(aside)
    return aside


def digest_of(path: Path) -> str:
    """The sha-256 of a file; "" if there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
