"""Who answers the notice of CSEE and IET of 2018: a bilingual form of one person, a Word table of blocks."""

from __future__ import annotations

from functools import partial

from tests.worlds.chance import Dice
from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import Applicant, phone_text_of
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Book, Cell, Grid, Sheet
from tests.worlds.truth import mobile, person_name, unit_name

FORM = "iet"
WIDTH = 12
TITLE = "工程能力评价/国际工程师资质认证报名表\nRegistration Form for Professional Registration"
PAIRS = (
    *(("name", "sex", "title"), ("industry", "phone"), ("workplace", "workplace_address")),
    *(("workplace_phone", "email"), ("english_level", "english_interview")),
)
DEGREE = ("period", "education", "major", "school")
POST = ("period", "company", "post", "duties")


def draw_people(dice: Dice, world: Sending, people: int) -> list[Applicant]:
    """Engineers of one firm."""
    world.unit = unit_name(dice, world.number)
    found: dict[str, Applicant] = {}
    while len(found) < people:
        name = person_name(dice)
        facts = {
            "name": name,
            "sex": dice.one(("男", "男", "女")),
            "title": spelling.invented(dice, FORM, "titles"),
            "industry": spelling.invented(dice, FORM, "industries"),
            "phone": f"+86{mobile(dice)}",
            "workplace": world.unit,
            "workplace_address": spelling.invented(dice, FORM, "addresses"),
            "workplace_phone": f"023-6{dice.number(1000000, 9999999)}",
            "email": f"eng{dice.number(100, 99999)}@corp.example.com",
            "english_level": spelling.invented(dice, FORM, "levels"),
            "english_interview": dice.one(("可以", "可以", "需要翻译")),
            "education": dice.one(("本科", "硕士", "硕士", "博士")),
            "major": spelling.invented(dice, FORM, "majors"),
            "school": spelling.invented(dice, FORM, "schools"),
            "description": spelling.invented(dice, FORM, "texts"),
        }
        found.setdefault(name, Applicant(facts))
    return list(found.values())


def make(world: Sending, stage: str) -> None:
    """What is typed, then the words of the form, then a file for each person."""
    dice = world.dice
    if stage == "people":
        world.title = TITLE if dice.chance(world.style.plain) else spelling.one_of(dice, FORM, "titles", "words")
    if stage == "tables":
        for person in world.people:
            _type_out(world, person)
            pattern = spelling.one_of(dice, FORM, "stems", "words")
            world.stems.setdefault(id(person), pattern.format(name=person.name, unit=world.unit))
        subject = spelling.one_of(dice, FORM, "subjects", "words")
        world.subject = subject.format(name=world.people[0].name, unit=world.unit)
    if stage == "sheets":
        for person in world.people:
            lines = [] if world.style.kind in ("xlsx", "xls") else world.title.split("\n")
            sheet = Sheet("Sheet1", grid=grid_of(world, person))
            taken = [book.name for book in world.books]
            stem = world.stems[id(person)]
            stem = f"{stem}({taken.count(stem)})" if stem in taken else stem
            world.books.append(Book(stem, world.style.kind, [sheet], paragraphs=lines))


def _type_out(world: Sending, person: Applicant) -> None:
    """Every fact as it is typed; degree and career as lines of their blocks."""
    dice, plain = world.dice, world.style.plain
    begun = dice.number(1995, 2008)
    if "degree" not in person.texts:
        person.texts["degree"], person.facts["degree_period"] = period(world, begun, 9, begun + 4, 7)
    for key, meant in list(person.facts.items()):
        if key in person.texts:
            continue
        if key == "phone":
            person.texts[key] = person.mobile if dice.chance(plain) else phone_text_of(dice, person.mobile)
        else:
            person.typed(key, spelling.value(dice, FORM, key, meant, plain))
    if "title" not in person.unsure:
        person.facts["title"] = person.texts["title"]  # which is any text
    if not person.posts:
        since = 2018 - dice.number(3, 5)
        change = dice.number(since + 1, 2017)
        have_posts(person, [post(world, since, 1, change, 6), post(world, change, 7, 2018, 10)])


