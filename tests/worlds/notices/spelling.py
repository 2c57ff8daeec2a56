"""The words of these clerks, and how they type numbers, months and boxes."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.worlds.chance import Dice
from tests.worlds.words import Spelling, drawn

HERE = Path(__file__).parent
HAN = "零一二三四五六七八九"


@functools.cache
def lists(form: str) -> dict[str, Any]:
    """people.toml with the form's own file over it."""
    table: dict[str, Any] = {}
    for name in ("people", form):
        for key, value in tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8")).items():
            table.setdefault(key, {}).update(value)
    return table


def kind(form: str, *parts: str) -> str:
    """The name under which words of a form are drawn and withheld."""
    return ".".join((form, *parts))


def heading(dice: Dice, form: str, key: str, plainness: float) -> Spelling:
    return drawn(dice, kind(form, "heading", key), lists(form)["heading"][key], plainness)


def value(dice: Dice, form: str, field: str, meant: str, plainness: float) -> Spelling:
    """A spelling of a value; one that no list bends is written as it is."""
    table = lists(form)["value"].get(field, {}).get(meant)
    return drawn(dice, kind(form, "value", field), table, plainness) if table else Spelling(meant)


def one_of(dice: Dice, form: str, group: str, key: str) -> str:
    """A word of a plain list, such as one that holds a person."""
    listed = lists(form)[group][key]
    name = kind(form, group, key)
    return dice.insists(name, listed) or dice.word(name, listed)


def printed_or(dice: Dice, form: str, group: str, key: str, plainness: float) -> str:
    """The first of a plain list, which is as printed, or another."""
    listed = lists(form)[group][key]
    name = kind(form, group, key)
    return dice.insists(name, listed) or (listed[0] if dice.chance(plainness) else dice.word(name, listed))


def invented(dice: Dice, form: str, key: str) -> str:
    return dice.one(lists(form)["invented"][key])


def pattern(dice: Dice, form: str, key: str, printed: str, plainness: float) -> Spelling:
    """How a number, a month or an answer is typed: as printed, or in one of the forms of a list, of `…_soft` rarely."""
    listed, soft = lists(form)["form"][key], lists(form)["form"].get(f"{key}_soft", [])
    if insisted := dice.insists(kind(form, "form", key), listed):
        return Spelling(insisted)
    if dice.chance(plainness):
        return Spelling(printed)
    if soft and dice.chance(0.1):
        return Spelling(dice.word(kind(form, "form", f"{key}_soft"), soft), sayable=True)
    return Spelling(dice.word(kind(form, "form", key), listed))


def month(dice: Dice, form: str, stored: str, plainness: float) -> Spelling:
    """A month YYYY-MM as people type it."""
    year, number = stored.split("-")
    found = pattern(dice, form, "birth", "{y}-{mm}", plainness)
    return replace(found, text=found.text.format(y=year, yy=year[2:], m=int(number), mm=number))


def years(dice: Dice, form: str, number: int, plainness: float) -> Spelling:
    """A number of years as people type it."""
    found = pattern(dice, form, "years", "{n}", plainness)
    return replace(found, text=found.text.format(n=number, han=in_chinese(number)))


def in_chinese(number: int) -> str:
    """Up to 99: 十二, 二十."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{HAN[tens]}十") + (HAN[ones] if ones or not tens else "")


def every(dice: Dice, form: str) -> list[str]:
    """Each word of headings and values that this part may draw, as kind:word."""
    found: list[tuple[str, list[str]]] = []
    table = lists(form)
    for key, words in table["heading"].items():
        found.append((kind(form, "heading", key), words.get("words", []) + words.get("soft", [])))
    fields = table["heading"].keys() | table.get("degree_head", {}).keys()
    for field, meanings in table["value"].items():
        if field not in fields or f"{field}s" in table["invented"]:
            continue  # of another form, or of words of the form's own
        for words in meanings.values():
            found.append((kind(form, "value", field), words.get("words", []) + words.get("soft", [])))
    asked = {"birth": "birth", "years": "work_years", "yes": "filled_online", "no": "filled_online"}
    found += [(kind(form, "form", key), table["form"][key]) for key, of in asked.items() if of in table["heading"]]
    for group in ("block", "degree_head", "post_head"):
        found += [(kind(form, group, key), listed) for key, listed in table.get(group, {}).items()]
    return list(dict.fromkeys(f"{name}:{word}" for name, listed in found for word in dice.allowed(name, listed)))
