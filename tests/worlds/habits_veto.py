"""Habits of the unit's own verdict: who is not recommended after all, struck out, or told twice."""

from __future__ import annotations

import copy

from tests.worlds import words
from tests.worlds.habits import LOOKS, TABULAR, habit
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.truth import LEVELS
from tests.worlds.world import World

VETO = ("not-recommended",)


def free_rows(world: World) -> list[Row]:
    """Rows of people that nothing has been done to yet."""
    rows = [row for table in world.tables for row in table.rows]
    return [
        row for row in rows if row.person is not None and row.person.disposition == "routed" and not row.person.typed
    ]


def _verdicts(world: World, headings: tuple[str, ...], good: tuple[str, ...], bad: tuple[str, ...]) -> bool:
    """A column of verdicts at the end of each table; about a quarter of the free people get a bad one."""
    heading, yes, no = (
        world.dice.word("verdicts", headings),
        world.dice.word("verdicts", good),
        world.dice.word("verdicts", bad),
    )
    refused = [row for row in free_rows(world) if world.dice.chance(0.25)] or free_rows(world)[:1]
    for table in world.tables:
        table.columns.append(Column("verdict", heading))
        for row in table.rows:
            if row.person is not None:
                row.cells["verdict"] = Cell(no if row in refused else yes)
    for row in refused:
        if row.person is not None:
            row.person.hold(*VETO)
    return bool(refused)


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def recommended_yes_no(world: World) -> bool:
    """是否推荐: 是, 否."""
    headings = ("是否推荐", "是否同意推荐", "推荐与否", "单位是否推荐", "是否拟推荐")
    return _verdicts(world, headings, ("是", "推荐", "同意"), ("否", "不推荐", "不同意", "暂不推荐"))


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def opinion_column(world: World) -> bool:
    """审核意见: 同意, 不同意."""
    headings = ("审核意见", "单位意见", "推荐意见", "初审意见", "部门意见", "公司审核意见")
    return _verdicts(world, headings, ("同意", "同意推荐", "通过"), ("不同意", "不同意推荐", "不通过", "不予推荐"))


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def approval_result(world: World) -> bool:
    """审批结果 of an office system: 同意 or 已通过, 拒绝 or 已驳回."""
    headings = ("审批结果", "审批状态", "审核结果", "审批结论")
    return _verdicts(
        world, headings, ("审批通过", "已通过", "同意"), ("拒绝", "已拒绝", "审批不通过", "已驳回", "驳回")
    )


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def verdict_marks(world: World) -> bool:
    """A tick or a cross under 推荐."""
    return _verdicts(world, ("推荐", "是否推荐", "同意推荐"), ("√", "✓", "✔"), ("×", "✗", "x", "X", "✘"))


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def meets_conditions(world: World) -> bool:
    """是否符合条件: 符合, 不符合."""
    headings = ("是否符合条件", "是否符合推荐条件", "资格审查", "条件审核")
    return _verdicts(world, headings, ("符合", "符合条件"), ("不符合", "不符合条件", "不合格"))


@habit("veto", "tables", group="verdict", layouts=TABULAR)
def will_of_the_person(world: World) -> bool:
    """本人意愿: 愿意, 不愿意."""
    headings = ("本人意愿", "是否自愿参加", "本人是否愿意参加", "参评意愿")
    return _verdicts(world, headings, ("愿意", "自愿参加", "愿意参加"), ("不愿意", "不愿参加", "不参加", "放弃"))


def _remarks(world: World, remarks: tuple[str, ...], why: tuple[str, ...]) -> bool:
    chosen = free_rows(world)
    world.dice.random.shuffle(chosen)
    chosen = chosen[: world.dice.number(1, 2)]
    for table in world.tables:
        if table.column("remark") is None:
            table.columns.append(Column("remark", world.dice.word("remarks", ("备注", "备注", "说明"))))
    for row in chosen:
        row.cells["remark"] = Cell(world.dice.word("remarks", remarks))
        if row.person is not None:
            row.person.hold(*why)
    return bool(chosen)


@habit("veto", "tables", group="remark", layouts=TABULAR)
def given_up(world: World) -> bool:
    """备注: 本人放弃, 不愿参加, 不符合条件."""
    remarks = (
        "本人放弃",
        "不愿参加",
        "不符合条件",
        "本人不愿参加",
        "放弃申报",
        "暂不推荐",
        "不推荐",
        "工作年限不够，不符合条件",
        "本人自愿放弃",
        "取消推荐",
        "撤回",
    )
    return _remarks(world, remarks, (*VETO, "struck-out"))


