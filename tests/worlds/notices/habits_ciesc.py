"""Habits of those who send 申报人信息一览表: how files are named, who stands in them, and what is their own."""

from __future__ import annotations

from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import Applicant, type_years_again
from tests.worlds.notices.both import STYLED, somebody
from tests.worlds.notices.ciesc import CIESC, FORM, SHORT
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Column, Row
from tests.worlds.truth import LEVELS, person_name

habit = CIESC.habit


def _called(world: Sending, person: Applicant, group: str) -> None:
    pattern = spelling.one_of(world.dice, FORM, "stems", group)
    level = person.level or LEVELS[0]
    world.stems[id(person)] = pattern.format(name=person.name, level=level, short=SHORT[level], unit=world.unit)


@habit("file names", "people", group="files")
def named_otherwise(world: Sending) -> bool:
    """Name and class stand in the file's name in another order, or with more around them."""
    for person in world.people:
        _called(world, person, "bent")
        person.sayable |= {"name", "level"}
    return True


@habit("file names", "people", group="files")
def named_after_nobody(world: Sending) -> bool:
    """The file is called 附件3."""
    person = somebody(world)
    _called(world, person, "unnamed")
    person.must.add("name")
    return True


@habit("file names", "people", group="files")
def named_after_another(world: Sending) -> bool:
    """The file bears somebody else's name."""
    person = somebody(world)
    other = person_name(world.dice)
    if other == person.name:
        return False
    world.stems[id(person)] = f"{other}-{person.level}"
    person.must.add("name")
    return True


@habit("file names", "people", group="files")
def named_of_another_class(world: Sending) -> bool:
    """The file's name tells another class than the form."""
    person = somebody(world)
    other = LEVELS[1 - LEVELS.index(person.level)]
    world.stems[id(person)] = f"{person.name}-{world.dice.one((other, SHORT[other]))}"
    person.must.add("level")
    return True


@habit("people", "people", group="files", layouts=("table",))
def several_in_one_file(world: Sending) -> bool:
    """Several people stand in one file, against the rule."""
    if len(world.people) < 2:
        return False
    world.plan.add("together")
    _called(world, world.people[0], "unnamed" if world.dice.chance(0.5) else "right")
    for person in world.people:
        person.sayable |= {"name", "level"}
    return True


@habit("people", "people", group="files")
def namesakes(world: Sending) -> bool:
    """Two people of one name and class; the second file is numbered by the mail program."""
    if len(world.people) < 2:
        return False
    first, second = world.people[:2]
    if second.must or second.why:  # for what would be overwritten
        return False
    second.facts["name"], second.facts["level"], second.facts["title"] = first.name, first.level, first.facts["title"]
    years = ("work_years", "important_years")
    second.facts |= {key: first.facts[key] for key in years}
    type_years_again(second)
    for person in (first, second):
        person.sayable |= {"name", "phone"}
        if world.style.carrier == "loose":
            person.also = ("held",)  # two submissions then, and which of them is meant is a question
    return True


@habit("conditions", "people", group="title")
def lower_title(world: Sending) -> bool:
    """Somebody's title does not reach the class."""
    person = somebody(world)
    short = "title_senior" if person.level == LEVELS[1] else "title_professional"
    person.texts["title"] = spelling.one_of(world.dice, FORM, "short", short)
    person.unsure.add("title")
    person.hold("title-below-level")
    return True


@habit("values", "people", group="segment")
def two_segments(world: Sending) -> bool:
    """Two segments of work in one cell, kept as they stand."""
    person = somebody(world)
    first, second = world.dice.random.sample(list(spelling.lists(FORM)["value"]["work_segment"]), 2)
    mark = world.dice.word("two_segments", ("、", "，", "/", " ", "和", "；"))
    person.texts["work_segment"] = f"{first}{mark}{second}"
    person.facts["work_segment"] = person.texts["work_segment"]
    person.sayable.add("work_segment")
    return True


@habit("values", "people", group="birth")
def odd_birth(world: Sending) -> bool:
    """A day of birth that is none."""
    person = somebody(world)
    person.texts["birth"] = spelling.one_of(world.dice, FORM, "odd", "birth")
    person.unsure.add("birth")
    person.must.add("birth")
    return True


