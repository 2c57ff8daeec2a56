"""Habits of units with a list of their people: where the unit stands in it, and what runs over pages."""

from __future__ import annotations

from dataclasses import replace

from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import COMBINED
from tests.worlds.notices.both import STYLED, somebody
from tests.worlds.notices.csee import CSEE, FORM
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.truth import LEVELS

habit = CSEE.habit


def _untitled(world: Sending) -> None:
    """A title without the unit; what it says about the unit may be doubted."""
    world.title = spelling.one_of(world.dice, FORM, "titles", "unnamed")
    for person in world.people:
        person.sayable.add("unit")
    world.may |= {"unit-from-filename", "unit-conflict"}


@habit("unit", "people", group="unit")
def unit_in_a_label(world: Sending) -> bool:
    """The title does not name the unit; a line below it does."""
    _untitled(world)
    label = spelling.one_of(world.dice, FORM, "labels", "words")
    world.caption_words["unit"] = label.format(unit=world.unit)
    return True


@habit("unit", "people", group="unit")
def unit_in_file_name(world: Sending) -> bool:
    """Only the file's name and the subject name the unit."""
    _untitled(world)
    for key, words in (("stems", "right"), ("subjects", "words")):
        text = spelling.one_of(world.dice, FORM, key, words).format(unit=world.unit)
        if key == "stems":
            world.stems[0] = text
        else:
            world.subject = text
    return True


@habit("unit", "people", group="unit")
def unit_in_subject(world: Sending) -> bool:
    """Only the mail's subject or the folder names the unit."""
    _untitled(world)
    world.stems[0] = spelling.one_of(world.dice, FORM, "stems", "unnamed")
    world.subject = spelling.one_of(world.dice, FORM, "subjects", "words").format(unit=world.unit)
    return True


@habit("unit", "tables", group="unit")
def unit_in_a_column(world: Sending) -> bool:
    """A column of the unit, the same in every row, and a title without it."""
    _untitled(world)
    heading = world.dice.word("unit_in_a_column", ("推荐单位", "申报单位", "报送单位", "填报单位", "推荐单位名称"))
    for table in world.tables:
        table.insert_after("number", Column("unit", heading))
        for row in table.rows:
            row.cells["unit"] = Cell(world.unit)
    return True


@habit("unit", "people", group="title")
def title_in_header(world: Sending) -> bool:
    """The title stands in the page header."""
    if world.style.kind not in ("docx", "xlsx"):
        return False
    world.title_place = "header"
    return True


@habit("unit", "people", group="title")
def title_in_the_table(world: Sending) -> bool:
    """The title is the first row of the table, merged over its columns."""
    world.title_place = "cell"
    return True


@habit("rows", "tables", group="repeat")
def headings_again(world: Sending) -> bool:
    """The headings stand once more where the page ends."""
    rows = world.tables[0].rows
    if len(rows) < 4:
        return False
    rows.insert(world.dice.number(2, len(rows) - 1), Row({}, heading=True))
    return True


@habit("rows", "tables", group="merge", kinds=STYLED)
def workplace_merged(world: Sending) -> bool:
    """The workplace is merged over people who follow one another."""
    table = world.tables[0]
    before = None
    for row in table.rows:
        if row.person is None:
            continue
        told = row.cells["workplace"].text
        if told == before:
            del row.cells["workplace"]
        before = told
    table.merge_runs.add("workplace")
    return True


@habit("rows", "tables", group="merge")
def workplace_left_blank(world: Sending) -> bool:
    """The workplace stands once, and blank or 同上 below."""
    mark = world.dice.word("workplace_left_blank", ("同上", "〃", "″", "同前", "''", "同 上"))
    before = None
    for row in world.tables[0].rows:
        if row.person is None:
            continue
        told = row.cells["workplace"].text
        if told == before:
            row.cells["workplace"] = Cell(mark)
        before = told
    return True


@habit("rows", "tables", group="numbers", kinds=("docx",))
def automatic_numbers(world: Sending) -> bool:
    """The numbers of the rows are Word's own, and no text."""
    for row in world.tables[0].rows:
        if row.person is not None:
            row.cells["number"] = Cell("", numbered=True)
    return True


@habit("rows", "tables", group="numbers")
def no_numbers(world: Sending) -> bool:
    """There is no column of numbers."""
    world.tables[0].drop("number")
    return True


@habit("notes", "people", group="notes")
def notes_below(world: Sending) -> bool:
    """Notes stand under the table, in it or behind it."""
    world.notes.append(spelling.one_of(world.dice, FORM, "notes", "below").format(n=len(world.people)))
    return True


@habit("notes", "people", group="signed")
def signed_below(world: Sending) -> bool:
    """A line for who filled it in and the seal."""
    world.notes.append(spelling.one_of(world.dice, FORM, "notes", "signed"))
    return True


@habit("notes", "tables", group="notes")
def note_in_the_table(world: Sending) -> bool:
    """The last row of the table is a note over its whole width."""
    table = world.tables[0]
    text = spelling.one_of(world.dice, FORM, "notes", "below").format(n=len(world.people))
    table.rows.append(Row({table.columns[0].key: Cell(text)}, band=True))
    return True


@habit("columns", "people", group="dropped")
def only_the_first_columns(world: Sending) -> bool:
    """A short list of the clerk's own: name, workplace, post, title, level, specialty, phone."""
    kept = ("number", "name", "sex", "workplace", "position", "title", "specialty", "level", "phone", "email")
    world.columns = [key for key in world.columns if {*COMBINED.get(key, (key,))} <= {*kept}]
    for person in world.people:
        for key in set(person.facts) - {*kept, "unit"}:
            person.facts[key] = ""
            person.texts[key] = ""
            person.sayable.add(key)
            person.must.discard(key)
        person.sayable.add("level")
    world.may |= {"member-missing", "form-doubtful"}
    return True


@habit("values", "people", group="foreign")
def foreign_title_at_home(world: Sending) -> bool:
    """A domestic title, of which the society decides."""
    if "foreign_title" not in world.columns:
        return False
    person = somebody(world)
    person.facts["foreign_title"] = world.dice.word(
        "foreign_title_at_home", ("注册电气工程师", "中国工程师联合体工程会员", "一级建造师（机电）", "注册设备监理师")
    )
    person.sayable.add("foreign_title")
    return True


@habit("values", "people", group="levels")
def levels_in_the_title(world: Sending) -> bool:
    """All apply for one class, which the title says and no column."""
    level = world.dice.one(LEVELS)
    if level == LEVELS[1]:
        return False
    for person in world.people:
        person.facts["level"] = ""
        person.unsure.add("level")
        person.must.add("level")
        person.also = ("held",)
        person.sayable |= {"work_years", "important_years"}
    world.columns.remove("level")
    return True


@habit("joins", "people", group="joined")
def unit_and_post_together(world: Sending) -> bool:
    """Workplace and post in one column."""
    at = world.columns.index("workplace")
    world.columns[at : at + 2] = ["unit_and_post"]
    return True


@habit("rows", "sheets", group="tables", kinds=("docx", "xlsx"))
def second_table(world: Sending) -> bool:
    """The list goes on in a second table, on the next page, under the same headings."""
    sheet = world.books[0].sheets[0]
    if sheet.grid is not None or len(world.tables[0].rows) < 4:
        return False
    table = world.tables[0]
    cut = len(table.rows) // 2
    sheet.tables = [replace(table, rows=table.rows[:cut]), replace(table, rows=table.rows[cut:])]
    return True
