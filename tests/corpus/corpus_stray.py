"""Habits of people who do not stand where they should: a person over two rows, people added below in other columns,
an example of the unit's own."""

from __future__ import annotations

from random import Random

from corpus_habits import ROWS, habit, some, tables_of_one_a_row
from corpus_people import DOMAINS, LEVELS, PRINTED, name, new_person, place_name, typed_person
from corpus_rows import plain_people
from corpus_sketch import PROJECT_KEYS, Body, Column, Line, Page, Sketch, Table

SECOND = ("location", "level", "experience")
ORDER = ("name", "phone", "domain", "level", "location", "experience")
SECRET = {"extra:身份证号", "extra:护照号"}


@habit(ROWS, "samples", handled_by=("read_sample",))
def example_of_the_units_own(sketch: Sketch, rng: Random) -> None:
    """A filled row that is marked as an example by its number, or behind its name."""
    for table in tables_of_one_a_row(sketch):
        if not plain_people(table) or not table.has("number"):
            continue
        person = new_person(rng, 0, table.section)
        cells = {"number": 1, "company": "某某公司", "project_name": "某某项目", **typed_person(person)}
        if rng.random() < 0.5:
            cells["number"] = rng.choice(["例", "示例", "（例）", "填写示例", "样例："])
        else:
            cells["name"] = f"{person['name']}{rng.choice(['（示例）', '（例）', '(样例)'])}"
        table.rows.insert(0, Body(cells, fate="sample"))


@habit(ROWS, "second_row", handled_by=("read_continuation",))
def person_over_two_rows(sketch: Sketch, rng: Random) -> None:
    """What does not fit beside the phone goes on in the row below, without any merged range."""
    for table in tables_of_one_a_row(sketch):
        if not plain_people(table) or table.has("city"):
            continue
        for row in some(rng, [row for row in table.person_rows() if is_plain(sketch, table, row)])[:2]:
            lower = {key: row.cells[key] for key in SECOND if row.cells.get(key)}
            row.cells |= dict.fromkeys(lower, "")
            table.rows.insert(table.rows.index(row) + 1, Body(lower, fate="people", project=row.project))


@habit(ROWS, "people_below", handled_by=("read_misplaced",))
def people_added_below_in_other_columns(sketch: Sketch, rng: Random) -> None:
    """One more person under the table, from the first column on; nothing says which project is theirs."""
    for table in tables_of_one_a_row(sketch):
        if table.keys()[:3] != ["number", "company", "project_name"] or not plain_people(table):
            continue
        if SECRET & set(table.keys()[: len(ORDER)]) or any(isinstance(row, Line) for row in table.rows):
            continue  # what stands in a secret column goes, whatever it is; a line may begin another section
        sketch.projects.append(dict.fromkeys((*PROJECT_KEYS, "company_contact", "company_contact_phone"), ""))
        person = new_person(rng, len(sketch.projects) - 1, table.section)
        while person["name"] in {other["name"] for other in sketch.people}:
            person["name"] = name(rng)
        sketch.people.append(person)
        typed = typed_person(person)
        cells = [typed[key] for key in ORDER]
        table.rows.append(Line([rng.choice(["补充人员：", "另补充1人："])], merged=False))
        table.rows.append(Line(cells, fates=("people",), merged=False, people=[len(sketch.people) - 1]))


def is_plain(sketch: Sketch, table: Table, row: Body) -> bool:
    """Whether the row tells a person as the truth has it, in cells of its own."""
    person, typed = sketch.people[row.people[0]], row.cells
    is_usual = str(typed.get("domain")) in DOMAINS and typed.get("level") in LEVELS
    is_usual &= typed.get("location") == place_name(person["location_country"]) and len(str(typed.get("phone"))) > 10
    shared = any(key in (*ORDER, "city") and row in (first, last) for key, first, last in table.spans)
    return is_usual and not shared and not person["held"] and bool(typed.get("experience"))


@habit(ROWS, handled_by=("set_leftovers_aside",), alone=True)
def sheet_of_an_earlier_year(sketch: Sketch, rng: Random) -> None:
    """Last year's list and an example stand in sheets of the same workbook; their people are nobody's now."""
    if not any(plain_people(table) for table in sketch.tables()):
        return
    for sheet in ("填写示例", rng.choice(["2023年名单", "上年度名单", "已获证人员", "备份"])):
        typed = typed_person(new_person(rng, 0, "dispatched"))
        columns = [Column(key, (PRINTED[key],)) for key in ORDER]
        body = Body({key: typed[key] for key in ORDER}, fate="sample")
        sketch.papers[0].pages.append(Page(sheet, [Table("dispatched", columns, [body])]))
    sketch.expected.add("sheet-set-aside")
