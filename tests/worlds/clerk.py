"""A random clerk: what data, what layout and format, which habits; and the world that comes of them."""

from __future__ import annotations

from tests.worlds import (
    habits_carriers,
    habits_columns,
    habits_leftovers,
    habits_phones,
    habits_section,
    habits_values,
    habits_veto,
)
from tests.worlds.chance import Dice
from tests.worlds.habits import HABITS, STAGES, Habit
from tests.worlds.layouts import LAYOUTS, flatten, paragraphs
from tests.worlds.package import KINDS, STEMS
from tests.worlds.sketch import Book
from tests.worlds.tables import build
from tests.worlds.truth import draw_people, unit_name
from tests.worlds.world import Style, World

KNOWN = (habits_carriers, habits_columns, habits_leftovers, habits_phones, habits_section, habits_values, habits_veto)
KIND_WEIGHTS = {"xlsx": 50, "xls": 8, "ods": 5, "fods": 3, "csv": 4, "csv_gbk": 4, "csv_utf16": 2, "docx": 10, "html_xls": 4,
                "mail_html": 4, "mhtml": 3, "mhtml_doc": 2}  # fmt: skip
LAYOUT_WEIGHTS = {
    "form": 40,
    "two_sheets": 10,
    "flat": 25,
    "cards": 6,
    "packed": 4,
    "stacked": 5,
    "linked": 7,
    "paragraphs": 5,
}
LAYOUT_KINDS = {
    "two_sheets": ("xlsx", "xls", "ods", "fods", "docx"),
    "linked": ("xlsx", "xls", "ods", "fods"),
    "paragraphs": ("docx",),
}
PLAIN_LAYOUTS = ("form", "two_sheets", "flat")
PLAIN_KINDS = ("xlsx", "xls", "ods", "csv", "docx")
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
        habits = _single(dice, only) if only else _habits(dice)
        style = _style(dice, habits, only)
        if style is None:
            continue
        world = _made(number, seed, dice, style, habits, dice.number(2, 9))
        world.only = only
        if dice.forced and not dice.forced_used:
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


# The habits that a word of these kinds needs.
HABIT_OF_WORD = {
    "held.level-ambiguous": "level_of_two", "held.level-unknown": "level_is_a_title", "held.level-not-open": "level_below",
    "held.level-missing": "level_empty", "held.domain-missing": "domain_empty", "held.domain-ambiguous": "domain_of_two",
    "held.domain-unknown": "domain_of_none", "held.domain-not-open": "domain_closed", "held.phone-missing": "phone_empty",
    "held.phone-invalid": "phone_wrong", "held.experience-missing": "experience_empty", "empty.type": "type_of_two",
    "held.experience-template": "experience_printed", "empty.status": "status_of_two", "empty.location": "location_of_none",
    "empty.country": "country_of_two", "heading.email": "mail_column", "heading.specialty": "specialty_column",
}  # fmt: skip


def _single(dice: Dice, only: str) -> list[Habit]:
    """The one habit of `only`, or the one that its word needs, or none."""
    kind, _, word = only.partition(":")
    if not word:
        return [HABITS[only]]
    if kind not in ("layout", "format"):
        dice.forced = (kind, word)
    return [HABITS[HABIT_OF_WORD[kind]]] if kind in HABIT_OF_WORD else []


def _style(dice: Dice, habits: list[Habit], only: str = "") -> Style | None:
    """A layout and a format that suit all the habits; None where there is none."""
    layouts, kinds = set(LAYOUT_WEIGHTS), set(KINDS)
    if only:
        layouts, kinds = set(PLAIN_LAYOUTS), set(PLAIN_KINDS)
        for habit in habits:
            layouts = layouts & set(habit.layouts) or set(habit.layouts) or layouts
            kinds = kinds & set(habit.kinds) or set(habit.kinds) or kinds
        kind, _, word = only.partition(":")
        layouts = {word} if kind == "layout" else {"flat"} if ".section" in kind else layouts
        kinds = {word} if kind == "format" else set(LAYOUT_KINDS.get(word, kinds)) if kind == "layout" else kinds
    for habit in habits:
        layouts &= set(habit.layouts) or layouts
        kinds &= set(habit.kinds) or kinds
    pairs = [
        (layout, kind, LAYOUT_WEIGHTS[layout] * KIND_WEIGHTS[kind])
        for layout in sorted(layouts)
        for kind in sorted(kinds)
        if kind in LAYOUT_KINDS.get(layout, KINDS)
    ]
    if not pairs:
        return None
    layout, kind, _ = dice.random.choices(pairs, [weight for _, _, weight in pairs])[0]
    return Style(
        layout=layout,
        kind=kind,
        plain=1.0 if only else dice.one((1.0, 0.9, 0.7, 0.5, 0.3)),
        head=dice.one(("printed", "grouped", "single", "single")),
        fill="repeat" if layout == "flat" else dice.one(("merge", "merge", "blank", "repeat", "ditto")),
        numbering=dice.one(("project", "person")),
        company="separate"
        if "company_" in only or "contact" in only
        else dice.one(("combined", "combined", "separate")),
        carrier="mail" if kind == "mail_html" else dice.one(("folder", "folder", "folder", "mail", "zip")),
    )


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
    return world


def _books(world: World) -> list[Book]:
    stem = world.dice.one(STEMS)
    if world.style.layout == "paragraphs":
        book = paragraphs(world)
        book.name = stem
        return [book]
    sheets = LAYOUTS[world.style.layout](world)
    if world.file_names:
        names = [world.file_names[table.section] for table in world.tables]
        return [Book(f"{stem}-{name}", world.style.kind, [sheet]) for name, sheet in zip(names, sheets, strict=True)]
    return [Book(stem, world.style.kind, sheets)]


assert KNOWN
