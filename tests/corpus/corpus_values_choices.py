"""Habits of typing: domains, levels, project types and statuses; spelled, ticked, lettered, and wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpus_habits import VALUES, family, habit, retype
from corpus_people import DOMAINS, LEVELS, STATUSES, TYPES
from corpus_sketch import Sketch
from corpus_values_people import hold

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
    "list_number": lambda d: f"{DOMAINS.index(d) + 1}.{d}",
    "single_tick": lambda d: f"√{d}",
    "ticked_list": lambda d: " ".join(("☑" if one == d else "□") + one for one in DOMAINS[:12]),
    "quoted": lambda d: f"“{d}”",
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
    retype(sketch, rng, "domain", lambda truth, _: change(truth["domain"]))


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


LEVEL_SPELLINGS: dict[str, Callable[[str], str]] = {
    "short": lambda level: level[:2],
    "engineer": lambda level: level[:2] + "工程师",
    "grade": lambda level: level[:2] + "级",
    "blank": lambda level: level[:4] + " " + level[4:],
    "abbreviation": lambda level: "PE" if level == LEVELS[0] else "SPE",
    "wide_abbreviation": lambda level: "ＰＥ" if level == LEVELS[0] else "ＳＰＥ",
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
    retype(sketch, rng, "level", lambda truth, _: change(truth["level"]))


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
    "single_tick": lambda _, chosen: f"√{chosen}",
}


@family(VALUES, "choice", CHOICES)
def choice_as(sketch: Sketch, rng: Random, change: Callable[[list[str], str], str]) -> None:
    retype(sketch, rng, "project_type", lambda truth, _: change(TYPES, truth["project_type"]))
    retype(sketch, rng, "project_status", lambda truth, _: change(STATUSES, truth["project_status"]))


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
    retype(sketch, rng, "project_type", lambda truth, _: TYPE_WORDS[truth["project_type"]])
    retype(sketch, rng, "project_status", lambda truth, _: STATUS_WORDS[truth["project_status"]])
