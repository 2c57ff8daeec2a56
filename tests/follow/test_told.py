"""On which day the holder of a certificate is told what. Each case is named by its source."""

from __future__ import annotations

from datetime import date

import pytest
from test_certificates import happened
from test_hours import activity

from pipeline.follow.certificates import standing, told_until
from pipeline.follow.told import Told, told_on
from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity, ConfirmedHours

ISSUED = happened("签发")  # 2025-09-01 to 2030-08-31
ASKED = happened("申请再注册", "2030-05-31")
RENEWED = happened("再注册", "2030-06-01")
SUSPENDED = happened("暂停", "2029-10-10", cause="未缴会费", document="学会〔2029〕3号")
FULL = [activity(minutes=50 * 45, day=f"{year}-12-01", activity_id=f"H{year}") for year in range(2025, 2030)]


def told(today: str, *events: CertificateEvent, done: list[Activity] = FULL) -> Told | None:
    day = date.fromisoformat(today)
    certificate = standing([ISSUED, *events], day)
    assert certificate is not None
    return told_on(certificate, done, {}, day)


@pytest.mark.parametrize(
    ("today", "events", "renewal"),
    [
        pytest.param("2030-02-27", [], None, id="ours: six months before, the day before"),
        pytest.param("2030-02-28", [], "asks", id="ours: six months before"),
        pytest.param("2030-05-31", [], "asks", id="000:66 the last day to ask"),
        pytest.param("2030-06-01", [], "late", id="000:66 after the last day to ask"),
        pytest.param("2030-08-31", [], "late", id="003:192 the last day"),
        pytest.param("2030-09-01", [], "ended", id="003:192 the day after"),
        pytest.param("2031-02-28", [], "ended", id="ours: six months after"),
        pytest.param("2031-03-01", [], None, id="ours: no longer than that"),
        pytest.param("2030-06-01", [ASKED], None, id="asked for"),
        pytest.param("2030-09-01", [ASKED], None, id="asked for, and ended before it was decided"),
        pytest.param("2030-08-01", [ASKED, RENEWED], None, id="renewed"),
        pytest.param("2035-03-01", [ASKED, RENEWED], "asks", id="the next period is asked for anew"),
        pytest.param("2030-03-01", [SUSPENDED], "asks", id="ours: time does not stop while it is suspended"),
        pytest.param("2030-09-01", [SUSPENDED], "ended", id="ours: nor does it end later"),
        pytest.param("2030-03-01", [happened("注销", "2030-01-01", cause="去世")], None, id="003:216 注销"),
        pytest.param(
            "2030-03-01",
            [happened("撤销", "2030-01-01", cause="提供虚假材料", document="学会〔2030〕1号")],
            None,
            id="003:114 撤销",
        ),
    ],
)
def test_of_the_renewal(today: str, events: list[CertificateEvent], renewal: str | None) -> None:
    done = [
        *FULL,
        *(activity(minutes=50 * 45, day=f"{year}-12-01", activity_id=f"H{year}") for year in range(2030, 2035)),
    ]
    found = told(today, *events, done=done)
    assert (found.renewal if found else None) == renewal


@pytest.mark.parametrize(
    ("today", "years"),
    [
        pytest.param("2029-08-30", None, id="ours: a year before, the day before"),
        pytest.param("2029-08-31", 4, id="ours: a year before, of the years that have begun"),
        pytest.param("2029-09-01", 5, id="the last year has begun"),
        pytest.param("2031-02-28", 5, id="ours: six months after"),
        pytest.param("2031-03-01", None, id="ours: no longer than that"),
    ],
)
def test_of_missing_hours(today: str, years: int | None) -> None:
    found = told(today, done=[])
    assert (len(found.years) if found else None) == years


def test_of_a_year_that_goes_on_nothing_is_owed_yet() -> None:
    assert told("2029-09-01", done=FULL[:4]) is None
    lacking = told("2029-09-01", done=FULL[:3])
    assert lacking is not None
    assert [year.first.year for year in lacking.years] == [2028, 2029]


def test_missing_hours_are_told_by_year_and_source_and_what_waits_apart() -> None:
    paper = activity("paper", grade="期刊论文", day="2027-10-01", activity_id="H9")
    found = told("2030-03-01", done=[*FULL[:2], paper])
    assert found is not None
    assert [(year.first.year, year.required, year.waiting, year.missing, year.source) for year in found.years] == [
        (2027, 50, 10, 50, "《工程能力评价问答手册》（2024）"),
        (2028, 50, 0, 50, "《工程能力评价问答手册》（2024）"),
        (2029, 50, 0, 50, "《工程能力评价问答手册》（2024）"),
    ]
    certificate = found.certificate
    counted = told_on(certificate, [paper], {"H9": ConfirmedHours(10, "陈秘书")}, date(2030, 3, 1))
    assert counted is not None
    assert [(year.waiting, year.missing) for year in counted.years][2] == (0, 40)


def test_who_asked_is_told_of_hours_all_the_same() -> None:
    found = told("2030-06-02", ASKED, done=[])
    assert found is not None
    assert (found.renewal, len(found.years)) == ("", 5)


def test_hours_of_a_period_that_was_renewed_are_told_no_more() -> None:
    """003:186: they were examined when it was."""
    assert told("2030-09-02", RENEWED, done=[]) is None
    found = told("2034-10-01", RENEWED, done=[])
    assert found is not None
    assert [year.first.year for year in found.years] == [2030, 2031, 2032, 2033, 2034]


def test_how_long_after_its_end_is_clamped_to_the_month() -> None:
    assert told_until(date(2030, 8, 31)) == date(2031, 2, 28)
