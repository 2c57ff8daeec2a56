"""What layout and format a clerk uses: mixed ones by their weights, or what shows one thing alone."""

from __future__ import annotations

from collections.abc import Collection

from tests.worlds.chance import Dice
from tests.worlds.habits import HABITS, Habit
from tests.worlds.package import KINDS
from tests.worlds.world import Style

KIND_WEIGHTS = {
    "xlsx": 50,
    "xls": 8,
    "ods": 5,
    "fods": 3,
    "csv": 4,
    "csv_gbk": 4,
    "csv_utf16": 2,
    "docx": 10,
    "html_xls": 4,
    "mail_html": 4,
    "mail_text": 4,
    "mhtml": 3,
    "mhtml_doc": 2,
}
LAYOUT_WEIGHTS = {
    "form": 40,
    "two_sheets": 10,
    "flat": 25,
    "cards": 4,
    "card_sheets": 2,
    "card_files": 2,
    "transposed": 2,
    "side_by_side": 2,
    "packed": 4,
    "stacked": 4,
    "linked": 6,
    "paragraphs": 4,
}
LAYOUT_KINDS = {
    "two_sheets": ("xlsx", "xls", "ods", "fods", "docx"),
    "linked": ("xlsx", "xls", "ods", "fods"),
    "card_sheets": ("xlsx", "xls", "ods"),
    "card_files": ("xlsx", "docx", "xls", "mhtml_doc"),
    "paragraphs": ("docx", "mail_text"),
}
PLAIN_LAYOUTS = ("form", "two_sheets", "flat")
PLAIN_KINDS = ("xlsx", "xls", "ods", "csv", "docx")
# The habits that a word of these kinds needs.
HABIT_OF_WORD = {
    "held.level-ambiguous": "level_of_two",
    "held.level-unknown": "level_is_a_title",
    "held.level-not-open": "level_below",
    "held.level-missing": "level_empty",
    "held.domain-missing": "domain_empty",
    "held.domain-ambiguous": "domain_of_two",
    "held.domain-unknown": "domain_of_none",
    "held.domain-not-open": "domain_closed",
    "held.phone-missing": "phone_empty",
    "held.phone-invalid": "phone_wrong",
    "held.experience-missing": "experience_empty",
    "held.experience-template": "experience_printed",
    "empty.type": "type_of_two",
    "empty.status": "status_of_two",
    "empty.location": "location_of_none",
    "empty.country": "country_of_two",
    "heading.email": "mail_column",
    "heading.specialty": "specialty_column",
}


def single(dice: Dice, only: str) -> list[Habit]:
    """The one habit of `only`, or the one that its word needs, or none; the dice insist on a word."""
    kind, _, word = only.partition(":")
    if not word:
        return [HABITS[only]]
    if kind not in ("layout", "format"):
        dice.forced = (kind, word)
    return [HABITS[HABIT_OF_WORD[kind]]] if kind in HABIT_OF_WORD else []


def single_style(dice: Dice, habits: list[Habit], only: str) -> Style:
    """A plain layout and format if they suit, else one of those that do; every word as printed."""
    kind, _, word = only.partition(":")
    layouts, kinds = set(PLAIN_LAYOUTS), set(PLAIN_KINDS)
    for habit in habits:
        layouts = layouts & set(habit.layouts) or set(habit.layouts) or layouts
        kinds = kinds & set(habit.kinds) or set(habit.kinds) or kinds
    if kind == "layout":
        layouts, kinds = {word}, set(LAYOUT_KINDS.get(word, kinds))
    elif kind == "format":
        layouts, kinds = ({"paragraphs"} if word == "mail_text" else layouts), {word}
    elif ".section" in kind:
        layouts = {"flat"}
    style = _drawn(dice, _pairs(layouts, kinds))
    style.plain = 1.0
    if "company_" in only or "contact" in only:
        style.company = "separate"
    return style


def mixed_style(dice: Dice, habits: list[Habit]) -> Style | None:
    """A layout and a format that suit all the habits, by their weights; None where there is none."""
    layouts, kinds = set(LAYOUT_WEIGHTS), set(KINDS)
    for habit in habits:
        layouts &= set(habit.layouts) or layouts
        kinds &= set(habit.kinds) or kinds
    pairs = _pairs(layouts, kinds)
    return _drawn(dice, pairs) if pairs else None


def _pairs(layouts: Collection[str], kinds: Collection[str]) -> list[tuple[str, str, int]]:
    """Layouts and formats that go together, and how often."""
    return [
        (layout, kind, LAYOUT_WEIGHTS[layout] * KIND_WEIGHTS[kind])
        for layout in sorted(layouts)
        for kind in sorted(kinds)
        if kind in LAYOUT_KINDS.get(layout, KINDS) and (kind != "mail_text" or layout == "paragraphs")
    ]


def _drawn(dice: Dice, pairs: list[tuple[str, str, int]]) -> Style:
    layout, kind, _ = dice.random.choices(pairs, [weight for _, _, weight in pairs])[0]
    return Style(
        layout=layout,
        kind=kind,
        plain=dice.one((1.0, 0.9, 0.7, 0.5, 0.3)),
        head=dice.one(("printed", "grouped", "single", "single")),
        fill="repeat" if layout == "flat" else dice.one(("merge", "merge", "blank", "repeat", "ditto")),
        numbering="project" if layout == "linked" else dice.one(("project", "person")),
        company=dice.one(("combined", "combined", "separate")),
        carrier="mail" if kind.startswith("mail") else dice.one(("folder", "folder", "folder", "mail", "zip")),
    )
