"""Habits of values: what is typed in a cell, and whom it holds."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds import words
from tests.worlds.habits import habit
from tests.worlds.truth import Person
from tests.worlds.world import World


def some(world: World, fit: Callable[[Person], bool] = lambda _: True) -> list[Person]:
    """One to three people that nothing has been done to yet, and that fit."""
    free = [person for person in world.people if person.disposition == "routed" and not person.typed and fit(person)]
    world.dice.random.shuffle(free)
    return free[: world.dice.number(1, 3)]


def _hold(world: World, field: str, slug: str, others: tuple[str, ...] = ()) -> bool:
    chosen = some(world)
    for person in chosen:
        person.typed[field] = words.held(world.dice, slug)
        person.hold(slug, *others)
        person.unsure.add(field)
    return bool(chosen)


@habit("held value", "people")
def level_of_two(world: World) -> bool:
    """专业、资深均可, 专业/资深: the level is left open."""
    return _hold(world, "level", "level-ambiguous", ("level-missing", "level-unknown"))


@habit("held value", "people")
def level_is_a_title(world: World) -> bool:
    """A professional title (高工) where the level should be."""
    return _hold(world, "level", "level-unknown", ("level-ambiguous",))


@habit("held value", "people")
def level_below(world: World) -> bool:
    """见习工程会员, which the notice does not take."""
    return _hold(world, "level", "level-not-open")


@habit("held value", "people")
def level_empty(world: World) -> bool:
    """No level, or a mark for none."""
    return _hold(world, "level", "level-missing")


@habit("held value", "people")
def domain_of_two(world: World) -> bool:
    """A domain word with two meanings (机电, 岩土工程)."""
    return _hold(world, "domain", "domain-ambiguous")


@habit("held value", "people")
def domain_of_none(world: World) -> bool:
    """A trade that is no domain of the notice."""
    return _hold(world, "domain", "domain-unknown")


@habit("held value", "people")
def domain_closed(world: World) -> bool:
    """A domain that the notice does not open (化学化工, 标准化)."""
    return _hold(world, "domain", "domain-not-open")


@habit("held value", "people")
def domain_empty(world: World) -> bool:
    """No domain, or a mark for none."""
    return _hold(world, "domain", "domain-missing")


@habit("held value", "people")
def experience_empty(world: World) -> bool:
    """No experience, or 待补充."""
    return _hold(world, "experience", "experience-missing")


@habit("held value", "people")
def experience_printed(world: World) -> bool:
    """The printed sample sentence left as it is."""
    return _hold(world, "experience", "experience-template", ("experience-missing",))


@habit("held value", "people")
def phone_empty(world: World) -> bool:
    """No phone, or a mark for none."""
    return _hold(world, "phone", "phone-missing")


@habit("held value", "people")
def phone_wrong(world: World) -> bool:
    """Digits missing or too many, a QQ or WeChat number alone."""
    chosen = some(world)
    for person in chosen:
        person.typed["phone"] = words.held(world.dice, "phone-invalid")
        person.hold("phone-invalid", "phone-missing")
        person.phone = ""
    return bool(chosen)


def _empty(world: World, field: str, key: str, fit: Callable[[Person], bool]) -> bool:
    """A project's or person's value with no single meaning: empty, and said."""
    chosen = some(world, fit)
    for person in chosen:
        text = words.empty(world.dice, key)
        line = person.project
        mates = [mate for mate in world.people if mate.project is line] if field.startswith("project") else [person]
        for mate in mates:
            mate.must.add(field)
        if field == "location_country":
            person.typed["location"], person.location = text, ""
        else:
            world.project_typed.setdefault(id(line), {})[key] = text
            setattr(line, {"project_country": "country"}.get(field, key), "")
    return bool(chosen)


@habit("doubtful value", "people")
def type_of_two(world: World) -> bool:
    """A project type with two meanings (BOT, PPP) stays empty."""
    return _empty(world, "project_type", "type", lambda person: bool(person.project.type))


@habit("doubtful value", "people")
def status_of_two(world: World) -> bool:
    """A project status with two meanings (前期, 试运行) stays empty."""
    return _empty(world, "project_status", "status", lambda person: bool(person.project.status))


@habit("doubtful value", "people")
def location_of_none(world: World) -> bool:
    """海外, 项目部: no country."""
    return _empty(world, "location_country", "location", lambda _: True)


@habit("doubtful value", "people")
def country_of_two(world: World) -> bool:
    """刚果, 非洲: no single country."""
    return _empty(world, "project_country", "country", lambda person: person.project.section == "dispatched")


@habit("typing", "people")
def remark_behind_name(world: World) -> bool:
    """A post or a note in brackets behind the name."""
    chosen = some(world, lambda person: "·" not in person.name)
    for person in chosen:
        note = world.dice.word(
            "remark_behind_name",
            (
                "（项目经理）",
                "(总工)",
                "（男）",
                "（负责人）",
                " (高工)",
                "（已婚）",
                "（组长）",
                "（中共党员）",
                "（女）",
            ),
        )
        person.typed["name"] = person.name + note
        person.sayable.add("name")
    return bool(chosen)


@habit("typing", "people")
def blanks_in_name(world: World) -> bool:
    """王 伟: blanks that make names equally wide."""
    chosen = some(world, lambda person: len(person.name) == 2)
    for person in chosen:
        person.typed["name"] = (
            person.name[0] + world.dice.word("blanks_in_name", (" ", "  ", "　", "\u3000\u3000")) + person.name[1]
        )
    return bool(chosen)


@habit("typing", "people")
def labels_in_values(world: World) -> bool:
    """The label once more inside the value: 姓名：…, 领域：…"""
    chosen = some(world, lambda person: bool(person.domain))
    for person in chosen:
        person.typed |= {
            "name": f"姓名：{person.name}",
            "domain": f"所在领域：{person.domain}",
            "level": f"级别：{person.level}",
        }
        person.sayable |= {"name", "domain", "level"}
    return bool(chosen)


@habit("typing", "people")
def words_broken(world: World) -> bool:
    """Line breaks inside words: 土木\\n工程类, 专业工程\\n会员."""
    chosen = some(world)
    for person in chosen:
        person.typed["domain"] = f"{person.domain[:2]}\n{person.domain[2:]}"
        person.typed["level"] = f"{person.level[:4]}\n{person.level[4:]}"
    return bool(chosen)


@habit("typing", "people")
def company_broken(world: World) -> bool:
    """有限\\n公司: the company's name wrapped by hand."""
    if world.style.company == "combined":
        return False
    for line in {id(person.project): person.project for person in world.people}.values():
        if "公司" in line.company:
            at = line.company.rindex("公司")
            world.project_typed.setdefault(id(line), {})["company_name"] = f"{line.company[:at]}\n{line.company[at:]}"
    return True


