"""Habits of typing: how phones, names, counts, places and choices really stand in the cells."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from corpus_habits import VALUES, cells_of, family, habit, retype, some
from corpus_people import COUNTRIES, DOMAINS, HOME, LEVELS, OTHER_NAMES, STATUSES, TYPES, mobile
from corpus_sketch import COUNT_KEYS, Sketch
from corpus_write import Formula

Change = Callable[[dict[str, Any], str], Any]


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


PHONES: dict[str, Change] = {
    "number": lambda truth, p: int(p),
    "float": lambda truth, p: float(p),
    "blanks": lambda truth, p: f"{p[:3]} {p[3:7]} {p[7:]}",
    "dashes": lambda truth, p: f"{p[:3]}-{p[3:7]}-{p[7:]}",
    "plus_86": lambda truth, p: f"+86 {p}",
    "plus_86_bracket": lambda truth, p: f"(+86){p}",
    "00_86": lambda truth, p: f"0086-{p}",
    "86": lambda truth, p: f"86{p}",
    "full_width": lambda truth, p: wide(p),
    "remark": lambda truth, p: f"{p}（微信同号）",
    "label": lambda truth, p: f"手机：{p}",
    "mail_behind": lambda truth, p: f"{p} wu{p[-4:]}@example.com",
    "apostrophe": lambda truth, p: f"'{p}",
    "zero_width": lambda truth, p: f"\u202d{p}\u202c",
    "no_break_blank": lambda truth, p: f"{p[:3]}\u00a0{p[3:7]}\u00a0{p[7:]}",
    "point_zero": lambda truth, p: f"{p}.0",
    "two_blanks_around": lambda truth, p: f"  {p}\n",
    "dots": lambda truth, p: f"{p[:3]}.{p[3:7]}.{p[7:]}",
}


@family(VALUES, "phone", PHONES)
def phone_with(sketch: Sketch, rng: Random, change: Change) -> None:
    mainland = [(row, truth) for row, truth in cells_of(sketch, "phone") if truth["phone"].startswith("+861")]
    for row, truth in some(rng, mainland):
        row.cells["phone"] = change(truth, truth["phone"].removeprefix("+86"))


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
def phone_mail_instead(sketch: Sketch, rng: Random) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone")):
        if not truth["email"]:
            truth["email"], truth["phone"] = f"li.{mobile(rng)[5:]}@example.com", ""
            row.cells["phone"] = truth["email"]


BAD_PHONES = {
    "ten_digits": lambda p: p[:-1],
    "scientific": lambda p: f"{int(p):.2E}",
    "words": lambda p: "见身份证",
    "twelve_digits": lambda p: p + "7",
}


@family(VALUES, "phone", BAD_PHONES)
def phone_bad(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    for row, truth in some(rng, cells_of(sketch, "phone"))[:2]:
        if not truth["held"] and not truth["email"]:
            row.cells["phone"] = change(truth["phone"].removeprefix("+86"))
            truth["held"], truth["phone"] = "phone-invalid", ""


NAMES: dict[str, Callable[[str], str]] = {
    "blanks": lambda n: " ".join(n) if n.isalpha() and not n.isascii() else n,
    "wide_blanks": lambda n: "\u3000".join(n) if len(n) == 2 else n,
    "around": lambda n: f"  {n}\u3000",
    "title_after_blank": lambda n: f"{n} 高级工程师" if " " not in n else n,
    "title_in_brackets": lambda n: f"{n}（项目经理）",
    "sir": lambda n: f"{n} 先生" if " " not in n else n,
    "zero_width": lambda n: n[0] + "\u200b" + n[1:],
    "no_break_blank": lambda n: n + "\u00a0",
    "line_break": lambda n: n[0] + "\n" + n[1:] if not n.isascii() else n,
}


@family(VALUES, "name", NAMES)
def name_with(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    retype(sketch, rng, "name", lambda truth, typed: change(truth["name"]))


@habit(VALUES, "name")
def name_of_other_kinds(sketch: Sketch, rng: Random) -> None:
    names = rng.sample(OTHER_NAMES, len(OTHER_NAMES))
    for (row, truth), name in zip(some(rng, cells_of(sketch, "name")), names, strict=False):
        truth["name"] = row.cells["name"] = name


@habit(VALUES, "name")
def name_of_minority_with_other_dots(sketch: Sketch, rng: Random) -> None:
    rows = some(rng, cells_of(sketch, "name"))[:1]
    for row, truth in rows:
        truth["name"] = "买合木提·阿不都拉"
        row.cells["name"] = f"买合木提{rng.choice('•．・')}阿不都拉"


COUNTS: dict[str, Callable[[int], Any]] = {
    "people": lambda n: f"{n}人",
    "heads": lambda n: f"{n}名",
    "about": lambda n: f"约{n}",
    "about_people": lambda n: f"约{n}人",
    "plus": lambda n: f"{n}+",
    "chinese": lambda n: chinese(n),
    "chinese_people": lambda n: chinese(n) + "人",
    "full_width": lambda n: wide(str(n)),
    "blanks": lambda n: f" {n} ",
    "text": lambda n: str(n),
    "float": lambda n: float(n),
    "formula": lambda n: Formula(f"={n}+0", n),
}


def chinese(n: int) -> str:
    digits = "零一二三四五六七八九"
    if n < 10:
        return digits[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


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


@habit(VALUES, "country")
def country_several(sketch: Sketch, rng: Random) -> None:
    between = rng.choice(["、", "，", "/", "；", "和"])
    for row, truth in some(rng, cells_of(sketch, "project_country")):
        codes = rng.sample(["MM", "LA", "KH", "VN", "PK"], 2)
        truth["project_country"] = ";".join(codes)
        row.cells["project_country"] = between.join(COUNTRIES[code][0] for code in codes)


SHORT = {
    "土木工程类": "土木",
    "电气工程类": "电气",
    "机械工程类": "机械",
    "水利水电工程类": "水利水电",
    "信息通信工程类": "通信工程",
    "汽车工程类": "汽车",
    "地质工程类": "地质",
    "建筑工程类": "建筑工程",
    "测量控制与仪器仪表类": "测控",
    "风景园林类": "园林",
    "计算机与应用类": "计算机",
    "生态环境工程类": "环境工程",
}
WITH_SPECIALTY = {
    "土木工程类": "结构工程",
    "电气工程类": "输配电及用电工程专业",
    "机械工程类": "机械产品与设备",
    "水利水电工程类": "河道治理工程",
    "信息通信工程类": "信息通信管线专业",
    "汽车工程类": "汽车制造工程",
    "地质工程类": "矿山工程",
    "建筑工程类": "室内设计",
    "测量控制与仪器仪表类": "仪器仪表技术",
    "风景园林类": "风景园林工程营造",
    "计算机与应用类": "计算机与应用类",
    "生态环境工程类": "环境科学与工程类专业",
}
OLD_FORM = str.maketrans("电气机测类汽车质筑仪环计应与园风态设", "電氣機測類汽車質築儀環計應與園風態設")
SPELLINGS: dict[str, Callable[[str], str]] = {
    "without_class": lambda d: d.removesuffix("类"),
    "short": lambda d: SHORT[d],
    "trade": lambda d: d.removesuffix("类") + "专业",
    "field": lambda d: d.removesuffix("类") + "领域",
    "numbered": lambda d: f"{DOMAINS.index(d) + 1:02d} {d}",
    "blank_inside": lambda d: d[:2] + " " + d[2:],
    "line_break": lambda d: d[:-1] + "\n" + d[-1:],
    "traditional": lambda d: d.translate(OLD_FORM),
    "specialty_dash": lambda d: f"{d}-{WITH_SPECIALTY[d]}",
    "specialty_slash": lambda d: f"{d}/{WITH_SPECIALTY[d]}",
    "specialty_brackets": lambda d: f"{d}（{WITH_SPECIALTY[d]}）",
    "specialty_line": lambda d: f"{d}\n{WITH_SPECIALTY[d]}",
    "kangxi": lambda d: (
        d.replace("土", "⼟").replace("工", "⼯").replace("水", "⽔").replace("用", "⽤").replace("车", "⾞")
        if "车" not in d
        else d.replace("工", "⼯")
    ),
    "zero_width": lambda d: d[:2] + "\u200b" + d[2:],
}


@family(VALUES, "domain", SPELLINGS)
def domain_as(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    retype(sketch, rng, "domain", lambda truth, typed: change(truth["domain"]))


BAD_DOMAINS = {
    "ambiguous": ("机电", "domain-ambiguous"),
    "two": ("土木工程类、电气工程类", "domain-ambiguous"),
    "unknown": ("翻译", "domain-unknown"),
    "not_open": ("化学化工类", "domain-not-open"),
    "missing": ("", "domain-missing"),
}


@family(VALUES, "domain", BAD_DOMAINS)
def domain_bad(sketch: Sketch, rng: Random, choice: tuple[str, str]) -> None:
    hold(sketch, rng, "domain", *choice)


BAD_LEVELS = {
    "both": ("专业/资深", "level-ambiguous"),
    "title": ("高级工程师", "level-unknown level-ambiguous"),
    "not_open": ("见习工程会员", "level-not-open"),
    "missing": ("", "level-missing"),
}


@family(VALUES, "level", BAD_LEVELS)
def level_bad(sketch: Sketch, rng: Random, choice: tuple[str, str]) -> None:
    hold(sketch, rng, "level", *choice)


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


LEVEL_SPELLINGS: dict[str, Callable[[str], str]] = {
    "short": lambda level: level[:2],
    "engineer": lambda level: level[:2] + "工程师",
    "grade": lambda level: level[:2] + "级",
    "blank": lambda level: level[:4] + " " + level[4:],
    "abbreviation": lambda level: "PE" if level == LEVELS[0] else "SPE",
    "with_abbreviation": lambda level: level + ("（PE）" if level == LEVELS[0] else "（SPE）"),
    "applying": lambda level: "申请" + level,
    "traditional": lambda level: level.replace("专业", "專業").replace("资", "資").replace("会员", "會員"),
    "boxes": lambda level: "☑专业 □资深" if level == LEVELS[0] else "□专业 ☑资深",
    "solid_boxes": lambda level: (
        "■专业工程会员\n□资深工程会员" if level == LEVELS[0] else "□专业工程会员\n■资深工程会员"
    ),
    "circles": lambda level: "●专业 ○资深" if level == LEVELS[0] else "○专业 ●资深",
    "tick_in_brackets": lambda level: "专业（√）资深（ ）" if level == LEVELS[0] else "专业（ ）资深（√）",
    "tick_before": lambda level: "√专业  资深" if level == LEVELS[0] else "专业  √资深",
    "numbered": lambda level: "1.专业" if level == LEVELS[0] else "2.资深",
    "lettered": lambda level: "A.专业工程会员" if level == LEVELS[0] else "(B)资深工程会员",
}


@family(VALUES, "level", LEVEL_SPELLINGS)
def level_as(sketch: Sketch, rng: Random, change: Callable[[str], str]) -> None:
    retype(sketch, rng, "level", lambda truth, typed: change(truth["level"]))


def ticked(words: list[str], chosen: str, on: str, off: str, between: str) -> str:
    return between.join((on if word == chosen else off) + word for word in words)


CHOICES: dict[str, Callable[[list[str], str], str]] = {
    "boxes": lambda words, chosen: ticked(words, chosen, "☑", "□", "\n"),
    "ticks": lambda words, chosen: ticked(words, chosen, "√", "□", " "),
    "solid": lambda words, chosen: ticked(words, chosen, "■", "□", " "),
    "circles": lambda words, chosen: ticked(words, chosen, "●", "○", "、"),
    "numbered": lambda words, chosen: f"{words.index(chosen) + 1}.{chosen}",
    "lettered": lambda words, chosen: f"({'ABCDEFGH'[words.index(chosen)]}){chosen}",
    "lettered_point": lambda words, chosen: f"{'ABCDEFGH'[words.index(chosen)]}、{chosen}",
    "tick_behind": lambda words, chosen: " ".join(word + ("（√）" if word == chosen else "（ ）") for word in words),
    "single_tick": lambda words, chosen: f"√{chosen}",
}


@family(VALUES, "choice", CHOICES)
def choice_as(sketch: Sketch, rng: Random, change: Callable[[list[str], str], str]) -> None:
    retype(sketch, rng, "project_type", lambda truth, typed: change(TYPES, truth["project_type"]))
    retype(sketch, rng, "project_status", lambda truth, typed: change(STATUSES, truth["project_status"]))


TYPE_WORDS = {
    "对外投资": "境外投资",
    "承包工程": "工程承包",
    "对外劳务": "劳务合作",
    "对外援助": "援外项目",
    "其他": "其它",
}
STATUS_WORDS = {
    "筹建": "筹建中",
    "准备": "准备阶段",
    "在建": "施工中",
    "完工": "已竣工",
    "已完工等待验收移交": "完工待验收",
    "运营中": "运营期",
}


@habit(VALUES, "choice")
def choice_in_own_words(sketch: Sketch, rng: Random) -> None:
    retype(sketch, rng, "project_type", lambda truth, typed: TYPE_WORDS[truth["project_type"]])
    retype(sketch, rng, "project_status", lambda truth, typed: STATUS_WORDS[truth["project_status"]])


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
def experience_in_points(sketch: Sketch, rng: Random) -> None:
    def points(truth: dict[str, Any], typed: str) -> str:
        truth["experience"] = "\n".join(f"{n}、{part}" for n, part in enumerate(truth["experience"].split("；"), 1))
        return truth["experience"]

    retype(sketch, rng, "experience", points)


@habit(VALUES)
def experience_begins_like_a_formula(sketch: Sketch, rng: Random) -> None:
    def odd(truth: dict[str, Any], typed: str) -> str:
        truth["experience"] = rng.choice(["=", "-", "+", "@"]) + truth["experience"]
        return truth["experience"]

    retype(sketch, rng, "experience", odd)


@habit(VALUES)
def project_name_with_several_lines(sketch: Sketch, rng: Random) -> None:
    retype(
        sketch,
        rng,
        "project_name",
        lambda truth, typed: typed[:4] + "\n" + typed[4:] if isinstance(typed, str) and len(typed) > 6 else typed,
    )


@habit(VALUES)
def number_as_date(sketch: Sketch, rng: Random) -> None:
    """1-1 in a number column, which the office program turned into a date."""
    for table in sketch.tables():
        for row in table.bodies():
            if "number" in table.keys() and isinstance(row.cells.get("number"), int) and "linked" not in sketch.notes:
                row.cells["number"] = datetime.date(2025, row.cells["number"], 1)


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
