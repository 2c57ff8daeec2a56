"""Habits of headings, of ticks instead of words, and of answers chosen from a list."""

from __future__ import annotations

from tests.worlds import words
from tests.worlds.habits import TABULAR, habit
from tests.worlds.habits_values import some
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.tables import heading_of
from tests.worlds.truth import LEVELS, person_name
from tests.worlds.world import World

ENGLISH = {
    "name": "Name", "phone": "Mobile", "domain": "Field", "location": "Current Location", "level": "Level Applied",
    "experience": "Engineering Experience", "project": "Project Name", "country": "Country/Region",
}  # fmt: skip


@habit("headings", "tables", layouts=TABULAR, group="heads")
def survey_headings(world: World) -> bool:
    """Headings of survey tools: *1. 姓名, Q1_姓名, 01、姓名（必填）; submitter and time in front."""
    form = world.dice.word(
        "survey_headings",
        (
            "*{n}. {h}",
            "Q{n}_{h}",
            "{n:02d}、{h}（必填）",
            "{n}.{h}*",
            "{n}、{h}",
            "*{h}",
            "{h}（必填）",
            "{n}. {h}：",
            "{h}(必填)",
        ),
    )
    for table in world.tables:
        for number, column in enumerate(table.columns, 1):
            column.heading = form.format(n=number, h=column.heading.split("\n")[0])
        table.head, table.fill, table.caption = "single", "repeat", table.caption
        if world.dice.chance(0.7):
            _submitted(world, table.columns, table.rows)
    return True


def _submitted(world: World, columns: list[Column], rows: list[Row]) -> None:
    """提交者, 提交时间 and the like before the answers."""
    added = world.dice.word(
        "submitted",
        (
            ("提交者", "提交时间"),
            ("填写人", "填写时间", "所用时间"),
            ("提交人", "提交时间（自动）", "来自IP"),
            ("序号ID", "开始答题时间", "结束答题时间"),
        ),
    )
    clerk = person_name(world.dice)
    told = {
        "提交者": clerk,
        "填写人": clerk,
        "提交人": clerk,
        "所用时间": "215秒",
        "来自IP": "10.20.30.40(重庆)",
        "序号ID": "17",
    }
    for at, heading in enumerate(added):
        columns.insert(at, Column(f"sent {heading}", heading))
        for row in rows:
            row.cells[f"sent {heading}"] = Cell(
                told.get(heading, f"2025-04-1{world.dice.number(0, 5)} 1{world.dice.number(0, 9)}:2{at}:05")
            )


@habit("headings", "tables", layouts=TABULAR, group="heads")
def spaced_headings(world: World) -> bool:
    """Blanks, line breaks and colons inside headings: 姓  名, 联系\\n方式：."""
    for table in world.tables:
        for column in table.columns:
            text = column.heading
            if len(text) == 2:
                column.heading = world.dice.word("spaced_headings", ("{} {}", "{}  {}", "{}\u3000{}", "{}\n{}")).format(
                    *text
                )
            elif len(text) == 4:
                column.heading = f"{text[:2]}\n{text[2:]}"
            elif world.dice.chance(0.3):
                column.heading = f"{text}："
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def bilingual_headings(world: World) -> bool:
    """姓名 Name, or the English line first."""
    form = world.dice.word(
        "bilingual_headings", ("{zh} {en}", "{zh}\n{en}", "{zh}/{en}", "{en} {zh}", "{zh}（{en}）", "{en}\n{zh}")
    )
    for table in world.tables:
        for column in table.columns:
            if column.key in ENGLISH:
                column.heading = form.format(zh=column.heading.replace("\n", ""), en=ENGLISH[column.key])
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def hinted_headings(world: World) -> bool:
    """Hints in brackets behind headings: （请填写11位手机号）."""
    hints = {
        "name": "（与身份证一致）",
        "phone": "（请填写11位手机号）",
        "domain": "（见附件1，请从下拉列表中选择）",
        "location": "（国家或地区）",
        "experience": "（不超过300字）",
        "level": "（单选）",
        "country": "（填写国家全称）",
    }
    for table in world.tables:
        for column in table.columns:
            column.heading += hints.get(column.key, "")
    return True


@habit("headings", "tables", layouts=TABULAR, group="heads")
def own_headings(world: World) -> bool:
    """Every heading in the clerk's own words."""
    plain, world.style.plain = world.style.plain, 0.1
    for table in world.tables:
        people = [row.person for row in table.rows if row.person is not None]
        for column in table.columns:
            if column.key in words.lists()["heading"]:
                column.heading = heading_of(world, column.key, people)
    world.style.plain = plain
    return True


