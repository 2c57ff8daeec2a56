"""Whether the program itself was changed while it stood by: what is loaded and what is loaded later would not fit."""

from __future__ import annotations

from pathlib import Path

import schemas
from pipeline import SOURCES, TEMPLATES


def as_it_lies() -> tuple[tuple[str, int, int], ...]:
    """By what a change of the program, its data and its templates is seen."""
    files = [path for folder in (SOURCES, schemas.ROOT) for path in _of_kind(folder, (".py", ".toml", ".sql"))]
    files += _of_kind(TEMPLATES, (".html", ".css", ".js", ".docx"))
    return tuple((str(path), (status := path.stat()).st_size, status.st_mtime_ns) for path in files)


def _of_kind(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in endings)
