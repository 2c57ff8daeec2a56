"""Habits of typing: how phones, names and texts of people really stand in the cells."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from corpus_habits import VALUES, cells_of, family, habit, retype, some
from corpus_people import OTHER_NAMES, mobile
from corpus_sketch import Sketch
from corpus_write import Formula


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


PHONES: dict[str, Callable[[str], Any]] = {
    "number": int,
    "float": float,
    "blanks": lambda p: f"{p[:3]} {p[3:7]} {p[7:]}",
    "dashes": lambda p: f"{p[:3]}-{p[3:7]}-{p[7:]}",
    "plus_86": lambda p: f"+86 {p}",
    "plus_86_bracket": lambda p: f"(+86){p}",
    "00_86": lambda p: f"0086-{p}",
    "86": lambda p: f"86{p}",
    "full_width": wide,
    "remark": lambda p: f"{p}（微信同号）",
    "label": lambda p: f"手机：{p}",
    "apostrophe": lambda p: f"'{p}",
    "word_before": lambda p: f"手机{p}",
    "english_label": lambda p: f"Tel: {p}",
    "86_dashes": lambda p: f"+86-{p[:3]}-{p[3:7]}-{p[7:]}",
    "by_formula": lambda p: Formula(f'="{p}"', p),
    "zero_width": lambda p: f"\u202d{p}\u202c",
    "no_break_blank": lambda p: f"{p[:3]}\u00a0{p[3:7]}\u00a0{p[7:]}",
    "point_zero": lambda p: f"{p}.0",
    "two_blanks_around": lambda p: f"  {p}\n",
    "dots": lambda p: f"{p[:3]}.{p[3:7]}.{p[7:]}",
}


@family(VALUES, "phone", PHONES)
def phone_with(sketch: Sketch, rng: Random, change: Callable[[str], Any]) -> None:
    mainland = [(row, truth) for row, truth in cells_of(sketch, "phone") if truth["phone"].startswith("+861")]
    for row, truth in some(rng, mainland):
        row.cells["phone"] = change(truth["phone"].removeprefix("+86"))


@habit(VALUES, "phone")
def phone_two_numbers(sketch: Sketch, rng: Random) -> None:
    between = rng.choice([" / ", "、", "；", "\n", ",", " "])
    for row, truth in some(rng, cells_of(sketch, "phone")):
        row.cells["phone"] = truth["phone"].removeprefix("+86") + between + mobile(rng)


@habit(VALUES, "phone")
def phone_landline_then_mobile(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone")):
        row.cells["phone"] = f"023-6{rng.randrange(10**6, 10**7)} / " + truth["phone"].removeprefix("+86")


@habit(VALUES, "phone")
def phone_landline(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone")):
        local = f"6{rng.randrange(10**6, 10**7)}"
        truth["phone"] = "+8623" + local
        row.cells["phone"] = rng.choice([f"023-{local}", f"023{local}", f"（023）{local}", f"+86-23-{local}"])


@habit(VALUES, "phone")
def phone_foreign(sketch: Sketch, rng: Random) -> None:
    numbers = [
        ("+65 9123 4567", "+6591234567"),
        ("+959 421 234 567", "+959421234567"),
        ("0065-91234568", "+6591234568"),
        ("+856 20 5512 3456", "+8562055123456"),
        ("+60-12-345 6789", "+60123456789"),
        ("+7 701 234 5678", "+77012345678"),
    ]
    rng.shuffle(numbers)
    for (row, truth), (typed, canonical) in zip(some(rng, cells_of(sketch, "phone")), numbers, strict=False):
        row.cells["phone"], truth["phone"] = typed, canonical


@habit(VALUES, "phone")
def phone_at_home_and_abroad(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone")):
        own = truth["phone"].removeprefix("+86")
        abroad = f"+95 9 421 {rng.randrange(100, 999)} 567"
        row.cells["phone"] = rng.choice(
            [f"国内：{own}\n缅甸：{abroad}", f"{own}（国内）\n{abroad}（缅甸）", f"{own}（国内）/{abroad}（国外）"]
        )


@habit(VALUES, "phone")
def phone_local_abroad(sketch: Sketch, rng: Random) -> None:
    """A number without its country code, which the place of the person tells."""
    for row, truth in some(rng, cells_of(sketch, "phone"))[:1]:
        if row.cells.get("location") and "city" not in row.cells:
            local = f"9{rng.randrange(10**6, 8 * 10**6)}"
            row.cells["phone"], row.cells["location"] = f"{local[:4]} {local[4:]}", "新加坡"
            truth["phone"], truth["location_country"] = f"+65{local}", "SG"


@habit(VALUES, "phone")
def phone_with_mail_behind(sketch: Sketch, rng: Random) -> None:
    between = rng.choice([" ", "\n", "，", "/", "；"])
    for row, truth in some(rng, cells_of(sketch, "phone")):
        if not truth["email"]:
            own = truth["phone"].removeprefix("+86")
            truth["email"] = f"wu{own[-4:]}@example.com"
            row.cells["phone"] = f"{own}{between}{truth['email']}"


@habit(VALUES, "phone")
def phone_mail_instead(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone")):
        if not truth["email"] and "person:office" not in row.cells:
            truth["email"], truth["phone"] = f"li.{mobile(rng)[5:]}@example.com", ""
            row.cells["phone"] = truth["email"]


BAD_PHONES = {
    "ten_digits": lambda p: p[:-1],
    "scientific": lambda p: f"{int(p):.2E}",
    "words": lambda _: "见身份证",
    "masked": lambda p: f"{p[:3]}****{p[7:]}",
    "twelve_digits": lambda p: p + "7",
}


@habit(VALUES, "phone")
def phone_missing(sketch: Sketch, rng: Random) -> None:
    mark = rng.choice(["暂无", "/", "无", "待补"])
    for row, truth in some(rng, cells_of(sketch, "phone"))[:2]:
        if not truth["held"] and not truth["email"] and "person:office" not in row.cells:
            row.cells["phone"], truth["held"], truth["phone"] = mark, "phone-missing", ""


@family(VALUES, "phone", BAD_PHONES)
def phone_bad(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone"))[:2]:
        if not truth["held"] and not truth["email"] and "person:office" not in row.cells:
            row.cells["phone"] = change(truth["phone"].removeprefix("+86"))
            truth["held"], truth["phone"] = "phone-invalid", ""


NAMES: dict[str, Callable[[str], str]] = {
    "blanks": lambda n: " ".join(n) if n.isalpha() and not n.isascii() else n,
    "wide_blanks": lambda n: "\u3000".join(n) if len(n) == 2 else n,
    "around": lambda n: f"  {n}\u3000",
    "title_after_blank": lambda n: f"{n} 高级工程师" if " " not in n else n,
    "title_in_brackets": lambda n: f"{n}（项目经理）",
    "in_two_scripts": lambda n: f"{n} Li Ming" if len(n) < 4 else n,
    "in_two_scripts_turned": lambda n: f"WANG Xiaoming（{n}）" if len(n) < 4 else n,
    "sir": lambda n: f"{n} 先生" if " " not in n else n,
    "zero_width": lambda n: n[0] + "\u200b" + n[1:],
    "no_break_blank": lambda n: n + "\u00a0",
    "number": lambda n: f"1.{n}",
    "circled_number": lambda n: f"①{n}",
    "female_in_brackets": lambda n: f"{n}（女）",
    "half_brackets": lambda n: f"{n}(组长)",
    "line_break": lambda n: n[0] + "\n" + n[1:] if not n.isascii() else n,
}


@family(VALUES, "name", NAMES)
def name_with(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    retype(sketch, rng, "name", lambda truth, _: change(truth["name"]))


@habit(VALUES, "name")
def name_of_other_kinds(sketch: Sketch, rng: Random) -> None:
    names = rng.sample(OTHER_NAMES, len(OTHER_NAMES))
    for (row, truth), name in zip(some(rng, cells_of(sketch, "name")), names, strict=False):
        truth["name"] = row.cells["name"] = name


@habit(VALUES, "name")
def name_like_another_word(sketch: Sketch, rng: Random) -> None:
    """People are named like towns, and end on 工 without being titled."""
    names = rng.sample(["江山", "安康", "黄山", "文山", "王建工", "白城", "秦岭", "周国", "万宁", "石林"], 4)
    for (row, truth), name in zip(some(rng, cells_of(sketch, "name")), names, strict=False):
        truth["name"] = row.cells["name"] = name


@habit(VALUES, "name")
def name_of_minority_with_other_dots(sketch: Sketch, rng: Random) -> None:
    rows = some(rng, cells_of(sketch, "name"))[:1]
    for row, truth in rows:
        truth["name"] = "买合木提·阿不都拉"
        row.cells["name"] = f"买合木提{rng.choice('•．・')}阿不都拉"


BAD_EXPERIENCES = {
    "missing": ("", "experience-missing"),
    "template": ("曾参与XX工程项目，我领导/设计/修建/测试/谈判/提出/实施/取得/……。", "experience-template"),
}


@family(VALUES, "experience", BAD_EXPERIENCES)
def experience_bad(sketch: Sketch, rng: Random, choice: tuple[str, str]) -> None:
    hold(sketch, rng, "experience", *choice)


def hold(sketch: Sketch, rng: Random, key: str, typed: str, slugs: str) -> None:
    """Types something that holds the person; the field itself is no longer compared."""
    for row, truth in some(rng, cells_of(sketch, key))[:2]:
        if not truth["held"]:
            row.cells[key], truth["held"], truth["unsure"] = typed, slugs, key


@habit(VALUES, "experience")
def experience_in_points(sketch: Sketch, rng: Random) -> None:
    def points(truth: dict[str, Any], typed: str) -> str:
        truth["experience"] = "\n".join(f"{n}、{part}" for n, part in enumerate(truth["experience"].split("；"), 1))
        return truth["experience"]

    retype(sketch, rng, "experience", points)


@habit(VALUES, "experience")
def experience_longer_than_asked(sketch: Sketch, rng: Random) -> None:
    def longer(truth: dict[str, Any], _: str) -> str:
        truth["experience"] = (truth["experience"] * 20)[: rng.randint(320, 900)]
        return truth["experience"]

    retype(sketch, rng, "experience", longer)


@habit(VALUES, "experience")
def experience_begins_like_a_formula(sketch: Sketch, rng: Random) -> None:
    def odd(truth: dict[str, Any], typed: str) -> str:
        truth["experience"] = rng.choice(["=", "-", "+", "@"]) + truth["experience"]
        return truth["experience"]

    retype(sketch, rng, "experience", odd)
