"""Rows that are about the table and not about a person: totals, notes, sign-offs, what stands under the table."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import FEW, BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED
from pipeline.recognise.words.form import squash

_SHOWN = ("phone", "domain", "level")
"""Fields whose cells show by themselves what they are."""
_LONGEST_TOTAL = 8
_MOST_OUTSIDE = 3


def read_closing(row: BodyRow, context: RowContext) -> Fate | None:
    """共3人, or 日期, in a line of its own: what closes a table, under a long text too."""
    if len(row.filled) > 1:
        return None
    text = squash(row.filled[0][1])
    if context.form.cells["head_count"](text):
        return Fate.TOTAL
    return Fate.NOTE if context.form.cells["sign_off"](text) else None


def read_total(row: BodyRow, context: RowContext) -> Fate | None:
    """合计 in the first cell; 共3人 in the first cell of a full row only counts the people of a project."""
    text, cells = squash(row.filled[0][1]), context.form.cells
    is_total = not row.is_text and cells["total"](text) and (len(row.filled) <= FEW or not cells["people_count"](text))
    return Fate.TOTAL if is_total else None


def read_note(row: BodyRow, context: RowContext) -> Fate | None:
    """注：…, 填表说明：…, and 填表人：… under a long text too."""
    text, cells = squash(row.filled[0][1]), context.form.cells
    is_note = cells["note"](text) and (not row.is_text or cells["filled_in_by"](text))
    return Fate.NOTE if is_note and not _tells_person(row, context) else None


def _tells_person(row: BodyRow, context: RowContext) -> bool:
    """Whether a row that begins like a note (联系人：X under a company) holds a person under the headings."""
    looks, (fields, _, _) = context.tools.looks, context.cells.read(row.number)
    name = fields.get("name")
    if name is None or name.found is INHERITED or not looks.is_name(squash(name.text)):
        return False
    told = [field for field in _SHOWN if field in fields and looks.field(fields[field].text) == field]
    return len(told) > 1


def read_total_amid(row: BodyRow, context: RowContext) -> Fate | None:
    """合计 in any other column of a row without a person; a count in words (共6人) is no total."""
    texts = (text for column, text in row.filled if column not in context.text_columns)
    return Fate.TOTAL if any(_is_total(text, context) for text in texts) else None


def _is_total(text: str, context: RowContext) -> bool:
    plain, cells = squash(text) if len(text) <= _LONGEST_TOTAL else "", context.form.cells
    return cells["total"](plain) is not None and not cells["people_count"](plain)


def read_outside(row: BodyRow, context: RowContext) -> Fate | None:
    """Something else under the table: words where numbers stand, with little beside them."""
    number = squash("".join(context.grid.text(row.number, column.index) for column in context.numbers))
    is_word = bool(number) and not context.form.cells["number"](number) and not context.tools.cells.kind(number)
    return Fate.NOTE if is_word and len(row.filled) <= _MOST_OUTSIDE else None