@habit("values", "people", group="birth", layouts=("table",), kinds=("xlsx", "xls", "ods"))
def birth_as_number(world: Sending) -> bool:
    """1985.03 and 1985.10 typed into a spreadsheet, which keeps them as numbers: the last may be January or October."""
    person = somebody(world)
    year, month = person.facts["birth"].split("-")
    person.texts["birth"] = f"{year}.{month}".rstrip("0")
    person.numbers.add("birth")
    if month in ("01", "10"):
        person.texts["birth"] = f"{year}.1" if month == "10" else f"{year}.01"
    if month == "10":
        person.unsure.add("birth")
        person.must.add("birth")
    return True


@habit("values", "people", group="numbers", layouts=("table",), kinds=("xlsx", "xls", "ods"))
def numbers_as_numbers(world: Sending) -> bool:
    """Phone and years are numbers of the spreadsheet."""
    for person in world.people:
        for key, text in (("phone", person.mobile), ("work_years", person.facts["work_years"])):
            person.texts.setdefault(key, text)
        person.numbers |= {"phone", "work_years"}
    return True


@habit("notes", "sheets", layouts=("table",))
def notes_below(world: Sending) -> bool:
    """Notes and a line to sign stand under the table."""
    note = world.dice.word(
        "notes_below",
        (
            "注：1.文件名为“姓名-申请类别”；2.请同时在线填报。",
            "填表说明：申请类别填写专业工程会员或资深工程会员。",
            "本人承诺以上信息真实有效。　　申报人（签字）：",
            "单位意见：同意申报。（盖章）　2023年4月17日",
            "备注：从事本专业年限计算至2022年12月31日。",
            "填表日期：2023年4月17日",
        ),
    )
    for book in world.books:
        if book.sheets[0].grid is None:
            book.sheets[0].bottom.append([note])
    return True


@habit("notes", "tables")
def line_under_title(world: Sending) -> bool:
    """A line of unit and day stands between title and headings."""
    line = world.dice.word(
        "line_under_title",
        (
            "填报单位：{unit}",
            "单位：{unit}　　　日期：2023年4月",
            "填表日期：2023年4月17日",
            "工作单位（盖章）：{unit}",
        ),
    )
    world.caption_words["below"] = line.format(unit=world.unit)
    for person in world.people:
        person.as_good["workplace"] = world.unit  # where the line is read as theirs
    return True


@habit("cards", "sheets", layouts=("cards",), kinds=STYLED)
def photo_cell(world: Sending) -> bool:
    """A cell for the photo, three rows high, at the right edge."""
    text = world.dice.word("photo_cell", ("照片", "（照片）", "一寸照片", "贴照片处"))
    for book in world.books:
        grid = book.sheets[0].grid
        if grid is None:
            return False
        top = 1 + max((bottom for _, _, bottom, right in grid.merges if right), default=-1)
        grid.put(top, 4, Cell(text))
        grid.merge(top, 4, top + 2, 4)
    return True


@habit("cards", "sheets", layouts=("cards",), kinds=STYLED)
def heading_of_block(world: Sending) -> bool:
    """A line 基本信息 over the card."""
    word = world.dice.word("heading_of_block", ("一、基本信息", "申报人基本信息", "个人信息", "基本情况"))
    for book in world.books:
        grid = book.sheets[0].grid
        if grid is None:
            return False
        top = 1 + max((bottom for _, _, bottom, right in grid.merges if right), default=-1)
        grid.cells = {(row + (row >= top), column): cell for (row, column), cell in grid.cells.items()}
        grid.merges = [(a + (a >= top), b, c + (a >= top), d) for a, b, c, d in grid.merges]
        grid.put(top, 0, word)
        grid.merge(top, 0, top, 3)
    return True


@habit("columns", "tables", group="remark")
def remark_column(world: Sending) -> bool:
    """A column of remarks."""
    heading = world.dice.word("remark_column", ("备注", "说明", "其他说明"))
    said = ("", "", "无", "材料已寄出", "会费已缴", "参加过2022年培训")
    for table in world.tables:
        table.columns.append(Column(heading, heading))
        for row in table.rows:
            row.cells[heading] = Cell(world.dice.one(said))
    return True


@habit("people", "tables", group="repeat", layouts=("table",))
def person_twice(world: Sending) -> bool:
    """The row of somebody stands twice in the file."""
    table = world.dice.one(world.tables)
    row = table.rows[-1]
    if row.person is None:
        return False
    table.rows.append(Row(dict(row.cells)))
    world.optional_names.add(row.person.name)
    row.person.also = (*row.person.also, "duplicate")
    return True
