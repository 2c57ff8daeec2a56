"""What is true in a world: a unit, its projects, its people, and what must come of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.worlds import words
from tests.worlds.chance import Dice


def invented(name: str) -> str | list[str]:
    """A list of invented.toml, or a text whose characters are the list."""
    return words.lists()["invented"][name]


TYPES = ("对外投资", "承包工程", "对外劳务", "对外援助", "其他")
STATUSES = ("筹建", "准备", "在建", "完工", "已完工等待验收移交", "运营中")
LEVELS = ("专业工程会员", "资深工程会员")

FIELDS = (
    *(
        "section",
        "company",
        "company_contact",
        "company_contact_phone",
        "project_name",
        "project_country",
        "project_type",
    ),
    *(
        "project_status",
        "chinese_engineers",
        "foreign_engineers",
        "qualified_engineers",
        "name",
        "phone",
        "email",
        "domain",
    ),
    *("level", "location_country", "experience", "unit"),
)


@dataclass
class Project:
    """One line of attachment 3 before its people. Counts, type and status are empty in the planned section."""

    section: str
    company: str
    contact: str
    contact_phone: str  # as a mainland mobile, eleven digits
    name: str = ""
    country: str = ""  # ISO 3166 alpha-2
    type: str = ""
    status: str = ""
    chinese: str = ""
    foreign: str = ""
    qualified: str = ""


@dataclass
class Person:
    """One person, as the export must show it, and what may and must be said.

    sayable  fields of which a warning is not needless; must  fields of which something must be said
    unsure   fields that are not compared, since reasonable readers differ
    why      the findings of which one must hold the person; empty: routed
    """

    project: Project
    name: str
    mobile: str
    domain: str
    level: str
    location: str
    experience: str
    email: str = ""
    phone: str | None = None  # E.164 where it is not the mainland mobile
    disposition: str = "routed"
    also: tuple[str, ...] = ()  # dispositions that are as right
    why: tuple[str, ...] = ()
    sayable: set[str] = field(default_factory=set)
    must: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    typed: dict[str, str] = field(default_factory=dict)  # what the clerk writes instead of the usual spelling

    as_good: dict[str, str] = field(default_factory=dict)  # what may be stored instead

    marks = (("name", 4), ("phone", 3), ("project_name", 2), ("experience", 2))  # by which a row is told to be theirs

    def hold(self, *why: str) -> None:
        """Held, for one of these reasons."""
        self.disposition, self.why = "held", why

    def fields(self, unit: str) -> dict[str, str]:
        """The published fields in the export's form."""
        project = self.project
        contact_phone = f"+86{project.contact_phone}" if project.contact_phone else ""
        phone = f"+86{self.mobile}" if self.phone is None else self.phone
        values = (
            *(
                project.section,
                project.company,
                project.contact,
                contact_phone,
                project.name,
                project.country,
                project.type,
            ),
            *(
                project.status,
                project.chinese,
                project.foreign,
                project.qualified,
                self.name,
                phone,
                self.email,
                self.domain,
            ),
            *(self.level, self.location, self.experience, unit),
        )
        return dict(zip(FIELDS, values, strict=True))


def mobile(dice: Dice) -> str:
    return dice.one(("199", "198", "191", "166", "173", "155")) + "".join(dice.one("0123456789") for _ in range(8))


def person_name(dice: Dice) -> str:
    if dice.chance(0.02):
        return dice.one(invented("far_names"))
    surname = dice.one(invented("double_surnames")) if dice.chance(0.03) else dice.one(invented("surnames"))
    return surname + "".join(dice.one(invented("given")) for _ in range(1 if dice.chance(0.2) else 2))


def unit_name(dice: Dice, number: int | None = None) -> str:
    """A firm's name; that of a unit holds the world's number in two characters, so that no two units share one."""
    mark = (
        ""
        if number is None
        else invented("given")[number // len(invented("given")) % len(invented("given"))]
        + invented("given")[number % len(invented("given"))]
    )
    return dice.one(invented("places")) + mark + dice.one(invented("trades")) + dice.one(invented("suffixes"))


def experience(dice: Dice) -> str:
    """One to four sentences of which none says anything about another field."""
    since = dice.number(2008, 2018)
    said = [
        f"{since + at}年至{since + at + 1}年{dice.one(invented('deeds'))}，{dice.one(invented('gains'))}"
        for at in range(dice.number(1, 4))
    ]
    return "；".join(said) + "。"


def project(dice: Dice, section: str, companies: list[tuple[str, str, str]], named: bool) -> Project:
    made = Project(section, *dice.one(companies))
    iso = dice.one(words.countries())
    if named:
        made.country = iso
        country = words.lists()["country"][iso]["safe"][0]
        made.name = country + "".join(dice.one(invented(part)) for part in ("provinces", "works", "phases"))
    if section == "dispatched":
        made.type, made.status = dice.one(TYPES), dice.one(STATUSES)
        chinese = dice.number(2, 60)
        made.chinese, made.foreign = str(chinese), str(dice.number(0, 80))
        made.qualified = str(dice.number(1, chinese))
    return made


def person(dice: Dice, project: Project) -> Person:
    abroad = project.section == "dispatched" and dice.chance(0.85)
    return Person(
        project=project,
        name=person_name(dice),
        mobile=mobile(dice),
        domain=dice.one(list(words.lists()["domain"])),
        level=dice.one(LEVELS),
        location=(project.country or "CN") if abroad else "CN",
        experience=experience(dice),
    )


def draw_people(dice: Dice, unit: str, wanted: int) -> list[Person]:
    """People of one unit in the order of attachment 3: by section, then project."""
    companies = [
        (unit if dice.chance(0.6) else unit_name(dice), person_name(dice), mobile(dice))
        for _ in range(dice.number(1, 3))
    ]
    companies = list({company[0]: company for company in companies if "·" not in company[1]}.values())
    companies = companies or [(unit, "向文", mobile(dice))]
    sections = dice.one((("dispatched",), ("planned",), ("dispatched", "planned"), ("dispatched", "planned")))
    people: list[Person] = []
    names: set[str] = set()
    for section in sections:
        named = section == "dispatched" or dice.chance(0.6)  # 如有: all of the plans name a project, or none
        share = max(1, wanted // len(sections))
        while share > 0:
            line = project(dice, section, companies, named)
            for _ in range(min(share, dice.number(1, 4))):
                made = person(dice, line)
                while made.name in names:
                    made.name = person_name(dice)
                names.add(made.name)
                people.append(made)
                share -= 1
    return people
