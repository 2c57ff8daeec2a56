"""Habits of packing: one person or several in one cell, in parallel cells, with labels or in order."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from corpus_habits import FORM, family, habit
from corpus_headings import flatten
from corpus_people import PRINTED, group_heading, typed_person
from corpus_sketch import PERSON_KEYS, Body, Column, Line, Sketch, Table

ORDERS = [
    ["name", "phone", "domain", "location", "level", "experience"],
    ["name", "domain", "level", "location", "phone", "experience"],
    ["name", "level", "phone", "domain", "location", "experience"],
]


def repack(table: Table, heading: str, make: Callable[[list[int]], list[tuple[str, list[int]]]]) -> None:
    """Puts each project's people into one column; `make` gives the cells and who stands in each."""
    at = table.keys().index("name")
    table.columns = [column for column in table.columns if not column.is_person]
    table.columns.insert(min(at, len(table.columns)), Column("packed", (heading,)))
    rows: list[Body | Line] = []
    table.spans = []
    for group in table.groups():
        cells = make([i for row in group for i in row.people])
        packed = [Body({"packed": text}, people=people, project=group[0].project) for text, people in cells]
        packed[0].cells |= {key: value for key, value in group[0].cells.items() if key not in PERSON_KEYS}
        if len(packed) > 1:
            table.spans += [(column.key, packed[0], packed[-1]) for column in table.columns if column.key != "packed"]
        rows += packed
    table.rows = rows


def values(sketch: Sketch, person: int, order: list[str]) -> list[str]:
    typed = typed_person(sketch.people[person])
    return [str(typed[key]).replace("\n", "") for key in order]


@family(
    FORM,
    "shape",
    {
        "comma": "，",
        "pause": "、",
        "semicolon": "；",
        "slash": "/",
        "line": "\n",
        "blank": " ",
        "half_comma": ", ",
        "bar": " | ",
    },
    handled_by=("take_apart",),
)
def packed_one_person_with(sketch: Sketch, rng: Random, between: str) -> None:
    order = rng.choice(ORDERS)
    heading = group_heading(ORDERS[0] if rng.random() < 0.5 else order)
    for table in list(sketch.tables()):
        repack(table, heading, lambda people: [(between.join(values(sketch, i, order)), [i]) for i in people])


LABELS = [
    dict(PRINTED),
    PRINTED | {"phone": "电话", "domain": "领域", "location": "所在地", "level": "级别", "experience": "工程经历"},
    PRINTED | {"phone": "手机号码", "level": "拟申请级别", "experience": "主要工程实践经历"},
]


def labelled(sketch: Sketch, person: int, labels: dict[str, str], between: str, colon: str) -> str:
    order = ORDERS[0]
    return between.join(
        f"{labels[key]}{colon}{value}" for key, value in zip(order, values(sketch, person, order), strict=True)
    )


@habit(FORM, "shape", handled_by=("take_apart",))
def packed_each_in_its_own_order(sketch: Sketch, rng: Random) -> None:
    """Cells that list the fields in whatever order; the text comes last."""
    for table in list(sketch.tables()):
        orders = {i: [*rng.sample(ORDERS[0][:-1], 5), "experience"] for i in range(len(sketch.people))}
        cells = {i: "，".join(values(sketch, i, order)) for i, order in orders.items()}
        repack(table, group_heading(ORDERS[0]), lambda people, cells=cells: [(cells[i], [i]) for i in people])


@family(FORM, "shape", {"line": "\n", "semicolon": "；", "comma": "，", "blanks": "  "}, handled_by=("take_apart",))
def packed_labelled_with(sketch: Sketch, rng: Random, between: str) -> None:
    labels, colon = rng.choice(LABELS), rng.choice(["：", ":", "： "])
    for table in list(sketch.tables()):
        repack(
            table,
            group_heading(ORDERS[0]),
            lambda people: [(labelled(sketch, i, labels, between, colon), [i]) for i in people],
        )


def several(table: Table, heading: str, join: Callable[[list[int]], str]) -> None:
    repack(table, heading, lambda people: [(join(people), people)])


@habit(FORM, "shape", handled_by=("take_apart",))
def packed_several_line_by_line(sketch: Sketch, rng: Random) -> None:
    between = rng.choice(["，", "、", " ", "/"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: "\n".join(between.join(values(sketch, i, ORDERS[0])) for i in people),
        )


@family(
    FORM,
    "shape",
    {"dot": "{}.", "pause": "{}、", "bracket": "（{}）", "half_bracket": "({})"},
    handled_by=("take_apart",),
)
def packed_several_numbered(sketch: Sketch, rng: Random, mark: str) -> None:
    between, line = rng.choice(["，", "、"]), rng.choice(["\n", "\n\n"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: line.join(
                mark.format(n) + between.join(values(sketch, i, ORDERS[0])) for n, i in enumerate(people, 1)
            ),
        )


@habit(FORM, "shape", handled_by=("take_apart",))
def packed_several_labelled(sketch: Sketch, rng: Random) -> None:
    labels, between = rng.choice(LABELS), rng.choice(["\n", "，", "；"])
    for table in list(sketch.tables()):
        several(
            table,
            group_heading(ORDERS[0]),
            lambda people: "\n".join(labelled(sketch, i, labels, between, "：") for i in people),
        )


@family(FORM, "shape", {"line": "\n", "pause": "、", "slash": "/", "numbered": "#"}, handled_by=("take_apart",))
def packed_parallel(sketch: Sketch, rng: Random, between: str) -> None:
    """Names in one cell, phones in the next, and so on, one row for each project."""
    for table in list(sketch.tables()):
        flatten(table)
        rows: list[Body | Line] = []
        for group in table.groups():
            people = [i for row in group for i in row.people]
            typed = [typed_person(sketch.people[i]) for i in people]
            cells = {
                key: parallel(
                    [str(one[key]) for one in typed], between if key != "experience" else "\n", between == "#"
                )
                for key in PERSON_KEYS
            }
            rows.append(
                Body(
                    {key: value for key, value in group[0].cells.items() if key not in PERSON_KEYS} | cells,
                    people=people,
                    project=group[0].project,
                )
            )
        table.rows, table.spans = rows, []


def parallel(texts: list[str], between: str, numbered: bool) -> str:
    if len(texts) == 1:
        return texts[0]
    return "\n".join(f"{n}.{text}" for n, text in enumerate(texts, 1)) if numbered else between.join(texts)


@habit(FORM, "shape", handled_by=("take_apart",))
def packed_name_and_phone(sketch: Sketch, rng: Random) -> None:
    """Name and phone in one cell, the rest in columns of its own."""
    between = rng.choice(["\n", " ", "/", "，", "（"])
    for table in list(sketch.tables()):
        flatten(table)
        at = table.keys().index("name")
        table.columns[at : at + 2] = [
            Column("packed", (rng.choice(["姓名及联系方式", "姓名、联系方式", "姓名/手机", "姓名（联系电话）"]),))
        ]
        for row in table.person_rows():
            row.cells["packed"] = f"{row.cells.pop('name')}{between}{row.cells.pop('phone')}" + (
                "）" if between == "（" else ""
            )
