"""Habits of what stands on a sheet outside its cells: the unit in the page header, somebody in a text box."""

from __future__ import annotations

from random import Random

from corpus_habits import PLACE, habit
from corpus_sketch import Line, Sketch


@habit(PLACE, handled_by=("name_unit",), alone=True)
def unit_in_the_page_header(sketch: Sketch, rng: Random) -> None:
    for page in sketch.pages():
        page.items = [item for item in page.items if not (isinstance(item, Line) and item.role == "unit")]
        page.header = rng.choice([f"推荐单位：{sketch.unit}", f'&"宋体,常规"&12推荐单位（盖章）：{sketch.unit}'])


@habit(PLACE, handled_by=("report_unread_beside",), alone=True)
def somebody_in_a_text_box(sketch: Sketch, rng: Random) -> None:
    """A person more, typed over the sheet: nobody can say of which project, so that it is told and not read."""
    sketch.papers[0].pages[0].box = "补充一人：\n陈三石 19900003333 机械工程类 专业工程会员"
    sketch.expected.add("content-unread")
