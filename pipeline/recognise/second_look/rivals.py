"""A column without a word of its own whose cells show what another column, under no heading that surely names it, was
taken for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.fields import FIELDS, PROJECT_FIELDS
from pipeline.model.statements import Found, Person, Typed
from pipeline.recognise.columns.contents import Contents, contents_for
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY, Form, bare, squash
from pipeline.text.addresses import address
from schemas.named import NamedTuple

_WHOLE = 2  # of Column.quality


class Rival(NamedTuple):
    """A column that was not taken for a field though it may be meant."""

    field: str
    column: Column


def doubt_rivals(draft: Draft, tools: Tools) -> None:
    """column-doubtful for the people of a row in which a rival of the field's column says something else."""
    contents = contents_for(tools)
    for table in draft.tables:
        rivals = list(_shown_elsewhere(table, contents, tools.form))
        if not rivals:
            continue
        for person in draft.result.people:
            if table.holds(person.sheet, person.row):
                project = draft.result.projects[person.project].fields if person.project is not None else {}
                _compare(person, {**project, **person.fields}, rivals, table, tools.form.about.another_column)


def _shown_elsewhere(table: FormTable, contents: Contents, form: Form) -> Iterator[Rival]:
    """Columns without a heading that says something, whose cells show the same as a column that its own heading does
    not name for certain. What only the tool asks for (填写ID) is none of them."""
    free = [column for column in table.columns if column.kind in ("", "extra") and column.quality == 0]
    free = [column for column in free if form.tool_headings(bare(column.heading)) is None]
    if not free:
        return
    unsure = [
        column
        for column in table.columns
        if column.field in FIELDS
        and (column.found is not Found.HEADING or column.quality < _WHOLE or column.rank >= GIVING_WAY)
    ]
    for column in unsure:
        kind = contents.of_column(table, column)
        yield from (Rival(column.field, other) for other in free if kind and contents.of_column(table, other) == kind)


def _compare(
    person: Person, fields: Mapping[str, Typed], rivals: Sequence[Rival], table: FormTable, reason: str
) -> None:
    for field, column in rivals:
        text = table.grid.text(person.row - 1, column.index)
        typed = fields.get(field, Typed(""))
        if not typed.text and field in PROJECT_FIELDS:
            continue
        if text and squash(text) not in squash(typed.text):
            heading = squash(column.heading) or address(person.row - 1, column.index)
            told = reason.format(heading=heading, text=squash(text))
            doubt(person, field, typed, told)
