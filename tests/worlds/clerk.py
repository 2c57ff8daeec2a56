"""A random clerk: what data, what layout and format, which habits; and the world that comes of them."""

from __future__ import annotations

from tests.worlds import (
    habits_carriers,
    habits_cells,
    habits_columns,
    habits_headings,
    habits_joins,
    habits_leftovers,
    habits_phones,
    habits_section,
    habits_sheets,
    habits_tools,
    habits_values,
    habits_veto,
)
from tests.worlds.chance import Dice
from tests.worlds.habits import HABITS, STAGES, Habit
from tests.worlds.layouts import LAYOUTS, flatten
from tests.worlds.layouts_cards import paragraphs
from tests.worlds.package import STEMS
from tests.worlds.sketch import Book, Sheet
from tests.worlds.styles import PLAIN_KINDS, mixed_style, single, single_style
from tests.worlds.tables import build
from tests.worlds.truth import draw_people, unit_name
from tests.worlds.world import Style, World

# Imported for the habits that they register.
KNOWN = (
    *(habits_carriers, habits_cells, habits_columns, habits_headings, habits_joins, habits_leftovers, habits_phones),
    *(habits_section, habits_sheets, habits_tools, habits_values, habits_veto),
)
TRIES = 400


def plain_world(number: int, seed: str, people: int) -> World:
    """A clerk who fills in the form as it is printed."""
    dice = Dice(f"{seed}/{number}", "seen")
    style = Style(
        kind=dice.one(PLAIN_KINDS), head=dice.one(("printed", "grouped")), carrier=dice.one(("folder", "mail"))
    )
    return _made(number, seed, dice, style, [], people)


def draw_world(number: int, seed: str, part: str, only: str = "") -> World:
    """The world of this number; with `only`, one of a single habit, layout:… or format:…, or word as kind:word."""
    for attempt in range(TRIES):
        dice = Dice(f"{seed}/{number}/{part}/{only}/{attempt}", "all" if only else part)
        habits = single(dice, only) if only else _habits(dice)
        style = single_style(dice, habits, only) if only else mixed_style(dice, habits)
        if style is None:
            continue
        world = _made(number, seed, dice, style, habits, dice.number(2, 9))
        world.only = only
        if dice.forced and not dice.forced_used:
            continue
        if world.further_sheets and (world.file_names or world.file_of_part):  # it would be a sheet of no file
            continue
        wanted = part != "withheld" or only or dice.used_withheld
        if wanted and len(world.habits) == len(habits):
            return world
    raise LookupError(f"no world of {part} {only} in {TRIES} tries")


def _habits(dice: Dice) -> list[Habit]:
    """Up to five habits, at most one of a group."""
    names = dice.allowed("habit", sorted(HABITS))
    chosen: list[Habit] = []
    for _ in range(dice.one((0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5))):
        drawn = HABITS[dice.one(names)]
        if drawn.group not in [habit.group for habit in chosen]:
            chosen.append(drawn)
    return chosen


def _made(number: int, seed: str, dice: Dice, style: Style, habits: list[Habit], people: int) -> World:
    unit = unit_name(dice, number)
    world = World(number, seed, dice, unit, draw_people(dice, unit, people), style)
    for stage in STAGES:
        if stage == "tables":
            world.tables = build(world)
            if style.layout == "flat":
                flatten(world)
        if stage == "sheets":
            world.books = _books(world)
        for habit in habits:
            if habit.stage == stage and habit.bend(world):
                world.habits.append(habit.name)
                if habit.withheld:
                    dice.used_withheld.add(f"habit:{habit.name}")
    for book in world.books:
        _name_apart(book)
    return world


def _name_apart(book: Book) -> None:
    """A second sheet of one name is called as Excel calls it: Sheet2 (2)."""
    taken: set[str] = set()
    for sheet in book.sheets:
        if sheet.name in taken:
            sheet.name = f"{sheet.name} ({len(taken) + 1})"
        taken.add(sheet.name)


def _books(world: World) -> list[Book]:
    stem = world.dice.one(STEMS)
    if world.style.layout == "paragraphs":
        book = paragraphs(world)
        book.name = stem
        return [book]
    if world.style.layout == "card_files":
        return [Book(f"{stem}-{sheet.name}", world.style.kind, [sheet]) for sheet in LAYOUTS["card_sheets"](world)]
    sheets = LAYOUTS[world.style.layout](world)
    if world.file_names or world.file_of_part:
        names = [world.file_of_part.get(id(table)) or world.file_names[table.section] for table in world.tables]
        of_file: dict[str, list[Sheet]] = {}
        for name, sheet in zip(names, sheets, strict=True):
            of_file.setdefault(name, []).append(sheet)
        return [Book(f"{stem}-{name}", world.style.kind, inside) for name, inside in of_file.items()]
    return [Book(stem, world.style.kind, [*sheets, *world.further_sheets])]
