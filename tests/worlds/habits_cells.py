"""Habits of cells: boxes to tick inside a cell, several countries, vague counts, other scripts, formulas, notes."""

from __future__ import annotations

import functools

import opencc

from tests.worlds import words
from tests.worlds.habits import TABULAR, habit
from tests.worlds.habits_values import some
from tests.worlds.sketch import Cell
from tests.worlds.truth import LEVELS
from tests.worlds.world import World

BOXES = (("☑", "□"), ("■", "□"), ("√", "□"), ("☑", "☐"), ("✔", "□"))


@habit("typing", "people")
def boxes_in_cell(world: World) -> bool:
    """Both levels in the cell, a mark at the one: ☑专业工程会员 □资深工程会员."""
    chosen = some(world)
    ticked, empty = world.dice.word("boxes_in_cell", BOXES)
    form = world.dice.word(
        "boxes_in_cell", ("{0}专业工程会员 {1}资深工程会员", "{0}专业 {1}资深", "{0}专业工程会员\n{1}资深工程会员")
    )
    for person in chosen:
        marks = (ticked, empty) if person.level == LEVELS[0] else (empty, ticked)
        person.typed["level"] = form.format(*marks)
        person.sayable.add("level")
    return bool(chosen)


@habit("typing", "people")
def level_with_a_note(world: World) -> bool:
    """The level and behind it why: 资深工程会员（已取得正高级工程师）."""
    chosen = some(world)
    notes = ("{}（首次申报）", "{}（高级工程师）", "{}，首次申请", "{}（2025年）", "{}-初次申报", "{}（拟）", "{}*")
    for person in chosen:
        person.typed["level"] = world.dice.word("level_with_a_note", notes).format(person.level)
        person.sayable.add("level")
    return bool(chosen)


@habit("typing", "people")
def specialty_below_domain(world: World) -> bool:
    """Domain and specialty in two lines of the cell, or with the label of each."""
    chosen = some(world)
    forms = ("{d}\n{s}", "{d}\n（{s}）", "领域：{d}；专业：{s}", "{d}（{s}）", "{d}→{s}", "{d}：{s}", "{s}（{d}）")
    for person in chosen:
        specialty = world.dice.one(words.lists()["domain"][person.domain]["specialties"])
        person.typed["domain"] = world.dice.word("specialty_below_domain", forms).format(d=person.domain, s=specialty)
        person.sayable.add("domain")
    return bool(chosen)


@habit("typing", "people")
def waiting_at_home(world: World) -> bool:
    """国内（待派）: in China, and why."""
    chosen = some(world, lambda person: person.location == "CN")
    forms = (
        "国内（待派）",
        "国内待派",
        "中国（待命）",
        "国内（休假）",
        "重庆（公司总部）",
        "国内总部",
        "中国重庆市渝中区",
        "重庆市",
    )
    for person in chosen:
        person.typed["location"] = world.dice.word("waiting_at_home", forms)
        person.sayable.add("location_country")
    return bool(chosen)


def _several(world: World, key: str) -> tuple[str, str]:
    codes = world.dice.random.sample(words.countries(), 2)
    names = [words.lists()["country"][code]["safe"][0] for code in codes]
    return ";".join(codes), world.dice.word(key, ("、", "/", "，", ";", " 、", "和", "\n")).join(names)


@habit("typing", "people")
def several_countries(world: World) -> bool:
    """Two countries of one project."""
    chosen = some(world, lambda person: bool(person.project.country))[:1]
    for person in chosen:
        line = person.project
        line.country, text = _several(world, "several_countries")
        world.project_typed.setdefault(id(line), {})["country"] = text
        for mate in world.people:
            if mate.project is line:
                mate.sayable.add("project_country")
    return bool(chosen)


@habit("typing", "people")
def several_places(world: World) -> bool:
    """A person at two places."""
    chosen = some(world)
    for person in chosen:
        person.location, person.typed["location"] = _several(world, "several_places")
        person.sayable.add("location_country")
    return bool(chosen)


@habit("doubtful value", "people")
def vague_counts(world: World) -> bool:
    """约20, 十余人: no number, so the field stays empty and that is said."""
    chosen = some(world, lambda person: bool(person.project.chinese))[:1]
    for person in chosen:
        line = person.project
        vague = world.dice.word("vague_counts", ("十余人", "若干", "多人", "几十人"))
        world.project_typed.setdefault(id(line), {})["foreign"] = vague
        line.foreign = ""
        for mate in world.people:
            if mate.project is line:
                mate.must.add("foreign_engineers")
    return bool(chosen)


@habit("typing", "people")
def counts_in_other_digits(world: World) -> bool:
    """Counts with their unit, in full width or with a label: １２, 共12人, 12（人）."""
    forms = ("共{}人", "{}（人）", "{} 人", "{}个", "{}名工程师", "{}.0", "wide")
    for line in {id(person.project): person.project for person in world.people if person.project.chinese}.values():
        form = world.dice.word("counts_in_other_digits", forms)
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in line.chinese)
        world.project_typed.setdefault(id(line), {})["chinese"] = wide if form == "wide" else form.format(line.chinese)
        for mate in world.people:
            if mate.project is line:
                mate.sayable.add("chinese_engineers")
    return any(person.project.chinese for person in world.people)


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


@habit("script", "tables", layouts=TABULAR)
def traditional_script(world: World) -> bool:
    """Headings and the words for domain, level, place and state in traditional characters."""
    for table in world.tables:
        for column in table.columns:
            column.heading = _converter().convert(column.heading)
        for row in table.rows:
            for key in ("domain", "location", "country", "planned_country", "level", "type", "status", "section"):
                if key in row.cells:
                    row.cells[key].text = _converter().convert(row.cells[key].text)
    for person in world.people:
        person.sayable |= {"domain", "level"}
    return True


@habit("script", "tables", layouts=TABULAR)
def wide_letters(world: World) -> bool:
    """Digits and brackets in full width throughout phones and headings."""
    for table in world.tables:
        for column in table.columns:
            column.heading = column.heading.replace("(", "（").replace(")", "）").replace("/", "／")
        for row in table.rows:
            phone = row.cells.get("phone")
            if phone is not None:
                phone.text = "".join(
                    chr(ord(sign) + 0xFEE0) if sign.isdigit() and sign.isascii() else sign for sign in phone.text
                )
    return True


@habit("script", "tables", layouts=TABULAR, kinds=("xlsx",))
def formulas(world: World) -> bool:
    """Numbers and repeated companies as formulas, with what Excel last made of them."""
    for table in world.tables:
        for row in table.rows:
            for key in ("seq", "number", "company_name", "chinese"):
                if key in row.cells and row.cells[key].text:
                    row.cells[key].formula = True
    return True


@habit("typing", "tables", layouts=TABULAR)
def numbering_of_their_own(world: World) -> bool:
    """Numbers as ①, (1), 1、 or 001."""
    form = world.dice.word("numbering_of_their_own", ("({})", "（{}）", "{}、", "{}.", "No.{}", "circle", "{:03d}"))
    for table in world.tables:
        for row in table.rows:
            for key in ("seq", "number"):
                if key in row.cells and row.cells[key].text.isdigit():
                    number = int(row.cells[key].text)
                    row.cells[key] = Cell(chr(0x2460 + (number - 1) % 20) if form == "circle" else form.format(number))
    return True
