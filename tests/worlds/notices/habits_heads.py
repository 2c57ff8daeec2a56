"""Habits of both lists: bent headings and added columns."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds.chance import Dice
from tests.worlds.notices.applicant import Applicant
from tests.worlds.notices.both import STYLED, both
from tests.worlds.notices.listing import OPTIONAL
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Column

# ---- headings ----


def _headings(world: Sending, bend: Callable[[Column, Dice], str]) -> bool:
    for table in world.tables:
        for column in table.columns:
            column.heading = bend(column, world.dice)
    return True


@both("headings", "tables", group="heads")
def stars_before(world: Sending) -> bool:
    """Some headings begin with a star, as those of import templates do."""
    mark = world.dice.word("stars_before", ("* ", "*", "＊", "※"))
    return _headings(world, lambda column, dice: f"{mark}{column.heading}" if dice.chance(0.6) else column.heading)


@both("headings", "tables", group="heads")
def stars_behind(world: Sending) -> bool:
    """Or end with one, or with 必填."""
    mark = world.dice.word("stars_behind", (" *", "*", "（必填）", "(必填)", "【必填】"))
    return _headings(world, lambda column, dice: f"{column.heading}{mark}" if dice.chance(0.6) else column.heading)


@both("headings", "tables", group="heads")
def numbered_heads(world: Sending) -> bool:
    """Headings are numbered: 2.姓名."""
    form = world.dice.word("numbered_heads", ("{}.{}", "{}、{}", "({}){}", "{} {}"))
    for table in world.tables:
        for at, column in enumerate(table.columns, 1):
            column.heading = form.format(at, column.heading)
    return True


@both("headings", "tables", group="heads")
def broken_heads(world: Sending) -> bool:
    """Headings are broken in the middle of words."""

    def broken(column: Column, dice: Dice) -> str:
        text = column.heading
        if len(text) < 4 or "\n" in text or text.isascii() or not dice.chance(0.7):
            return text
        at = dice.number(2, len(text) - 2)
        return f"{text[:at]}\n{text[at:]}"

    return _headings(world, broken)


@both("headings", "tables", group="heads")
def spaced_heads(world: Sending) -> bool:
    """Short headings are spaced out: 姓  名."""
    blank = world.dice.word("spaced_heads", (" ", "  ", "　", "    "))
    return _headings(
        world, lambda column, _: blank.join(column.heading) if len(column.heading) == 2 else column.heading
    )


@both("headings", "tables", group="heads")
def colons_behind(world: Sending) -> bool:
    """Headings end with a colon."""
    mark = world.dice.word("colons_behind", ("：", ":"))
    return _headings(world, lambda column, _: f"{column.heading}{mark}")


@both("headings", "tables", group="heads")
def hints_behind(world: Sending) -> bool:
    """Headings say how they are to be filled in."""
    hints = {
        "level": ("（专业工程会员/资深工程会员）", "（下拉选择）", "\n（专业、资深）"),
        "work_years": ("（年）", "（满几年）", "（截至2022年底）"),
        "important_years": ("（年）", "（专业≥2年，资深≥5年）"),
        "phone": ("（11位）", "（本人）", "（常用）"),
        "email": ("（常用）", "（接收通知用）"),
        "title": ("（以证书为准）", "（如高级工程师）", "（现任）"),
        "workplace": ("（全称）", "（与公章一致）"),
        "specialty": ("（单选）", "（见附件）"),
        "member_no": ("（必填）", "（无会员号请先入会）"),
        "education": ("（最高）", "（本科及以上）"),
    }

    def hinted(column: Column, dice: Dice) -> str:
        return column.heading + dice.word("hints_behind", hints[column.key]) if column.key in hints else column.heading

    return _headings(world, hinted)


@both("headings", "tables", layouts=("table",), kinds=STYLED)
def bands_over(world: Sending) -> bool:
    """A row of words over the headings: 基本信息, 申请信息, 联系方式."""
    about = world.dice.word("bands_over", ("基本信息", "个人信息", "人员基本情况", "申请人基本信息"))
    groups = {
        "number": "序号",
        **dict.fromkeys(
            ("level", "specialty", "work_segment", "member_no", "filled_online", "foreign_title"), "申请信息"
        ),
        **dict.fromkeys(("phone", "email"), "联系方式"),
    }
    for table in world.tables:
        table.bands = [groups.get(column.key, about) for column in table.columns]
    return True


@both("columns", "tables")
def shuffled(world: Sending) -> bool:
    """The columns stand in an order of the clerk's own."""
    order = [column.key for column in world.tables[0].columns]
    world.dice.random.shuffle(order)
    for table in world.tables:
        table.columns.sort(key=lambda column: order.index(column.key))
    return True


# ---- columns ----


def _add(world: Sending, heading: str, texts: Callable[[Applicant], str], after: str) -> bool:
    for table in world.tables:
        table.insert_after(after, Column(heading, heading))
        for row in table.rows:
            if row.person is not None:
                row.cells[heading] = Cell(texts(row.person))  # type: ignore[arg-type]
    return True