@habit("veto", "tables", group="remark", layouts=TABULAR)
def void_in_remark(world: World) -> bool:
    """备注: 作废, 此行删除."""
    return _remarks(world, ("作废", "此行作废", "删除", "已作废", "此人删除", "无效"), ("struck-out", *VETO))


@habit("veto", "tables", group="remark", layouts=TABULAR)
def harmless_remark(world: World) -> bool:
    """备注 with nothing in it that touches the recommendation."""
    for table in world.tables:
        table.columns.append(Column("remark", "备注"))
        for row in table.rows:
            if world.dice.chance(0.5):
                row.cells["remark"] = Cell(
                    world.dice.word(
                        "harmless_remark",
                        ("党员", "2024年新进", "骨干", "无", "材料齐全", "英语六级", "已通知本人", "/", "优先考虑"),
                    )
                )
    return True


@habit("veto", "tables", group="remark", layouts=TABULAR)
def level_in_remark(world: World) -> bool:
    """备注: 改报资深, against the level in its own column."""
    chosen = free_rows(world)[: world.dice.number(1, 2)]
    for table in world.tables:
        table.columns.append(Column("remark", "备注"))
    for row in chosen:
        if row.person is None:
            continue
        other = LEVELS[1 - LEVELS.index(row.person.level)]
        short = other.removesuffix("工程会员")
        row.cells["remark"] = Cell(
            world.dice.word(
                "level_in_remark", ("改报{}", "改报{}工程会员", "本人要求改报{}", "拟改申请{}", "现申报{}")
            ).format(short)
        )
        row.person.hold("values-differ", "level-ambiguous")
        row.person.unsure.add("level")
    return bool(chosen)


def _look(world: World, struck: bool, remark: str) -> bool:
    chosen = free_rows(world)
    world.dice.random.shuffle(chosen)
    chosen = chosen[: world.dice.number(1, 2)]
    for row in chosen:
        if row.person is None:
            continue
        row.person.hold("struck-out", *VETO)
        for key in ("name", "phone", "domain", "location", "level", "experience", "number"):
            if key in row.cells:
                row.cells[key].struck, row.cells[key].grey = struck, not struck
        if remark:
            row.cells["remark"] = Cell(remark)
    if remark:
        for table in world.tables:
            table.columns.append(Column("remark", "备注"))
    return bool(chosen)


@habit("veto", "tables", group="remark", layouts=TABULAR, kinds=LOOKS)
def struck_through(world: World) -> bool:
    """A person's cells struck through."""
    return _look(world, struck=True, remark="")


@habit("veto", "tables", group="remark", layouts=TABULAR, kinds=("xlsx", "docx"))
def greyed_out(world: World) -> bool:
    """A person's cells in grey, and 作废 in the remark."""
    return _look(world, struck=False, remark="作废")


@habit("twice", "tables", layouts=("form", "flat", "two_sheets"))
def told_twice(world: World) -> bool:
    """The same row once more at the end of the table."""
    chosen = free_rows(world)
    if not chosen:
        return False
    row = chosen[0]
    table = next(table for table in world.tables if row in table.rows)
    again = copy.deepcopy(row)
    if again.person is None or row.person is None:
        return False
    again.project, again.person.project = row.project, row.person.project
    # of two alike in one submission the later is the duplicate
    again.person.disposition = "duplicate"
    table.rows.append(again)
    world.people.append(again.person)
    return True


@habit("twice", "tables", layouts=("form", "flat", "two_sheets"))
def told_twice_otherwise(world: World) -> bool:
    """The same person once more with another level: nobody can say which one holds."""
    if not all(table.column("level") for table in world.tables) or not told_twice(world):
        return False
    second = world.people[-1]
    first = next(person for person in world.people if person.name == second.name)
    row = next(row for table in world.tables for row in table.rows if row.person is second)
    second.level = LEVELS[1 - LEVELS.index(first.level)]
    row.cells["level"] = Cell(words.value(world.dice, "level", second.level, world.style.plain).text)
    first.hold("values-differ")
    first.also, second.also = ("duplicate",), ("held",)
    second.why = ("values-differ",)
    first.unsure.add("level")
    second.unsure.add("level")
    return True
