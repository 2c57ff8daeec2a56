"""Habits of both lists: who does not fulfil what is asked, what holds a person, what is typed by hand."""

from __future__ import annotations

from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import type_years_again
from tests.worlds.notices.both import both, somebody
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Row
from tests.worlds.truth import LEVELS, mobile

# ---- who does not fulfil ----


@both("conditions", "people", group="title")
def odd_title(world: Sending) -> bool:
    """A title of which nobody can tell what it is."""
    person = somebody(world)
    person.texts["title"] = spelling.one_of(world.dice, world.form, "odd", "title")
    person.unsure.add("title")
    person.sayable.add("title")
    person.also = (*person.also, "held")
    return True


@both("conditions", "people", group="years")
def too_few_years(world: Sending) -> bool:
    """Somebody has not worked long enough."""
    if "important_years" not in world.columns:
        return False
    person = somebody(world)
    least = 10 if person.level == LEVELS[1] else 5
    person.facts["work_years"] = str(world.dice.number(least - 3, least - 1))
    person.facts["important_years"] = str(world.dice.number(1, 2))
    person.must.add("work_years")
    person.sayable.add("important_years")
    type_years_again(person)
    return True


@both("conditions", "people", group="years")
def too_few_important(world: Sending) -> bool:
    """Or not long enough on important works."""
    if "important_years" not in world.columns:
        return False
    person = somebody(world)
    person.facts["important_years"] = str(world.dice.number(1, 4) if person.level == LEVELS[1] else 1)
    person.must.add("important_years")
    type_years_again(person)
    return True


@both("conditions", "people", group="years")
def more_important_than_all(world: Sending) -> bool:
    """More years of important works than of work."""
    if "important_years" not in world.columns:
        return False
    person = somebody(world)
    person.facts["important_years"] = str(int(person.facts["work_years"]) + world.dice.number(1, 5))
    person.must.add("important_years")
    type_years_again(person)
    return True


@both("conditions", "people", group="years")
def odd_years(world: Sending) -> bool:
    """Years that are no number."""
    person = somebody(world)
    person.texts["work_years"] = spelling.one_of(world.dice, world.form, "odd", "work_years")
    person.unsure.add("work_years")
    person.sayable |= {"work_years", "important_years"}
    return True


@both("conditions", "people", group="degree")
def low_degree(world: Sending) -> bool:
    """Somebody has no degree of a university."""
    person = somebody(world)
    person.facts["education"] = "本科以下"
    person.texts["education"] = spelling.one_of(world.dice, world.form, "short", "education")
    person.must.add("education")
    return True


@both("conditions", "people", group="member")
def no_member_yet(world: Sending) -> bool:
    """Words in place of the member's number."""
    person = somebody(world)
    person.texts["member_no"] = spelling.one_of(world.dice, world.form, "odd", "member_no")
    person.unsure.add("member_no")
    person.must.add("member_no")
    return True


@both("conditions", "people", group="member")
def member_number_left_out(world: Sending) -> bool:
    """No member's number at all."""
    person = somebody(world)
    person.texts["member_no"] = spelling.one_of(world.dice, world.form, "form", "blank")
    person.facts["member_no"] = ""
    person.must.add("member_no")
    return True


# ---- what holds a person ----


@both("held", "people", group="phone")
def phone_left_out(world: Sending) -> bool:
    """No phone."""
    person = somebody(world)
    person.texts["phone"] = spelling.one_of(world.dice, world.form, "form", "blank")
    person.facts["phone"] = ""
    person.hold("phone-missing")
    person.also = (*person.also, "routed")  # where there is a mail address, which is enough
    return True


@both("held", "people", group="phone")
def phone_wrong(world: Sending) -> bool:
    """A number that is none."""
    person = somebody(world)
    person.texts["phone"] = spelling.one_of(world.dice, world.form, "held", "phone-invalid")
    person.unsure.add("phone")
    person.hold("phone-invalid", "phone-missing")
    return True


