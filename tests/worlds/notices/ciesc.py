"""Who answers 化会字〔2023〕第05号: a 申报人信息一览表 for each applicant, of one row, named 姓名-申请类别."""

from __future__ import annotations

from tests.worlds.chance import Dice
from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import Applicant, facts_of
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.listing import lay_out, table_of
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Book
from tests.worlds.truth import unit_name

FORM = "ciesc"
SHORT = {"专业工程会员": "专业", "资深工程会员": "资深"}
TITLE = "化学化工类工程能力水平评价申报人信息一览表（2023版）"
COLUMNS = (
    *("number", "name", "sex", "birth", "member_no", "level", "specialty", "work_segment", "education"),
    *("school_and_major", "title", "title_by", "work_years", "important_years", "unit_and_post", "phone", "email"),
    "filled_online",
)


def draw_people(dice: Dice, world: Sending, people: int) -> list[Applicant]:
    """Applicants of one firm; a name twice only where a habit wants it."""
    world.unit = unit_name(dice, world.number)
    table = spelling.lists(FORM)["value"]
    found: dict[str, Applicant] = {}
    while len(found) < people:
        facts = facts_of(dice, FORM, world.unit, list(table["specialty"])) | {
            "work_segment": dice.one(list(table["work_segment"])),
            "title_by": spelling.invented(dice, FORM, "bodies"),
            "filled_online": dice.one(("是", "是", "是", "是", "否")),
        }
        if dice.chance(0.1):
            facts["work_segment"] = spelling.invented(dice, FORM, "segments")
        found.setdefault(facts["name"], Applicant(facts))
    return list(found.values())


def make(world: Sending, stage: str) -> None:
    """Columns and file names first, then tables, then a file for each of them."""
    dice, plain = world.dice, world.style.plain
    if stage == "people":
        world.columns = list(COLUMNS)
        for key, parts in (("unit_and_post", ["workplace", "position"]), ("school_and_major", ["school", "major"])):
            asked = dice.forced and dice.forced[0] in [spelling.kind(FORM, "heading", part) for part in parts]
            if asked or not dice.chance(max(plain, 0.5)):
                at = world.columns.index(key)
                world.columns[at : at + 1] = parts
        world.title = TITLE if dice.chance(plain) else spelling.one_of(dice, FORM, "titles", "words")
        world.title_place = dice.one(("line", "line", "line", "nowhere"))
    if stage == "tables":
        groups = [world.people] if "together" in world.plan else [[person] for person in world.people]
        world.tables = [table_of(world, group) for group in groups]
        for person in world.people:
            if id(person) not in world.stems:
                _name_file(world, person)
        first = world.people[0]
        subject = spelling.one_of(dice, FORM, "subjects", "words")
        world.subject = subject.format(name=first.name, level=first.level, unit=world.unit)
    if stage == "sheets":
        world.books = []
        for table in world.tables:
            person = next(row.person for row in table.rows if row.person is not None)
            sheet = lay_out(world, table, dice.one(("Sheet1", "一览表", "申报人信息", person.name)))
            world.books.append(Book(_apart(world, world.stems[id(person)]), world.style.kind, [sheet]))


def _name_file(world: Sending, person: Applicant) -> None:
    dice = world.dice
    short = not dice.chance(max(world.style.plain, 0.6))
    pattern = spelling.one_of(dice, FORM, "stems", "short" if short else "right")
    if dice.chance(world.style.plain):
        pattern = "{name}-{level}"
    level = person.facts["level"] or "专业工程会员"
    world.stems[id(person)] = pattern.format(name=person.name, level=level, short=SHORT.get(level, level))


def _apart(world: Sending, stem: str) -> str:
    """A second file of one name is called as a mail program calls it."""
    taken = [book.name for book in world.books]
    return stem if stem not in taken else f"{stem}({taken.count(stem)})"


CIESC = Clerk(
    notice="ciesc-2023",
    form=FORM,
    now="2023-04-25T09:00:00+08:00",
    received="Mon, 17 Apr 2023 10:20:30 +0800",
    kinds={"xlsx": 50, "xls": 12, "ods": 6, "docx": 18, "csv": 3, "csv_gbk": 3},
    layouts={"table": 75, "cards": 15, "pairs": 10},
    layout_kinds={"cards": ("xlsx", "xls", "ods", "docx"), "pairs": ("xlsx", "xls", "ods", "docx")},
    carriers=("folder", "mail", "mail", "zip", "loose"),
    draw_people=draw_people,
    make=make,
)
