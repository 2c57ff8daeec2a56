"""Habits of blocks below each other: a project's line, its people in the lines below, then the next project."""

from __future__ import annotations

from random import Random

from corpus_habits import ROWS, habit
from corpus_rows import plain_people
from corpus_sketch import Body, Line, Sketch, Table
from corpus_told_by_cells import flat_tables


@habit(ROWS, handled_by=("read_project_line",), alone=True)
def projects_amid_their_people(sketch: Sketch, rng: Random) -> None:
    """The headings of projects, a project, the headings of people, its people; then the next project without any."""
    chosen = [table for table in flat_tables(sketch, "company", "project_country", "name") if is_stacked(table)]
    for page in sketch.pages():
        page.items = [part for item in page.items for part in (stacked(item) if item in chosen else [item])]


def is_stacked(table: Table) -> bool:
    groups = table.groups()
    return plain_people(table) and len(groups) > 1 and sum(map(len, groups)) == len(table.rows)


def stacked(table: Table) -> list[Table]:
    projects = [column for column in table.columns if not column.is_person]
    first, *others = table.groups()
    head = Body({column.key: first[0].cells.get(column.key, "") for column in projects}, fate="project-only")
    head.project = first[0].project
    rows: list[Body | Line] = [people(row) for row in first]
    for group in others:
        cells = [group[0].cells.get(column.key, "") for column in projects]
        rows += [Line(cells, fates=("heading",), merged=False), *map(people, group)]
    persons = [column for column in table.columns if column.is_person]
    return [Table(table.section, projects, [head]), Table(table.section, persons, rows)]


def people(row: Body) -> Body:
    return Body(dict(row.cells), people=row.people, project=row.project)
