"""Until when: working days by the State Council's calendar, the sheet 节假日, or weekends alone, which is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from support_settings import shipped_settings

from pipeline.errors import UserError
from pipeline.terms.settings import WORKBOOK, Settings, SpecialDays, read_settings
from pipeline.terms.working_days import due
from pipeline.text.days import months_later
from schemas.letters import letters_file

Filled = Callable[..., Path]


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        pytest.param("2025-01-20", "2025-02-08", id="国办发明电〔2024〕12号: Spring Festival, a worked Saturday last"),
        pytest.param("2025-04-18", "2025-05-06", id="国办发明电〔2024〕12号: 1 May, 04-27 is worked"),
        pytest.param("2025-09-24", "2025-10-14", id="国办发明电〔2024〕12号: 1 October, 09-28 and 10-11 are worked"),
        pytest.param("2025-11-10", "2025-11-24", id="国办发明电〔2024〕12号: no day off"),
        pytest.param("2026-02-10", "2026-03-02", id="国办发明电〔2025〕7号: Spring Festival, 02-28 is worked"),
        pytest.param("2026-09-28", "2026-10-16", id="国办发明电〔2025〕7号: 1 October, 10-10 is worked"),
        pytest.param("2026-10-09", "2026-10-22", id="国办发明电〔2025〕7号: a day earlier than by weekends"),
    ],
)
def test_ten_working_days(sent: str, last: str) -> None:
    """003:145 于10个工作日内重新提交; that the first is the first working day after the return was sent is ours."""
    found = due(date.fromisoformat(sent), 10)
    assert (found.day, found.is_known) == (date.fromisoformat(last), True)


@pytest.mark.parametrize(
    ("sent", "last", "is_known"),
    [
        pytest.param("2027-01-04", "2027-01-18", False, id="ours: by weekends alone"),
        pytest.param("2027-02-01", "2027-02-15", False, id="ours: over Spring Festival, which nobody knows yet"),
        pytest.param("2026-12-24", "2027-01-07", False, id="ours: a span that ends in a year that nobody knows"),
        pytest.param("2026-12-17", "2026-12-31", True, id="国办发明电〔2025〕7号: the last one that is known"),
    ],
)
def test_beyond_the_known_years_days_are_counted_by_weekends_and_said_so(sent: str, last: str, is_known: bool) -> None:
    """No notice of the State Council for 2027 was out when the calendar was taken in; a later one makes it known."""
    found = due(date.fromisoformat(sent), 10)
    assert (found.day, found.is_known) == (date.fromisoformat(last), is_known)
    assert letters_file().words.weekends == "按双休日推算（未计节假日）"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        pytest.param("2025-05-06", 6, "2025-11-06", id="004:171 six months"),
        pytest.param("2025-08-31", 6, "2026-02-28", id="004:171 six months, clamped to the month"),
        pytest.param("2028-05-31", -3, "2028-02-29", id="000:66 three months before, clamped to 29 February"),
        pytest.param("2030-03-31", -3, "2029-12-31", id="000:66 three months before, in the year before"),
        pytest.param("2030-08-31", -12, "2029-08-31", id="ours: a year before"),
    ],
)
def test_months_are_calendar_months_and_clamped(day: str, months: int, later: str) -> None:
    assert months_later(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_year_that_nobody_knows_is_counted_by_weekends_and_said_so() -> None:
    found = due(date(2031, 9, 30), 3)  # a Tuesday, before the days off of whatever calendar there will be
    assert (found.day, found.is_known) == (date(2031, 10, 3), False)


def test_a_span_that_ends_in_an_unknown_year_is_not_known() -> None:
    assert not due(date(2030, 12, 30), 3, [SpecialDays(date(2030, 1, 1), date(2030, 1, 1), False)]).is_known


def test_the_settings_tell_of_a_year_that_the_library_does_not_know() -> None:
    own = [
        SpecialDays(date(2031, 10, 1), date(2031, 10, 7), False),
        SpecialDays(date(2031, 10, 11), date(2031, 10, 11), True),
    ]
    found = due(date(2031, 9, 30), 3, own)
    assert (found.day, found.is_known) == (date(2031, 10, 10), True)
    assert due(date(2031, 9, 30), 4, own).day == date(2031, 10, 11)  # a Saturday


def test_new_year_in_december_makes_the_year_known_that_it_begins() -> None:
    own = [SpecialDays(date(2031, 12, 31), date(2032, 1, 2), False)]
    assert due(date(2032, 3, 1), 1, own).is_known
    assert not due(date(2031, 3, 3), 1, own).is_known


def test_the_settings_go_before_the_library() -> None:
    monday = date(2025, 4, 21)
    assert due(date(2025, 4, 18), 1, [SpecialDays(monday, monday, False)]).day == date(2025, 4, 22)


@given(st.dates(date(2004, 1, 1), date(2045, 1, 1)), st.integers(1, 60))
def test_each_further_day_is_later_and_never_before_the_days_themselves(start: date, days: int) -> None:
    found = due(start, days)
    assert found.day >= start + timedelta(days=days)
    assert due(start, days + 1).day > found.day


def test_no_day_at_all_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="0"):
        due(date(2025, 4, 18), 0)


@pytest.fixture
def filled(tmp_path: Path) -> Filled:
    """filled(rows, days): a settings workbook with these rows on 节假日 and this period on 本会."""

    def fill(rows: tuple[tuple[Any, ...], ...] = (), days: Any = None) -> Path:
        book = shipped_settings()
        for number, row in enumerate(rows, 4):
            for column, value in enumerate(row, 1):
                book["节假日"].cell(number, column).value = value
        if days is not None:
            period(book).value = None if days == "" else days
        book.save(tmp_path / WORKBOOK)
        return tmp_path

    return fill


def period(book: Workbook) -> Any:
    sheet = book["本会"]
    return next(row[1] for row in sheet.iter_rows() if row[0].value == "补正期限（工作日）")


def test_the_sheet_is_read(filled: Filled) -> None:
    rows = ((date(2031, 10, 1), date(2031, 10, 7), "休息"), ("2031年10月11日", None, "上班", "调休"))
    assert read_settings(filled(rows)).holidays == (
        SpecialDays(date(2031, 10, 1), date(2031, 10, 7), are_worked=False),
        SpecialDays(date(2031, 10, 11), date(2031, 10, 11), are_worked=True),
    )


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((("十月一日", None, "休息"),), "“节假日”表 A4：“十月一日”不是日期"),
        ((("2031-10-01", None, "放假"),), "“节假日”表 C4：“放假”不是可用的“休息或上班”"),
        ((("2031-10-01", None, None),), "“节假日”表 C4：没有填写“休息或上班”"),
        ((("2031-10-07", "2031-10-01", "休息"),), "“节假日”表 B4：止日应当不早于起日，一行至多31天"),
        ((("2031-10-01", "2131-10-07", "休息"),), "“节假日”表 B4：止日应当不早于起日，一行至多31天"),
        (
            (("2031-10-01", "2031-10-07", "休息"), ("2031-10-07", None, "上班")),
            "“节假日”表 A5：这里的日期在 A4 已写成另一种",
        ),
    ],
)
def test_a_line_that_cannot_be_meant_is_told_with_its_cell(filled: Filled, rows: Any, sentence: str) -> None:
    with pytest.raises(UserError) as told:
        read_settings(filled(rows))
    assert str(told.value).startswith(f"设置工作簿{sentence}")


@pytest.mark.parametrize(("written", "days"), [(None, 10), ("", 10), (15, 15), ("5", 5)])
def test_the_period_is_the_association_s_own(filled: Filled, written: Any, days: int) -> None:
    assert read_settings(filled(days=written)).reply_days == days


@pytest.mark.parametrize("written", [0, 61, "两周", "-3", 7.5])
def test_a_period_that_is_none_is_told(filled: Filled, written: Any) -> None:
    with pytest.raises(UserError, match="应当是 1 到 60 的整数，请改正。") as told:
        read_settings(filled(days=written))
    assert str(told.value).startswith("设置工作簿“本会”表 B")


def test_an_older_workbook_means_the_shipped_period_and_no_days_of_its_own(filled: Filled) -> None:
    folder = filled()
    book = load_workbook(folder / WORKBOOK)
    del book["节假日"]
    book["本会"].delete_rows(period(book).row)
    book.save(folder / WORKBOOK)
    settings = read_settings(folder)
    assert (settings.reply_days, settings.holidays) == (Settings().reply_days, ()) == (10, ())
