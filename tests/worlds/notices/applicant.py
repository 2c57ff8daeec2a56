"""What is true of somebody who applies, and how the clerk types it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.worlds.chance import Dice
from tests.worlds.notices import spelling
from tests.worlds.tables import phone_text
from tests.worlds.truth import LEVELS, mobile, person_name
from tests.worlds.words import Spelling

TITLES = {
    "专业工程会员": ("工程师", "工程师", "讲师", "助理研究员", "高级工程师", "高级工程师", "副教授"),
    "资深工程会员": ("正高级工程师", "正高级工程师", "教授级高级工程师", "教授", "研究员"),
}
DEGREES = ("本科", "本科", "硕士", "硕士", "博士")
AS_TYPED = ("title", "work_segment")  # what no list closes is as good as it was typed
COMBINED = {"unit_and_post": ("workplace", "position"), "school_and_major": ("school", "major")}


@dataclass
class Applicant:
    """`facts`: the fields in the export's form; `texts`: what the clerk types, by column. The rest as in
    truth.Person."""

    facts: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)
    posts: list[list[str]] = field(default_factory=list)  # lines of 工作经历, where a form has them
    numbers: set[str] = field(default_factory=set)  # columns whose cell is kept as a number
    disposition: str = "routed"
    also: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    sayable: set[str] = field(default_factory=set)
    must: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    as_good: dict[str, str] = field(default_factory=dict)  # what may be stored instead

    marks = (("name", 4), ("phone", 3), ("email", 2), ("workplace", 1))  # by which a row is told to be theirs

    @property
    def name(self) -> str:
        return self.facts["name"]

    @property
    def mobile(self) -> str:
        return self.facts["phone"].removeprefix("+86")

    @property
    def level(self) -> str:
        return self.facts["level"]

    def fields(self, unit: str) -> dict[str, str]:
        """The fields that are compared; the unit only where the form tells it."""
        return self.facts | ({"unit": unit} if "unit" in self.facts else {})

    def hold(self, *why: str) -> None:
        """Held, for one of these reasons or of those that hold already."""
        self.disposition, self.why = "held", (*self.why, *why)

    def typed(self, key: str, spelled: Spelling) -> None:
        """What the clerk types for a field, and what may or must be said of it."""
        self.texts[key] = spelled.text
        if spelled.sayable:
            self.sayable.add(key)
        if spelled.must:
            self.must.add(key)


def facts_of(dice: Dice, form: str, unit: str, specialties: Sequence[str]) -> dict[str, str]:
    """Somebody who fulfils what both notices ask, in all the fields that they share."""
    level = dice.one(LEVELS)
    years = dice.number(11, 34) if level == LEVELS[1] else dice.number(6, 30)
    return {
        "name": person_name(dice),
        "sex": dice.one(("男", "男", "女")),
        "birth": f"{dice.number(1962, 1992)}-{dice.number(1, 12):02d}",
        "member_no": f"{dice.one(('E', 'S', 'H'))}{dice.number(10, 99)}{dice.number(1000000, 9999999)}M",
        "level": level,
        "specialty": dice.one(specialties),
        "education": dice.one(DEGREES),
        "school": spelling.invented(dice, form, "schools"),
        "major": spelling.invented(dice, form, "majors"),
        "title": dice.one(TITLES[level]),
        "work_years": str(years),
        "important_years": str(dice.number(5 if level == LEVELS[1] else 2, years)),
        "workplace": unit,
        "position": spelling.invented(dice, form, "posts"),
        "phone": f"+86{mobile(dice)}",
        "email": f"{dice.one(('li', 'wang', 'zq', 'eng', 'hx'))}{dice.number(100, 99999)}@corp.example.com",
    }


def type_out(dice: Dice, form: str, person: Applicant, plain: float) -> None:
    """Every fact in this clerk's spelling; texts that a habit typed before stay."""
    done = dict(person.texts)
    for key, meant in person.facts.items():
        if key in done:
            continue
        if key == "birth":
            person.typed(key, spelling.month(dice, form, meant, plain))
        elif key in ("work_years", "important_years"):
            person.typed(key, spelling.years(dice, form, int(meant), plain))
        elif key == "phone":
            person.texts[key] = person.mobile if dice.chance(plain) else phone_text_of(dice, person.mobile)
        elif key == "filled_online":
            answer = "yes" if meant == "是" else "no"
            person.must |= {key} if meant == "否" else set()
            person.typed(key, spelling.pattern(dice, form, answer, meant, plain))
        else:
            person.typed(key, spelling.value(dice, form, key, meant, plain))
        if key in AS_TYPED:
            person.as_good[key] = person.texts[key]
    pattern = "{a} {b}" if dice.chance(plain) else spelling.one_of(dice, form, "form", "both_pair")
    for key, (first, second) in COMBINED.items():
        if first in person.texts and second in person.texts:
            person.texts[key] = pattern.format(a=person.texts[first], b=person.texts[second])


def type_years_again(person: Applicant) -> None:
    """Years that a habit changes where another one had typed them already."""
    person.texts |= {key: person.facts[key] for key in ("work_years", "important_years") if key in person.texts}


def combine(person: Applicant, key: str) -> None:
    """Two facts in one column: the first field holds the whole text, as the form of our own draft has it."""
    first, second = COMBINED[key]
    person.facts[first] = person.texts[key]
    person.facts[second] = ""
    person.unsure.add(second)


def phone_text_of(dice: Dice, number: str) -> str:
    """A number as in the worlds of attachment 3."""
    return phone_text(_Clerk(dice), number)  # type: ignore[arg-type]  # it asks a world for its dice only


@dataclass
class _Clerk:
    dice: Dice
