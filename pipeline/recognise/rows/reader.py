"""The rows of one table, each with the fate that the first rule with an answer gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model.statements import Fate, Row
from pipeline.recognise.rows.common_choices import take_common, take_told_over
from pipeline.recognise.rows.row_context import FEW, BodyRow, RowContext
from pipeline.recognise.sheet.heading_rows import guides
from pipeline.recognise.words.captions import section_of

Rule = Callable[[BodyRow, RowContext], Fate | None]
_new = tuple.__new__  # what Row(…) calls


def read_rows(context: RowContext, line_rules: Sequence[Rule], row_rules: Sequence[Rule]) -> None:
    """Every row of the table into the recognition, headings first. Line rules are asked about the texts of a row that
    begins like none of a person, row rules about all others, their cells read under the headings."""
    table, rows, sheet = context.table, context.result.rows, context.grid.sheet.name
    take_common(sheet, "", context)
    take_told_over((table.title, sheet, context.file), context)
    left, behind, first = table.left, table.right + 1, context.first
    for number in range(table.begins, table.end):
        if texts := list(filter(None, context.grid.rows[number][left:behind])):
            if number < first:
                fate = Fate.HEADING
            else:
                fate = _fate(BodyRow(table, number, texts), context, line_rules, row_rules)
            rows.append(_new(Row, (sheet, number + 1, fate, " | ".join(texts))))


def _fate(row: BodyRow, context: RowContext, line_rules: Sequence[Rule], row_rules: Sequence[Rule]) -> Fate:
    if not _begins_plainly(row.texts, context):
        for rule in line_rules:
            if fate := rule(row, context):
                return fate
    row.fields, row.kinds, row.own = context.cells.read(row.number)
    for rule in row_rules:
        if fate := rule(row, context):
            return fate
    return Fate.NOTE


def _begins_plainly(texts: list[str], context: RowContext) -> bool:
    """Whether no line rule can have an answer: nearly always, so it is asked first."""
    plain = context.tools.cells.plain_beginning(texts[0]) if len(texts) > FEW else ""
    return (
        plain != ""
        and plain not in context.beginnings
        and not guides(texts, context.form)
        and not (len(texts) <= FEW + len(context.extra_columns) and _speaks_of_all(texts[0], context))
    )


def _speaks_of_all(text: str, context: RowContext) -> bool:
    """Whether a text is a level or domain, or names a section, whatever stands beside it under 备注."""
    return context.tools.looks.common_field(text) != "" or section_of(text, context.form) != ""
