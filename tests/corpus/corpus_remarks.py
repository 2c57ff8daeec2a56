"""Habits of what units say of single people beside the form's columns: their verdict, remarks, changes."""

from __future__ import annotations

from random import Random
from typing import Any

from corpus_habits import COLUMNS, VALUES, habit, tables_of_one_a_row
from corpus_headings import flatten
from corpus_people import mobile
from corpus_sketch import Body, Column, Sketch, Table
from corpus_write import Struck

VERDICTS: dict[str, tuple[list[str], list[str]]] = {
    "是否推荐": (["是", "√"], ["否", "×", "不推荐"]),
    "单位审核意见": (["同意", "同意推荐", "审核通过"], ["不同意", "不同意，条件不足"]),
    "审批结果": (["同意", "已通过"], ["拒绝", "已驳回"]),
    "是否符合条件": (["符合", "是"], ["不符合", "否"]),
    "是否愿意参加": (["愿意", "是"], ["不愿意", "否"]),
}
AGAINST = ["本人放弃", "不愿参加", "因家庭原因，本人放弃参评", "不符合申报条件", "经研究不予推荐", "暂缓申报"]
OF_SOMETHING_ELSE = ["", "", "已购票", "配偶不随行", "原护照作废，已换新", "不参加体检", "此前放弃过休假", "同意调岗"]


def beside(table: Table, heading: str) -> str:
    """A column of this heading at the end of a flat table; its key."""
    if table.style() == "spanned":
        flatten(table)
    key = f"extra:{heading}"
    table.columns.append(Column(key, (*table.columns[-1].path[:-1], heading)))
    return key


def hold(sketch: Sketch, row: Body, slug: str) -> dict[str, Any]:
    """The truth of the row's person, held for this."""
    truth = sketch.people[row.people[0]]
    truth["held"] = f"{truth['held']} {slug}".strip()
    return truth


@habit(COLUMNS, "remarks", handled_by=("read_remarks",), alone=True)
def verdict_on_each_person(sketch: Sketch, rng: Random) -> None:
    heading = rng.choice(sorted(VERDICTS))
    yes, no = VERDICTS[heading]
    for table in tables_of_one_a_row(sketch):
        key, rows = beside(table, heading), table.person_rows()
        refused = rng.choice(rows)
        for row in rows:
            row.cells[key] = rng.choice(no if row is refused else yes)
        hold(sketch, refused, "not-recommended")


@habit(COLUMNS, "remarks", handled_by=("read_remarks",), alone=True)
def remarks_against_some(sketch: Sketch, rng: Random) -> None:
    """Among remarks that mention such words about something else."""
    for table in tables_of_one_a_row(sketch):
        key, rows = beside(table, rng.choice(["备注", "说明", "其他情况"])), table.person_rows()
        refused = rng.choice(rows)
        for row in rows:
            row.cells[key] = rng.choice(AGAINST if row is refused else OF_SOMETHING_ELSE)
        hold(sketch, refused, "not-recommended")


@habit(COLUMNS, "remarks", handled_by=("read_remarks",), alone=True)
def level_changed_in_a_remark(sketch: Sketch, rng: Random) -> None:
    """改报资深 beside 专业, and what only repeats the level."""
    levels = {"专业工程会员": "资深", "资深工程会员": "专业"}
    for table in tables_of_one_a_row(sketch):
        rows = [row for row in table.person_rows() if sketch.people[row.people[0]]["level"] in levels]
        key = beside(table, "备注")
        changed = rng.choice(rows)
        for row in rows:
            level = sketch.people[row.people[0]]["level"]
            row.cells[key] = f"改报{levels[level]}" if row is changed else rng.choice(["", f"申报{level[:2]}"])
        hold(sketch, changed, "values-differ")


@habit(COLUMNS, "remarks", handled_by=("read_remarks",), alone=True)
def level_settled_by_the_unit(sketch: Sketch, rng: Random) -> None:
    """审定级别 beside the level that is applied for; one differs."""
    levels = {"专业工程会员": "资深工程会员", "资深工程会员": "专业工程会员"}
    for table in tables_of_one_a_row(sketch):
        rows = [row for row in table.person_rows() if sketch.people[row.people[0]]["level"] in levels]
        key = beside(table, "审定级别")
        changed = rng.choice(rows)
        for row in rows:
            level = sketch.people[row.people[0]]["level"]
            row.cells[key] = levels[level] if row is changed else level
        hold(sketch, changed, "values-differ")


@habit(VALUES, "struck", handled_by=("drop_struck",), alone=True)
def struck_through(sketch: Sketch, rng: Random) -> None:
    """One person's row struck through; another's old phone struck before the new one."""
    for table in tables_of_one_a_row(sketch):
        rows = table.person_rows()
        if len(rows) > 1:
            gone, changed = rng.sample(rows, 2)
            for column in table.columns:
                if column.is_person and gone.cells.get(column.key):
                    gone.cells[column.key] = Struck(str(gone.cells[column.key]))
            hold(sketch, gone, "struck-out")
            changed.cells["phone"] = Struck(mobile(rng), str(changed.cells["phone"]))
