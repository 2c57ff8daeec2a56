"""What names tell of files that are not whole yet, or that somebody has open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import translate
from functools import cache
from pathlib import PurePosixPath

from schemas.limits import limits_file


def is_unfinished(path: str) -> bool:
    """Whether it is still being fetched or copied, by the name that it has meanwhile."""
    return _fits("unfinished", path)


def is_note(path: str) -> bool:
    """Whether it is what an office lays beside a file that it has open."""
    return _fits("opened", path)


def are_open(paths: Iterable[str], notes: Iterable[str]) -> set[str]:
    """Of these files those that such a note stands for. Word writes two characters of a long name over."""
    told = [(note.parent, _end_of_name(note.name)) for note in map(PurePosixPath, notes)]
    return {
        path
        for path in paths
        if not is_note(path) and any(PurePosixPath(path).parent == place and path.endswith(end) for place, end in told)
    }


def _end_of_name(note: str) -> str:
    return note.removeprefix(".~lock.").removesuffix("#") if note.startswith(".") else note[2:]


def _fits(which: str, path: str) -> bool:
    return _expression(which).match(PurePosixPath(path).name.casefold()) is not None


@cache
def _expression(which: str) -> re.Pattern[str]:
    watch = limits_file().watch
    patterns = {"unfinished": watch.unfinished, "opened": watch.opened}[which]
    return re.compile("|".join(translate(pattern.casefold()) for pattern in patterns))
