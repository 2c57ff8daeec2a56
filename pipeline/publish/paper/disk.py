"""Files that are written: their owner's only, sealed by a checksum; what the disk refuses is said in one sentence."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import UserError
from pipeline.private import FILE_MODE
from pipeline.room import temporary_full
from schemas.layouts.paper import paper_file
from schemas.wording import wording_file

BATCHES, RECORD = paper_file().batches, "run.json"
"""The folder of the outbox in which each batch has its own, and what each of these holds of itself."""
_AT_ONCE = 8


def write_text(job: tuple[str, str], folder: Path = Path()) -> None:
    """Write a text file: path, which may be one below `folder`, and text."""
    path, text = job
    (folder / path).write_text(text, encoding="utf-8", newline="\n")


def seal(path: Path) -> str:
    """Make a written file its owner's only and safe on disk; gives its sha-256."""
    path.chmod(FILE_MODE)
    with path.open("rb+") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def seal_all(paths: Sequence[Path]) -> list[str]:
    """The same of several, several at a time: the disk then waits once for what it would wait for one by one."""
    with ThreadPoolExecutor(_AT_ONCE) as sealing:
        return list(sealing.map(seal, paths))


def seal_names(folder: Path) -> None:
    """Make the names in a folder safe on disk; Windows does that by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def digest_of(path: Path) -> str:
    """The sha-256 of a file; "" where there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_record(path: Path) -> dict[str, Any]:
    """A run.json; empty where there is none or it is damaged."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


@contextmanager
def sentences(place: Path) -> Iterator[None]:
    """Turn errors of the file system into a UserError with one sentence for the user."""
    try:
        yield
    except _refusals() as error:
        if not refused(error):
            raise
        text = wording_file().disk
        cause = error if isinstance(error, OSError) or not error.args else error.args[0]
        if full := temporary_full(cause, place):
            raise full from error
        code = errno.errorcode.get(getattr(cause, "errno", None) or 0, "")
        reason = text.reasons.get(code) or getattr(cause, "strerror", None) or str(cause)
        raise UserError(text.refused.format(place=place, reason=reason)) from error


def refused(error: BaseException) -> bool:
    """Whether the file system refused something; some libraries call other things OSError too."""
    return error.errno is not None if isinstance(error, OSError) else isinstance(error, _refusals())


def _refusals() -> tuple[type[Exception], ...]:
    """As what it is raised; of XlsxWriter only where that is loaded."""
    of_workbooks = sys.modules.get("xlsxwriter.exceptions")
    return (OSError, of_workbooks.FileCreateError) if of_workbooks else (OSError,)
