"""Habits of carriers and places: where the unit's name stands, how sheets are cut and moved, what else is sent."""

from __future__ import annotations

from tests.worlds.habits import BOOKS, TABULAR, habit
from tests.worlds.world import World


def _unit(world: World) -> None:
    for person in world.people:
        person.sayable.add("unit")
    world.may |= {"unit-missing", "unit-from-filename", "unit-conflict"}


@habit("unit", "people", group="unit", layouts=TABULAR)
def unit_by_folder_only(world: World) -> bool:
    """Nothing in the sheet names the unit; folder or subject does."""
    world.unit_place = "nowhere"
    _unit(world)
    return True


@habit("unit", "sheets", group="unit", layouts=TABULAR, kinds=("xlsx", "docx"))
def unit_in_header(world: World) -> bool:
    """The unit stands in the page header or footer."""
    for sheet in world.books[0].sheets:
        sheet.drop_unit()
    place = world.dice.word("unit_in_header", ("header", "footer"))
    setattr(world.books[0].sheets[0], place, f"推荐单位：{world.unit}")
    return True


@habit("unit", "sheets", group="unit", layouts=TABULAR, kinds=("xlsx",))
def unit_in_box(world: World) -> bool:
    """The unit stands in a text box."""
    for sheet in world.books[0].sheets:
        sheet.drop_unit()
    world.books[0].sheets[0].boxes.append(f"推荐单位（盖章）：{world.unit}")
    world.may.add("content-unread")
    return True


@habit("unit", "sheets", group="unit", layouts=("form", "flat"), kinds=BOOKS)
def unit_in_sheet_name(world: World) -> bool:
    """The sheet is called after the unit."""
    for sheet in world.books[0].sheets:
        sheet.drop_unit()
    if len(world.unit) > 28:
        return False
    world.books[0].sheets[0].name = world.unit
    return True


@habit("unit", "sheets", group="unit", layouts=TABULAR)
def unit_labelled_otherwise(world: World) -> bool:
    """填报单位, 单位名称（盖章）, label and value in two cells."""
    label = world.dice.word(
        "unit_labelled_otherwise",
        ("填报单位：", "推荐单位：", "单位名称（盖章）：", "推荐单位（公章）：", "申报单位（盖章）：", "报送单位："),
    )
    done = False
    for sheet in world.books[0].sheets:
        for line in sheet.top:
            if line[0].startswith("推荐单位"):
                line[:] = [label, world.unit] if world.dice.chance(0.5) else [label + world.unit]
                done = True
    if not label.startswith("推荐单位"):
        _unit(world)
    return done


@habit("unit", "sheets", group="unit", layouts=TABULAR)
def date_behind_unit(world: World) -> bool:
    """Unit and date in one line."""
    done = False
    for sheet in world.books[0].sheets:
        for line in sheet.top:
            if line[0].startswith("推荐单位"):
                line[0] += world.dice.word(
                    "date_behind_unit",
                    (
                        "    填表日期：2025年4月10日",
                        "      制表日期：2025-04-10",
                        "（盖章）  日期：2025.4.10",
                        "        联系人：王小明",
                    ),
                )
                done = True
    return done


@habit("place", "sheets", layouts=TABULAR, kinds=BOOKS)
def moved_right(world: World) -> bool:
    """The tables begin in column B or C."""
    for sheet in world.books[0].sheets:
        sheet.left = world.dice.number(1, 2)
    return True


@habit("place", "sheets", layouts=TABULAR)
def no_gap(world: World) -> bool:
    """Nothing, or three empty rows, between the two tables."""
    for sheet in world.books[0].sheets:
        sheet.gap = world.dice.word("no_gap", (0, 3))
    return True


@habit("place", "sheets", layouts=TABULAR)
def title_of_their_own(world: World) -> bool:
    """Another title over the form."""
    title = world.dice.word(
        "title_of_their_own",
        (
            "2025年工程能力评价推荐人员名单",
            "工程师推荐汇总表",
            "工程能力评价人员推荐表",
            "关于推荐参加2025年工程能力评价人员的汇总表",
            "推荐人员信息采集表",
            "",
        ),
    )
    for sheet in world.books[0].sheets:
        for line in sheet.top:
            if line[0] == "推荐参加工程能力评价人员情况表":
                line[0] = title
        sheet.top = [line for line in sheet.top if line[0]]
    return True


@habit("carrier", "files")
def scan_beside(world: World) -> bool:
    """The stamped scan as a PDF beside the workbook."""
    pages = (
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3 3]>>endobj"
    )
    pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj " + pages + b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    world.loose.append(
        (world.dice.word("scan_beside", ("扫描件.pdf", "盖章扫描件.pdf", "推荐表盖章版.pdf", "附件3（盖章）.pdf")), pdf)
    )
    return True


@habit("carrier", "files")
def system_files_beside(world: World) -> bool:
    """Lock files and thumbnails beside the workbook."""
    world.loose.append(
        (world.dice.word("system_files_beside", ("Thumbs.db", "desktop.ini", "~$附件3.xlsx")), b"\x00" * 165)
    )
    return True


@habit("carrier", "files")
def notice_beside(world: World) -> bool:
    """The notice's covering letter as a text file."""
    text = "重庆市工程师协会：\n现将我单位推荐人员情况表报送贵会，请查收。\n联系人：人力资源部\n"
    world.loose.append(("报送函.txt", text.encode("utf-8")))
    return True
