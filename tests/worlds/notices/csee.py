"""Who answers 电机学〔2022〕268号: a Word table of one unit, 《XX单位工程会员申请人员名单》, the unit in its title."""

from __future__ import annotations

from tests.worlds.chance import Dice
from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import Applicant, facts_of
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.listing import lay_out, table_of
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Book
from tests.worlds.truth import unit_name

FORM = "csee"
COLUMNS = (
    *("number", "name", "sex", "workplace", "position", "title", "education", "major", "specialty", "level"),
    *("work_years", "important_years", "overseas_project", "member_no", "phone", "email", "filled_online"),
    *("foreign_title", "remark"),
)


def draw_people(dice: Dice, world: Sending, people: int) -> list[Applicant]:
    """People of one unit, some of a firm below it."""
    world.unit = unit_name(dice, world.number)
    below = unit_name(dice)
    found: dict[str, Applicant] = {}
    while len(found) < people:
        workplace = below if dice.chance(0.2) else world.unit
        facts = facts_of(dice, FORM, workplace, list(spelling.lists(FORM)["value"]["specialty"]))
        for unasked in ("birth", "school"):
            del facts[unasked]
        facts |= {
            "overseas_project": spelling.invented(dice, FORM, "overseas") if dice.chance(0.5) else "",
            "filled_online": dice.one(("是", "是", "是", "否")),
            "foreign_title": spelling.invented(dice, FORM, "foreign_titles") if dice.chance(0.25) else "",
            "unit": world.unit,
        }
        found.setdefault(facts["name"], Applicant(facts))
    return list(found.values())


def make(world: Sending, stage: str) -> None:
    """Columns and title, then the table, then the one file."""
    dice, plain = world.dice, world.style.plain
    if stage == "people":
        world.columns = list(COLUMNS)
        pattern = "{unit}工程会员申请人员名单" if dice.chance(plain) else spelling.one_of(dice, FORM, "titles", "words")
        world.title = pattern.format(unit=world.unit)
        world.title_place = "line" if dice.chance(max(plain, 0.6)) else "cell"
    if stage == "tables":
        for person in world.people:
            for key in ("overseas_project", "foreign_title"):
                if not person.facts[key] and key not in person.texts:
                    person.texts[key] = "无" if dice.chance(plain) else spelling.one_of(dice, FORM, "form", "blank")
        world.tables = [table_of(world, world.people)]
        if 0 not in world.stems:
            _name(world, "right", "words")
    if stage == "sheets":
        sheet = lay_out(world, world.tables[0], dice.one(("Sheet1", "名单", "申请人员名单")))
        world.books = [Book(world.stems[0], world.style.kind, [sheet])]


def _name(world: Sending, stems: str, subjects: str) -> None:
    """File and subject."""
    world.stems[0] = spelling.one_of(world.dice, FORM, "stems", stems).format(unit=world.unit)
    world.subject = spelling.one_of(world.dice, FORM, "subjects", subjects).format(unit=world.unit)


CSEE = Clerk(
    notice="csee-2022",
    form=FORM,
    now="2022-08-25T09:00:00+08:00",
    received="Wed, 17 Aug 2022 10:20:30 +0800",
    kinds={"docx": 70, "xlsx": 18, "xls": 4, "ods": 2, "mhtml_doc": 3, "csv": 1},
    layouts={"table": 1},
    carriers=("mail", "folder", "zip"),
    draw_people=draw_people,
    make=make,
    people=(2, 12),
)
