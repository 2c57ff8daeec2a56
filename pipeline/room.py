"""No room on a disk: which of two it was, the one that is written to or the folder for temporary files.

Python and SQLite put aside what they work on in a folder that people rarely think of, often on a small disk of its own;
the error itself does not say which disk was full.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import UserError
from schemas.named import NamedTuple
from schemas.wording import wording_file

_OF_SQLITE = Path("/var/tmp")
"""Where SQLite begins to look for a folder on Unix while nobody has set TMPDIR; Python begins with /tmp."""


class _Disk(NamedTuple):
    device: int
    free: int


def temporary_full(error: BaseException | None, place: Path) -> UserError | None:
    """The sentence for an error that arose in writing to `place`, where a temporary folder was what had no room."""
    if not _is_full(error):
        return None
    folders = _temporary_folders()
    if not folders:
        return UserError(wording_file().disk.no_temporary)
    here = _disk(place)
    for folder in folders:
        there = _disk(folder)
        if there.device != here.device and there.free < here.free:
            return UserError(wording_file().disk.temporary.format(folder=folder))
    return None


@contextmanager
def only_temporary() -> Iterator[None]:
    """For work whose every file is temporary: whatever disk is said to be full, it is that of the temporary folder."""
    try:
        yield
    except (OSError, UserError) as error:
        if not _is_full(error.__cause__ if isinstance(error, UserError) else error):
            raise
        folders = _temporary_folders()
        disk = wording_file().disk
        raise UserError(disk.temporary.format(folder=folders[0]) if folders else disk.no_temporary) from error


def _is_full(error: BaseException | None) -> bool:
    """Whether Python or SQLite complains that there is no room; Python also where no temporary folder takes any."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    code = getattr(error, "errno", None)
    return code == errno.ENOSPC or (isinstance(error, FileNotFoundError) and not _temporary_folders())


def _temporary_folders() -> list[Path]:
    """Where temporary files go, Python's first; none where no folder takes any, which Python finds out by writing."""
    try:
        folder = Path(tempfile.gettempdir())
    except FileNotFoundError:
        return []
    return [folder] if "TMPDIR" in os.environ or not _OF_SQLITE.is_dir() else [folder, _OF_SQLITE]


def _disk(place: Path) -> _Disk:
    """The disk of a place, which need not be there yet."""
    there = next(path for path in (place, *place.absolute().parents) if path.exists())
    return _Disk(there.stat().st_dev, shutil.disk_usage(there).free)
