"""Habits of records of activities: how long it was, of what kind, and what is told twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.worlds.notices import spelling
from tests.worlds.notices.deeds import FORM, GRADES, MINUTES, TIMED, UNTIL, Deed
from tests.worlds.notices.habits_hours import each, record, some
from tests.worlds.notices.record import Record
from tests.worlds.package import written
from tests.worlds.sketch import Row

# ---- how long ----


@record("times", group="time")
def in_days(world: Record) -> bool:
    """So many days, from which nobody knows how many hours."""

    def bend(deed: Deed) -> None:
        typed = spelling.one_of(world.dice, FORM, "form", "in_days")
        deed.texts |= {world.time: typed, "claimed": ""}
        deed.unsure.add("minutes")
        deed.doubt("minutes")
        deed.must.add("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED), bend)


@record("times", group="time")
def bare_number(world: Record) -> bool:
    """A number without a unit, in a column without one."""
    world.time = "duration"

    def bend(deed: Deed) -> None:
        deed.texts |= {"duration": str(deed.minutes), "claimed": ""}
        deed.doubt("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED), bend)


@record("times", group="time")
def half_hours_in_words(world: Record) -> bool:
    """一个半小时, 1小时30分."""
    forms = (
        ("1小时30分", 90),
        ("1小时30分钟", 90),
        ("2小时15分", 135),
        ("1个半小时", 90),
        ("一个半小时", 90),
        ("两小时", 120),
    )
    forms += (("三小时", 180), ("3小时", 180), ("两个小时", 120), ("半小时", 30), ("1h30min", 90), ("90+90分钟", 180))
    typed, minutes = world.dice.word("half_hours_in_words", forms)

    def bend(deed: Deed) -> None:
        deed.minutes = minutes
        deed.texts[world.time] = typed
        deed.doubt("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED and deed.began == deed.ended, 0.6), bend)


@record("times", group="time")
def by_the_clock(world: Record) -> bool:
    """From nine to half past eleven."""
    typed = world.dice.word(
        "by_the_clock", ("9:00-11:30", "9:00—11:30", "09:00～11:30", "上午9点至11点半", "9：00-11：30")
    )

    def bend(deed: Deed) -> None:
        deed.minutes = 150
        deed.texts |= {world.time: typed, "claimed": ""}
        deed.doubt("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED and deed.began == deed.ended, 0.6), bend)


@record("times", group="time")
def per_day(world: Record) -> bool:
    """So many class hours a day."""

    def bend(deed: Deed) -> None:
        days = (deed.ended - deed.began).days + 1
        deed.texts |= {world.time: f"每天{deed.minutes // days // MINUTES}学时", "claimed": ""}
        deed.doubt("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED and deed.began != deed.ended), bend)


@record("times", group="time")
def too_long(world: Record) -> bool:
    """More minutes than the days have."""

    def bend(deed: Deed) -> None:
        deed.minutes = 4800 * ((deed.ended - deed.began).days + 1)
        deed.texts |= {world.time: f"{deed.minutes}分钟", "claimed": ""}
        deed.refuse()

    return each(some(world, lambda deed: deed.kind in TIMED, 0.2), bend)


@record("times", group="time")
def both_units(world: Record) -> bool:
    """Minutes, and the class hours in brackets."""
    form = world.dice.word(
        "both_units", ("{n}分钟（{c}学时）", "{c}学时（{n}分钟）", "{n}分钟/{c}学时", "{c}学时，{n}分钟")
    )

    def bend(deed: Deed) -> None:
        deed.texts[world.time] = form.format(n=deed.minutes, c=deed.minutes // MINUTES)
        deed.doubt("minutes")

    return each(some(world, lambda deed: deed.kind in TIMED, 1.0), bend)


@record("times", group="time")
def no_time(world: Record) -> bool:
    """Nobody says how long it was."""

    def bend(deed: Deed) -> None:
        deed.texts |= {world.time: world.dice.one(("", "/", "若干", "-")), "claimed": ""}
        deed.refuse()

    return each(some(world, lambda deed: deed.kind in ("training", "seminar"), 0.2), bend)


# ---- of what kind ----


@record("kinds", group="kind")
def kind_of_none(world: Record) -> bool:
    """A kind that is none of the list, or none at all."""
    typed = world.dice.word("kind_of_none", ("", "/", "A类", "见附件", "线下", "必修", "1", "CPD", "公需科目"))

    def bend(deed: Deed) -> None:
        deed.texts["kind"] = typed
        deed.doubt("kind")
        deed.must.add("kind")

    return each(some(world, share=0.25), bend)


@record("kinds", group="kind")
def kind_and_hint(world: Record) -> bool:
    """The kind with something in brackets behind it."""
    form = world.dice.word("kind_and_hint", ("{}（线上）", "{}(线下)", "{}—面授", "{} 线上", "{}/网络"))

    def bend(deed: Deed) -> None:
        word = spelling.lists(FORM)["value"]["kind"][deed.kind]["printed"][0]
        deed.texts["kind"] = form.format(word)
        deed.doubt("kind")

    return each(some(world, lambda deed: deed.kind in TIMED, 0.6), bend)


@record("kinds", group="kind")
def two_kinds(world: Record) -> bool:
    """A word of two kinds, which nobody can count."""
    typed = world.dice.word(
        "two_kinds", ("培训、授课", "会议/论文", "标准、课题", "培训和咨询", "论文/著作", "研讨、授课")
    )

    def bend(deed: Deed) -> None:
        deed.texts["kind"] = typed
        deed.doubt("kind")
        deed.must.add("kind")
        deed.unsure.add("kind")

    return each(some(world, share=0.25), bend)


@record("kinds", group="kind")
def grade_and_kind_in_one(world: Record) -> bool:
    """The kind says the grade: 国家标准起草."""
    forms = {"standard": "{}起草", "research": "{}课题研究", "paper": "{}发表", "book": "著作{}"}

    def bend(deed: Deed) -> None:
        deed.texts |= {"kind": forms[deed.kind].format(deed.grade), "grade": ""}
        deed.doubt("kind", "grade")

    return each(some(world, lambda deed: deed.kind in GRADES, 1.0), bend)


# ---- once more ----


@record("again", group="again")
def series(world: Record) -> bool:
    """The same seminar on several days."""
    deed = world.dice.one(world.deeds)
    if deed.month or deed.began + timedelta(60) > UNTIL:
        return False
    place = deed.holder.deeds.index(deed)
    for week in (1, 2):
        later = replace(deed, began=deed.began + timedelta(7 * week), ended=deed.ended + timedelta(7 * week))
        later.texts, later.sayable, later.unsure, later.must = {}, set(), set(), set()
        deed.holder.deeds.insert(place + week, later)
    return True


@record("again", group="again")
def both_at_once(world: Record) -> bool:
    """Somebody took part in a meeting and spoke at it."""
    fits = [deed for deed in world.deeds if deed.kind == "seminar" and not deed.texts]
    if not fits:
        return False
    deed = world.dice.one(fits)
    spoke = replace(
        deed, kind="lecture", minutes=45, ended=deed.began, texts={}, sayable=set(), unsure=set(), must=set()
    )
    deed.holder.deeds.insert(deed.holder.deeds.index(deed) + 1, spoke)
    return True


@record("again", "files", group="again")
def sent_twice(world: Record) -> bool:
    """The same file lies there once more under another name."""
    name, content = written(world.books[0])
    world.loose.append((f"副本 {name}", content))
    return True


@record("again", "tables", group="again")
def line_twice(world: Record) -> bool:
    """A line was copied, and stands twice."""
    table = world.dice.one(world.tables)
    at = world.dice.number(0, len(table.rows) - 1)
    line = table.rows[at]
    table.rows.insert(at + 1, Row(dict(line.cells), line.person))
    return True
