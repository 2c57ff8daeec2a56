"""Habits of clerks of both lists that put two facts into one column, or more around the table than belongs there."""

from __future__ import annotations

from tests.worlds.notices.both import both, somebody
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Sheet


def _with_date(world: Sending, key: str, headings: tuple[str, ...], marks: tuple[str, ...]) -> bool:
    """A column tells its fact and when it was."""
    heading = world.dice.word(f"{key}_and_date", headings)
    mark = world.dice.word(f"{key}_and_date_mark", marks)
    for table in world.tables:
        column = table.column(key)
        if column is None:
            return False
        column.heading = heading
        for row in table.rows:
            person, cell = row.person, row.cells.get(key)
            if person is None or cell is None or not cell.text:
                continue
            when = f"{world.dice.number(1998, 2016)}.{world.dice.number(1, 12):02d}"
            row.cells[key] = Cell(f"{cell.text}{mark.format(when)}")
            person.as_good[key] = row.cells[key].text
            person.sayable |= {key}
            person.also = (*person.also, "held") if key == "title" else person.also
    return True


@both("joins", "tables", group="heads_of_two")
def title_and_date(world: Sending) -> bool:
    """Title and when it was given in one cell."""
    headings = ("职称及取得时间", "现专业技术职务及取得时间", "职称/取得时间", "专业技术职务及取得时间")
    return _with_date(world, "title", headings, (" {}", "（{}）", "/{}", "，{}", "\n{}"))


@both("joins", "tables", group="heads_of_two")
def degree_and_date(world: Sending) -> bool:
    """Degree and when it was taken in one cell."""
    headings = ("最高学历学位及取得时间", "最高学历、学位及取得时间", "学历及毕业时间", "学历学位/毕业时间")
    return _with_date(world, "education", headings, (" {}", "（{}）", "/{}", "，{}毕业"))


@both("joins", "tables", group="heads_of_two")
def subject_and_years(world: Sending) -> bool:
    """What somebody works in, and for how long, in one cell."""
    heading = world.dice.word("subject_and_years", ("现从事专业及年限", "从事专业及年限", "从事专业/年限"))
    mark = world.dice.word("subject_and_years_mark", ("{} {}", "{}/{}", "{}，{}", "{}（{}）"))
    for table in world.tables:
        column = table.column("work_years")
        if column is None:
            return False
        column.heading = heading
        for row in table.rows:
            person, cell = row.person, row.cells.get("work_years")
            if person is None or cell is None or not cell.text:
                continue
            row.cells["work_years"] = Cell(mark.format("工程设计", f"{cell.text.rstrip('年')}年"))
            person.as_good["work_years"] = row.cells["work_years"].text
            person.sayable |= {"work_years", "important_years", "specialty"}
            person.must.discard("work_years")
    return True


@both("values", "tables", group="names")
def names_spaced(world: Sending) -> bool:
    """Names of two characters are spaced out, as wide as those of three."""
    blank = world.dice.word("names_spaced", (" ", "  ", "　"))
    for table in world.tables:
        for row in table.rows:
            cell = row.cells.get("name")
            if row.person is not None and cell is not None and len(cell.text) == 2:
                row.cells["name"] = Cell(blank.join(cell.text))
    return True


@both("values", "tables", group="names")
def name_with_more(world: Sending) -> bool:
    """A remark behind somebody's name."""
    person = somebody(world)
    more = world.dice.word("name_with_more", ("（男）", "（组长）", "（党员）", "（女）", "（高工）", "（新增）"))
    for table in world.tables:
        for row in table.rows:
            if row.person is person:
                row.cells["name"] = Cell(f"{person.name}{more}")
    person.sayable.add("name")
    return True


@both("around", "tables", group="above")
def instructions_above(world: Sending) -> bool:
    """Lines that say how the list is to be filled in stand above it."""
    world.caption_words["how"] = world.dice.word(
        "instructions_above",
        (
            "填表说明：1.请如实填写；2.带*为必填项；3.手机号为本人常用号码。",
            "*导入须知：\n1.请勿改动表头；\n2.日期格式为2020-01-01。",
            "注：本表一式两份，电子版发送至指定邮箱。",
            "说明：会员号可登录学会网站查询。",
        ),
    )
    return True


@both("around", "sheets", group="behind", kinds=("xlsx", "xls", "ods"))
def sheet_of_words(world: Sending) -> bool:
    """A second sheet lists the words to choose from, or how to fill in the first."""
    lines = world.dice.word(
        "sheet_of_words",
        (
            ("填写说明", "1.姓名：填写真实姓名", "2.手机：填写本人手机号码", "3.申请类别：专业工程会员或资深工程会员"),
            ("选项", "专业工程会员", "资深工程会员", "是", "否"),
            ("Sheet2", "", "", ""),
        ),
    )
    for book in world.books:
        book.sheets.append(Sheet(lines[0], top=[[line] for line in lines[1:] if line]))
    return True
