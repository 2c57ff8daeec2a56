"""Habits of who fills in the registration form: one language, boxes, values beside labels, rows and photos added."""

from __future__ import annotations

from tests.worlds.notices import spelling
from tests.worlds.notices.both import somebody
from tests.worlds.notices.habits_people import phone_wrong, two_numbers
from tests.worlds.notices.iet import FORM, IET, PAIRS, have_posts, post
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Grid

habit = IET.habit
LABELS = [key for pair in PAIRS for key in pair]


@habit("cells", "people", group="cells")
def value_in_the_label(world: Sending) -> bool:
    """Values are typed into the cells of their labels: 手机：139…"""
    world.together |= set(world.dice.random.sample([key for key in LABELS if key != "english_interview"], 3))
    return True


@habit("cells", "people", group="interview")
def interview_unclear(world: Sending) -> bool:
    """Neither box is ticked, or both."""
    person = somebody(world)
    person.texts["english_interview"] = spelling.one_of(world.dice, FORM, "odd", "english_interview")
    person.unsure.add("english_interview")
    person.must.add("english_interview")
    return True


@habit("cells", "people", group="printed")
def printed_left(world: Sending) -> bool:
    """What the blank form holds is left as it is printed: 男 Male, 讲师 Lecturer."""
    person = somebody(world)
    person.facts["sex"] = "男"
    person.texts |= {"sex": "男\n\nMale", "title": "讲师\n\nLecturer"}
    person.facts["title"] = "讲师 Lecturer"
    person.unsure |= {"sex", "title"}
    person.must |= {"sex"}
    person.sayable |= {"title", "sex"}
    return True


@habit("career", "tables", group="career")
def several_jobs(world: Sending) -> bool:
    """More jobs than the form has rows for."""
    person = somebody(world)
    jobs = world.dice.number(3, 5)
    have_posts(person, [post(world, 2013 + at, 3, 2014 + at, 2) for at in range(jobs)])
    person.sayable.add("career")
    return True


@habit("career", "tables", group="career")
def one_job(world: Sending) -> bool:
    """One job; the second row holds the lone mark of the printed form."""
    person = somebody(world)
    have_posts(person, [post(world, 2014, 3, 2018, 10)])
    return True


@habit("career", "tables", group="career")
def dirt_below(world: Sending) -> bool:
    """The lone mark of the printed form stands in a row below the jobs."""
    world.plan.add("dirt")
    return True


@habit("rows", "people", group="rows")
def rows_added(world: Sending) -> bool:
    """Rows for what the form does not ask."""
    label = world.dice.word(
        "rows_added",
        ("出生年月", "民族", "传真 Fax", "通讯地址邮编", "IET会员号", "护照号 Passport No.", "微信 WeChat"),
    )
    value = {"出生年月": "1980.05", "民族": "汉族", "微信 WeChat": "eng-wx"}.get(
        label, str(world.dice.number(100000, 999999))
    )
    world.extra_lines.append((label, value))
    return True


@habit("rows", "sheets", group="photo", kinds=("docx", "xlsx"))
def photo(world: Sending) -> bool:
    """A cell for the photo at the right of the first block, three rows high."""
    text = world.dice.word("photo", ("照片", "照片 Photo", "（贴照片处）", "一寸免冠照片"))
    for book in world.books:
        grid = book.sheets[0].grid
        if grid is None:
            return False
        top = 1 if book.paragraphs else 1 + len(world.title.split("\n"))
        grid.put(top, 12, Cell(text))
        grid.merge(top, 12, top + 2, 12)
    return True


@habit("notes", "people", group="notes")
def signed_below(world: Sending) -> bool:
    """A line to sign, or the unit's opinion, under the form."""
    world.notes.append(
        world.dice.word(
            "signed_below",
            (
                "申请人签字：　　　　日期：2018年11月10日",
                "单位意见：同意报名。（盖章）",
                "本人承诺以上信息真实。签名：",
                "推荐单位意见：同意",
                "Signature:            Date:",
            ),
        )
    )
    return True


@habit("values", "people", group="text")
def long_text(world: Sending) -> bool:
    """More than 300 characters about oneself."""
    person = somebody(world)
    person.facts["description"] = "；".join(spelling.lists(FORM)["invented"]["texts"] * 4)
    person.must.add("description")
    return True


@habit("values", "people", group="text")
def no_text(world: Sending) -> bool:
    """Nothing about oneself."""
    person = somebody(world)
    person.texts["description"] = world.dice.word("no_text", ("", "无", "/", "暂无"))
    person.facts["description"] = ""
    person.must.add("description")
    return True


@habit("held", "people", group="phone")
def phone_left_out(world: Sending) -> bool:
    """No phone, though a mail address."""
    person = somebody(world)
    person.texts["phone"] = spelling.one_of(world.dice, FORM, "form", "blank")
    person.facts["phone"] = ""
    person.hold("phone-missing")
    person.also = ("routed",)
    return True


habit("held", "people", group="phone")(phone_wrong)
habit("values", "people", group="phone")(two_numbers)


@habit("values", "people", group="level")
def no_english(world: Sending) -> bool:
    """English level and address left blank."""
    person = somebody(world)
    for key in ("english_level", "workplace_address"):
        person.texts[key] = spelling.one_of(world.dice, FORM, "form", "blank")
        person.facts[key] = ""
    person.must.add("english_level")
    person.sayable.add("workplace_address")
    return True


@habit("rows", "people", group="class")
def class_row(world: Sending) -> bool:
    """A row for the class that somebody applies for, which the form does not ask."""
    label = world.dice.word("class_row", ("申请级别", "申请类别", "申请级别 Class"))
    named, meant = world.dice.one(
        (("CEng", "特许工程师"), ("IEng", "主任工程师"), ("特许工程师（CEng）", "特许工程师"))
    )
    world.extra_lines.append((label, named))
    for person in world.people:
        person.facts["level"] = meant
    return True


@habit("rows", "sheets", group="files", kinds=("docx", "xlsx"))
def two_in_one_file(world: Sending) -> bool:
    """Two people in one file, one form after the other."""
    if len(world.books) < 2:
        return False
    first, second = world.books[:2]
    for sheet in second.sheets:
        sheet.name = "Sheet2"
    first.sheets += second.sheets
    world.books[:2] = [first]
    for person in world.people:
        person.sayable.add("name")
    return True


@habit("cells", "sheets", group="merges")
def nothing_merged(world: Sending) -> bool:
    """No cell is merged: labels and values stand in cells of one column each."""
    for book in world.books:
        for sheet in book.sheets:
            grid = sheet.grid
            if grid is None:
                return False
            rows: dict[int, list[Cell]] = {}
            starts = {(top, left) for top, left, _, _ in grid.merges} | set(grid.cells)
            for row, column in sorted(starts):
                rows.setdefault(row, []).append(grid.cells.get((row, column), Cell("")))
            sheet.grid = Grid()
            for at, row in enumerate(sorted(rows)):
                for column, cell in enumerate(rows[row]):
                    sheet.grid.put(at, column, cell)
    return True
