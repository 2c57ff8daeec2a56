"""One record of activities: its holders, how their activities are typed, and the sheets that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.worlds.notices import spelling
from tests.worlds.notices.deeds import BY_ORDER, FORM, GRADES, MINUTES, TIMED, Deed, Holder
from tests.worlds.notices.sending import Sending
from tests.worlds.sketch import Cell, Column, Row, Sheet, Table
from tests.worlds.words import Spelling
from tests.worlds.world import World

PRINTED = (
    *("seq", "began", "ended", "kind", "title", "organiser", "minutes", "grade", "place", "claimed", "proof", "note"),
)
TIMES = ("minutes", "clock", "class_hours", "duration")  # headings of the column that says how long
CELLS_OF_DAYS = ("xlsx", "xls", "ods", "fods")  # formats in which a day is kept as one


@dataclass
class Record(Sending):
    """`listed`: holders stand in columns; `head`: how a sheet says whose it is; `sent`: how they were recommended."""

    sent: World | None = None
    head: str = "printed"
    time: str = "minutes"
    fill: str = "repeat"  # how the holder's columns go on below the first line: repeat, blank, merge, ditto
    numbered: bool = True  # whether the certificate numbers are told
    held: list[Holder] = field(default_factory=list)

    @property
    def deeds(self) -> list[Deed]:
        return [deed for holder in self.held for deed in holder.deeds]

    @property
    def size(self) -> int:
        return len(self.deeds)

    @property
    def listed(self) -> bool:
        return self.style.layout == "list"


def table_of(world: Record, holders: Sequence[Holder]) -> Table:
    """The activities of these holders under the world's columns."""
    dice, plain = world.dice, world.style.plain
    keys = [world.time if key == "minutes" else key for key in world.columns]
    table = Table([Column(key, spelling.heading(dice, FORM, key, plain).text) for key in keys], [])
    for holder in holders:
        for place, deed in enumerate(holder.deeds):
            cells = typed(world, deed)
            if place and world.fill != "repeat":
                for key in ("name", "certificate_no", "unit"):
                    cells[key] = Cell("同上" if world.fill == "ditto" else "")
            seq = Cell(str(len(table.rows) + 1), number=True)
            table.rows.append(Row({"seq": seq, **cells}, deed))  # type: ignore[arg-type]
    if world.fill == "merge":
        table.merge_runs |= {"name", "certificate_no", "unit"}
    return table


def typed(world: Record, deed: Deed) -> dict[str, Cell]:
    """What the clerk types for a deed, by column; what a habit typed already stands."""
    dice, plain = world.dice, world.style.plain
    kind = spelling.value(dice, FORM, "kind", deed.kind, plain)
    if kind.sayable and "kind" not in deed.texts:
        deed.doubt("kind")
    cells = {
        "name": Cell(deed.name or deed.holder.name),
        "certificate_no": Cell(deed.number or deed.holder.certificate_no) if world.numbered else Cell(""),
        "unit": Cell(world.unit),
        "kind": Cell(kind.text),
        "title": Cell(deed.title),
        "organiser": Cell(deed.organiser),
        "proof": Cell(spelling.invented(dice, FORM, "proofs")),
        "note": Cell(spelling.invented(dice, FORM, "notes") if dice.chance(0.2) else ""),
        "grade": _grade(world, deed),
        "place": _place(world, deed),
        **_days(world, deed),
        **_time(world, deed),
    }
    return cells | {key: Cell(text) for key, text in deed.texts.items()}


def _grade(world: Record, deed: Deed) -> Cell:
    if deed.kind not in GRADES:
        return Cell(
            spelling.one_of(world.dice, FORM, "form", "blank") if world.dice.chance(1 - world.style.plain) else ""
        )
    if "grade" not in world.columns and "kind" not in deed.texts:
        deed.grade = ""
        deed.sayable.add("grade")
        return Cell("")
    found = spelling.value(world.dice, FORM, "grade", deed.grade, world.style.plain)
    if found.sayable:
        deed.doubt("grade")
    return Cell(found.text)


def _place(world: Record, deed: Deed) -> Cell:
    if deed.kind not in BY_ORDER:
        return Cell("")
    if "place" not in world.columns:
        deed.place = 1
        return Cell("")
    found = spelling.pattern(world.dice, FORM, "place", "{p}", world.style.plain)
    if found.sayable:
        deed.doubt("place")
    text = found.text.format(p=deed.place, han=spelling.in_chinese(deed.place))
    return Cell(text, number=text.isdecimal())


def day_text(form: str, day: date, last: date | None = None) -> str:
    """A day, or two, in a form of the list."""
    parts = {"y": day.year, "yy": f"{day:%y}", "m": day.month, "mm": f"{day:%m}", "d": day.day, "dd": f"{day:%d}"}
    if last:
        parts |= {"y2": last.year, "m2": last.month, "mm2": f"{last:%m}", "d2": last.day, "dd2": f"{last:%d}"}
    return form.format(**parts)


