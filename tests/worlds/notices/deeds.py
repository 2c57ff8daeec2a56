"""What is true of a holder of a certificate, and of what they did for their continuing development."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.worlds.chance import Dice
from tests.worlds.notices import spelling
from tests.worlds.notices.applicant import Applicant

FORM = "hours"
NOW = "2026-06-16T09:00:00+08:00"
UNTIL = date(2026, 5, 10)  # what is done is over by then, and its month is
MINUTES = 45  # of one 学时
TIMED = ("training", "seminar", "lecture", "consultation")
GRADES = {
    "standard": ("国际标准", "国家标准", "行业标准", "地方标准", "团体标准"),
    "research": ("国家级", "省部级", "本单位"),
    "paper": ("期刊论文", "会议论文"),
    "book": ("主编", "参编"),
}
BY_ORDER = ("standard", "paper")
KINDS = ("training",) * 7 + ("seminar",) * 5 + ("lecture",) * 3 + ("consultation",) * 2 + ("paper",) * 3
KINDS += ("standard", "standard", "research", "research", "book", "other")


@dataclass
class Deed:
    """One activity as it must be recorded, and what may be said of it.

    `want`: taken, refused (something must be said), or either. `sayable`: fields of which a warning is not needless;
    `unsure`: not compared; `must`: something has to be said where it is taken; `month`: only the month is written.
    """

    holder: Holder
    kind: str
    title: str
    organiser: str
    began: date
    ended: date
    minutes: int = 0
    grade: str = ""
    place: int = 1
    month: bool = False
    want: str = "taken"
    sayable: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    must: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)  # what the clerk types instead of the usual spelling
    name: str = ""  # of the holder, as it is typed for this line
    number: str = ""

    def refuse(self) -> None:
        """It cannot be recorded as it is written."""
        self.want = "refused"

    def doubt(self, *fields: str) -> None:
        """Of reasonable readers one takes it and one asks; who takes it says so, or is right."""
        self.want = "either" if self.want == "taken" else self.want
        self.sayable |= set(fields)

    def fields(self) -> dict[str, str]:
        """What is compared, in the form of the register."""
        compared = {"holder": self.holder.certificate_no, "kind": self.kind, "began": self.began.isoformat()}
        compared["ended"] = self.ended.isoformat()
        compared["title"] = "".join(self.title.split())
        if self.kind in TIMED:
            compared["minutes"] = str(self.minutes)
        if self.kind in GRADES:
            compared["grade"] = self.grade
        if self.kind in BY_ORDER:
            compared["place"] = str(self.place)
        return {name: value for name, value in compared.items() if name not in self.unsure}


@dataclass
class Holder(Applicant):
    """`certificates`: further ones, number → day of issue."""

    issued: date = date(2024, 1, 1)
    deeds: list[Deed] = field(default_factory=list)
    revoked_on: str = ""
    more: dict[str, date] = field(default_factory=dict)

    @property
    def certificate_no(self) -> str:
        return self.facts["certificate_no"]


def number_of(dice: Dice, world: int, place: int) -> str:
    """The number of a certificate: opaque text, unlike all others."""
    return dice.one(
        ("CSE-PE-{y}-{w:04d}{p:02d}", "G{y}{w:05d}{p:02d}", "渝工会{y}{w:04d}{p:02d}号", "{y}{w:06d}{p:02d}")
    ).format(y=dice.number(2021, 2024), w=world, p=place)


def draw_deeds(dice: Dice, holder: Holder) -> list[Deed]:
    """Two to seven, after the day of issue, in order of their days; no two of one name."""
    found: dict[str, Deed] = {}
    wanted = dice.number(2, 7)
    while len(found) < wanted:
        deed = draw_deed(dice, holder)
        found.setdefault(deed.title, deed)
    return sorted(found.values(), key=lambda deed: deed.began)


def draw_deed(dice: Dice, holder: Holder) -> Deed:
    kind = dice.one(KINDS)
    title = f"{spelling.invented(dice, FORM, 'topics')}{spelling.invented(dice, FORM, kind)}"
    title = dice.one(("{}", "{}", "《{}》" if kind in GRADES else "第{n}期{}", "{}（{n}）")).format(
        title, n=dice.number(2, 60)
    )
    days = (UNTIL - holder.issued).days
    began = holder.issued + timedelta(dice.number(40, days - 1))
    deed = Deed(holder, kind, title, spelling.invented(dice, FORM, "organisers"), began, began)
    if kind in TIMED:
        deed.ended = min(began + timedelta(dice.one((0, 0, 0, 1, 2, 4))), UNTIL)
        each = dice.one((45, 90, 135, 180, 360)) if deed.ended == began else 180
        deed.minutes = each * ((deed.ended - began).days + 1)
    elif kind in GRADES:
        deed.grade = dice.one(GRADES[kind])
        deed.place = dice.one((1, 1, 2, 3, 5)) if kind in BY_ORDER else 1
        deed.month = dice.chance(0.6)
        if deed.month:
            _whole_months(dice, deed)
    return deed


def _whole_months(dice: Dice, deed: Deed) -> None:
    """From the first of a month to the last of it, or of a later one where it is research."""
    deed.began = deed.began.replace(day=1)
    if deed.began <= deed.holder.issued:
        deed.began = next_month(deed.began)
    last = deed.began
    for _ in range(dice.number(2, 10) if deed.kind == "research" else 0):
        if next_month(next_month(last)) <= UNTIL:
            last = next_month(last)
    deed.ended = next_month(last) - timedelta(1)


def next_month(day: date) -> date:
    """The first of the month after."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
