"""Habits of columns that could hold the same as another: whose phone, which place, which text."""

from __future__ import annotations

from random import Random

from corpus_habits import COLUMNS, ROWS, habit, tables_with_people
from corpus_sketch import Column, Line, Sketch
from corpus_told_by_cells import flat_tables, rename

PROFILES = ("曾获先进个人。", "2006年毕业后一直从事技术工作。", "身体健康。")


@habit(COLUMNS, "location", alone=True)
def posted_to_for_the_place(sketch: Sketch, rng: Random) -> None:
    """派驻国家 amid the person's columns is where the person is: the project's country has a column of its own."""
    for table in flat_tables(sketch, "location", "project_country", "company", "phone"):
        rename(table, location=rng.choice(["派驻国家", "派驻国"]))


@habit(COLUMNS, "extra", alone=True)
def profile_beside_the_experience(sketch: Sketch, rng: Random) -> None:
    """个人简介 right of all others, also of people under one heading: theirs is the text of what they built."""
    heading = rng.choice(["个人简介", "个人简历", "自我评价"])
    for table in tables_with_people(sketch):
        if not table.has("experience"):
            continue
        table.columns.append(Column("extra:profile", (heading,)))
        for row in table.person_rows():
            row.cells["extra:profile"] = rng.choice(PROFILES)


@habit(COLUMNS, "extra", handled_by=("name_unknown",), alone=True)
def profile_beside_an_experience_under_words_of_their_own(sketch: Sketch, rng: Random) -> None:
    """参与工程与职责 is no word of the form, 个人简介 is one: the cells tell which of them holds the experience."""
    for table in flat_tables(sketch, "experience"):
        texts = [sketch.people[index]["experience"] for row in table.person_rows() for index in row.people]
        if not texts or any(len(text) < 30 for text in texts):
            continue
        rename(table, experience="参与工程与职责")
        table.columns.append(Column("extra:profile", ("个人简介",)))
        for row in table.person_rows():
            row.cells["extra:profile"] = rng.choice(PROFILES)


@habit(ROWS, "remarks", handled_by=("read_common_choice",), alone=True)
def domain_over_people_with_a_remark(sketch: Sketch, rng: Random) -> None:
    """一、土木工程类 over people whose domain no column tells, with something under 备注 in the same row."""
    for table in flat_tables(sketch, "domain", "name"):
        people = table.person_rows()
        domains = {sketch.people[row.people[0]]["domain"] for row in people}
        if len(domains) != 1 or "" in domains:
            continue
        table.columns = [column for column in table.columns if column.key != "domain"]
        table.columns += [Column("extra:rank", ("职称",)), Column("extra:remark", ("备注",))]
        cells = [f"一、{domains.pop()}", *[""] * (len(table.columns) - 3), "高级工程师", "材料齐全"]
        table.rows.insert(table.rows.index(people[0]), Line(cells, ("heading",), merged=False))
