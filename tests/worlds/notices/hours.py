"""Who sends records of continuing development: members with their own, units with a list of all of theirs."""

from __future__ import annotations

from datetime import date, timedelta

from tests.worlds.chance import Dice
from tests.worlds.clerk import plain_world
from tests.worlds.notices import spelling
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.deeds import FORM, NOW, Holder, draw_deeds, number_of
from tests.worlds.notices.record import PRINTED, TIMES, Record, sheet_of, table_of
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Book

OPTIONAL = ("seq", "organiser", "claimed", "proof", "note")
SINGLE = ("sheet", "sheets", "files", "stacked")  # layouts in which a table is of one holder


def draw_people(dice: Dice, world: Sending, people: int) -> list[Holder]:
    """Engineers of one unit who were recommended, and got a certificate."""
    assert isinstance(world, Record)
    wanted = 1 if world.style.layout == "sheet" else max(2, people)
    world.sent = plain_world(world.number, f"{world.seed}/sent", wanted)
    world.sent.style.carrier = "folder"
    world.unit = world.sent.unit
    for place, person in enumerate(world.sent.people):
        facts = {"name": person.name, "phone": f"+86{person.mobile}", "email": person.email, "level": person.level}
        facts["certificate_no"] = number_of(dice, world.number, place)
        holder = Holder(facts, issued=date(2022, 1, 5) + timedelta(dice.number(0, 1000)))
        holder.deeds = draw_deeds(dice, holder)
        world.held.append(holder)
    return world.held


def make(world: Sending, stage: str) -> None:
    """Columns, tables, sheets and files."""
    assert isinstance(world, Record)
    dice, plain = world.dice, world.style.plain
    if stage == "people":
        world.columns = list(PRINTED)
        if world.listed:
            world.columns[1:1] = ["name", "certificate_no"]
        world.title = spelling.printed_or(dice, FORM, "titles", "words", plain).format(unit=world.unit, year=2025)
        if dice.chance(1 - plain):
            _other_columns(world)
    if stage == "tables":
        parts = [[holder] for holder in world.held] if world.style.layout in SINGLE else [world.held]
        world.tables = [table_of(world, part) for part in parts]  # type: ignore[arg-type]
    if stage == "sheets":
        _sheets(world)


def _other_columns(world: Record) -> None:
    """Another unit of time, one column for both days, some left out."""
    dice = world.dice
    world.time = dice.word("time_column", TIMES)
    if dice.chance(0.4):
        world.columns[world.columns.index("began")] = "period"
        world.columns.remove("ended")
    for key in OPTIONAL:
        if dice.chance(0.2):
            world.columns.remove(key)
    if world.time == "class_hours" and "claimed" in world.columns:
        world.columns.remove("claimed")
    if dice.chance(0.15):
        for key in ("grade", "place"):
            world.columns.remove(key)


def _sheets(world: Record) -> None:
    kind, layout = world.style.kind, world.style.layout
    owners = world.held if layout in SINGLE else [None]  # type: ignore[list-item]
    names = [owner.name if owner else "活动汇总" for owner in owners]
    sheets = [sheet_of(world, *part) for part in zip(names, world.tables, owners, strict=True)]
    stem = spelling.printed_or(world.dice, FORM, "stems", "words", world.style.plain)
    stems = [stem.format(unit=world.unit, name=name) for name in names]
    if layout == "files":
        stems = [f"{stem}{place}" for place, stem in enumerate(stems, 1)]
        world.books = [Book(stem, kind, [sheet]) for stem, sheet in zip(stems, sheets, strict=True)]
        return
    if layout == "stacked":
        _stack(world, sheets)
    world.books = [Book(stems[0], kind, sheets[:1] if layout == "stacked" else sheets)]
    world.subject = spelling.one_of(world.dice, FORM, "subjects", "words").format(unit=world.unit)


def _stack(world: Record, sheets: list) -> None:  # type: ignore[type-arg]
    """Every holder's block below the one before, on the first sheet."""
    for sheet in sheets[1:]:
        table = sheet.tables[0]
        table.lines_above = [line for line in sheet.top if line != [world.title]]
        sheets[0].tables.append(table)


HOURS = Clerk(
    notice="hours",
    form=FORM,
    now=NOW,
    received="Wed, 10 Jun 2026 10:20:30 +0800",
    kinds={"xlsx": 55, "docx": 14, "xls": 8, "ods": 6, "fods": 2, "csv": 6, "csv_gbk": 4, "mhtml_doc": 2},
    layouts={"sheet": 30, "list": 35, "sheets": 12, "files": 15, "stacked": 8},
    draw_people=draw_people,  # type: ignore[arg-type]
    make=make,
    layout_kinds={
        "sheets": ("xlsx", "xls", "ods", "fods", "docx"),
        "stacked": ("xlsx", "xls", "ods", "fods", "csv", "csv_gbk"),
    },
    people=(1, 4),
    world=Record,
)