def _days(world: Record, deed: Deed) -> dict[str, Cell]:
    """The two columns of days and the one of both."""
    if "period" in world.columns:
        return {"period": _period(world, deed)}
    if deed.month:
        first, last = deed.began, deed.ended.replace(day=1)
        one = first == last
        return {"began": _month(world, deed, first), "ended": Cell("") if one else _month(world, deed, last)}
    is_blank = deed.began == deed.ended and world.dice.chance(0.4)
    return {"began": _day(world, deed, deed.began), "ended": Cell("") if is_blank else _day(world, deed, deed.ended)}


def _period(world: Record, deed: Deed) -> Cell:
    first, last = deed.began, deed.ended
    if deed.month and first.month == last.month and first.year == last.year:
        return _month(world, deed, first)
    if first == last:
        return _day(world, deed, first)
    key = "period_month" if deed.month else "period_day"
    if not deed.month and first.year != last.year:
        text = "{y}.{mm}.{dd}-{y2}.{mm2}.{dd2}"
    elif key == "period_day" and first.month == last.month and world.dice.chance(0.5):
        text = spelling.pattern(world.dice, FORM, "period_same_month", "{y}.{m}.{d}-{d2}", world.style.plain).text
    else:
        printed = "{y}.{m}-{y2}.{m2}" if deed.month else "{y}-{mm}-{dd}至{y2}-{mm2}-{dd2}"
        text = spelling.pattern(world.dice, FORM, key, printed, world.style.plain).text
    return Cell(day_text(text, first, last))


def _month(world: Record, deed: Deed, day: date) -> Cell:
    return _written(deed, day, spelling.pattern(world.dice, FORM, "month", "{y}年{m}月", world.style.plain))


def _day(world: Record, deed: Deed, day: date) -> Cell:
    if world.style.kind in CELLS_OF_DAYS and world.dice.chance(0.5):
        return Cell(day.isoformat(), day=True)
    return _written(deed, day, spelling.pattern(world.dice, FORM, "day", "{y}-{mm}-{dd}", world.style.plain))


def _written(deed: Deed, day: date, form: Spelling) -> Cell:
    if form.sayable:
        deed.doubt("began", "ended")
    return Cell(day_text(form.text, day))


def _time(world: Record, deed: Deed) -> dict[str, Cell]:
    """How long, in the unit of the column or one that the cell names; and the hours that the member claims."""
    dice, plain = world.dice, world.style.plain
    claimed = Cell(str(deed.minutes // MINUTES or 10), number=True) if dice.chance(0.4) else Cell("")
    if deed.kind not in TIMED:
        has_blank = deed.kind == "other" or dice.chance(plain)
        return {world.time: Cell("" if has_blank else spelling.one_of(dice, FORM, "form", "blank")), "claimed": claimed}
    if dice.chance(0.03) and world.time != "class_hours" and "claimed" in world.columns:
        deed.unsure.add("minutes")  # as claimed, or none until somebody confirms it
        return {world.time: Cell(""), "claimed": Cell(str(deed.minutes // MINUTES), number=True)}
    numbers = {"minutes": deed.minutes, "clock": hours(deed), "class_hours": deed.minutes // MINUTES}
    if world.time in numbers and dice.chance(max(plain, 0.5)):
        return {world.time: Cell(str(numbers[world.time]), number=True), "claimed": claimed}
    key = dice.one(("in_minutes", "in_clock", "in_class_hours"))
    if key == "in_clock" and deed.minutes * 100 % 60:
        key = "in_minutes"
    printed = {"in_minutes": "{n}分钟", "in_clock": "{h}小时", "in_class_hours": "{c}学时"}[key]
    found = spelling.pattern(dice, FORM, key, printed, plain)
    if found.sayable:
        deed.doubt("minutes")
    text = found.text.format(n=deed.minutes, h=hours(deed), c=deed.minutes // MINUTES)
    return {world.time: Cell(text), "claimed": claimed}


def hours(deed: Deed) -> str:
    """1.5, 3."""
    return f"{deed.minutes / 60:.2f}".rstrip("0").rstrip(".")


def sheet_of(world: Record, name: str, table: Table, holder: Holder | None) -> Sheet:
    """A sheet with its title, whose it is, the table and what stands below."""
    head = [] if holder is None else heads(world, holder)
    return Sheet(name, [[world.title], *head] if world.title else head, [table], [[note] for note in world.notes])


def heads(world: Record, holder: Holder) -> list[list[str]]:
    """Lines that say whose a sheet is."""
    number = holder.deeds[0].number or holder.certificate_no
    name = holder.deeds[0].name or holder.name
    words = {
        key: spelling.heading(world.dice, FORM, key, world.style.plain).text
        for key in ("name", "certificate_no", "unit")
    }
    facts = {"name": name, "certificate_no": number, "unit": world.unit}
    if not world.numbered:
        del facts["certificate_no"]
    told = [(f"{words[key]}：", fact) for key, fact in facts.items()]
    if world.head == "inline":
        return [[f"{label}{fact}" for label, fact in told]]
    if world.head == "one_line":
        return [["　　".join(f"{label}{fact}" for label, fact in told)]]
    if world.head == "lines":
        return [[label.removesuffix("："), fact] for label, fact in told]
    if world.head == "own_lines":
        return [[f"{label}{fact}", ""] for label, fact in told]
    return [[part for label, fact in told for part in (label, fact)]]
