"""Habits of records of activities: whose it is, when it was, how long, of what kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from tests.worlds.notices import spelling
from tests.worlds.notices.deeds import FORM, GRADES, MINUTES, TIMED, UNTIL, Deed
from tests.worlds.notices.hours import HOURS, SINGLE
from tests.worlds.notices.record import Record, day_text
from tests.worlds.package import written
from tests.worlds.sketch import Row

SHEETS = ("xlsx", "xls", "ods", "fods")


def record(kind: str, stage: str = "people", *, group: str = "", layouts: tuple[str, ...] = (), kinds: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """Register a habit of records."""
    return HOURS.habit(kind, stage, group=group, layouts=layouts, kinds=kinds)


def some(world: Record, fits: Callable[[Deed], bool] = lambda deed: True, share: float = 0.4) -> list[Deed]:
    """Some of the deeds that fit, at least one where there are any."""
    found = [deed for deed in world.deeds if fits(deed) and not deed.texts and deed.want == "taken"]
    return [deed for deed in found if world.dice.chance(share)] or found[:1]


def each(deeds: Iterable[Deed], bend: Callable[[Deed], None]) -> bool:
    """Whether there was any to bend."""
    listed = list(deeds)
    for deed in listed:
        bend(deed)
    return bool(listed)


# ---- whose it is ----


@record("holder", group="number")
def number_of_nobody(world: Record) -> bool:
    """A slip in the number of the certificate: nobody has that one."""
    holder = world.dice.one(world.held)
    slip = f"{holder.certificate_no[:-2]}77"
    for deed in holder.deeds:
        deed.number = slip
        deed.refuse()
    return True


@record("holder", group="number", layouts=("list", "sheets", "files", "stacked"))
def number_of_another(world: Record) -> bool:
    """One has the number of a colleague."""
    first, second = world.held[:2]
    for deed in first.deeds:
        deed.number = second.certificate_no
        deed.refuse()
    return True


@record("holder", group="number")
def name_misspelt(world: Record) -> bool:
    """The number is right, the name has another character."""
    holder = world.dice.one(world.held)
    last = "峰" if holder.name[-1] != "峰" else "锋"
    for deed in holder.deeds:
        deed.name = f"{holder.name[:-1]}{last}"
        deed.refuse()
    return True


@record("holder", group="number")
def blanks_in_name(world: Record) -> bool:
    """Names of two characters are spaced out, others have a blank behind."""
    blank = world.dice.word("blanks_in_name", (" ", "　", "  "))
    for deed in world.deeds:
        name = deed.holder.name
        deed.name = f"{name[0]}{blank}{name[1]}" if len(name) == 2 else f"{name}{blank}"
    return True


@record("holder", group="number")
def blanks_round_number(world: Record) -> bool:
    """The number of the certificate has blanks around it."""
    form = world.dice.word("blanks_round_number", (" {}", "{} ", " {} ", "　{}", "{}\n"))
    for deed in world.deeds:
        deed.number = form.format(deed.holder.certificate_no)
    return True


@record("holder", group="number")
def number_in_full_width(world: Record) -> bool:
    """The number is typed in full width, or in small letters."""
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    for deed in world.deeds:
        deed.number = deed.holder.certificate_no.translate(wide)
        deed.doubt("holder")
    return True


@record("holder", group="number")
def number_prefixed(world: Record) -> bool:
    """The number has 证书编号 or No. in its cell."""
    form = world.dice.word("number_prefixed", ("No.{}", "编号：{}", "证书编号：{}", "第{}号", "NO:{}"))
    for deed in world.deeds:
        deed.number = form.format(deed.holder.certificate_no)
        deed.doubt("holder")
    return True


@record("holder", group="number")
def no_numbers(world: Record) -> bool:
    """Nobody tells the number of the certificate; the unit is known."""
    world.numbered = False
    world.style.carrier = "folder"
    if "certificate_no" in world.columns:
        world.columns.remove("certificate_no")
    for deed in world.deeds:
        deed.sayable.add("holder")
    return True


@record("holder", group="number")
def two_certificates(world: Record) -> bool:
    """One has two certificates, and tells no number."""
    holder = world.dice.one(world.held)
    holder.more[f"{holder.certificate_no}-2"] = holder.issued + timedelta(20)
    world.style.carrier = "folder"
    if world.listed:
        for deed in holder.deeds:
            deed.texts["certificate_no"] = ""
    else:
        world.numbered = False
    for deed in world.deeds if not world.listed else holder.deeds:
        deed.doubt("holder")
        deed.unsure |= {"holder"} if deed.holder is holder else set()
    return True


@record("holder", group="number")
def revoked(world: Record) -> bool:
    """The certificate was revoked since."""
    holder = world.dice.one(world.held)
    holder.revoked_on = "2026-05-20"
    for deed in holder.deeds:
        deed.want = "either"
    return True


@record("holder", group="unit", layouts=("list",))
def with_units(world: Record) -> bool:
    """The list has a column for the unit."""
    world.columns.insert(world.columns.index("name") + 1, "unit")
    return True


@record("holder", group="fill", layouts=("list",))
def holder_once(world: Record) -> bool:
    """The holder stands in the first of their lines only."""
    world.fill = "blank"
    return True


@record("holder", group="fill", layouts=("list",), kinds=("xlsx", "xls", "ods", "fods", "docx"))
def holder_merged(world: Record) -> bool:
    """The holder's cell is merged over all of their lines."""
    world.fill = "merge"
    return True


