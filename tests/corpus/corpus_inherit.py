"""Habits of inheritance: how project cells repeat, merge, refer to the row above or stay empty."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from corpus_habits import INHERIT, family, habit, some, tables_of_one_a_row, tables_with_people
from corpus_sketch import PROJECT_KEYS, Body, Sketch, Table


def project_keys(table: Table) -> list[str]:
    return [
        column.key
        for column in table.columns
        if column.key in (*PROJECT_KEYS, "company_contact", "company_contact_phone")
    ]


def groups_with_people(table: Table) -> list[list[Body]]:
    return [group for group in table.groups() if group[0].people]


@habit(INHERIT, "inherit")
def project_cells_repeated(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        table.spans = [span for span in table.spans if span[0] == "number" and rng.random() < 0.5]
        for group in groups_with_people(table):
            for row in group[1:]:
                row.cells |= {key: group[0].cells.get(key, "") for key in project_keys(table)}


@habit(INHERIT, "inherit")
def project_cells_unmerged(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        table.spans = []


DITTOS = {
    "same_above": "同上",
    "ditto": "〃",
    "quote": '"',
    "same_before": "同前",
    "dash": "—",
    "full_quote": "＂",
    "quotes": "''",
    "arrow": "↑",
    "as_above": "（同上）",
}


@family(INHERIT, "inherit", DITTOS)
def project_cells_as(sketch: Sketch, rng: Random, mark: str) -> None:
    for table in tables_with_people(sketch):
        for group in groups_with_people(table):
            for row in group[1:]:
                row.cells |= {key: mark for key in project_keys(table) if str(group[0].cells.get(key, "")).strip()}
        table.spans = [span for span in table.spans if span[0] not in project_keys(table)]


@habit(INHERIT, "inherit")
def project_cells_partly_merged(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        keep = set(some(rng, project_keys(table))) | {"number"}
        for group in groups_with_people(table):
            for row in group[1:]:
                row.cells |= {key: group[0].cells.get(key, "") for key in project_keys(table) if key not in keep}
        table.spans = [span for span in table.spans if span[0] in keep]


DITTO_FIELDS = (("domain", "domain"), ("level", "level"), ("location", "location_country"))


@family(
    INHERIT, "person_ditto", {"same_above": "同上", "ditto": "〃", "same_before": "同前", "between_dashes": "--同上--"}
)
def person_cells_as(sketch: Sketch, rng: Random, mark: str) -> None:
    """A person with the domain, level or place of the one above."""
    for table in tables_of_one_a_row(sketch):
        for key, field in DITTO_FIELDS:
            for above, row in pairwise(table.rows):
                if isinstance(above, Body) and isinstance(row, Body) and may_refer(sketch, table, above, row, key):
                    one, other = (sketch.people[row.people[0]] for row in (above, row))
                    if key != "location" and rng.random() < 0.5:
                        other[field] = one[field]
                    if one[field] == other[field]:
                        row.cells[key] = mark


def may_refer(sketch: Sketch, table: Table, above: Body, row: Body, key: str) -> bool:
    """Both rows have the value, and nothing is wrong with either person."""
    filled = table.has(key) and all(one.people and one.cells.get(key) not in (None, "") for one in (above, row))
    return (
        filled and not table.has("specialty") and not any(sketch.people[one.people[0]]["held"] for one in (above, row))
    )


@habit(INHERIT, "person_ditto")
def person_cells_merged(sketch: Sketch, rng: Random) -> None:
    """Two people of one project under one merged domain or level cell."""
    for table in tables_with_people(sketch):
        for group in groups_with_people(table):
            for key in ("domain", "level"):
                if (
                    len(group) > 1
                    and table.has(key)
                    and not table.has("specialty")
                    and not any(sketch.people[i]["held"] for row in group for i in row.people)
                    and group[0].cells.get(key)
                ):
                    for row in group:
                        sketch.people[row.people[0]][key] = sketch.people[group[0].people[0]][key]
                        row.cells[key] = group[0].cells[key]
                    table.spans.append((key, group[0], group[-1]))


@habit(INHERIT, "project_row", handled_by=("read_project_alone",))
def project_row_before_people(sketch: Sketch, rng: Random) -> None:
    """The project stands in a row of its own; its people follow without it."""
    for table in tables_with_people(sketch):
        for group in groups_with_people(table) if project_keys(table) else []:
            keys = [*project_keys(table), "number"]
            first = group[0]
            row = Body({key: first.cells.get(key, "") for key in keys}, fate="project-only", project=first.project)
            for key in keys:
                first.cells.pop(key, None)
            for other in group:
                for key in keys:
                    other.cells.pop(key, None)
            table.rows.insert(table.rows.index(first), row)
        table.spans = [span for span in table.spans if table.column(span[0]) and table.column(span[0]).is_person]  # type: ignore[union-attr]


@family(INHERIT, "company_merge", {"same_above": "同上", "ditto": "〃", "same_before": "同前"})
def company_of_next_project_as(sketch: Sketch, rng: Random, mark: str) -> None:
    """A company with two projects: its name stands with the first one only."""
    for table in tables_with_people(sketch):
        groups = groups_with_people(table)
        if len(groups) > 1 and groups[0][0].cells.get("company") and not table.has("company_contact"):
            if table.has("packed") or "linked" in sketch.notes:
                continue
            one, other = (sketch.projects[group[0].project or 0] for group in groups[:2])
            other |= {key: one[key] for key in ("company", "company_contact", "company_contact_phone")}
            for row in groups[1]:
                if row.cells.get("company"):
                    row.cells["company"] = mark


@habit(INHERIT, "company_merge")
def project_merged_over_empty_rows(sketch: Sketch, rng: Random) -> None:
    """A project cell merged over more rows than there are people: room that nobody filled."""
    for table in tables_with_people(sketch):
        keys = [key for key in ("number", *project_keys(table)) if table.has(key)]
        for group in some(rng, groups_with_people(table)) if "company" in keys else []:
            empty = [Body({}) for _ in range(rng.randint(1, 2))]
            at = table.rows.index(group[-1]) + 1
            table.rows[at:at] = empty
            table.spans = [
                span for span in table.spans if not (span[0] in keys and any(span[1] is row for row in group))
            ]
            if all(not any(row.cells.get(key) for key in keys) for row in group[1:]):
                table.spans += [(key, group[0], empty[-1]) for key in keys]


@habit(INHERIT)
def blank_rows_within_projects(sketch: Sketch, rng: Random) -> None:
    for table in tables_with_people(sketch):
        if not table.spans:
            for row in some(rng, table.bodies()[1:]):
                table.rows.insert(table.rows.index(row), Body({}))
