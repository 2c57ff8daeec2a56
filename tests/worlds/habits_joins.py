"""Habits of several sheets: what belongs to one person stands in two places, joined by name, phone or number."""

from __future__ import annotations

from tests.worlds.habits import BOOKS, habit
from tests.worlds.sketch import Cell, Column, Grid, Row, Sheet, Table
from tests.worlds.truth import LEVELS, experience, mobile, person_name
from tests.worlds.world import World


def moved(world: World, keys: tuple[str, ...], join: str, join_heading: str, name: str) -> bool:
    """Take columns out of all tables into a sheet of their own, keyed by `join`."""
    rows = [row for table in world.tables for row in table.rows if row.person is not None]
    if any(
        join not in row.cells or not table.column(join) for table in world.tables for row in table.rows if row.person
    ):
        return False
    if len({row.cells[join].text for row in rows}) < len(rows):
        return False
    columns = [Column(join, join_heading)]
    for key in keys:
        heading = next((column.heading for table in world.tables for column in table.columns if column.key == key), "")
        if not heading:
            return False
        columns.append(Column(key, heading))
    shuffled = [Row({key: row.cells[key] for key in (join, *keys) if key in row.cells}) for row in rows]
    if world.dice.chance(0.5):
        world.dice.random.shuffle(shuffled)
    for table in world.tables:
        table.drop(*keys)
    world.further_sheets.append(Sheet(name, [], [Table(columns, shuffled, head="single", fill="repeat")]))
    for person in world.people:
        person.sayable |= set(keys)
    return True


@habit("joins", "tables", layouts=("form", "two_sheets", "flat"), kinds=BOOKS, group="join")
def phones_in_own_sheet(world: World) -> bool:
    """Phones in a sheet 通讯录, joined by name."""
    return moved(
        world,
        ("phone",),
        "name",
        "姓名",
        world.dice.word("phones_in_own_sheet", ("通讯录", "联系方式", "人员联系方式")),
    )


@habit("joins", "tables", layouts=("form", "two_sheets", "flat"), kinds=BOOKS, group="join")
def experience_in_own_sheet(world: World) -> bool:
    """Experience in a sheet of its own, joined by name."""
    return moved(
        world,
        ("experience",),
        "name",
        "姓名",
        world.dice.word("experience_in_own_sheet", ("工程实践经历", "主要工程实践经历", "附表 实践经历")),
    )


@habit("joins", "tables", layouts=("form", "two_sheets", "flat"), kinds=BOOKS, group="join")
def joined_by_phone(world: World) -> bool:
    """Experience and level in a second sheet, joined by the phone."""
    return moved(
        world,
        ("level", "experience"),
        "phone",
        "手机号码",
        world.dice.word("joined_by_phone", ("申报信息", "补充信息", "Sheet2")),
    )


@habit("joins", "tables", layouts=("form", "two_sheets", "flat"), kinds=BOOKS, group="join")
def joined_by_staff_number(world: World) -> bool:
    """Domain, level and experience in a second sheet, joined by the number of the employee."""
    heading = world.dice.word("joined_by_staff_number", ("工号", "员工编号", "人员编号"))
    start = world.dice.number(1000, 9000)
    rows = [row for table in world.tables for row in table.rows if row.person is not None]
    for at, row in enumerate(rows):
        row.cells["staff"] = Cell(f"GC{start + 7 * at}")
    for table in world.tables:
        table.insert_after("name", Column("staff", heading))
    return moved(
        world,
        ("domain", "level", "experience"),
        "staff",
        heading,
        world.dice.word("joined_by_staff_number", ("申报信息", "专业信息", "拟申请级别")),
    )


@habit("unread", "sheets", layouts=("form", "two_sheets", "flat"), kinds=BOOKS)
def people_in_sentences(world: World) -> bool:
    """A further sheet tells of people in sentences: they need not be read, but it has to be said."""
    grid = Grid()
    grid.put(0, 0, "补充推荐人员")
    for at in range(world.dice.number(1, 3)):
        name = person_name(world.dice)
        world.optional_names.add(name)
        level = world.dice.one(LEVELS)
        said = f"{name}，手机{mobile(world.dice)}，机械工程类，拟申请{level}。{experience(world.dice)}"
        grid.put(1 + at, 0, f"{at + 1}. {said}")
    world.books[0].sheets.append(
        Sheet(world.dice.word("people_in_sentences", ("补充", "另附", "Sheet5", "其他人员")), grid=grid)
    )
    world.must.add("content-unread")
    world.may |= {"people-unread"}
    return True


@habit("unread", "tables", layouts=("form", "two_sheets", "flat"), kinds=("xlsx", "xls", "ods"))
def hidden_person(world: World) -> bool:
    """A person's row is hidden: it may be read or not, but it has to be said."""
    rows = [
        row
        for table in world.tables
        for row in table.rows
        if row.person is not None and row.person.disposition == "routed"
    ]
    if len(rows) < 2 or world.style.fill != "repeat":
        return False
    row = world.dice.one(rows)
    row.hidden = True
    if row.person is not None:
        world.people.remove(row.person)
        world.optional_names.add(row.person.name)
    world.must.add("hidden-rows")
    return True


@habit("rows", "tables", layouts=("form", "two_sheets", "flat"), kinds=(*BOOKS, "docx"))
def experience_over_rows(world: World) -> bool:
    """Experience over two or three rows, all other cells of the further rows empty."""
    if world.style.fill not in ("blank", "repeat"):
        return False
    done = False
    for table in world.tables:
        rows: list[Row] = []
        for row in table.rows:
            rows.append(row)
            person = row.person
            if (
                person is None
                or "experience" in person.typed
                or "；" not in person.experience
                or not world.dice.chance(0.5)
            ):
                continue
            parts = person.experience.rstrip("。").split("；")
            person.experience = "\n".join(f"{part}。" for part in parts)
            row.cells["experience"] = Cell(f"{parts[0]}。")
            rows += [Row({"experience": Cell(f"{part}。")}, project=row.project) for part in parts[1:]]
            done = True
        table.rows = rows
    return done


@habit("rows", "tables", layouts=("flat", "two_sheets", "form"))
def ditto_marks(world: World) -> bool:
    """同上 and its marks in people's columns: domain, level and place as in the row above."""
    mark = world.dice.word("ditto_marks", ("同上", "〃", "″", "同上。", "同 上", '"', "--同上--"))
    done = False
    for table in world.tables:
        for above, row in zip(table.rows, table.rows[1:], strict=False):
            one, two = above.person, row.person
            if one is None or two is None or one.typed or two.typed:
                continue
            for key, name in (("domain", "domain"), ("level", "level"), ("location", "location_country")):
                if getattr(one, key) == getattr(two, key):
                    row.cells[key] = Cell(mark)
                    two.sayable |= one.sayable & {name}
                    two.must |= one.must & {name}
                    done = True
    return done