@record("holder", group="fill", layouts=("list",))
def holder_ditto(world: Record) -> bool:
    """同上 below the first line of a holder."""
    world.fill = "ditto"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_inline(world: Record) -> bool:
    """姓名：张三 in one cell each."""
    world.head = "inline"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_in_one_line(world: Record) -> bool:
    """All that says whose it is stands in one line."""
    world.head = "one_line"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_in_lines(world: Record) -> bool:
    """Label and value below one another, without colons."""
    world.head = "lines"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_own_lines(world: Record) -> bool:
    """姓名：张三 below one another."""
    world.head = "own_lines"
    return True


# ---- when ----


@record("dates", group="early")
def before_issue(world: Record) -> bool:
    """Done before the certificate was issued."""

    def bend(deed: Deed) -> None:
        days = (deed.ended - deed.began).days
        deed.month = False
        deed.began = deed.holder.issued - timedelta(world.dice.number(days + 5, days + 400))
        deed.ended = deed.began + timedelta(days)
        deed.refuse()

    return each(some(world, share=0.3), bend)


@record("dates", group="early")
def in_the_future(world: Record) -> bool:
    """Planned, not done yet."""

    def bend(deed: Deed) -> None:
        deed.month = False
        deed.began = deed.ended = date(2026, 7, 1) + timedelta(world.dice.number(0, 200))
        deed.refuse()

    return each(some(world, share=0.3), bend)


@record("dates", group="early")
def slip_of_the_year(world: Record) -> bool:
    """A slip of the hand in the year."""
    typed = world.dice.word("slip_of_the_year", ("2205-03-01", "20025-03-01", "2o25-03-01", "2025-13-01", "2025-02-30"))

    def bend(deed: Deed) -> None:
        deed.texts |= {"began": typed, "ended": "", "period": typed}
        deed.refuse()

    return each(some(world, share=0.2), bend)


@record("dates", group="early")
def end_before_begin(world: Record) -> bool:
    """Begin and end are swapped."""

    def bend(deed: Deed) -> None:
        first, last = deed.began.isoformat(), deed.ended.isoformat()
        deed.texts |= {"began": last, "ended": first, "period": f"{last}至{first}"}
        deed.doubt("began", "ended")
        deed.must.add("began")

    return each(some(world, lambda deed: deed.began != deed.ended and not deed.month, 0.5), bend)


@record("dates", group="early")
def no_date(world: Record) -> bool:
    """The day is missing or not known."""
    typed = world.dice.word("no_date", ("", "/", "不详", "待定", "长期", "每周"))

    def bend(deed: Deed) -> None:
        deed.texts |= {"began": typed, "ended": "", "period": typed}
        deed.refuse()

    return each(some(world, share=0.2), bend)


