"""A line between rows about the project of those below it: 项目名称：X, or nothing but a company over its people; or
with the experience of the one above it."""

from __future__ import annotations

from pipeline.model.statements import Fate, Typed
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED
from pipeline.recognise.sheet.labels_above import COMPANY_FIELDS, NAMING, labelled, labelled_experience
from pipeline.recognise.words.headings import NUMBERING
from pipeline.recognise.words.looks import ends_like_a_company
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern

_HEAD_COUNT = pattern(r"\s*[（(]共?\s*\d+\s*[人名位][）)]\s*$")
_MOST_LABELS = 10  # with their values, in one line


def read_labels_between(row: BodyRow, context: RowContext) -> Fate | None:
    """Labels with their values, which name at least the company or the project."""
    column, text = row.filled[0]
    is_line = len(row.filled) == 1 or ":" in text or "：" in text
    if not is_line or len(row.filled) > _MOST_LABELS or column in context.text_columns:
        return None
    told = labelled(context.grid, row.number, context.tools.headings)
    return take_project(told, context) if told.keys() & NAMING else _take_experience(row, context)


def _take_experience(row: BodyRow, context: RowContext) -> Fate | None:
    """主要工程实践经历：X right below a person of a table that has no column for it."""
    last = context.last
    if last is None or last.row != row.number or "experience" in last.fields:  # row.number counts from 0
        return None
    typed = labelled_experience(context.grid, row.number, context.tools.headings)
    if typed is None:
        return None
    last.fields["experience"] = typed
    return Fate.PEOPLE


def read_company_between(row: BodyRow, context: RowContext) -> Fate | None:
    """The company of a line that holds nothing else, where people follow and no column tells theirs."""
    column, text = row.filled[0]
    names, below = context.columns.get("name"), row.number + 1
    if len(row.filled) > 1 or column in context.text_columns or "company" in context.table.fields or not names:
        return None
    if not ends_like_a_company(text) or below == context.table.end or not context.grid.text(below, names[0].index):
        return None
    name = _HEAD_COUNT.sub("", NUMBERING.sub("", text))
    return take_project({"company": Typed(name, address(row.number, column), "", INHERITED)}, context)


def take_project(told: dict[str, Typed], context: RowContext) -> Fate:
    """From now on this is the project, in the place of what stood above the table; a company stays until another one is
    named."""
    above, kept = context.table.fields_above, () if "company" in told else COMPANY_FIELDS
    context.table.fields_above = {**{name: above[name] for name in kept if name in above}, **told}
    context.projects.forget()
    return Fate.HEADING
