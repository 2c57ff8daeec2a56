"""What a unit says of a person beside the form's own columns: its verdict (是否推荐 = 否), a remark (备注：本人放弃,
改报资深), also without a heading, or in brackets behind the name; and of all people of a table by what it calls it
(落选人员, 以下人员暂不推荐)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.statements import Person, Problem, Typed, first_cell
from pipeline.recognise.rows.assumed_sections import assumed
from pipeline.recognise.rows.differing import differing
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.cells import read_field
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import section_of, worded_section
from pipeline.recognise.words.form import Form, bare, fold_word, is_ditto_cell
from pipeline.recognise.words.looks import Looks, canonical
from pipeline.recognise.words.remarks import (
    CHANGE,
    DOUBTFUL,
    VETO,
    Said,
    asks_for_change,
    may_be_remark,
    remarks_in,
    said_around,
    said_over,
    waits_beside,
    was_sent_back,
)
from pipeline.text.patterns import CROSSES, pattern

_FURTHEST = 4  # columns right of the table, where a remark may stand without a heading
_CHANGED = ("level", "domain", "phone")
_VALUES = (*_CHANGED, "experience")
_LONGEST_VALUE = 30
_PARTS = pattern(r"[-—_\s·.（）()\[\]【】/!]+")  # of the name of a file and of what it lies in
_LONGEST_LEVEL = 20


def read_remarks(people: list[Person], row: BodyRow, context: RowContext) -> list[Person]:
    """The people of a row, with a problem for each thing that is said against one of them."""
    if context.beside is None:
        context.beside, context.taking_back = _columns_beside(context.table), _columns_taking_back(context)
        context.said_over = tuple(_over(context.table, context.form, context.path))
    for typed in _beside(row, context, context.beside) if context.beside else ():
        for person in people:
            person.problems += problems_said(person, typed, context.tools)
    for typed in _taken_back(row, context) if context.taking_back else ():
        for person in people:
            is_open = {each.slug for each in remarks_in(typed.text, "", "")} == {DOUBTFUL}
            veto = Problem(VETO, person.sheet, typed.cell, typed.text, typed.heading)
            person.problems.append(doubted(person, typed.cell, typed.text) if is_open else veto)
    for person in people:
        for slug, text, about in context.said_over:
            person.problems.append(Problem(slug, person.sheet, _cell_of(person), text, about))
        if values := _values_to_look_at(person):
            person.problems += _said_in_values(person, values, context)
        name = person.fields.get("name")
        if name is not None and name.text.endswith(_CLOSING):
            person.problems += problems_said(
                person, name._replace(text=_in_brackets(name.text), heading=""), context.tools
            )
    return people


def _over(table: FormTable, form: Form, file: str) -> Iterator[tuple[str, str, str]]:
    """What the names of sheet, file and folders and the lines over the headings say of all below: slug, text, where."""
    parts = (part for part in _PARTS.split(file.rpartition(".")[0]) if not (part.isascii() or was_sent_back(part)))
    for text in (table.grid.sheet.name, *table.title.split(), *parts):
        about = form.about.sheet_name if text == table.grid.sheet.name else ""
        for said in () if said_around(text).coloured else said_over(text):
            yield said.slug, text, "：".join(filter(None, (about, text))) if said.slug == DOUBTFUL else about


def _cell_of(person: Person) -> str:
    return first_cell(person.fields)


def _taken_back(row: BodyRow, context: RowContext) -> Iterator[Typed]:
    """放弃 where the number, the section or the place of the person stands: no remark is looked for there, but this one
    says all."""
    for column in context.taking_back:
        if _takes_back(context.grid.text(row.number, column.index), context.tools.looks):
            yield read_field(context.grid, row.number, [column], context.first)


def _columns_taking_back(context: RowContext) -> list[Column]:
    """Those of these columns in which one of the table's texts says so: nearly always none."""
    columns = [*context.numbers, *(context.sections or ()), *context.columns.get("location", ())]
    looks = context.tools.looks
    lines = [line for line in context.grid.rows[context.first : context.table.end] if not _is_caption(line, context)]
    texts = ((column, {line[column.index] for line in lines if column.index < len(line)}) for column in columns)
    return [column for column, told in texts if any(_takes_back(text, looks) for text in told)]


def _is_caption(line: Sequence[str], context: RowContext) -> bool:
    """Whether a line holds nothing but the caption of a section, which says nothing of a person."""
    filled = list(filter(None, line))
    return len(filled) == 1 and section_of(filled[0], context.form) != ""


def _takes_back(text: str, looks: Looks) -> bool:
    if text.isascii() or looks.is_place(text):  # as nearly all are
        return False
    if len(text) == 1 and text in CROSSES:
        return True
    return any(said.slug != CHANGE for said in remarks_in(text, "", ""))


_OPENING, _CLOSING = ("（", "(", "[", "【"), ("）", ")", "]", "】")


def _in_brackets(name: str) -> str:
    begins = max(name.rfind(opening) for opening in _OPENING)
    return name[begins + 1 : -1] if begins >= 0 and name.endswith(_CLOSING) else ""


