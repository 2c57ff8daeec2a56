"""What activities count for. Each case is named by its source: handbook (003), notice (000), or our own choice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.follow.hours import minutes_to_hours, needs_confirmation, proposed, required, years_of
from pipeline.model.certificates import Certificate, Period
from pipeline.model.hours import Activity, ConfirmedHours
from schemas.hours import hours_file


def activity(kind: str = "training", minutes: int = 0, day: str = "2025-10-01", **more: Any) -> Activity:
    given: dict[str, Any] = {
        "certificate_no": "GC-0001",
        "person_id": "P00001",
        "title": "某某培训",
        "organiser": "",
        "began_on": day,
        "ended_on": day,
        "grade": "",
        "place": 1,
        "claimed": "",
        "proof": "",
        "note": "",
        "source_file": "记录表.xlsx",
        "source_sheet": "Sheet1",
        "source_cell": "A5",
        "recorded_at": "2026-01-01",
        "activity_id": "H00001",
    }
    return Activity(kind=kind, minutes=minutes, **{**given, **more})


CERTIFICATE = Certificate(
    *("GC-0001", "P00001", "郑天明", "中国电机工程学会", "专业工程会员", "有效"),
    (Period(date(2025, 9, 1), date(2030, 8, 31)),),
    None,
    (),
)


@pytest.mark.parametrize(
    ("minutes", "hours"),
    [(0, 0), (44, 0), (45, 1), (89, 1), (90, 2), (2250, 50), (2249, 49)],
    ids=lambda number: f"003:164 {number}",
)
def test_an_hour_has_45_minutes(minutes: int, hours: int) -> None:
    assert minutes_to_hours(minutes) == hours


@pytest.mark.parametrize(
    ("kind", "more", "hours"),
    [
        pytest.param("training", {"minutes": 100}, 2, id="003:164 training"),
        pytest.param("seminar", {"minutes": 45}, 1, id="003:164 seminar"),
        pytest.param("lecture", {"minutes": 45}, 2, id="ours: who lectures has twice the time"),
        pytest.param("consultation", {"minutes": 90}, 2, id="ours: consultation"),
        pytest.param("standard", {"grade": "国家标准"}, 20, id="ours: national standard"),
        pytest.param("standard", {"grade": "行业标准", "place": 2}, 7, id="ours: the second author has half"),
        pytest.param("standard", {"grade": "团体标准", "place": 3}, 3, id="ours: the third author has a third"),
        pytest.param("research", {"grade": "省部级", "place": 4}, 15, id="ours: research is not parted"),
        pytest.param("paper", {"grade": "期刊论文"}, 10, id="ours: paper in a journal"),
        pytest.param("paper", {"grade": "会议论文", "place": 2}, 3, id="ours: paper at a conference"),
        pytest.param("book", {"grade": "参编"}, 8, id="ours: book"),
        pytest.param("paper", {}, None, id="a paper of no grade says nothing"),
        pytest.param("training", {}, None, id="training without time says nothing"),
        pytest.param("other", {"minutes": 90}, None, id="whatever else is for somebody to say"),
    ],
)
def test_what_an_activity_counts_for(kind: str, more: dict[str, Any], hours: int | None) -> None:
    assert proposed(activity(kind, **more)) == hours


@pytest.mark.parametrize("kind", hours_file().kind)
def test_all_but_plain_time_is_confirmed_by_somebody(kind: str) -> None:
    """003:176-177: the society decides by comparison with the standard."""
    assert needs_confirmation(activity(kind, 90)) == (kind not in ("training", "seminar", "consultation"))
    assert needs_confirmation(activity(kind, 0))


@pytest.mark.parametrize(
    ("first", "hours", "source"),
    [
        pytest.param("2023-05-01", 40, "化会字〔2023〕第05号", id="000:66 40 hours"),
        pytest.param("2023-12-31", 40, "化会字〔2023〕第05号", id="000:66 the last day of it"),
        pytest.param("2024-01-01", 50, "《工程能力评价问答手册》（2024）", id="003:164 50 hours"),
    ],
)
def test_how_many_hours_a_year_asks_for(first: str, hours: int, source: str) -> None:
    said = required(date.fromisoformat(first))
    assert (said.hours, said.source) == (hours, source)


def test_years_are_counted_from_the_day_of_issue() -> None:
    days = [activity(minutes=45, day=day) for day in ("2025-09-01", "2026-08-31", "2026-09-01", "2025-08-31")]
    first, second = years_of(CERTIFICATE, days, {}, date(2026, 9, 1))
    assert (first.first, first.last, first.hours) == (date(2025, 9, 1), date(2026, 8, 31), 2)
    assert (second.first, second.last, second.hours) == (date(2026, 9, 1), date(2027, 8, 31), 1)
    assert len(years_of(CERTIFICATE, days, {}, date(2031, 1, 1))) == 5


def test_years_from_29_february_are_five() -> None:
    """09 §6: what begins on 29 February ends on 28 February."""
    leap = CERTIFICATE._replace(periods=(Period(date(2024, 2, 29), date(2029, 2, 28)),))
    years = years_of(leap, [], {}, date(2029, 3, 1))
    assert [f"{year.first:%y-%m-%d} {year.last:%y-%m-%d}" for year in years] == [
        *("24-02-29 25-02-28", "25-03-01 26-02-28", "26-03-01 27-02-28", "27-03-01 28-02-28", "28-02-29 29-02-28"),
    ]


@pytest.mark.parametrize(
    ("last", "years"), [("2030-09-01", 5), ("2030-12-31", 5), ("2028-08-31", 3), ("2028-09-30", 4)]
)
def test_a_last_day_that_the_society_wrote_makes_no_year_of_a_day(last: str, years: int) -> None:
    written = CERTIFICATE._replace(periods=(Period(date(2025, 9, 1), date.fromisoformat(last)),))
    found = years_of(written, [], {}, date(2031, 1, 1))
    assert (len(found), found[-1].last) == (years, date.fromisoformat(last))


def test_minutes_of_a_kind_are_added_up_before_they_are_rounded_down() -> None:
    short = [activity(minutes=40, activity_id=f"H{n}") for n in range(10)]
    (year,) = years_of(CERTIFICATE, short, {}, date(2025, 12, 1))
    (training,) = year.kinds
    assert (training.minutes, training.hours, year.missing) == (400, 8, 42)


def test_what_waits_does_not_count_and_what_is_confirmed_does() -> None:
    paper = activity("paper", grade="期刊论文")
    (waiting,) = years_of(CERTIFICATE, [paper], {}, date(2025, 12, 1))
    assert (waiting.hours, waiting.waiting, waiting.missing) == (0, 10, 50)
    said = {"H00001": ConfirmedHours(6, "陈秘书 2026-01-05")}
    (counted,) = years_of(CERTIFICATE, [paper], said, date(2025, 12, 1))
    assert (counted.hours, counted.waiting, counted.kinds[0].confirmed_by) == (6, 0, ("陈秘书 2026-01-05",))


def test_what_a_year_has_too_much_of_a_kind_is_said_and_does_not_count() -> None:
    papers = [activity("paper", grade="期刊论文", activity_id=f"H{n}") for n in range(3)]
    said = {each.activity_id: ConfirmedHours(10, "陈秘书") for each in papers}
    (year,) = years_of(CERTIFICATE, papers, said, date(2025, 12, 1))
    assert (year.hours, year.kinds[0].over) == (20, 10)


def test_activities_of_another_certificate_are_not_counted() -> None:
    (year,) = years_of(CERTIFICATE, [activity(minutes=90, certificate_no="GC-0002")], {}, date(2025, 12, 1))
    assert year.kinds == ()
