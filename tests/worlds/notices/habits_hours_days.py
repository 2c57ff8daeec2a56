"""Habits of records of activities: when it was."""

from __future__ import annotations

from datetime import date, timedelta

from tests.worlds.notices import spelling
from tests.worlds.notices.deeds import Deed
from tests.worlds.notices.habits_hours import SHEETS, each, record, some
from tests.worlds.notices.record import Record, day_text

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

    fits = some(
        world, lambda deed: deed.ended.year == deed.began.year and deed.began != deed.ended and not deed.month, 1
    )
    return "period" not in world.columns and each(fits, bend)
