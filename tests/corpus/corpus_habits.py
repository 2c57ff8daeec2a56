"""The register of habits, and what is common to them.

A habit changes a sketch in place: how a unit lays out, words or types things. The truth stays, unless the habit itself
says what it becomes. Habits that alter the same thing share a `group`; at most one of a group is applied to one sketch.
They are applied in the order of their stages. One that is `handled_by` a pass of the recogniser (see
pipeline/recognise/passes.py) is not read right without it; one that stands `alone` is not laid over others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from corpus_render import render
from corpus_sketch import Body, Line, Sketch, Table

FORM, COLUMNS, HEADINGS, VALUES, INHERIT, ROWS, PLACE, FILE, MAIL = range(1, 10)
Apply = Callable[[Sketch, Random], None]


@dataclass(frozen=True)
class Habit:
    name: str
    stage: int
    group: str
    apply: Apply
    handled_by: tuple[str, ...] = ()
    alone: bool = False


HABITS: dict[str, Habit] = {}


def habit(
    stage: int, group: str = "", handled_by: tuple[str, ...] = (), alone: bool = False
) -> Callable[[Apply], Apply]:
    """Registers a habit under the name of its function."""

    def register(apply: Apply) -> Apply:
        assert apply.__name__ not in HABITS
        HABITS[apply.__name__] = Habit(apply.__name__, stage, group or apply.__name__, apply, handled_by, alone)
        return apply

    return register


def family(
    stage: int, group: str, choices: dict[str, Any], handled_by: tuple[str, ...] = ()
) -> Callable[[Callable[[Sketch, Random, Any], None]], None]:
    """Registers one habit for each of the choices, named `<function>_<choice>`."""

    def register(apply: Callable[[Sketch, Random, Any], None]) -> None:
        for word, choice in choices.items():
            name = f"{apply.__name__}_{word}"
            assert name not in HABITS
            one: Apply = partial(_chosen, apply, choice)
            HABITS[name] = Habit(name, stage, group, one, handled_by)

    return register


def _chosen(apply: Callable[[Sketch, Random, Any], None], choice: Any, sketch: Sketch, rng: Random) -> None:
    apply(sketch, rng, choice)


def fingerprint(sketch: Sketch) -> str:
    """Everything that a reader of the files can see."""
    grids = [
        (paper.stem, paper.kind, paper.extension, [render(page) for page in paper.pages]) for paper in sketch.papers
    ]
    seen = [
        (
            stem,
            kind,
            ext,
            [
                (
                    *(g.name, trimmed(g.rows), sorted(g.merges), sorted(g.hidden_rows), sorted(g.hidden_columns)),
                    *(g.hidden, g.header, g.box),
                )
                for g in pages
            ],
        )
        for stem, kind, ext, pages in grids
    ]
    return repr((sketch.envelope, seen))


def trimmed(rows: list[list[Any]]) -> list[list[Any]]:
    found = []
    for row in rows:
        end = len(row)
        while end and row[end - 1] == "":
            end -= 1
        found.append(row[:end])
    return found


def some(rng: Random, things: Iterable[Any]) -> list[Any]:
    """At least one of the things, each with even odds."""
    pool = list(things)
    chosen = [thing for thing in pool if rng.random() < 0.5]
    return chosen or ([rng.choice(pool)] if pool else [])


def person_cells(sketch: Sketch, key: str) -> list[tuple[Body, dict[str, Any]]]:
    """The rows that hold one person each with something in this column, and the person's truth."""
    return [
        (row, sketch.people[row.people[0]])
        for table in sketch.tables()
        if table.column(key)
        for row in table.person_rows()
        if len(row.people) == 1 and row.cells.get(key) not in ("", None)
    ]


def project_cells(sketch: Sketch, key: str) -> list[tuple[Body, dict[str, Any]]]:
    """The rows that name a project in this column, and the project's truth."""
    return [
        (row, sketch.projects[row.project])
        for table in sketch.tables()
        if table.column(key)
        for row in table.bodies()
        if row.project is not None and row.cells.get(key) not in ("", None)
        if sketch.projects[row.project][key] != ""
    ]


def cells_of(sketch: Sketch, key: str) -> list[tuple[Body, dict[str, Any]]]:
    person = key in ("name", "phone", "domain", "location", "level", "experience")
    return person_cells(sketch, key) if person else project_cells(sketch, key)


def retype(sketch: Sketch, rng: Random, key: str, change: Callable[[dict[str, Any], Any], Any]) -> None:
    """Types some cells of a column anew, from the truth and what stood there."""
    for row, truth in some(rng, cells_of(sketch, key)):
        row.cells[key] = change(truth, row.cells[key])


def line(text: str, *fates: str, merged: bool = False) -> Line:
    return Line([text], fates=fates or ("note", "heading"), merged=merged)


def tables_with_people(sketch: Sketch) -> list[Table]:
    return [table for table in sketch.tables() if table.person_rows()]


def tables_of_one_a_row(sketch: Sketch) -> list[Table]:
    """Tables in which no row holds several people."""
    return [table for table in tables_with_people(sketch) if all(len(row.people) == 1 for row in table.person_rows())]