@habit(
    "headings",
    "tables",
    layouts=TABULAR,
    group="heads",
    kinds=("xlsx", "xls", "ods", "fods", "docx", "html_xls", "mail_html"),
)
def english_counts(world: World) -> bool:
    """The count columns headed in English."""
    english = {
        "chinese": "Chinese engineers abroad",
        "foreign": "Foreign engineers employed",
        "qualified": "Qualified Chinese engineers",
    }
    for table in world.tables:
        for column in table.columns:
            column.heading = english.get(column.key, column.heading)
    for person in world.people:
        person.sayable |= {"chinese_engineers", "foreign_engineers", "qualified_engineers"}
    return any(table.column("chinese") for table in world.tables)


@habit("ticks", "tables", layouts=("flat", "two_sheets"), group="level ticks")
def level_ticks(world: World) -> bool:
    """A column for each level with a tick."""
    mark, heads = (
        world.dice.word("level_ticks", ("√", "✓", "✔", "1", "是", "●")),
        world.dice.word(
            "level_ticks",
            (("专业工程会员", "资深工程会员"), ("专业", "资深"), ("申请专业工程会员", "申请资深工程会员")),
        ),
    )
    if any("level" in person.typed or person.why == ("values-differ",) for person in world.people) or any(
        not table.column("level") for table in world.tables
    ):
        return False
    for table in world.tables:
        at = [column.key for column in table.columns].index("level")
        table.columns[at : at + 1] = [Column(f"level {level}", head) for level, head in zip(LEVELS, heads, strict=True)]
        table.head = "single"
        for row in table.rows:
            if row.person is not None:
                row.cells[f"level {row.person.level}"] = Cell(mark)
    return True


@habit("ticks", "tables", layouts=("flat", "two_sheets"), group="domain ticks")
def domain_ticks(world: World) -> bool:
    """A column for each domain with a tick."""
    if any("domain" in person.typed for person in world.people):
        return False
    if any(not table.column("domain") for table in world.tables):
        return False
    domains = list(words.lists()["domain"])
    mark = world.dice.word("domain_ticks", ("√", "✓", "1", "是"))
    for table in world.tables:
        at = [column.key for column in table.columns].index("domain")
        used = (
            domains
            if world.dice.chance(0.5)
            else [name for name in domains if any(row.person and row.person.domain == name for row in table.rows)]
        )
        table.columns[at : at + 1] = [Column(f"domain {name}", name) for name in used]
        table.head = "single"
        for row in table.rows:
            if row.person is not None:
                row.cells[f"domain {row.person.domain}"] = Cell(mark)
    return True


@habit("survey", "people")
def several_levels_chosen(world: World) -> bool:
    """Both levels chosen, joined as survey tools join them."""

    chosen = some(world)
    for person in chosen:
        person.typed["level"] = world.dice.word("several_levels_chosen", ("┋", ";", "|", ",", "；")).join(LEVELS)
        person.hold("level-ambiguous", "level-unknown")
        person.unsure.add("level")
    return bool(chosen)


@habit("survey", "people")
def several_domains_chosen(world: World) -> bool:
    """Two domains chosen, joined as survey tools join them."""

    chosen = some(world)
    for person in chosen:
        pair = world.dice.random.sample(list(words.lists()["domain"]), 2)
        person.typed["domain"] = world.dice.word("several_domains_chosen", ("┋", ";", "|", "、", "/", "，")).join(pair)
        person.hold("domain-ambiguous", "domain-unknown")
        person.unsure.add("domain")
    return bool(chosen)


@habit("survey", "people")
def numbered_choices(world: World) -> bool:
    """Choices with their letter or number: A.专业工程会员, 2、土木工程类."""

    chosen = some(world)
    for person in chosen:
        form = world.dice.word(
            "numbered_choices", ("{a}.{t}", "{a}、{t}", "{a}. {t}", "({a}){t}", "{n}、{t}", "{n}.{t}")
        )
        at = LEVELS.index(person.level)
        person.typed["level"] = form.format(a="AB"[at], n=at + 1, t=person.level)
        at = list(words.lists()["domain"]).index(person.domain)
        person.typed["domain"] = form.format(a="ABCDEFGHIJKL"[at], n=at + 1, t=person.domain)
    return bool(chosen)
