"""docs/habits.md: every pass of the recogniser with the habits of the corpus that it handles, and all other habits.

Written anew by `make habits`.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corpus_habits import HABITS, Habit
from corpus_passes import LISTS, handled_by

from pipeline.recognise import passes

PAGE = Path(__file__).parents[2] / "docs" / "habits.md"
HEAD = """# Habits of units, and what reads them

Written by `make habits` from `pipeline/recognise/passes.py` and from the corpus (`tests/corpus`); a test keeps it true.
Edit those, not this page.

The recogniser reads plain tables and cards by the words of a form. Whatever units do beyond that is a habit. A habit
that needs a step of its own has a pass below: one function in one file, with habits of the corpus that are read wrong
without it (`make ablate` leaves out each in turn). The passes of a list are asked in this order.
"""
TITLES = {
    "TABLE_PASSES": "Over the tables of a document, before their columns are settled",
    "COLUMN_PASSES": "Over the columns of a table",
    "LINE_RULES": "Over a row that does not begin like that of a person, by its texts alone",
    "ROW_RULES": "Over the cells of a row, read under their headings",
    "PEOPLE_PASSES": "Over the people of a row",
    "DOCUMENT_PASSES": "Over the whole document, after its tables were read",
    "SECOND_LOOK": "The second look: what was read, weighed by its contents",
}
REST = """## Habits that need no pass

They are read by the words of the form, by what every row and cell goes through, or by normalising. Each is read right
by itself and laid over others (`make fuzz`).
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for listed in LISTS:
        parts.append(f"## {TITLES[listed]}\n\n`{listed}`\n")
        parts += [_pass(number, each) for number, each in enumerate(getattr(passes, listed), 1)]
    return "\n".join([*parts, REST, *_others()])


def _pass(number: int, each: passes.Pass[Any]) -> str:
    file = Path(inspect.getfile(each.run)).relative_to(PAGE.parents[1]).as_posix()
    habits = "、".join(f"`{name}`" for name in handled_by(each.name))
    lines = (each.purpose, f"Why here: {each.place}", f"Habits: {habits}")
    return f"{number}. **{each.name}** (`{file}`)\n" + "".join(f"   - {line}\n" for line in lines)


def _others() -> list[str]:
    """The habits without a pass, by the file that draws them."""
    by_file: dict[str, list[str]] = {}
    for habit in HABITS.values():
        if not habit.handled_by:
            by_file.setdefault(_function(habit).__module__, []).append(f"`{habit.name}`")
    return [_file(module, names) for module, names in by_file.items()]


def _file(module: str, names: list[str]) -> str:
    return f"### {_about(module)}\n\n`tests/corpus/{module}.py`: {'、'.join(names)}\n"


def _function(habit: Habit) -> Callable[..., None]:
    """What draws the habit; that of a family is given its choice."""
    function: Callable[..., None] = getattr(habit.apply, "args", (habit.apply,))[0]
    return function


def _about(module: str) -> str:
    """The first sentence of a file of habits, without its last mark."""
    return " ".join((sys.modules[module].__doc__ or "").split()).partition(".")[0]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
