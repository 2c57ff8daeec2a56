"""Where the box of a comment stands and how large it is: beside its cell, a few words wide, as high as its text."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.publish.marked.sheet_part import Place, SheetPart
from pipeline.publish.marked.trees import child
from pipeline.publish.marked.vml import Note
from pipeline.publish.paper.grid import lines_of

_WIDTH, _LINE, _PADDING, _GAP = 240, 18, 12, 12  # pixels
_LETTERS = 30  # of the box's font in a line of it
_DIGIT, _MARGIN = 7, 5  # pixels of a digit of the standard font, and beside the digits of a column
_DEFAULT_COLUMN, _DEFAULT_ROW = 64, 20
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_LOWEST = 40  # lines; more are scrolled to
_PIXELS_OF_POINT = 96 / 72


def note(sheet: SheetPart, place: Place, text: str) -> Note:
    """The box beside a cell, or beside the range that it is merged with."""
    height = _PADDING + _LINE * min(lines_of(text, _LETTERS), _LOWEST)
    left = min(sheet.range_of(place)[3] + 1, _LAST_COLUMN - 1)
    top = max(place[0] - 1, 0)
    right, across = _reached(left, _GAP + _WIDTH, lambda column: _column(sheet, column), _LAST_COLUMN)
    bottom, down = _reached(top, _GAP + height, lambda row: _row(sheet, row), _LAST_ROW)
    corners = ", ".join(map(str, (left, _GAP, top, _GAP, right, across, bottom, down)))
    return Note(*place, corners, _WIDTH / _PIXELS_OF_POINT, height / _PIXELS_OF_POINT)


def _reached(start: int, pixels: int, size_of: Callable[[int], int], last: int) -> tuple[int, int]:
    """The column or row so many pixels behind the beginning of one, and how far into it."""
    while start < last and pixels >= (size := size_of(start)):
        pixels, start = pixels - size, start + 1
    return start, pixels


def _column(sheet: SheetPart, column: int) -> int:
    said = next(sheet.columns(column), None)
    if said is not None and said.get("hidden") in ("1", "true"):
        return 0
    width = None if said is None else said.get("width")
    if width is None:
        format_ = child(sheet.root, "sheetFormatPr")
        width = None if format_ is None else format_.get("defaultColWidth")
    return int(_float(width) * _DIGIT) + _MARGIN if width else _DEFAULT_COLUMN


def _row(sheet: SheetPart, row: int) -> int:
    said = sheet.row(row)
    if said is not None and said.get("hidden") in ("1", "true"):
        return 0
    height = None if said is None else said.get("ht")
    return int(_float(height) * _PIXELS_OF_POINT) if height else _DEFAULT_ROW


def _float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
