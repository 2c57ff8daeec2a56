"""Habits of typing: counts, places, companies, and cells that hold something else than plain text."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from corpus_habits import VALUES, cells_of, family, habit, retype, some
from corpus_people import COUNTRIES, HOME
from corpus_sketch import COUNT_KEYS, Sketch
from corpus_values_people import wide
from corpus_write import Formula


def chinese_number(n: int) -> str:
    digits = "零一二三四五六七八九"
    if n < 10:
        return digits[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


COUNTS: dict[str, Callable[[int], Any]] = {
    "people": lambda n: f"{n}人",
    "heads": lambda n: f"{n}名",
    "about": lambda n: f"约{n}",
    "about_people": lambda n: f"约{n}人",
    "people_in_brackets": lambda n: f"{n}（人）",
    "together": lambda n: f"共{n}人",
    "roughly": lambda n: f"{n}人左右",
    "plus": lambda n: f"{n}+",
    "chinese": chinese_number,
    "chinese_people": lambda n: chinese_number(n) + "人",
    "full_width": lambda n: wide(str(n)),
    "blanks": lambda n: f" {n} ",
    "text": str,
    "float": float,
    "formula": lambda n: Formula(f"={n}+0", n),
}


@family(VALUES, "count", COUNTS)
def count_as(sketch: Sketch, rng: Random, change: Callable[[int], Any]) -> None:
    for key in COUNT_KEYS:
        retype(
            sketch, rng, key, lambda truth, typed, key=key: change(truth[key]) if isinstance(truth[key], int) else typed
        )


@family(
    VALUES,
    "count",
    {"slash": "/", "none": "无", "dash": "—", "na": "N/A", "error": Formula("=Sheet9!A1", "#REF!"), "later": "待定"},
)
def count_blank_as(sketch: Sketch, rng: Random, mark: Any) -> None:
    for row, truth in some(rng, cells_of(sketch, "foreign_engineers")):
        row.cells["foreign_engineers"], truth["foreign_engineers"] = mark, ""


def place(code: str, kind: int, rng: Random) -> str:
    return {**COUNTRIES, **HOME}[code][kind]


PLACES: dict[str, Callable[[str], str]] = {
    "formal": lambda code: COUNTRIES[code][1],
    "english": lambda code: COUNTRIES[code][2],
    "city": lambda code: COUNTRIES[code][0] + COUNTRIES[code][3],
    "city_dash": lambda code: (
        f"{COUNTRIES[code][0]}-{COUNTRIES[code][3]}" if COUNTRIES[code][3] else COUNTRIES[code][0]
    ),
    "city_brackets": lambda code: (
        f"{COUNTRIES[code][0].replace('（金）', '(金)')}（{COUNTRIES[code][3]}）"
        if COUNTRIES[code][3]
        else COUNTRIES[code][0]
    ),
    "city_blank": lambda code: f"{COUNTRIES[code][0]} {COUNTRIES[code][3]}",
    "traditional": lambda code: COUNTRIES[code][4],
    "city_only": lambda code: COUNTRIES[code][3] or COUNTRIES[code][0],
    "formal_city": lambda code: COUNTRIES[code][1] + COUNTRIES[code][3],
    "slash_city": lambda code: (
        f"{COUNTRIES[code][0]}/{COUNTRIES[code][3]}" if COUNTRIES[code][3] else COUNTRIES[code][0]
    ),
    "site": lambda code: f"{COUNTRIES[code][0]}项目现场",
    "blanks": lambda code: f" {COUNTRIES[code][0]}\u3000",
}


@family(VALUES, "country", PLACES)
def country_as(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    for row, truth in some(rng, cells_of(sketch, "project_country")):
        row.cells["project_country"] = change(truth["project_country"])
    for row, truth in some(rng, cells_of(sketch, "location")):
        if truth["location_country"] in COUNTRIES:
            row.cells["location"] = change(truth["location_country"])


@habit(VALUES, "country")
def country_at_home(sketch: Sketch, rng: Random) -> None:
    words = ["国内", "中国重庆", "重庆", "重庆市渝北区", "四川省成都市", "北京", "中国大陆", "China", "中国（重庆）"]
    for row, truth in some(rng, cells_of(sketch, "location")):
        truth["location_country"], row.cells["location"] = "CN", rng.choice(words)
        local = str(row.cells.get("phone", "")).replace(" ", "")
        if local and truth["phone"] == f"+65{local}":  # nobody can tell any more which country it belongs to
            truth["phone"], truth["held"] = "", f"phone-invalid {truth['held']}".strip()


@habit(VALUES, "country")
def country_several(sketch: Sketch, rng: Random) -> None:
    between = rng.choice(["、", "，", "/", "；", "和"])
    for row, truth in some(rng, cells_of(sketch, "project_country")):
        codes = rng.sample(["MM", "LA", "KH", "VN", "PK"], 2)
        truth["project_country"] = ";".join(codes)
        row.cells["project_country"] = between.join(COUNTRIES[code][0] for code in codes)


COMPANIES: dict[str, Callable[[str, str, str], str]] = {
    "bare_contact": lambda name, who, phone: f"{name}（{who} {phone}）",
    "label_blank": lambda name, who, phone: f"{name} 联系人:{who} {phone}",
    "semicolons": lambda name, who, phone: f"{name}；联系人：{who}；电话：{phone}",
    "lines": lambda name, who, phone: f"{name}\n{who}\n{phone}",
    "lines_labelled": lambda name, who, phone: f"{name}\n联系人：{who}\n联系电话：{phone}",
    "blanks": lambda name, who, phone: f"{name} {who} {phone}",
    "half_width": lambda name, who, phone: f"{name}(联系人:{who},手机:{phone})",
    "square": lambda name, who, phone: f"{name}【联系人：{who}，手机：{phone}】",
    "phone_split": lambda name, who, phone: f"{name}（联系人：{who}，手机：{phone[:3]}-{phone[3:7]}-{phone[7:]}）",
    "slashes": lambda name, who, phone: f"{name}/{who}/{phone}",
    "joined": lambda name, who, phone: f"{name}（{who}{phone}）",
    "commas": lambda name, who, phone: f"{name}，{who}，{phone}",
}


@family(VALUES, "company", COMPANIES)
def company_as(sketch: Sketch, rng: Random, change: Callable[[str, str, str], str]) -> None:
    for row, truth in some(rng, cells_of(sketch, "company")):
        if "company_contact" not in row.cells and "company_only" not in row.cells:
            row.cells["company"] = change(
                truth["company"], truth["company_contact"], truth["company_contact_phone"].removeprefix("+86")
            )


@habit(VALUES, "company")
def company_alone(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "company")):
        if "company_contact" not in row.cells:
            row.cells["company"] = truth["company"]
            truth["company_contact"] = truth["company_contact_phone"] = ""


@habit(VALUES)
def project_name_with_several_lines(sketch: Sketch, rng: Random) -> None:
    retype(
        sketch,
        rng,
        "project_name",
        lambda _, typed: typed[:4] + "\n" + typed[4:] if isinstance(typed, str) and len(typed) > 6 else typed,
    )


@habit(VALUES)
def number_as_date(sketch: Sketch, rng: Random) -> None:
    """1-1 in a number column, which the office program turned into a date."""
    for table in sketch.tables():
        for row in table.bodies():
            number = row.cells.get("number")
            if (
                table.has("number")
                and isinstance(number, int)
                and row.project is not None
                and "linked" not in sketch.notes
            ):
                row.cells["number"] = datetime.date(2025, number, 1)


@habit(VALUES)
def cells_by_formula(sketch: Sketch, rng: Random) -> None:
    """Names, levels and domains fetched from elsewhere by a formula whose value the file keeps."""
    for key in ("name", "level", "domain"):
        for row, _ in some(rng, cells_of(sketch, key)):
            if isinstance(row.cells[key], str):
                row.cells[key] = Formula(f"=VLOOKUP({rng.randint(1, 9)},库!A:F,2,0)", row.cells[key])


@habit(VALUES)
def blank_marks(sketch: Sketch, rng: Random) -> None:
    mark = rng.choice(["/", "—", "无", "暂无", "N/A", "-", "待定"])
    for row, truth in some(rng, cells_of(sketch, "project_type")):
        row.cells["project_type"], truth["project_type"] = mark, ""
