"""Habits of attaching: people on a list of their own, on another sheet or in another workbook, tied to the project."""

from __future__ import annotations

from random import Random
from typing import Any

from corpus_habits import FORM, family, habit
from corpus_packed import ORDERS
from corpus_people import PRINTED, group_heading, typed_person
from corpus_sketch import PERSON_KEYS, Body, Column, Line, Page, Paper, Sketch, Table

WORDS = [
    "见附表",
    "详见附件",
    "另附",
    "见附表1",
    "详见附表",
    "见附件2",
    "见《拟互认人员信息表》",
    "（见附表）",
    "另附表",
]
LINKS = ["number", "project_name", "company"]


def attach(sketch: Sketch, rng: Random, link: str) -> list[Page]:
    """Moves the people of each section to a list of their own; the project rows refer to it."""
    companies = [project["company"] for project in sketch.projects]
    if link == "company" and len(set(companies)) < len(companies):
        return []  # which of a company's projects is meant, nobody could say
    sketch.notes.add("linked")
    word, pages = rng.choice(WORDS), []
    for table in list(sketch.tables()):
        people = [(row, row.people[0]) for row in table.person_rows()]
        listed = Table(
            table.section,
            list_columns(rng, link),
            [Body(list_cells(sketch, table, row, i, link), people=[i], project=row.project) for row, i in people],
        )
        own = rng.random() < 0.5
        if own:
            listed.columns.insert(0, Column("own", ("序号",)))
            for count, row in enumerate(listed.person_rows(), 1):
                row.cells["own"] = count
        table.columns = [column for column in table.columns if not column.is_person] + [
            Column("person", (group_heading(ORDERS[0]),))
        ]
        table.rows = [
            Body(
                {key: v for key, v in group[0].cells.items() if key not in PERSON_KEYS} | {"person": word},
                fate="reference",
                project=group[0].project,
            )
            for group in table.groups()
        ]
        table.spans = []
        title = {"dispatched": "已外派", "planned": "计划外派"}[table.section]
        pages.append(Page(f"人员信息（{title}）", [Line([f"拟互认人员信息（{title}）"], role="title"), listed]))
    return pages


def list_columns(rng: Random, link: str) -> list[Column]:
    heading = {
        "number": rng.choice(["项目序号", "对应项目序号", "所属项目序号"]),
        "project_name": rng.choice(["项目名称", "所属项目", "所在项目名称"]),
        "company": rng.choice(["企业名称", "所在企业", "单位名称"]),
    }[link]
    return [Column(f"link:{link}", (heading,)), *(Column(key, (PRINTED[key],)) for key in PERSON_KEYS)]


def list_cells(sketch: Sketch, table: Table, row: Body, person: int, link: str) -> dict[str, Any]:
    project = sketch.projects[row.project or 0]
    number = next(group[0].cells["number"] for group in table.groups() if group[0].project == row.project)
    return {
        f"link:{link}": {"number": number, "project_name": project["project_name"], "company": project["company"]}[
            link
        ],
        **typed_person(sketch.people[person]),
    }


@family(FORM, "shape", {link: link for link in LINKS}, handled_by=("mark_lists", "link_lists", "read_project_alone"))
def attached_sheet_by(sketch: Sketch, rng: Random, link: str) -> None:
    pages = attach(sketch, rng, link)
    place = sketch.papers[0].pages
    place[0:0] = pages if rng.random() < 0.2 else []
    place.extend(page for page in pages if page not in place)


@family(FORM, "shape", {link: link for link in LINKS}, handled_by=("mark_lists", "read_project_alone"))
def attached_workbook_by(sketch: Sketch, rng: Random, link: str) -> None:
    for page in attach(sketch, rng, link):
        sketch.papers.append(Paper(page.name, [page]))


@habit(FORM, "shape", handled_by=("mark_lists", "link_lists", "read_project_alone"))
def attached_on_one_sheet_by_name(sketch: Sketch, rng: Random) -> None:
    """People of both sections on one list without captions: only the project tells the section."""
    pages = attach(sketch, rng, "project_name")
    tables = [page.tables()[0] for page in pages]
    for table in tables:
        table.columns = (
            [column for column in tables[0].columns if column.key != "own"] if table is tables[0] else tables[0].columns
        )
    tables[0].rows += tables[1].rows
    sketch.papers[0].pages.append(Page("附表", [Line(["拟互认人员信息"], role="title"), tables[0]]))
