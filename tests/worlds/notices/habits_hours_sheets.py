"""Habits of records of activities: columns, headings, lines that are none, and what lies around the table."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds.notices.habits_hours import SHEETS, record
from tests.worlds.notices.record import Record
from tests.worlds.sketch import Cell, Column, Table

STYLED = (*SHEETS, "docx", "mhtml_doc")


def _headings(world: Record, bend: Callable[[str], str]) -> bool:
    for table in world.tables:
        for column in table.columns:
            column.heading = bend(column.heading)
    return True


def _every_table(world: Record, bend: Callable[[Table], None]) -> bool:
    for table in world.tables:
        bend(table)
    return True


# ---- headings and columns ----


@record("headings", "tables", group="heads")
def stars(world: Record) -> bool:
    """Some headings have a star."""
    form = world.dice.word("stars", ("*{}", "{}*", "* {}", "{}（必填）", "＊{}"))
    return _headings(world, lambda text: form.format(text) if world.dice.chance(0.6) else text)


@record("headings", "tables", group="heads")
def spaced(world: Record) -> bool:
    """Short headings are spaced out."""
    blank = world.dice.word("spaced", (" ", "　", "   "))
    return _headings(world, lambda text: blank.join(text) if len(text) == 2 else text)


@record("headings", "tables", group="heads")
def broken(world: Record) -> bool:
    """Headings are broken in two lines."""
    return _headings(world, lambda text: f"{text[:2]}\n{text[2:]}" if len(text) > 3 else text)


@record("headings", "tables", group="heads")
def numbered(world: Record) -> bool:
    """Headings are numbered."""
    form = world.dice.word("numbered", ("{}.{}", "{}、{}", "（{}）{}"))
    for table in world.tables:
        for at, column in enumerate(table.columns, 1):
            column.heading = form.format(at, column.heading)
    return True


@record("headings", "tables", group="heads")
def bilingual(world: Record) -> bool:
    """English below the Chinese heading."""
    words = {"name": "Name", "title": "Activity", "kind": "Type", "began": "From", "ended": "To", "period": "Date"}
    words |= {"organiser": "Organiser", "note": "Remarks", "certificate_no": "Certificate No.", "proof": "Evidence"}
    mark = world.dice.word("bilingual", ("\n", " ", "/"))
    for table in world.tables:
        for column in table.columns:
            if column.key in words:
                column.heading = f"{column.heading}{mark}{words[column.key]}"
    return True


@record("headings", "tables", group="bands", kinds=STYLED)
def days_below_a_band(world: Record) -> bool:
    """A band 活动情况 over the middle columns, 持证人 over the first."""

    def bend(table: Table) -> None:
        first = ("seq", "name", "certificate_no", "unit")
        last = ("claimed", "proof", "note")
        words = {True: "持证人", False: "活动情况"}
        table.bands = ["其他" if column.key in last else words[column.key in first] for column in table.columns]

    return _every_table(world, bend)


@record("columns", "tables", group="order")
def shuffled(world: Record) -> bool:
    """The columns stand in another order."""
    order = list(range(len(world.tables[0].columns)))
    world.dice.random.shuffle(order)
    for table in world.tables:
        table.columns = [table.columns[at] for at in order]
    return True


@record("columns", "tables")
def place_and_form(world: Record) -> bool:
    """Further columns: where it was, and whether online."""
    for table in world.tables:
        at = world.dice.number(2, len(table.columns))
        table.columns.insert(at, Column("where", world.dice.one(("地点", "活动地点", "举办地点"))))
        table.columns.append(Column("how", world.dice.one(("方式", "线上/线下", "参与方式"))))
        for row in table.rows:
            row.cells |= {
                "where": Cell(world.dice.one(("重庆", "北京", "线上"))),
                "how": Cell(world.dice.one(("线上", "线下"))),
            }
    return True


@record("columns", "tables")
def checked_by(world: Record) -> bool:
    """Columns for those who check: 单位审核意见, 核定学时, both empty or filled in."""
    has_words = world.dice.chance(0.5)
    for table in world.tables:
        table.columns += [
            Column("opinion", "单位审核意见"),
            Column("granted", world.dice.one(("核定学时", "审核学时"))),
        ]
        for row in table.rows:
            row.cells |= {"opinion": Cell("同意" if has_words else "")}
    return True


@record("columns", "tables", layouts=("list",))
def phones_too(world: Record) -> bool:
    """The list has a column of phones, and one of levels."""
    for table in world.tables:
        table.insert_after("name", Column("phone", "联系电话"))
        table.insert_after("phone", Column("level", "会员级别"))
        for row in table.rows:
            row.cells |= {"phone": Cell("13900000000"), "level": Cell("专业工程会员")}
    return True


@record("columns", "tables")
def empty_columns(world: Record) -> bool:
    """Empty columns between the others."""
    for table in world.tables:
        table.columns.insert(world.dice.number(2, len(table.columns) - 1), Column("gap", ""))
    return True
