"""Lines between rows that belong to the form: captions of sections, titles and banners, the unit's line."""

from __future__ import annotations

from pipeline.model.statements import Fate
from pipeline.recognise.rows.row_context import FEW, BodyRow, RowContext
from pipeline.recognise.words.captions import is_form_title, section_of
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.headings import NUMBERING


def read_section_caption(row: BodyRow, context: RowContext) -> Fate | None:
    """计划外派人员 over rows that belong to another section than those above; nothing above goes on below it."""
    section = section_of(row.filled[0][1], context.form) if _may_be_caption(row, context) else ""
    if not section:
        return None
    if section != context.section:
        context.last = None
        context.projects.forget()
    context.is_told(section)
    return Fate.HEADING


def read_title(row: BodyRow, context: RowContext) -> Fate | None:
    """The form's title again, under a long text too; one that names a section is a caption."""
    text = row.filled[0][1]
    is_title = _may_be_caption(row, context) and is_form_title(text, context.form)
    return Fate.HEADING if is_title and not section_of(text, context.form) else None


def read_banner(row: BodyRow, context: RowContext) -> Fate | None:
    """A banner in a line of its own."""
    is_line = len(row.filled) == 1 and _may_be_caption(row, context)
    return Fate.HEADING if is_line and context.form.cells["banner"](squash(row.filled[0][1])) else None


def read_unit_line(row: BodyRow, context: RowContext) -> Fate | None:
    """推荐单位（盖章）：X: over the next table, or under the last one."""
    if not _may_be_caption(row, context):
        return None
    label = bare(row.filled[0][1].replace("：", ":").partition(":")[0])
    if label not in context.form.unit_labels:
        return None
    return Fate.HEADING if context.table.below else Fate.NOTE


def _may_be_caption(row: BodyRow, context: RowContext) -> bool:
    column = row.filled[0][0]
    is_beside = column in context.extra_columns and not _stands_alone(row, column, context)
    is_line = len(row.filled) <= FEW or sum(at not in context.extra_columns for at, _ in row.filled) == 1
    return not row.is_text and is_line and not is_beside


def _stands_alone(row: BodyRow, column: int, context: RowContext) -> bool:
    """Whether the one text of a row, over a column that is none of the form's, is a line over all of them: numbered, or
    in a range that reaches other columns."""
    text, (top, left) = row.filled[0][1], context.grid.place(row.number, column)
    _, right = context.grid.span.get((top, left), (top, column))
    return len(row.filled) == 1 and top == row.number and (left < right or NUMBERING.match(text) is not None)