@habit("typing", "people")
def china_and_region(world: World) -> bool:
    """中国/香港, 中国\\n香港, 中国（澳门）: one region, not two places."""
    chosen = some(world)
    for person in chosen:
        iso, name = world.dice.word("china_and_region", (("HK", "香港"), ("MO", "澳门"), ("TW", "台湾")))
        person.location = iso
        person.typed["location"] = world.dice.word(
            "china_and_region", ("中国/{}", "中国\n{}", "中国{}", "中国（{}）", "中国·{}", "中国 {}", "{}")
        ).format(name)
        if person.typed["location"] == name or "/" in person.typed["location"]:
            person.sayable.add("location_country")
    return bool(chosen)


@habit("typing", "people")
def trailing_marks(world: World) -> bool:
    """Full stops, blanks and tabs behind values."""
    chosen = some(world)
    for person in chosen:
        person.typed["domain"] = person.domain + world.dice.word(
            "trailing_marks", ("。", " ", "；", "、", "\u3000", ",")
        )
        person.typed["level"] = f" {person.level}{world.dice.word('trailing_marks', ('。', ' ', '；'))}"
    return bool(chosen)


@habit("typing", "people")
def long_experience(world: World) -> bool:
    """More than 300 characters."""
    chosen = some(world)
    for person in chosen:
        while len(person.experience) <= 310:
            person.experience += person.experience
        person.must.add("experience")
    return bool(chosen)


@habit("typing", "people")
def experience_in_lines(world: World) -> bool:
    """Experience as numbered lines inside the cell."""
    chosen = some(world)
    for person in chosen:
        parts = person.experience.rstrip("。").split("；")
        person.experience = "\n".join(f"{at}. {part}。" for at, part in enumerate(parts, 1))
    return bool(chosen)


@habit("typing", "people")
def foreign_name(world: World) -> bool:
    """A name of two to four groups, joined by one of the dots that keyboards have."""
    chosen = some(world)
    for person in chosen:
        groups = [
            world.dice.word(
                "foreign_name", ("阿卜杜勒", "穆罕默德", "艾合买提", "努尔", "买买提", "热合曼", "古丽", "吐尔逊")
            )
            for _ in range(world.dice.number(2, 4))
        ]
        person.name = "·".join(groups)
        dot = world.dice.word("foreign_name", ("·", "·", "•", "・", "．"))
        person.typed["name"] = dot.join(groups)
        if dot != "·":
            person.unsure.add("name")
    return bool(chosen)


@habit("doubtful value", "people", layouts=("form", "two_sheets", "flat"))
def plan_without_project(world: World) -> bool:
    """A planned line with its company, and neither project nor country: nothing is taken over from the line above."""
    lines = list(
        {id(person.project): person.project for person in world.people if person.project.section == "planned"}.values()
    )
    if len(lines) < 2 or not lines[0].name:
        return False
    for line in lines[1:]:
        line.name = line.country = ""
    return True
