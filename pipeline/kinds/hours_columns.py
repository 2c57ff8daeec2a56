"""Which columns of a table of activities are which, where their headings are nobody's words: by the signs in a heading,
and by what stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from pipeline.kinds.hours_words import kind_called
from pipeline.recognise.sheet.grid import Grid
from pipeline.text.fold import fold
from pipeline.text.periods import written_period
from schemas.hours import hours_file
from schemas.hours_record import hours_record_file

Told = TypeVar("Told")

_ASKED = 40  # rows below a heading
_MOST = 0.6  # of the cells of a column that say so


def completed(grid: Grid, bottom: int, columns: Mapping[str, int], texts: Mapping[int, str]) -> dict[str, int]:
    """The columns below a heading whose last row is `bottom`, with those found that were missing. A column is taken
    only where it is the one that fits."""
    found = dict(columns)
    for key, fits in _SIGNS.items():
        if key in found:
            continue
        free = [column for column in texts if column not in found.values()]
        likely = [column for column in free if fits(fold(texts[column]), _cells(grid, bottom, column))]
        if len(likely) == 1:
            found[key] = likely[0]
    return found


def unread(grid: Grid, row: int, columns: Mapping[str, int], texts: Mapping[int, str]) -> list[int]:
    """Columns with a heading that is not understood, and something below it in that row."""
    known = set(columns.values())
    return [column for column in sorted(texts) if column not in known and grid.text(row, column)]


def _cells(grid: Grid, bottom: int, column: int) -> Sequence[str]:
    rows = range(bottom + 1, min(len(grid.rows), bottom + 1 + _ASKED))
    return [text for text in (grid.text(row, column) for row in rows) if text]


def _mostly(cells: Sequence[Told], says: Callable[[Told], object]) -> bool:
    return bool(cells) and sum(1 for each in cells if says(each)) >= _MOST * len(cells)


def _begins(heading: str, _cells: Sequence[str]) -> bool:
    return _holds("begins", heading) and not _holds("ends", heading)


def _ends(heading: str, cells: Sequence[str]) -> bool:
    return _holds("ends", heading) and any(map(written_period, cells))


def _kinds(_heading: str, cells: Sequence[str]) -> bool:
    return _mostly(cells, kind_called)


def _grades(heading: str, cells: Sequence[str]) -> bool:
    is_word = [fold(text) in _grade_words() for text in cells]
    return any(is_word) if _holds("grade", heading) else _mostly(is_word, bool)


def _places(heading: str, cells: Sequence[str]) -> bool:
    return _holds("place", heading) and any(re.search(r"\d|[一二三四五六七八九十独]", text) for text in cells)


def _titles(heading: str, cells: Sequence[str]) -> bool:
    return _holds("title", heading) and not any(map(written_period, cells))


_SIGNS: Mapping[str, Callable[[str, Sequence[str]], bool]] = {
    "began_on": _begins,
    "ended_on": _ends,
    "kind": _kinds,
    "grade": _grades,
    "place": _places,
    "title": _titles,
}


def _holds(key: str, heading: str) -> bool:
    return any(word in heading for word in hours_record_file().signs[key])


@cache
def _grade_words() -> frozenset[str]:
    graded = {grade for entry in hours_file().kind.values() for grade in entry.grades}
    others = hours_record_file().grades.values()
    return frozenset(map(fold, (*graded, *(word for words in others for word in words))))
