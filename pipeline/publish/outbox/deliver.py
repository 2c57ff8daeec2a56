"""Writing into the outbox so that a crash at any moment leaves nothing half-done, and nothing that a person edited is
lost.

A batch is written aside and moved into place by one rename. Desk files are replaced one by one; one that somebody
edited since we wrote it is first set aside under a name that says so. What we wrote last is kept as checksums in
outbox/.desk.json.
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
    """One file to be written: its path below the batch folder, and what writes it. `argument` is plain data that may
    cross processes.
    """

    path: str
    write: Callable[[Any], object]
    argument: Any


def write_text(job: tuple[str, str]) -> None:
    """Write a text file: path and text."""
    path, text = job
    Path(path).write_text(text, encoding="utf-8", newline="\n")


class Missed(NamedTuple):
    """A file that goes out with a later version: the program failed at it. `name` is its path, as far as it is known;
    `trace` tells of the fault."""

    name: str
    trace: str


def write_planned(planned: Planned) -> Missed | None:
    """Write the file; what was missed, where the program fails at it. Raises what the disk refuses."""
    made = attempt(lambda: planned.write(planned.argument))
    if not isinstance(made, Fallen):
        return None
    if _of_disk(made.error):
        raise made.error
    return Missed(planned.path, made.trace)


def _of_disk(error: BaseException) -> bool:
    """Whether the file system refused something; some libraries call other things OSError too."""
    return isinstance(error, FileCreateError) or (isinstance(error, OSError) and error.errno is not None)


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """What the file system refuses becomes one sentence for the person at the desk."""
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
    """Make a folder that only its owner can read, with its parents."""
    for missing in [path for path in (*reversed(folder.parents), folder) if not path.exists()]:
        missing.mkdir(mode=FOLDER_MODE)


def seal(path: Path) -> str:
    """Make a written file its owner's only and safe on disk; gives its sha-256."""
    path.chmod(FILE_MODE)
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def clear(folder: Path) -> None:
    """Remove what a crash left of a batch that was being written."""
    if folder.exists():
        shutil.rmtree(folder)


def clear_leftovers(folder: Path) -> None:
    """Remove every batch that was being written when a run was ended; nobody else writes while a run holds the
    register.
    """
    with sentences(folder):
        for leftover in sorted(folder.glob(".*.partial")):
            clear(leftover)


def read_record(path: Path) -> dict[str, Any]:
    """A run.json; empty where there is none or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class Desk:
    """The files that every run writes anew, directly in the outbox."""

    def __init__(self, outbox: Path, today: str) -> None:
        self.outbox = outbox
        self.today = today
        self.kept_aside: list[Path] = []
        record = outbox / RECORD
        self._known: dict[str, list[str]] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}

    def put(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let `write` make the file under a name of its own, then move it to its place unless the same is there
        already; gives its place.
        """
        target, fresh = self.outbox / name, self.outbox / f".{name}.partial"
        try:
            self._put(name, write, target, fresh)
        finally:
            fresh.unlink(missing_ok=True)  # what was not moved
        return target

    def _put(self, name: str, write: Callable[[Path], None], target: Path, fresh: Path) -> None:
        write(fresh)
        digest = seal(fresh)
        there = digest_of(target)
        if there != digest:
            if there and there not in self._known.get(name, []):
                self.kept_aside.append(set_aside(target, self.today))
            # a crash before the move leaves the old one known
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
    """Give a file that a person edited a name of its own, with the day; gives that name."""
    text, number = ledger_file().words, 1
    parts = {"stem": target.stem, "suffix": target.suffix, "today": today}
    aside = target.with_name(text.kept.format(**parts))
    while aside.exists():
        number += 1
        aside = target.with_name(text.kept_again.format(number=number, **parts))
    target.rename(aside)
    return aside


def digest_of(path: Path) -> str:
    """The sha-256 of a file; "" where there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
