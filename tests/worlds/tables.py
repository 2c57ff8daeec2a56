"""From people to the tables of attachment 3 as this clerk types them: every cell in this clerk's spelling."""

from __future__ import annotations

from tests.worlds import words
from tests.worlds.sketch import Cell, Column, Row, Table
from tests.worlds.truth import Person, Project
from tests.worlds.world import World

CAPTIONS = {
    "dispatched": "已外派参与工程项目人员汇总（可另附）",
    "planned": "未来三年计划外派参与工程项目人员汇总（可另附）",
}
DISPATCHED = ("project", "country", "type", "status", "chinese", "foreign", "qualified")
PLANNED = ("planned_project", "planned_country")
PEOPLE = ("name", "phone", "domain", "location", "level", "experience")
COMPANY_FORMS = (
    "{company}\n(联系人：{contact}，手机：{phone})",
    "{company}（联系人：{contact}，手机：{phone}）",
    "{company}(联系人:{contact} 手机:{phone})",
    "{company}（{contact} {phone}）",
    "{company}，联系人：{contact}，电话：{phone}",
    "{company}\n{contact}\n{phone}",
    "{company} 联系人:{contact} {phone}",
    "{company}；联系人：{contact}；手机号码：{phone}",
)


def build(world: World) -> list[Table]:
    """A table for each section of the world."""
    return [section_table(world, section) for section in world.sections]


def section_table(world: World, section: str) -> Table:
    people = [person for person in world.people if person.project.section == section]
    style = world.style
    company = ("company",) if style.company == "combined" else ("company_name", "contact", "contact_phone")
    keys = ("seq", *company, *(DISPATCHED if section == "dispatched" else PLANNED), *PEOPLE)
    table = Table([Column(key, heading_of(world, key, people)) for key in keys], [], section=section)
    table.caption = world.caption_words.get(section, CAPTIONS[section])
    table.head, table.fill = style.head, style.fill
    lines: list[Project] = []
    for at, person in enumerate(people, 1):
        if not lines or lines[-1] is not person.project:
            lines.append(person.project)
        number = len(lines) if style.numbering == "project" else at
        table.rows.append(Row(cells_of(world, person, str(number)), person, person.project))
    if style.numbering == "person":
        for column in table.columns:
            if column.key == "seq":
                column.key = "number"
        for row in table.rows:
            row.cells["number"] = row.cells.pop("seq")
    return table


def heading_of(world: World, key: str, people: list[Person]) -> str:
    """A heading in the clerk's words; a soft one makes its field sayable for everyone below it."""
    spelling = words.heading(world.dice, key, world.style.plain)
    if spelling.sayable:
        world.may.add("column-doubtful")
        for person in people:
            person.sayable |= fields_of(key)
    return spelling.text


def fields_of(key: str) -> set[str]:
    """The published fields that a column tells."""
    named = {
        "company": {"company", "company_contact", "company_contact_phone"},
        "company_name": {"company"},
        "contact": {"company_contact"},
        "contact_phone": {"company_contact_phone"},
        "project": {"project_name"},
        "planned_project": {"project_name"},
        "country": {"project_country"},
        "planned_country": {"project_country"},
        "type": {"project_type"},
        "status": {"project_status"},
        "chinese": {"chinese_engineers"},
        "foreign": {"foreign_engineers"},
        "qualified": {"qualified_engineers"},
        "location": {"location_country"},
    }
    return named.get(key, {key})


def cells_of(world: World, person: Person, number: str) -> dict[str, Cell]:
    """What stands in the row of one person, whatever columns the table will have."""
    texts = {"seq": number, **project_texts(world, person.project), **person_texts(world, person)}
    return {key: Cell(text) for key, text in texts.items()}


def project_texts(world: World, project: Project) -> dict[str, str]:
    """The texts of a project, the same for all its people; drawn once."""
    known: dict[int, dict[str, str]] = world.project_texts
    if id(project) not in known:
        known[id(project)] = _project_texts(world, project)
    return known[id(project)]


def _project_texts(world: World, project: Project) -> dict[str, str]:
    dice, plain = world.dice, world.style.plain
    form = COMPANY_FORMS[0] if dice.chance(plain) else dice.one(COMPANY_FORMS)
    texts = {
        "company": form.format(company=project.company, contact=project.contact, phone=project.contact_phone),
        "company_name": project.company,
        "contact": project.contact,
        "contact_phone": project.contact_phone,
        "project": project.name,
        "planned_project": project.name,
        "chinese": project.chinese,
        "foreign": project.foreign,
        "qualified": project.qualified,
    }
    typed = world.project_typed.get(id(project), {})
    if project.country and "country" not in typed:
        spelling = words.country(dice, project.country, plain, with_city=False)
        texts["country"] = texts["planned_country"] = spelling.text
        _say(world, project, "project_country", spelling)
    for key, meant in (("type", project.type), ("status", project.status)):
        if meant:
            spelling = words.value(dice, key, meant, plain)
            texts[key] = spelling.text
            _say(world, project, f"project_{key}", spelling)
    if not dice.chance(plain):
        unit = dice.one(("人", "名", ""))
        texts |= {key: texts[key] and texts[key] + unit for key in ("chinese", "foreign", "qualified")}
    if "country" in typed:
        texts["planned_country"] = typed["country"]
    return texts | typed


def _say(world: World, project: Project, field: str, spelling: words.Spelling) -> None:
    for person in world.people:
        if person.project is project:
            say(person, field, spelling)


def say(person: Person, field: str, spelling: words.Spelling) -> None:
    """Note what may or must be said of this field of this person."""
    if spelling.sayable:
        person.sayable.add(field)
    if spelling.must:
        person.must.add(field)


def person_texts(world: World, person: Person) -> dict[str, str]:
    dice, plain = world.dice, world.style.plain
    spelled = {key: words.Spelling("") for key in ("location", "level", "domain")}
    if person.location and "location" not in person.typed:
        spelled["location"] = words.country(dice, person.location, plain)
    if person.level and "level" not in person.typed:
        spelled["level"] = words.value(dice, "level", person.level, plain)
    if person.domain and "domain" not in person.typed:
        spelled["domain"] = words.domain(dice, person.domain, plain)
    for key, spelling in spelled.items():
        say(person, "location_country" if key == "location" else key, spelling)
    texts = {
        "name": person.name,
        "phone": person.mobile if dice.chance(plain) else phone_text(world, person.mobile),
        "domain": spelled["domain"].text,
        "location": spelled["location"].text,
        "level": spelled["level"].text,
        "experience": person.experience,
        "email": person.email,
    }
    return texts | person.typed


def phone_text(world: World, number: str) -> str:
    """A mainland mobile as people type it."""
    dice = world.dice
    form = dice.one(
        (
            "{}",
            "+86 {}",
            "86-{}",
            "+86{}",
            "0086-{}",
            "dash",
            "space",
            "wide",
            "{}（微信同号）",
            "{}/微信同号",
            "手机：{}",
            "{} ",
        )
    )
    if form in ("dash", "space"):
        return ("-" if form == "dash" else " ").join((number[:3], number[3:7], number[7:]))
    if form == "wide":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in number)
    return form.format(number)
