"""Folders and files that only their owner can read."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER_MODE, FILE_MODE = 0o700, 0o600


def make_folder(folder: Path) -> None:
    """Make a folder with its parents; another process may make the same one."""
    for missing in [path for path in (*reversed(folder.parents), folder) if not path.exists()]:
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Write a file aside and move it into its place."""
    fresh = path.with_name(f".{path.name}.partial")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, FILE_MODE), "wb") as file:
        file.write(data)
    fresh.replace(path)