def _level(world: Sending, slug: str) -> bool:
    person = somebody(world)
    person.texts["level"] = spelling.one_of(world.dice, world.form, "held", slug)
    person.unsure.add("level")
    person.sayable |= {"title", "name"}
    person.hold(slug, "level-unknown", "level-ambiguous")
    return True


@both("held", "people", group="level")
def level_of_two(world: Sending) -> bool:
    """A class that may be either."""
    return _level(world, "level-ambiguous")


@both("held", "people", group="level")
def level_is_a_title(world: Sending) -> bool:
    """A title in place of the class."""
    return _level(world, "level-unknown")


@both("held", "people", group="level")
def level_below(world: Sending) -> bool:
    """A class that is not open."""
    return _level(world, "level-not-open")


@both("held", "people", group="level")
def level_left_out(world: Sending) -> bool:
    """No class: it holds where the notice lists the classes."""
    person = somebody(world)
    person.texts["level"] = spelling.one_of(world.dice, world.form, "form", "blank")
    person.unsure.add("level")
    if world.form == "ciesc":
        person.hold("level-missing")
    else:
        person.must.add("level")
        person.also = ("held",)
    return True


# ---- values ----


@both("values", "people", group="specialty")
def specialty_of_none(world: Sending) -> bool:
    """A specialty that is none of those printed, or two."""
    person = somebody(world)
    person.texts["specialty"] = spelling.one_of(world.dice, world.form, "odd", "specialty")
    person.unsure.add("specialty")
    person.must.add("specialty")
    return True


@both("values", "people", group="specialty")
def other_specialty(world: Sending) -> bool:
    """其他, and what it is in brackets."""
    person = somebody(world)
    what = world.dice.word("other_specialty", ("储能", "技术管理", "标准化", "科技情报", "项目管理"))
    person.facts["specialty"] = "其他"
    person.texts["specialty"] = world.dice.word("other_form", ("其他（{}）", "其他：{}", "其他-{}", "其他({})")).format(
        what
    )
    person.sayable.add("specialty")
    return True


@both("values", "people", group="phone")
def two_numbers(world: Sending) -> bool:
    """Two mobile numbers in one cell: the first counts."""
    person = somebody(world)
    mark = world.dice.word("two_numbers", ("/", "、", "\n", "；", " "))
    person.texts["phone"] = f"{person.mobile}{mark}{mobile(world.dice)}"
    person.sayable.add("phone")
    return True


@both("values", "people", group="blanks")
def marks_for_nothing(world: Sending) -> bool:
    """Cells of optional columns hold a mark for nothing."""
    person = somebody(world)
    mark = spelling.one_of(world.dice, world.form, "form", "blank")
    for key in ("email", "sex", "birth", "position"):
        if key in person.facts and key in world.columns:
            person.texts[key], person.facts[key] = mark, ""
            person.sayable.add(key)
    return True


@both("values", "tables", group="repeat", layouts=("table",))
def sample_row(world: Sending) -> bool:
    """The first row is an example: 例, 张三."""
    table = world.tables[0]
    mark = world.dice.word("sample_row", ("例", "示例", "样例", "（例）", "填写示例"))
    cells = {key: Cell(cell.text) for key, cell in table.rows[0].cells.items()}
    cells |= {"number": Cell(mark), "name": Cell("张三"), "phone": Cell("13800000000"), "email": Cell("zs@example.com")}
    if table.column("number") is None:
        return False
    table.rows.insert(0, Row(cells))
    world.optional_names.add("张三")
    return True


@both("values", "tables", layouts=("table",))
def blank_rows(world: Sending) -> bool:
    """Numbered rows stand empty below the people."""
    for table in world.tables:
        table.rows += [Row({"number": Cell(str(len(table.rows) + at))}) for at in range(1, world.dice.number(2, 5))]
    return True
