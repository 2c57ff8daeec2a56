"""The passes of the recogniser, and the habits of the corpus that they handle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import corpus_mutate
import pytest
from corpus_check import complaints, read_all
from corpus_files import build
from corpus_habits import HABITS
from corpus_sketch import Sketch

from pipeline.recognise import passes

LISTS = ("TABLE_PASSES", "COLUMN_PASSES", "LINE_RULES", "ROW_RULES", "PEOPLE_PASSES", "DOCUMENT_PASSES", "SECOND_LOOK")
PASSES: dict[str, str] = {each.name: listed for listed in LISTS for each in getattr(passes, listed)}
"""The list of each pass, by its name, in the order of the map."""
TRIES = range(40)


def first_changed(name: str) -> Sketch:
    """The first submission that this habit really changes."""
    for seed in TRIES:
        sketch, changed = corpus_mutate.mutation(seed, [name])
        if changed:
            return sketch
    raise AssertionError(f"{name} changes nothing")


def handled_by(name: str) -> list[str]:
    """The habits that this pass handles."""
    return [habit.name for habit in HABITS.values() if name in habit.handled_by]


@contextmanager
def left_out(name: str) -> Iterator[None]:
    """The recogniser without this pass."""
    with pytest.MonkeyPatch.context() as patched:
        listed: Sequence[Any] = getattr(passes, PASSES[name])
        patched.setattr(passes, PASSES[name], tuple(each for each in listed if each.name != name))
        yield


def noticing(name: str, folder: Path) -> list[str]:
    """The habits that are not read right, or not at all, when the pass that handles them is left out."""
    with left_out(name):
        return [habit for habit in handled_by(name) if _is_wrong(first_changed(habit), folder / habit)]


def _is_wrong(sketch: Sketch, folder: Path) -> bool:
    try:
        [read] = read_all([build(sketch)], folder)
    except ValueError:  # what was read breaks the rules of schemas/people.py
        return True
    return complaints(read) != []
