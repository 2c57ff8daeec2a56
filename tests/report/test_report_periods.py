"""Which days are meant, what they are compared with, and one sentence for all that cannot be counted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_asked import Ask, Refused
from support_shown import of_workbook

from pipeline.errors import UserError
from pipeline.register import Register
from pipeline.report.periods import months_until, parse_period
from tests.main.support_main import Office, workbook


@pytest.mark.parametrize(
    ("text", "label", "first", "last", "before", "year_before"),
    [
        ("2025-04", "2025年4月", "2025-04-01", "2025-04-30", "2025-03", "2024-04"),
        ("2025-01", "2025年1月", "2025-01-01", "2025-01-31", "2024-12", "2024-01"),
        ("2024-02", "2024年2月", "2024-02-01", "2024-02-29", "2024-01", "2023-02"),
        ("2025-Q2", "2025年第二季度", "2025-04-01", "2025-06-30", "2025-Q1", "2024-Q2"),
        ("2025-Q1", "2025年第一季度", "2025-01-01", "2025-03-31", "2024-Q4", "2024-Q1"),
        ("2025", "2025年", "2025-01-01", "2025-12-31", "2024", "2024"),
    ],
)
def test_months_quarters_years(text: str, label: str, first: str, last: str, before: str, year_before: str) -> None:
    period = parse_period(text, "", "")
    assert (period.name, period.label, str(period.first), str(period.last)) == (text, label, first, last)
    assert (period.before().name, period.year_before().name) == (before, year_before)


def test_from_day_to_day() -> None:
    period = parse_period("", "2024-02-20", "2024-02-29")
    assert period.name == "2024-02-20_2024-02-29"
    assert period.before().name == "2024-02-10_2024-02-19"
    assert period.year_before().name == "2023-02-20_2023-02-28"


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(0, 400))
def test_the_period_before_ends_the_day_before(first: date, length: int) -> None:
    last = min(date(2099, 12, 31), date.fromordinal(first.toordinal() + length))
    period = parse_period("", str(first), str(last))
    before = period.before()
    assert (period.first - before.last).days == 1
    assert before.last - before.first == period.last - period.first


def test_the_last_months() -> None:
    assert [month.name for month in months_until(date(2025, 2, 10), 4)] == ["2024-11", "2024-12", "2025-01", "2025-02"]


@pytest.mark.parametrize(
    "wish",
    [
        *[
            (text, "", "")
            for text in ("", "2025-4", "2025-13", "2025-00", "25-04", "2025-Q5", "2025Q2", "四月", "2025-04 ", "1999")
        ],
        ("2025-04", "2025-04-01", "2025-04-02"),
        ("", "2025-04-01", ""),
        ("", "", "2025-04-01"),
        ("", "2025-04-31", "2025-05-01"),
        ("", "2025-05-01", "2025-04-30"),
        ("", "0001-01-01", "2025-01-01"),
        ("", "2025-01-01", "9999-12-31"),
    ],
)
def test_what_is_no_period(wish: tuple[str, str, str]) -> None:
    with pytest.raises(UserError) as caught:
        parse_period(*wish)
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)


def test_before_the_first_submission(refused: Refused) -> None:
    assert refused("--month", "2024-03") == ("2024年3月早于登记库里的第一份报送（2024-04-09），没有可以统计的内容。", 1)


def test_in_the_future(refused: Refused) -> None:
    assert refused("--month", "2025-07") == ("2025年7月还没有到，没有可以统计的内容；请改为 2025-06-02 以前的时间。", 1)


def test_a_register_without_submissions(refused: Refused, tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert "还没有登记库" in refused("--month", "2025-04", of=office)[0]
    with Register.open(office.register):
        pass
    assert "登记库里还没有收到过报送" in refused("--month", "2025-04", of=office)[0]


@pytest.mark.slow
def test_submissions_without_people(ask: Ask, tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({"2025-04-10 甲/表.xlsx": workbook("渝江测试工程有限公司")})
    office.run()
    shown = of_workbook(next(ask("--month", "2025-04", of=office).glob("*.xlsx")))
    assert shown.tables["总体数量"]["报送（份）"]["2025年4月"] == "1"
    assert shown.tables["总体数量"]["新推荐人员（人）"]["2025年4月"] == "0"
    assert "2025年4月没有工程技术领域方面的数据。" in shown.text
