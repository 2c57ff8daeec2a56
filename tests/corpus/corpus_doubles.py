"""Habits of two columns that ask for one field, of which the unit means one."""

from __future__ import annotations

from random import Random

from corpus_habits import COLUMNS, habit
from corpus_sketch import Column, Sketch
from corpus_told_by_cells import flat_tables, rename


@habit(COLUMNS, handled_by=("take_set_aside",), alone=True)
def title_under_a_word_for_the_level(sketch: Sketch, rng: Random) -> None:
    """级别 is the unit's word for titles, and 会员类别 for what is applied for."""
    for table in flat_tables(sketch, "level", "name"):
        rename(table, level="会员类别")
        table.columns.insert(table.keys().index("name") + 1, Column("extra:title", ("级别",)))
        for row in table.person_rows():
            row.cells["extra:title"] = rng.choice(["高级工程师", "工程师"])


@habit(COLUMNS, handled_by=("say_doubtful_columns",), alone=True)
def two_places_of_a_person(sketch: Sketch, rng: Random) -> None:
    """现居住地 and 工作地点, which are not the same: one is taken, and it is said."""
    for table in flat_tables(sketch, "location", "name"):
        rename(table, location="现居住地")
        table.columns.insert(table.keys().index("location") + 1, Column("extra:place", ("工作地点",)))
        for row in table.person_rows():
            row.cells["extra:place"] = "智利圣地亚哥"
            if row.cells.get("location"):
                sketch.people[row.people[0]]["said"] = "column-doubtful"


@habit(COLUMNS, handled_by=("drop_tool_columns",), alone=True)
def exported_from_an_approval(sketch: Sketch, rng: Random) -> None:
    """审批编号, 发起人 and 当前状态 left of the form's own columns; the state of the project stands under 所处阶段."""
    for table in flat_tables(sketch, "project_status", "name"):
        rename(table, project_status="目前所处的阶段")
        for place, heading in enumerate(("审批编号", "当前状态", "发起人姓名")):
            table.columns.insert(place, Column(f"extra:tool{place}", (heading,)))
        for row in table.person_rows():
            row.cells |= {"extra:tool0": "202503110007", "extra:tool1": "已完成", "extra:tool2": "发起者"}
