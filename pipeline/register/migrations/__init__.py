"""Steps from one version of the register to the next. 0001.sql makes version 1 of an empty file; a step that has been
released is never changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

STEPS = tuple(path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("[0-9]*.sql")))


def statements(steps: Iterable[str]) -> Iterator[str]:
    """The statements of these steps, one by one."""
    for step in steps:
        yield from filter(str.strip, step.split(";\n"))
