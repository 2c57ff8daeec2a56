"""What stands in the cells of a table of ours that somebody filled in: what is struck through is not said, and what is
merged down is said of each line that it covers."""

from __future__ import annotations

from pipeline.model.documents import Sheet
from pipeline.model.statements import Typed
from pipeline.text.addresses import address


def typed(sheet: Sheet, top: int, row: int, column: int) -> Typed:
    """What stands in a cell itself; its heading is in row `top`."""
    texts = sheet.rows[row]
    said = column < len(texts) and (row, column) not in sheet.struck
    return Typed(texts[column] if said else "", address(row, column), sheet.rows[top][column])


def answered(sheet: Sheet, top: int, row: int, column: int) -> Typed:
    """What stands in a cell, or in the one above with which it is merged."""
    own = typed(sheet, top, row, column)
    if own.text:
        return own
    above = next((first for first, left, last, _ in sheet.merges if left == column and top < first < row <= last), None)
    return own if above is None else own._replace(text=typed(sheet, top, above, column).text)
