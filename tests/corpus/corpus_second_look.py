"""What no rule of reading can mend, and the second look says: a value of another kind, another column that may be
meant, a total of other people, a line that says something of somebody."""

from __future__ import annotations

from random import Random

from corpus_between import with_whole_projects
from corpus_habits import COLUMNS, ROWS, VALUES, habit, line, tables_of_one_a_row, tables_with_people
from corpus_people import mobile
from corpus_remarks import hold
from corpus_sketch import Column, Sketch
from corpus_told_by_cells import flat_tables, rename


@habit(VALUES, handled_by=("doubt_values",), alone=True)
def place_for_an_experience(sketch: Sketch, rng: Random) -> None:
    """One person's 主要工程实践经历 is nothing but a country."""
    for table in tables_of_one_a_row(sketch):
        row = rng.choice(table.person_rows())
        truth = sketch.people[row.people[0]]
        row.cells["experience"] = truth["experience"] = rng.choice(["缅甸", "老挝", "肯尼亚"])
        truth["said"] = "column-doubtful"


@habit(COLUMNS, handled_by=("doubt_rivals",), alone=True)
def phones_under_two_odd_headings(sketch: Sketch, rng: Random) -> None:
    """Two columns of phones, and no heading that surely asks for the person's: whose is which?"""
    for table in flat_tables(sketch, "phone"):
        rename(table, phone="流水手机")
        table.columns.append(Column("extra:more", ("栏目甲",)))
        for row in table.person_rows():
            row.cells["extra:more"] = mobile(rng)
            truth = sketch.people[row.people[0]]
            truth["held"] = f"{truth['held']} column-doubtful".strip()


@habit(COLUMNS, handled_by=("doubt_taken_over",), alone=True)
def countries_under_the_other_heading(sketch: Sketch, rng: Random) -> None:
    """The project at home and everybody abroad: which of the two columns is which?"""
    for table in flat_tables(sketch, "location", "project_country"):
        for row in table.person_rows():
            row.cells["project_country"], row.cells["location"] = "国内", "缅甸"
            truth = sketch.people[row.people[0]]
            truth["project_country"], truth["location"], truth["location_country"] = "CN", "缅甸", "MM"
            truth["said"] = "column-doubtful"


@habit(ROWS, "total", handled_by=("check_totals",), alone=True)
def total_of_other_people(sketch: Sketch, rng: Random) -> None:
    tables = tables_with_people(sketch)
    for table in tables:
        table.rows.append(line(f"合计：{len(sketch.people) + rng.randint(40, 60)}人", "total", "note", merged=True))
    if tables:
        sketch.expected.add("total-differs")


@habit(ROWS, handled_by=("tell_conditions",), alone=True)
def line_that_corrects_somebody(sketch: Sketch, rng: Random) -> None:
    for table in tables_of_one_a_row(sketch)[-1:]:
        truth = sketch.people[rng.choice(table.person_rows()).people[0]]
        truth["said"] = "condition-unread"
        table.rows.append(line(f"注：{truth['name']}的联系电话有更正，以此为准。", "note", merged=True))


@habit(ROWS, handled_by=("hold_below",), alone=True)
def line_over_those_not_recommended(sketch: Sketch, rng: Random) -> None:
    for table in flat_tables(sketch, "name")[-1:]:
        with_whole_projects(table)
        rows = table.person_rows()
        at = rng.randrange(len(rows))
        word = rng.choice(["以下人员暂不推荐", "二、暂不推荐人员", "以下人员不参加本次申报：", "--以下不报--"])
        table.rows.insert(table.rows.index(rows[at]), line(word, "note", "heading", merged=True))
        for row in rows[at:]:
            hold(sketch, row, "not-recommended")


@habit(COLUMNS, handled_by=("tell_unread_columns",), alone=True)
def counts_under_an_odd_heading(sketch: Sketch, rng: Random) -> None:
    """Numbers of people under a heading that says nothing: what was asked is not known, and is said."""
    for table in flat_tables(sketch, "foreign_engineers"):
        rename(table, foreign_engineers="流水人数")
        for row in table.person_rows():
            row.cells["foreign_engineers"] = str(rng.randint(2, 90))
            truth = sketch.people[row.people[0]]
            truth["foreign_engineers"], truth["said"] = "", "column-unread"
