"""The sheet 学时 of the workbook of certificates."""

from __future__ import annotations

from datetime import date

from test_form import HELD

from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.publish.desk.hours import hours_table
from pipeline.publish.paper.layout import load_layout


def activity(number, kind, day, minutes=0, grade=""):
    own = (HELD.certificate_no, HELD.person_id, kind, f"活动{number}", "", day, day, minutes, grade, 1, "", "", "")
    return Activity(*own, "记录.xlsx", "Sheet1", "E4", "2027-05-06T09:00:00", activity_id=number)


DONE = [
    activity("H00001", "training", "2025-07-01", 90),
    activity("H00002", "training", "2025-08-01", 80),
    activity("H00003", "paper", "2025-09-01", grade="期刊论文"),
    activity("H00004", "lecture", "2026-06-01", 900),
]


def lines(confirmed, today):
    table = hours_table([HELD], DONE, confirmed, today)
    sources = load_layout("hours", "hours").sources
    return [dict(zip(sources, row, strict=True)) for row in table.rows]


def test_each_year_that_has_begun_with_what_is_missing():
    first, second = lines({"H00004": ConfirmedHours(40, "陈秘书 2027-05-06")}, date(2027, 5, 6))
    assert (first["first"], first["last"]) == ("2025-06-01", "2026-05-31")
    assert (first["required"], first["hours"], first["waiting"], first["missing"]) == (50, 3, 10, 47)
    assert first["kinds"] == "培训、考试 3（170 分钟）；论文发表 0，待确认 10"
    assert (second["hours"], second["missing"]) == (20, 30)
    assert second["kinds"] == "授课、演讲 20（900 分钟），超出上限 20"


def test_both_numbers_are_shown():
    (first,) = lines({}, date(2026, 5, 6))
    assert first["others"] == "化会字〔2023〕第05号：40，尚缺 37\n《工程能力评价问答手册》（2024）：50，尚缺 47"
    (done,) = lines({"H00003": ConfirmedHours(37, "陈秘书 2026-05-06")}, date(2026, 5, 6))
    assert done["others"] == "化会字〔2023〕第05号：40，尚缺 17\n《工程能力评价问答手册》（2024）：50，尚缺 27"
