"""Records of activities through the main job: taken, asked about, answered, taken back, sent again."""

from __future__ import annotations

import pytest
from support_hours import NOW, QIAN, SUN, UNIT, activities, hours, line, office, record, slugs, xlsx
from support_main import tree

from tests.support_decisions import choices, fill, lines_of

pytestmark = pytest.mark.slow
QUESTIONS = "待决事项.xlsx"


@pytest.fixture
def made(tmp_path):
    return office(tmp_path)


def sent(made, file, *rows, now=NOW):
    made.receive({file: xlsx(*rows)})
    return made.run(now=now)


def question(made, title):
    """The line of what is asked of an activity."""
    (found,) = [each for each in lines_of(made.outbox / QUESTIONS, "待决事项") if title in str(each["本次材料"])]
    return found


def test_plain_minutes_count_and_nobody_is_recommended(made):
    rows = record(
        "钱一", QIAN, line("境外项目管理培训", "2025-07-01"), line("合同培训", "2025.8.1-8.2", duration="1.5小时")
    )
    before = made.people()
    sent(made, "2027-05-01 钱一/记录.xlsx", rows)
    assert [(each.title, each.minutes) for each in activities(made)] == [("境外项目管理培训", 90), ("合同培训", 90)]
    assert [(row["year_from"], row["kind"], row["minutes"], row["hours"]) for row in hours(made)] == [
        ("2025-06-01", "培训、考试", 180, 4)
    ]
    assert made.people() == before
    (document,) = [row for row in made.export("documents") if row["file"].endswith("记录.xlsx")]
    assert document["outcome"] == "answer"
    assert slugs(made, "2027-05-01 钱一/记录.xlsx") == ["hours-received"]


def test_the_same_again_is_nothing_new_and_a_change_stands_in_its_place(made):
    rows = record("钱一", QIAN, line("培训甲", "2025-07-01"), line("培训乙", "2025-07-02"))
    sent(made, "2027-05-01 钱一/记录.xlsx", rows)
    batches = len(list((made.outbox / "批次").iterdir()))
    assert sent(made, "2027-05-02 钱一/记录.xlsx", rows).batch is None
    assert len(list((made.outbox / "批次").iterdir())) == batches
    changed = record("钱一", QIAN, line("培训甲", "2025-07-01", duration="135"), line("培训乙", "2025-07-02"))
    sent(made, "2027-05-03 钱一/记录.xlsx", changed)
    assert {each.title: each.minutes for each in activities(made)} == {"培训甲": 135, "培训乙": 90}
    assert "hours-replaced" in slugs(made, "2027-05-03 钱一/记录.xlsx")


def test_what_is_converted_is_asked_answered_and_taken_back(made):
    paper = line("隧洞论文", "2025-09-01", "论文发表", "", 级别="期刊论文", 署名次序="2", 申报学时="10")
    sent(made, "2027-05-01 钱一/记录.xlsx", record("钱一", QIAN, paper))
    assert [(row["hours"], row["waiting"], row["confirmed_by"]) for row in hours(made)] == [(0, 5, "")]
    asked = question(made, "隧洞论文")
    number = asked["事项编号"]
    assert "按折算表（本会默认）是 5 学时" in asked["问题"]
    path = made.outbox / QUESTIONS
    assert choices(path, number) == ["按 5 学时计", "按申报的 10 学时计", "不计", "退回"]
    fill(path, {number: {"决定": "按申报的 10 学时计", "决定人": "陈秘书", "日期": "2027-05-07"}})
    made.run(now=NOW)
    assert [(row["hours"], row["waiting"], row["confirmed_by"]) for row in hours(made)] == [
        (10, 0, "陈秘书 2027-05-07")
    ]
    assert not [each for each in lines_of(path, "待决事项") if each["事项编号"] == number]
    (decided,) = lines_of(path, "已决事项")
    fill(path, {decided["决定编号"]: {"撤销": "撤销", "撤销人": "陈秘书"}})
    made.run(now=NOW)
    assert [(row["hours"], row["waiting"]) for row in hours(made)] == [(0, 5)]
    assert question(made, "隧洞论文")["事项编号"] == number


def test_what_is_not_understood_is_told_and_the_rest_taken(made):
    rows = record(
        "钱一",
        QIAN,
        line("培训甲", "2025-07-01"),
        line("某某", "2025-07-02", kind="旅行"),
        line("培训丙", "去年夏天"),
        line("培训丁", "2025-07-04", duration="2天"),
        line("培训戊", "2025-05-01"),
        line("培训己", "2028-01-01"),
    )
    file = "2027-05-01 钱一/记录.xlsx"
    sent(made, file, rows)
    assert [each.title for each in activities(made)] == ["培训甲"]
    assert sorted(slugs(made, file)) == sorted(
        [
            *("hours-received", "hours-not-taken", "hours-kind-unknown", "hours-date-unread", "hours-time-unread"),
            *("hours-early", "hours-future"),
        ]
    )
    cells = {row["slug"]: row["cell"] for row in made.export("findings") if row["file"] == file}
    assert (cells["hours-date-unread"], cells["hours-time-unread"]) == ("B6", "G7")
    (case,) = [each for each in lines_of(made.outbox / QUESTIONS, "未结事项") if each["事项"] == "活动记录有未登记的"]
    assert "5 项" in case["问题"]
    assert "B6" in case["问题"]


def test_a_unit_sends_several_members_by_name(made):
    rows = [
        [f"{UNIT}持续职业发展活动汇总"],
        ["姓名", "证书编号", "培训时间", "培训内容", "学时"],
        ["钱一", "", "2025年7月1日", "安全培训", "3"],
        ["", "", "2025年7月2日", "质量培训", "2"],
        ["孙二", SUN, "2025.7.3", "合同培训", "4"],
        ["合计", "", "", "", "9"],
    ]
    sent(made, f"2027-05-01 {UNIT}/汇总.xlsx", rows)
    assert [(each.certificate_no, each.minutes) for each in activities(made)] == [(QIAN, 135), (QIAN, 90), (SUN, 180)]
    assert slugs(made, f"2027-05-01 {UNIT}/汇总.xlsx").count("hours-holder-assumed") == 1


def test_a_rerun_changes_nothing(made):
    sent(made, "2027-05-01 钱一/记录.xlsx", record("钱一", QIAN, line("培训甲", "2025-07-01")))
    before = tree(made.outbox)
    assert made.run(now=NOW).batch is None
    assert tree(made.outbox) == before