def _values_to_look_at(person: Person) -> list[tuple[str, Typed]]:
    """Those of a person's values that may say something against that one; of nearly everybody none."""
    found = []
    for field in _VALUES:
        typed = person.fields.get(field)
        if typed is None or typed.text.isascii():  # most phones
            continue
        if (len(typed.text) <= _LONGEST_VALUE or typed.text.endswith(_CLOSING)) and may_be_remark(typed.text):
            found.append((field, typed))
    return found


def _said_in_values(person: Person, values: list[tuple[str, Typed]], context: RowContext) -> Iterator[Problem]:
    """资深（不报）: what the cells of a person's own fields say against that one, in brackets or as a whole."""
    for field, typed in values:
        whole = typed.text if len(typed.text) <= _LONGEST_VALUE else ""
        for text in filter(None, (_in_brackets(typed.text), whole)):
            said = problems_said(person, typed._replace(text=text, heading=""), context.tools)
            found = [each for each in said if each.slug == VETO or (each.slug == CHANGE and field == each.field)]
            if found:
                yield from found
                break


def _beside(row: BodyRow, context: RowContext, columns: list[Column]) -> Iterator[Typed]:
    """What stands in the columns that the form does not know; 同上 is what stands above."""
    for column in columns:
        typed = read_field(context.grid, row.number, [column], context.first)
        if typed.text and is_ditto_cell(typed.text):
            typed = typed._replace(text=context.said_beside.get(column.index, ""))
        context.said_beside[column.index] = typed.text
        if typed.text:
            yield typed


def _columns_beside(table: FormTable) -> list[Column]:
    """Columns of the table without a field, and those right beside it that hold something and have no heading."""
    grid = table.grid
    inside = [column for column in table.columns if column.kind in ("", "extra")]
    edges = [table.left - 1, *range(table.right + 1, min(table.right + 1 + _FURTHEST, grid.width))]
    free = [index for index in edges if index >= 0 and not any(grid.text(row, index) for row in _heading_rows(table))]
    body = range(table.bottom + 1, table.end)
    beside = inside + [Column(index) for index in free]
    return [column for column in beside if any(grid.text(row, column.index) for row in body)]


def _heading_rows(table: FormTable) -> range:
    return range(max(table.top, 0), table.bottom + 1)


def doubted(person: Person, cell: str, about: str) -> Problem:
    """That it is open whether somebody is recommended, in the words of the cell."""
    return Problem(DOUBTFUL, person.sheet, cell, "", about)


def problems_said(person: Person, typed: Typed, tools: Tools) -> Iterator[Problem]:
    """What a text says of a person, as problems at its cell."""
    section = worded_section(typed.text, tools.form) if len(bare(typed.text)) > 1 else ""
    if section not in ("", person.section):  # 待派 beside one of those abroad
        yield assumed(person.sheet, typed.cell, typed.text, person.section, tools.form)
    if not typed.heading and waits_beside(typed.text):
        yield doubted(person, typed.cell, typed.text)
    name = person.text("name").partition(_OPENING[0])[0]
    for said in remarks_in(typed.text, typed.heading, name) or _another_level(person, typed, tools):
        if said.slug == CHANGE:
            yield from _changed(person, typed, said, tools)
        elif said.slug == DOUBTFUL:
            yield doubted(person, typed.cell, "：".join(filter(None, (typed.heading, typed.text))))
        else:
            yield Problem(said.slug, person.sheet, typed.cell, typed.text, typed.heading)


def _another_level(person: Person, typed: Typed, tools: Tools) -> tuple[Said, ...]:
    """A level under a further heading for one (审定级别), or by the notice's own word under any (备注), where nothing
    was said of the level yet; under 原级别 it is that of another time."""
    if len(typed.text) > _LONGEST_LEVEL or tools.looks.asked_for(typed.text) != "level":
        return ()
    if any(problem.field == "level" for problem in person.problems) or tools.form.earlier(fold_word(typed.heading)):
        return ()
    asked = tools.headings.understand(typed.heading)
    is_told = "level" in (asked.field, asked.aside) or "level" in tools.looks.common_inside(typed.text)
    is_told = is_told or asks_for_change(typed.heading)
    return (Said(CHANGE, typed.text),) if is_told else ()


def _changed(person: Person, typed: Typed, said: Said, tools: Tools) -> Iterator[Problem]:
    """values-differ where the column of the field says something else than the remark."""
    field = tools.looks.asked_for(said.to) or tools.looks.field(said.to)
    told = person.fields.get(field)
    if field not in _CHANGED or told is None or tools.cells.kind(told.text) or _are_same(field, said.to, told.text):
        return
    yield differing(person.sheet, typed.cell, typed.text, field, (told, typed))


def _are_same(field: str, one: str, other: str) -> bool:
    if field == "phone":
        return "".join(filter(str.isdigit, one)) in "".join(filter(str.isdigit, other))
    known = canonical(field, one)
    return one in other if not known else known == canonical(field, other)