@both("columns", "tables", group="extra1")
def identity_number(world: Sending) -> bool:
    """A column of identity numbers that nobody asked for."""
    heading = world.dice.word("identity_number", ("身份证号", "身份证号码", "证件号码", "公民身份号码"))
    world.may.add("extra-personal-data")
    digits = "".join(world.dice.one("0123456789") for _ in range(3))
    return _add(world, heading, lambda _: f"50010119850315{digits}X", world.dice.one(("name", "sex", "phone")))


@both("columns", "tables", group="extra2")
def nation(world: Sending) -> bool:
    """Columns of nation and politics."""
    politics = world.dice.word("politics", ("政治面貌", "党派", "政治面貌（党员/群众）"))
    _add(world, politics, lambda _: world.dice.one(("中共党员", "群众", "民盟盟员")), "sex")
    return _add(world, "民族", lambda _: world.dice.one(("汉族", "土家族", "回族", "汉")), "sex")


@both("columns", "tables", group="extra3")
def office_phone(world: Sending) -> bool:
    """A column of the office's phone beside that of the mobile."""
    heading = world.dice.word("office_phone", ("办公电话", "固定电话", "单位电话", "座机", "办公室电话"))
    return _add(
        world, heading, lambda _: f"023-6{world.dice.number(1000000, 9999999)}", world.dice.one(("phone", "email"))
    )


@both("columns", "tables", group="extra4")
def title_date(world: Sending) -> bool:
    """When the title was given, and the number of its certificate."""
    heading = world.dice.word(
        "title_date", ("取得资格时间", "职称取得时间", "职称评定时间", "现专业技术资格取得日期", "任职时间")
    )
    return _add(world, heading, lambda _: f"{world.dice.number(2008, 2020)}.{world.dice.number(1, 12):02d}", "title")


@both("columns", "tables", group="extra5")
def certificate_number(world: Sending) -> bool:
    """The number of a certificate."""
    heading = world.dice.word("certificate_number", ("职称证书编号", "证书编号", "职称证书号", "资格证书编号"))
    return _add(world, heading, lambda _: f"ZC{world.dice.number(100000, 999999)}", "title")


@both("columns", "tables", group="extra6")
def degree_date(world: Sending) -> bool:
    """When the degree was taken."""
    heading = world.dice.word("degree_date", ("毕业时间", "毕业年月", "毕业日期", "学位授予日期"))
    return _add(world, heading, lambda _: f"{world.dice.number(1990, 2015)}.07", "education")


@both("columns", "tables", group="extra7")
def work_start(world: Sending) -> bool:
    """When work began: a start, no length."""
    heading = world.dice.word("work_start", ("参加工作时间", "参加工作日期", "工作时间", "入职时间"))
    return _add(
        world, heading, lambda _: f"{world.dice.number(1995, 2015)}年7月", world.dice.one(("education", "phone"))
    )


@both("columns", "tables", group="extra8")
def age(world: Sending) -> bool:
    """A column of ages."""
    return _add(
        world, world.dice.word("age", ("年龄", "年龄（岁）", "周岁")), lambda _: str(world.dice.number(30, 60)), "sex"
    )


@both("columns", "tables", group="extra9")
def address(world: Sending) -> bool:
    """A column of addresses."""
    heading = world.dice.word("address", ("通讯地址", "联系地址", "单位地址", "邮寄地址（接收证书）"))
    return _add(world, heading, lambda _: "渝岚市江北路18号", world.dice.one(("email", "phone")))


@both("columns", "tables", group="extra10")
def wanted_title(world: Sending) -> bool:
    """A column of the title that somebody wants to be given, which is no class applied for."""
    heading = world.dice.word("wanted_title", ("拟申报专业技术职务", "拟评职称", "拟聘任专业技术职务"))
    return _add(world, heading, lambda _: world.dice.one(("正高级工程师", "高级工程师")), "title")


@both("columns", "tables", group="extra11")
def society_grade(world: Sending) -> bool:
    """A column of the society's own grade of membership, which is no class applied for."""
    heading = world.dice.word("society_grade", ("会员等级", "学会会员类别", "学会会员等级", "现会员级别"))
    for person in world.people:
        person.sayable.add("level")
    return _add(world, heading, lambda _: world.dice.one(("普通会员", "高级会员", "会士", "个人会员")), "member_no")


@both("columns", "people", group="dropped")
def fewer_columns(world: Sending) -> bool:
    """What the clerk thought superfluous is missing."""
    for key in world.dice.random.sample([key for key in world.columns if key in OPTIONAL], 2):
        world.columns.remove(key)
        for person in world.people:
            if key not in person.facts:
                continue
            person.texts[key] = person.facts[key] = ""
            person.sayable |= {key, "level"} if key in ("work_years", "important_years") else {key}
        world.may |= {"member-missing", "field-missing"}
    return True
