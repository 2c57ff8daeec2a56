"""Which of the form's sections a table belongs to: its caption, else its columns, else the names of sheet and file,
else the one before."""

from __future__ import annotations

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.recognise.columns.tool_columns import drop_tool_columns
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import named_section, section_of
from pipeline.recognise.words.form import Form, bare

_ROWS_ABOVE = 6
_PLAN = frozenset(("company", "project_name", "project_country"))
"""What the form asks of a project in every section, and in the last one nothing else."""


def assign_sections(draft: Draft, tools: Tools) -> None:
    """Set the section of each table of a document, in order, and whether it only goes on after a page break."""
    tables, form, file = draft.tables, tools.form, draft.file
    for place, table in enumerate(tables):
        before = _before(table, tables[:place])
        table.caption = caption_above(table, tables, form)
        table.title = title_above(table, tables)
        captioned = section_of(table.caption, form)
        told = captioned or ("" if table.is_headless else _by_columns(table, tools))
        table.continues = (
            before is not None
            and told in ("", before.section)
            and (_is_next_page(table, before) or _repeats_heading(table, before))
        )
        table.after = before if table.continues else table.after
        named = named_section(file, table.grid.sheet.name, form)
        table.section = told or named
        table.is_by_columns = bool(told) and not captioned and named != told
        table.is_told = table.section != ""
        if not table.is_told:
            table.section = _by_others(table, before, form)
            table.is_assumed = len(form.sections) > 1 and _assumes(table, before, tables[:place])
    for table in tables:
        if table.is_assumed and table.section == list(form.sections)[-1] and _is_the_other(table, tables):
            table.is_assumed = False


def _before(table: FormTable, earlier: list[FormTable]) -> FormTable | None:
    """The last table above in the same columns; without one, the last of all."""
    above = [
        other
        for other in earlier
        if other.grid is table.grid and other.left <= table.right and table.left <= other.right
    ]
    return next(reversed(above or earlier), None)


def _repeats_heading(table: FormTable, before: FormTable) -> bool:
    """The heading of the table before, again, or none of its own, with nothing above it that names something else."""
    if table.caption or table.fields_above:
        return False
    return table.is_headless or (table.grid is before.grid and _layout(table) == _layout(before))


def _is_next_page(table: FormTable, before: FormTable) -> bool:
    """Another sheet with the same headings, whose first row names no project and has the number after the last one, or
    none."""
    if table.grid is before.grid or table.is_headless or before.is_headless or _layout(table) != _layout(before):
        return False
    first = table.bottom + 1
    if first >= table.end or any(
        table.grid.text(first, c.index) for f in PROJECT_FIELDS for c in table.fields.get(f, [])
    ):
        return False
    numbers = [text for row in range(before.bottom + 1, before.end) if (text := _number(before, row))]
    here = _number(table, first)
    if not numbers or not here:
        return bool(numbers)  # not even a number of its own
    return here.isdecimal() and numbers[-1].isdecimal() and int(here) == int(numbers[-1]) + 1


def _number(table: FormTable, row: int) -> str:
    columns = table.fields.get("number", [])
    return table.grid.text(row, columns[0].index).strip() if columns else ""


def _layout(table: FormTable) -> tuple[set[tuple[int, str]], int]:
    unlabelled = [column.index for column in table.columns if column.kind == "unlabelled"]
    return {(column.index, column.field) for column in table.columns if column.kind == "field"}, min(
        unlabelled, default=-1
    )


def _by_others(table: FormTable, before: FormTable | None, form: Form) -> str:
    """The section of a table for which nothing names one: the last section, if it asks for projects but not for what
    the first section always asks; else that of the table before it."""
    names = list(form.sections) or [""]
    if before is not None and (table.continues or not {"company", "project_name"} & set(table.fields)):
        return before.section
    return names[-1] if set(table.fields) >= _PLAN else names[0]


def _assumes(table: FormTable, before: FormTable | None, earlier: list[FormTable]) -> bool:
    """Whether a table whose section others told takes one for granted: not where it goes on with a table, or where all
    tables before it are of one section."""
    if before is None or table.section != before.section:
        return True
    if table.continues:
        return before.is_assumed
    is_list = not {"company", "project_name"} & set(table.fields)
    return not is_list or any(other.is_assumed or other.section != table.section for other in earlier)


def _is_the_other(table: FormTable, tables: list[FormTable]) -> bool:
    """Whether the form's plan makes a table's section certain: it lacks what the other tables ask for, whose section is
    told."""
    told = {other.section for other in tables if not other.is_assumed}
    return bool(told) and table.section not in told and set(table.fields) >= _PLAN


def caption_above(table: FormTable, tables: list[FormTable], form: Form) -> str:
    """The nearest caption over the heading that names a section; in Word, among the paragraphs before the table."""
    floor = max((t.bottom + 1 for t in tables if t.grid is table.grid and t.bottom < table.top), default=0)
    for row in range(table.bottom, max(floor, table.begins - _ROWS_ABOVE) - 1, -1):
        captions = _captions(table.grid, row, table)
        if row < table.begins and captions is None:
            break
        for text in captions or []:
            if section_of(text, form):
                return text
    paragraphs = table.grid.sheet.above if floor == 0 else []  # they stand over the first table only
    return next((text for text in reversed(paragraphs) if section_of(text, form)), "")


def title_above(table: FormTable, tables: list[FormTable]) -> str:
    """The texts over the columns' own words, a group heading among them, which may name the project of a list."""
    floor = max((t.end for t in tables if t.grid is table.grid and t.bottom < table.top), default=0)
    above = [
        text
        for row in range(max(floor, table.top - _ROWS_ABOVE), table.bottom)
        for text in _captions(table.grid, row, table) or []
    ]
    return " ".join([*table.grid.sheet.above[-_ROWS_ABOVE:], *above])


def _captions(grid: Grid, row: int, table: FormTable) -> list[str] | None:
    """The texts over the table in one row, None where they are too many for a caption."""
    inside = [text for column, text in grid.filled(row) if table.left <= column <= table.right]
    return inside if len(inside) <= 2 else None


def _by_columns(table: FormTable, tools: Tools) -> str:
    """Columns that only one section has, or headings that name it; not those of a tool: its state is no project's."""
    form, fields = tools.form, {column.field for column in drop_tool_columns(table, tools)}
    for name, columns in form.section_columns.items():
        if columns & fields:
            return name
    return section_of_headings(table, form)


def section_of_headings(table: FormTable, form: Form) -> str:
    """The one section that the words of the headings name."""
    named = {
        section
        for column in table.columns
        if (column.field in PROJECT_FIELDS or column.kind == "extra") and (section := section_of(column.heading, form))
    } | {
        form.section_words[word]  # 已外派, merged down beside the whole table
        for column in table.columns
        if column.kind == "extra" and len(word := bare(column.heading)) > 1 and word in form.section_words
    }
    return named.pop() if len(named) == 1 else ""
