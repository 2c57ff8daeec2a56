"""Habits of records of activities: lines that are none, and what lies around the table."""

from __future__ import annotations

from tests.worlds.notices.deeds import MINUTES
from tests.worlds.notices.habits_hours import SHEETS, record
from tests.worlds.notices.hours import SINGLE
from tests.worlds.notices.record import Record
from tests.worlds.sketch import Book, Cell, Column, Row, Sheet, Table

# ---- lines that are none ----


def _year(row: Row) -> int:
    """The year of an activity; 0 for a line that is none."""
    return row.person.began.year if row.person else 0  # type: ignore[attr-defined]


def _total(world: Record, table: Table, rows: list[Row], word: str) -> Row:
    """A line with the sum of the column of time."""
    label = next(column.key for column in table.columns if column.key in ("title", "kind", "seq"))
    first = table.columns[0].key if world.dice.chance(0.5) else label
    hours = sum(row.person.minutes for row in rows if row.person) // MINUTES  # type: ignore[attr-defined]
    key = "claimed" if table.column("claimed") else world.time
    return Row({first: Cell(word), key: Cell(str(hours), number=True)})


@record("lines", "tables", group="totals")
def total(world: Record) -> bool:
    """A line of totals at the end."""
    word = world.dice.word("total", ("合计", "总计", "合 计", "学时合计", "共计", "累计", "合计（学时）", "小计"))
    for table in world.tables:
        table.rows.append(_total(world, table, list(table.rows), word))
    return True


@record("lines", "tables", group="totals")
def total_by_year(world: Record) -> bool:
    """A line of totals after every year."""
    form = world.dice.word("total_by_year", ("{}年小计", "{}年度合计", "小计（{}年）", "{}年合计"))
    for table in world.tables:
        rows: list[Row] = []
        for row in table.rows:
            year = _year(row)
            if rows and rows[-1].person and rows[-1].person.began.year != year:  # type: ignore[attr-defined]
                before = rows[-1].person.began.year  # type: ignore[union-attr]
                rows.append(_total(world, table, [each for each in rows if each.person], form.format(before)))
            rows.append(row)
        table.rows = rows
    return True


@record("lines", "tables", group="totals", layouts=SINGLE)
def bands_of_years(world: Record) -> bool:
    """2025年度 across the table before the lines of a year."""
    form = world.dice.word("bands_of_years", ("{}年度", "{}年", "【{}年】", "一、{}年度活动"))
    for table in world.tables:
        rows: list[Row] = []
        seen: set[int] = set()
        for row in table.rows:
            year = _year(row)
            if year and year not in seen:
                rows.append(Row({table.columns[0].key: Cell(form.format(year))}, band=True))
                seen.add(year)
            rows.append(row)
        table.rows = rows
    return True


@record("lines", "tables", group="example")
def example_line(world: Record) -> bool:
    """The line of the example was left in."""
    for table in world.tables:
        cells = {
            "seq": Cell("例"),
            "name": Cell("张三"),
            "certificate_no": Cell("XXXX"),
            "title": Cell("XX培训（示例）"),
        }
        cells |= {
            "began": Cell("2025-03-01"),
            "period": Cell("2025-03-01"),
            "kind": Cell("培训、考试"),
            world.time: Cell("90"),
        }
        table.rows.insert(0, Row(cells))
    world.may.add("refused")
    return True


@record("lines", "tables", group="blank")
def blank_lines(world: Record) -> bool:
    """Blank lines between the others, and numbered ones at the end."""
    for table in world.tables:
        for at in range(len(table.rows), 0, -1):
            if world.dice.chance(0.3):
                table.rows.insert(at, Row({}))
        table.rows += [Row({"seq": Cell(str(len(table.rows) + extra), number=True)}) for extra in range(1, 6)]
    return True


