"""The blank record of activities: what it offers, and that it reads back as it was filled."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st
from support_examples import examples
from support_hours import HEADINGS, QIAN

from pipeline.adopt.activity_lines import understood
from pipeline.follow.hours import proposed
from pipeline.kinds.records import HOURS
from pipeline.kinds.telling import told
from pipeline.model.certificates import Certificate, Period
from pipeline.publish.units.template.hours import write_hours_form
from pipeline.read.containers import read_file
from schemas.hours import hours_file

HELD = Certificate(
    QIAN, "G00002-6", "钱一", "学会", "专业工程会员", "有效", (Period(date(2025, 6, 1), date(2030, 5, 31)),), None, ()
)
TODAY = date(2027, 5, 6)
FIRST_ROW = 4
han = st.text("安柏岑迟戴鄂范葛郝姬康黎茅宁欧庞秦饶沙陶邬项颜", min_size=3, max_size=8)
days = st.dates(date(2025, 6, 1), date(2027, 5, 1))
plain = st.fixed_dictionaries(
    {
        "活动类别": st.sampled_from([each.label for each in hours_file().kind.values() if each.by == "minutes"]),
        "活动名称": han,
        "主办单位": han,
        "开始日期": days,
        "结束日期": st.one_of(st.none(), st.integers(1, 5)),
        "时长（分钟）": st.integers(1, 1440),
        "证明材料": st.one_of(st.none(), han),
    }
)
GRADED = [(entry.label, grade) for entry in hours_file().kind.values() for grade in entry.grades]
graded = st.builds(
    lambda made, more: more | {"活动类别": made[0], "级别": made[1]},
    st.sampled_from(GRADED),
    st.fixed_dictionaries(
        {
            "活动名称": han,
            "开始日期": days,
            "署名次序": st.one_of(st.none(), st.integers(1, 9)),
            "申报学时": st.one_of(st.none(), st.integers(1, 40)),
        }
    ),
)
drawn = examples(
    25,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "记录.xlsx"
    write_hours_form(path)
    return path.read_bytes()


def filled(blank, lines):
    """The form as somebody fills it in who types dates as such."""
    book = openpyxl.load_workbook(BytesIO(blank))
    sheet = book.worksheets[0]
    sheet["C2"], sheet["F2"], sheet["J2"] = "钱一", QIAN, "甲工程有限公司"
    for row, each in enumerate(lines, FIRST_ROW):
        for heading, value in each.items():
            is_span = heading == "结束日期" and value is not None
            sheet.cell(row, HEADINGS.index(heading) + 1).value = (
                each["开始日期"] + timedelta(days=value) if is_span else value
            )
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def read_back(data):
    (document,) = read_file("记录.xlsx", data, ()).documents
    said = told(document)
    assert said.claimed == HOURS
    return [understood(each, HELD, "记录.xlsx", "2027-05-06T09:00:00+08:00", TODAY) for each in said.activities]


@given(st.lists(st.one_of(plain, graded), min_size=1, max_size=8))
@drawn
def test_filled_it_reads_back_without_a_finding(blank, lines):
    done = read_back(filled(blank, lines))
    assert [each.problems for each in done] == [()] * len(lines)
    labels = {entry.label: kind for kind, entry in hours_file().kind.items()}
    for each, line in zip(done, lines, strict=True):
        activity = each.activity
        assert (activity.certificate_no, activity.kind) == (QIAN, labels[line["活动类别"]])
        assert (activity.title, activity.began_on) == (line["活动名称"], line["开始日期"].isoformat())
        assert activity.ended_on == (line["开始日期"] + timedelta(days=line.get("结束日期") or 0)).isoformat()
        assert activity.minutes == (line.get("时长（分钟）") or 0)
        assert activity.grade == line.get("级别", "")
        assert activity.claimed == str(line.get("申报学时") or "")
        assert (proposed(activity) is None) == (activity.minutes == 0 and not activity.grade)


def test_its_columns_and_what_they_offer(blank):
    book = openpyxl.load_workbook(BytesIO(blank))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["活动记录", "填表说明"]
    assert tuple(cell.value for cell in sheet[3]) == HEADINGS
    rules = {str(rule.sqref).partition(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["D4"].formula1 == '"{}"'.format(",".join(each.label for each in hours_file().kind.values()))
    assert (rules["H4"].errorStyle, rules["B4"].type) == ("warning", "date")


def test_it_says_whose_draft_it_is_and_both_numbers(blank):
    book = openpyxl.load_workbook(BytesIO(blank))
    said = "\n".join(str(cell.value) for row in book["填表说明"] for cell in row)
    assert "本会草拟" in said
    assert "化会字〔2023〕第05号不少于 40 学时、《工程能力评价问答手册》（2024）不少于 50 学时" in said


def test_the_same_bytes_each_time(blank, tmp_path):
    write_hours_form(tmp_path / "记录.xlsx")
    assert (tmp_path / "记录.xlsx").read_bytes() == blank
