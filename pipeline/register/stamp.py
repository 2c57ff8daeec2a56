"""The stamp beside the register: how the file lay there when it was made, or when a run had ended well. As long as it
lies there so, nobody need look through it; while a run goes on, and after one that was cut short, the stamp is empty
and fits nothing.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from pipeline.register.refusals import refusal


def stamp_of(path: str) -> Path:
    """The stamp of the register at `path`."""
    return Path(f"{path}.stamp")


def fits(path: str) -> bool:
    """Whether the register lies as the last run left it, which ended well."""
    try:
        return stamp_of(path).read_text(encoding="ascii") == _appearance(path)
    except (OSError, ValueError):
        return False


def take_off(path: str) -> None:
    """A run begins: whatever becomes of it, the stamp says no more that the register is well. Raises UserError."""
    try:
        _write(path, "")
    except OSError as error:
        raise refusal("place", path=stamp_of(path)) from error


def put_on(path: str) -> None:
    """The register is made, or a run has ended well. Where this cannot be noted, the next run looks through it."""
    with suppress(OSError):
        _write(path, _appearance(path))


def _write(path: str, text: str) -> None:
    with os.fdopen(os.open(stamp_of(path), os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)


def _appearance(path: str) -> str:
    """Size, time of the last change, and which file on the disk it is."""
    found = Path(path).stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}\n"