@record("lines", "tables", group="heading_again")
def headings_again(world: Record) -> bool:
    """The headings stand once more, as on a second page."""
    for table in world.tables:
        table.rows.insert(max(1, len(table.rows) // 2), Row({}, heading=True))
    return True


@record("lines", "people")
def signatures(world: Record) -> bool:
    """Below: a promise, places to sign, who filled it in and when."""
    world.notes += [
        "本人承诺以上内容真实有效。",
        "持证人签字：              日期：2026年6月1日",
        "单位审核意见（盖章）：",
    ]
    return True


@record("lines", "people")
def hints_below(world: Record) -> bool:
    """Below: how it is to be filled in."""
    world.notes += [
        "注：1. 活动类别按列表填写。2. 每45分钟为1学时。",
        "填表说明：2025年1月1日以后的活动每年不少于50学时。",
    ]
    return True


@record("lines", "people")
def summary_below(world: Record) -> bool:
    """Below: 职业发展总结, a paragraph."""
    world.notes.append("职业发展总结：2025年3月1日至5日参加培训40学时，发表论文2篇，专业能力得到提升。")
    return True


# ---- sheets and files ----


@record("sheets", "sheets", group="further", kinds=SHEETS)
def empty_sheets(world: Record) -> bool:
    """Sheet2 and Sheet3 are empty."""
    for book in world.books:
        book.sheets += [Sheet("Sheet2"), Sheet("Sheet3")]
    return True


@record("sheets", "sheets", group="further", kinds=SHEETS)
def sheet_of_hints(world: Record) -> bool:
    """A second sheet says how to fill it in."""
    lines = [
        ["填表说明"],
        ["1. 每行填一项活动。"],
        ["2. 活动类别：培训、研讨、授课、论文。"],
        ["3. 日期写成2025-03-01。"],
    ]
    for book in world.books:
        book.sheets.append(Sheet("填表说明", lines))
    return True


@record("sheets", "sheets", group="further", kinds=SHEETS, layouts=("sheet", "sheets"))
def sheet_of_years(world: Record) -> bool:
    """A sheet sums up the years: 年度, 学时."""
    columns = [Column("year", "年度"), Column("hours", "学时"), Column("note", "备注")]
    rows = [Row({"year": Cell(str(year)), "hours": Cell("52", number=True)}) for year in (2023, 2024, 2025)]
    for book in world.books:
        book.sheets.insert(
            world.dice.one((0, len(book.sheets))), Sheet("年度汇总", [["年度学时汇总"]], [Table(columns, rows)])
        )
    return True


@record("sheets", "sheets", group="further", kinds=SHEETS)
def list_of_words(world: Record) -> bool:
    """A hidden sheet holds the lists of the drop-downs."""
    words = [["培训、考试"], ["研讨交流"], ["授课、演讲"], ["论文发表"], ["国家标准"], ["期刊论文"]]
    for book in world.books:
        book.sheets.append(Sheet("数据源", words, hidden=True))
    return True


@record("sheets", "sheets", group="title")
def no_title(world: Record) -> bool:
    """There is no title."""
    for book in world.books:
        for sheet in book.sheets:
            sheet.top = [line for line in sheet.top if line != [world.title]]
    return True


@record("sheets", "sheets", kinds=SHEETS)
def moved(world: Record) -> bool:
    """The table begins in the third column."""
    for book in world.books:
        for sheet in book.sheets:
            sheet.left = 2
    return True


@record("sheets", "sheets", group="split", layouts=("sheet",), kinds=SHEETS)
def sheet_for_each_year(world: Record) -> bool:
    """Every year has a sheet of its own."""
    book, table = world.books[0], world.tables[0]
    years = sorted({row.person.began.year for row in table.rows if row.person})  # type: ignore[attr-defined]
    if len(years) < 2 or any(row.person is None for row in table.rows):
        return False
    head = book.sheets[0].top
    book.sheets[:1] = [
        Sheet(f"{year}年", head, [table.part([row for row in table.rows if row.person.began.year == year], "")])  # type: ignore[union-attr]
        for year in years
    ]
    return True


@record("files", "files")
def proofs_beside(world: Record) -> bool:
    """Proofs lie beside it, as pictures and PDF."""
    world.loose += [("结业证书.jpg", b"\xff\xd8\xff\xe0" + b"0" * 400), ("会议通知.pdf", b"%PDF-1.4\n%%EOF\n")]
    return True


@record("files", "files", layouts=("sheet", "list"))
def old_copy_beside(world: Record) -> bool:
    """An older copy of the same record lies beside it, with one line less."""
    book = world.books[0]
    table = book.sheets[0].tables[0]
    if book.sheets[0].grid is not None or len(table.rows) < 3 or len(book.sheets) > 1:
        return False
    less = table.part(table.rows[:-1], "")
    less.rows = table.rows[:-1]
    world.books.append(Book(f"{book.name}-旧", book.kind, [Sheet(book.sheets[0].name, book.sheets[0].top, [less])]))
    return True