def have_posts(person: Applicant, posts: list[tuple[list[str], str]]) -> None:
    """The lines of 工作经历, and what is stored of them."""
    person.posts = [typed for typed, _ in posts]
    person.facts["career"] = "\n".join(stored for _, stored in posts)


def period(world: Sending, year: int, month: int, until: int, end: int) -> tuple[str, str]:
    """From a month to another, or till now: as typed and as stored, where blanks alone between them become a dash."""
    dice, plain = world.dice, world.style.plain
    point = "{y}.{mm}" if dice.chance(plain) else spelling.one_of(dice, FORM, "form", "point")
    first, last = (point.format(y=y, m=m, mm=f"{m:02d}") for y, m in ((year, month), (until, end)))
    if until == 2018 and dice.chance(0.5):
        last = "至今" if dice.chance(plain) else spelling.one_of(dice, FORM, "form", "now")
    between = "{a}—{b}" if dice.chance(plain) else spelling.one_of(dice, FORM, "form", "period")
    typed = between.format(a=first, b=last)
    return typed, f"{first}—{last}" if not between.removeprefix("{a}").removesuffix("{b}").strip() else typed


def post(world: Sending, *months: int) -> tuple[list[str], str]:
    """A line of 工作经历, and what is stored of it."""
    dice = world.dice
    company = world.unit if dice.chance(0.6) else unit_name(dice)
    typed, stored = period(world, *months)
    told = [company, spelling.invented(dice, FORM, "posts"), spelling.invented(dice, FORM, "duties")]
    return [typed, *told], "  ".join([stored, *told])


def grid_of(world: Sending, person: Applicant) -> Grid:
    """The form of one person, twelve columns wide."""
    words = partial(spelling.printed_or, world.dice, FORM, plainness=world.style.plain)
    grid = Grid()
    if world.style.kind in ("xlsx", "xls"):
        for line in world.title.split("\n"):
            _row(grid, [(line, WIDTH)])
    _row(grid, [(words("block", "person"), WIDTH)])
    for pair in PAIRS:
        wide = 4 if len(pair) == 2 else 2
        cells: list[tuple[str, int]] = []
        for key in pair:
            label = spelling.heading(world.dice, FORM, key, world.style.plain).text
            if key in world.together:
                cells.append((f"{label}：{person.texts[key]}", 2 + wide))
            else:
                cells += [(label, 2), (person.texts[key], wide)]
        _row(grid, cells)
    for extra in world.extra_lines:
        _row(grid, [(extra[0], 2), (extra[1], 10)])
    _row(grid, [(words("block", "education"), WIDTH)])
    _quarters(grid, [words("degree_head", key) for key in DEGREE])
    _quarters(grid, [person.texts["degree"], *(person.texts[key] for key in DEGREE[1:])])
    _row(grid, [(words("block", "career"), WIDTH)])
    _quarters(grid, [words("post_head", key) for key in POST])
    for line in person.posts:
        _quarters(grid, line)
    if len(person.posts) < 2 or "dirt" in world.plan:
        _quarters(grid, ["", "", "", "”"])
    _row(grid, [(words("block", "description"), WIDTH)])
    _row(grid, [(person.texts["description"], WIDTH)])
    for note in world.notes:
        _row(grid, [(note, WIDTH)])
    return grid


def _quarters(grid: Grid, texts: list[str]) -> None:
    _row(grid, [(text, WIDTH // 4) for text in texts])


def _row(grid: Grid, cells: list[tuple[str, int]]) -> None:
    """Texts in a new row, each over its columns; an empty one keeps its place."""
    at, column = grid.height, 0
    for text, wide in cells:
        grid.put(at, column, Cell(text))
        grid.merge(at, column, at, column + wide - 1)
        column += wide


IET = Clerk(
    notice="csee-iet-2018",
    form=FORM,
    now="2018-11-20T09:00:00+08:00",
    received="Wed, 14 Nov 2018 10:20:30 +0800",
    kinds={"docx": 80, "xlsx": 14, "mhtml_doc": 4, "xls": 2},
    layouts={"form": 1},
    carriers=("mail", "folder", "zip", "loose"),
    draw_people=draw_people,
    make=make,
    people=(1, 2),
)
