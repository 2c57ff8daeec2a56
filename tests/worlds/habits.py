"""The register of habits. A habit bends one thing of a world and, where needed, the truth with it.

Stages, in the order in which a world is made:

- people  before anything is typed: `person.typed`, truth;
- tables  columns, rows and cells of the tables of attachment 3;
- sheets  what stands around, beside and behind them in `world.books`;
- files   what else lies in the submission (`world.loose`).

A habit returns False where this world gives it nothing to bend: then it was not drawn. Of habits of one group a world
has at most one. `layouts` and `kinds` are those that it makes sense for; empty: all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.worlds.chance import is_withheld
from tests.worlds.world import World

STAGES = ("people", "tables", "sheets", "files")
TABULAR = ("form", "two_sheets", "flat")
ONE_TABLE = ("flat",)
BOOKS = ("xlsx", "xls", "ods", "fods")
LOOKS = ("xlsx", "ods", "fods", "docx", "html_xls", "mail_html")  # formats in which text can be struck through

Bend = Callable[[World], bool]


@dataclass(frozen=True)
class Habit:
    """What the register holds of a habit."""

    name: str
    kind: str
    stage: str
    bend: Bend
    says: str
    group: str = ""
    layouts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def withheld(self) -> bool:
        return is_withheld(f"habit:{self.name}")


HABITS: dict[str, Habit] = {}


def habit(
    kind: str, stage: str, *, group: str = "", layouts: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
) -> Callable[[Bend], Bend]:
    """Register a habit under its function's name; the first line of its docstring says what the clerk does."""

    def keep(bend: Bend) -> Bend:
        name = bend.__name__
        if name in HABITS:
            raise ValueError(f"two habits are called {name}")
        says = (bend.__doc__ or "").strip().split("\n")[0]
        HABITS[name] = Habit(name, kind, stage, bend, says, group or name, layouts, kinds)
        return bend

    return keep