@record("dates", group="dates", kinds=("csv", "csv_gbk", "xlsx", "xls", "ods"))
def serial_numbers(world: Record) -> bool:
    """Days were pasted as numbers: 45717."""

    def serial(day: date) -> str:
        return str((day - date(1899, 12, 30)).days)

    def bend(deed: Deed) -> None:
        deed.texts |= {"began": serial(deed.began), "ended": serial(deed.ended)}
        deed.doubt("began", "ended")

    return "period" not in world.columns and each(some(world, lambda deed: not deed.month, 1.0), bend)


@record("dates", group="dates")
def days_without_year(world: Record) -> bool:
    """The year stands in the title only, the days have none."""
    world.title = f"2025年{world.title}"

    def bend(deed: Deed) -> None:
        form = "{m}月{d}日" if deed.began == deed.ended else "{m}月{d}日-{m2}月{d2}日"
        began, ended = (day_text("{m}月{d}日", day) for day in (deed.began, deed.ended))
        deed.texts |= {"began": began, "ended": ended, "period": day_text(form, deed.began, deed.ended)}
        deed.doubt("began", "ended")

    return each(some(world, lambda deed: not deed.month and deed.ended.year == deed.began.year == 2025, 1.0), bend)


@record("dates", group="dates")
def several_days(world: Record) -> bool:
    """Every day is told: 3月1日、3月8日."""

    def bend(deed: Deed) -> None:
        text = day_text("{y}年{m}月{d}日、{m2}月{d2}日", deed.began, deed.ended)
        deed.texts |= {"began": text, "ended": "", "period": text}
        deed.doubt("began", "ended", "minutes")

    return each(some(world, lambda deed: deed.began != deed.ended and not deed.month, 0.6), bend)


@record("dates", group="dates")
def days_in_english(world: Record) -> bool:
    """Days as an English program writes them."""
    form = world.dice.word("days_in_english", ("%b %d, %Y", "%d-%b-%Y", "%d %B %Y"))

    def bend(deed: Deed) -> None:
        began, ended = (f"{day:{form}}" for day in (deed.began, deed.ended))
        deed.texts |= {"began": began, "ended": ended, "period": began if began == ended else f"{began} - {ended}"}
        deed.doubt("began", "ended")

    return each(some(world, lambda deed: not deed.month, 0.6), bend)


@record("dates", group="dates")
def days_in_han(world: Record) -> bool:
    """Days in Chinese numerals: 二〇二五年三月一日."""

    def han(day: date) -> str:
        year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
        return f"{year}年{spelling.in_chinese(day.month)}月{spelling.in_chinese(day.day)}日"

    def bend(deed: Deed) -> None:
        began, ended = han(deed.began), han(deed.ended)
        deed.texts |= {"began": began, "ended": ended, "period": began if began == ended else f"{began}至{ended}"}
        deed.doubt("began", "ended")

    return each(some(world, lambda deed: not deed.month, 0.6), bend)


@record("dates", group="dates", kinds=SHEETS)
def range_in_the_first_column(world: Record) -> bool:
    """The first of two columns of days holds both days."""

    def bend(deed: Deed) -> None:
        deed.texts |= {"began": day_text("{y}.{m}.{d}-{m2}.{d2}", deed.began, deed.ended), "ended": ""}

    fits = some(world, lambda deed: deed.ended.year == deed.began.year and deed.began != deed.ended and not deed.month, 1)
    return "period" not in world.columns and each(fits, bend)


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
    forms = (("1小时30分", 90), ("1小时30分钟", 90), ("2小时15分", 135), ("1个半小时", 90), ("一个半小时", 90), ("两小时", 120))
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
    typed = world.dice.word("by_the_clock", ("9:00-11:30", "9:00—11:30", "09:00～11:30", "上午9点至11点半", "9：00-11：30"))

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
    form = world.dice.word("both_units", ("{n}分钟（{c}学时）", "{c}学时（{n}分钟）", "{n}分钟/{c}学时", "{c}学时，{n}分钟"))

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
    typed = world.dice.word("two_kinds", ("培训、授课", "会议/论文", "标准、课题", "培训和咨询", "论文/著作", "研讨、授课"))

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
    spoke = replace(deed, kind="lecture", minutes=45, ended=deed.began, texts={}, sayable=set(), unsure=set(), must=set())
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
    line = world.dice.one(table.rows)
    table.rows.append(Row(dict(line.cells), line.person))
    return True
