"""The words of clerks, read from the TOML files beside this: headings, values, and what has to be said of them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.worlds.chance import Dice

HERE = Path(__file__).parent


@functools.cache
def lists() -> dict[str, Any]:
    """All files as one table."""
    table: dict[str, Any] = {}
    for name in ("words.toml", "places_and_domains.toml", "invented.toml"):
        for key, value in tomllib.loads((HERE / name).read_text(encoding="utf-8")).items():
            table.setdefault(key, {}).update(value)
    return table


@dataclass(frozen=True)
class Spelling:
    """A word and what may, or must, be said of it. `must` also allows it."""

    text: str
    sayable: bool = False
    must: bool = False


def drawn(dice: Dice, kind: str, table: dict[str, list[str]], plainness: float) -> Spelling:
    """The printed word with probability `plainness`, else one of the clear words or, more rarely, a soft one."""
    if insisted := dice.insists(kind, table.get("words", []) + table.get("soft", [])):
        return Spelling(insisted, sayable=insisted in table.get("soft", []))
    if dice.chance(plainness):
        return Spelling(table["printed"][0])
    soft = dice.allowed(kind, table.get("soft", []))
    if soft and dice.chance(0.25):
        return Spelling(dice.word(kind, table["soft"]), sayable=True)
    clear = table.get("words", [])
    return Spelling(dice.word(kind, clear)) if dice.allowed(kind, clear) else Spelling(table["printed"][0])


def heading(dice: Dice, field: str, plainness: float) -> Spelling:
    return drawn(dice, f"heading.{field}", lists()["heading"][field], plainness)


def value(dice: Dice, field: str, meant: str, plainness: float) -> Spelling:
    """A spelling of a section, level, type or status."""
    return drawn(dice, f"value.{field}", lists()["value"][field][meant], plainness)


def domain(dice: Dice, meant: str, plainness: float) -> Spelling:
    """The domain's name; a safe or a soft word (which must be shown); or the domain together with its specialty."""
    table = lists()["domain"][meant]
    if insisted := dice.insists("domain.safe", table["safe"]):
        return Spelling(insisted)
    if insisted := dice.insists("domain.soft", table["soft"]):
        return Spelling(insisted, sayable=True, must=True)
    if dice.chance(plainness):
        return Spelling(meant)
    turn = dice.random.random()
    if turn < 0.15 and dice.allowed("domain.soft", table["soft"]):
        return Spelling(dice.word("domain.soft", table["soft"]), sayable=True, must=True)
    if turn < 0.3 and table["specialties"]:
        mark = dice.one(("/", "-", "（", "—", " ", "，"))
        return Spelling(f"{meant}{mark}{dice.one(table['specialties'])}{'）' if mark == '（' else ''}")
    return Spelling(dice.word("domain.safe", table["safe"]))


def countries() -> list[str]:
    return list(lists()["country"])


def country(dice: Dice, iso: str, plainness: float, with_city: bool = True) -> Spelling:
    """A country by its name, formal name, English, other names; a city of it, which a reader may ask about."""
    if iso == "CN":
        return Spelling(
            dice.one(("中国", "国内", "中国重庆", "重庆", "北京", "中国大陆")) if not dice.chance(plainness) else "中国"
        )
    table = lists()["country"][iso]
    if dice.chance(plainness):
        return Spelling(table["safe"][0])
    turn = dice.random.random()
    cities = table.get("cities", [])
    if with_city and cities and turn < 0.15:
        return Spelling(dice.one(cities), sayable=True)
    if cities and turn < 0.35:
        return Spelling(
            dice.one(("{}{}", "{} {}", "{}·{}", "{}（{}）", "{}-{}", "{}{}市")).format(
                table["safe"][0], dice.one(cities)
            )
        )
    if table.get("variants") and turn < 0.6 and dice.allowed("country", table["variants"]):
        return Spelling(dice.word("country", table["variants"]), sayable=True)
    return Spelling(dice.one(table["safe"]))


def held(dice: Dice, slug: str) -> str:
    """A value that holds a person with this finding."""
    listed = lists()["held"][slug]
    return dice.insists(f"held.{slug}", listed) or dice.word(f"held.{slug}", listed)


def empty(dice: Dice, field: str) -> str:
    """A value that leaves the field empty, with a warning."""
    listed = lists()["empty"][field]
    return dice.insists(f"empty.{field}", listed) or dice.word(f"empty.{field}", listed)


def every(dice: Dice) -> list[str]:
    """Each word that this part may draw, as kind:word."""
    found: list[tuple[str, list[str]]] = []
    for name, table in lists()["heading"].items():
        found += [(f"heading.{name}", table.get("words", []) + table.get("soft", []))]
    for name, meanings in lists()["value"].items():
        found += [(f"value.{name}", table.get("words", []) + table.get("soft", [])) for table in meanings.values()]
    for table in lists()["domain"].values():
        found += [("domain.safe", table["safe"]), ("domain.soft", table["soft"])]
    found += [(f"{name}.{key}", listed) for name in ("held", "empty") for key, listed in lists()[name].items()]
    return [f"{kind}:{word}" for kind, listed in found for word in dice.allowed(kind, listed) if word]
