"""The blank attachment 3: empty it holds nobody, filled it reads back as it was filled."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, assume, given
from hypothesis import strategies as st
from support_examples import examples
from support_template import FIRST_ROW, NOTICE, filled, read_back

from pipeline.publish.units.template import write_template

HAN = "安柏岑迟戴鄂范葛郝姬康黎茅宁欧庞秦饶沙陶邬项颜邹"
GIVEN = "一之亦可如远宁思敏涛岚晓晨雨霖"
WORDS = "参与设计施工建造管理水库大坝输电线路桥梁隧道并负责质量进度安全的，。；1234567890kVA （）"
PLACES = {"越南": "VN", "老挝": "LA", "肯尼亚": "KE", "新加坡": "SG", "中国": "CN", "刚果（金）": "CD"}

names = st.builds(str.__add__, st.sampled_from(HAN), st.text(GIVEN, min_size=1, max_size=2))
mobiles = st.builds("13{}{:08d}".format, st.integers(5, 9), st.integers(1, 99_999_999))
texts = st.text(WORDS, min_size=12, max_size=300).filter(lambda text: sum("\u4e00" <= c <= "\u9fff" for c in text) > 5)
places = st.sampled_from(sorted(PLACES))
abroad = st.sampled_from(sorted(set(PLACES) - {"中国"}))
people = st.tuples(
    names,
    mobiles,
    st.sampled_from(NOTICE.open_domains),
    places,
    st.sampled_from(NOTICE.open_levels),
    texts.map(lambda text: f"参与{text}".strip()),
)
companies = st.builds(
    "{}工程有限公司（联系人：{}，手机：{}）".format, st.text(HAN, min_size=2, max_size=6), names, mobiles
)
counts = st.tuples(st.integers(5, 400), st.integers(0, 400), st.integers(0, 5))
project_names = st.builds("{}河{}期水电站".format, st.text(HAN, min_size=2, max_size=3), st.sampled_from("一二三"))
dispatched = st.builds(
    lambda company, name, place, kind, status, numbers: (company, name, place, kind, status, *numbers),
    companies,
    project_names,
    abroad,
    st.sampled_from(NOTICE.project_types),
    st.sampled_from(NOTICE.project_statuses),
    counts,
)
planned = st.tuples(companies, st.one_of(project_names, st.just("/")), abroad)


def projects(cells):
    one = st.tuples(cells, st.lists(people, min_size=1, max_size=4))
    return st.lists(one, max_size=3, unique_by=lambda project: project[0])


submissions = st.fixed_dictionaries({"dispatched": projects(dispatched), "planned": projects(planned)})


def expected(tables):
    """What is to come back: one dictionary of canonical values for each person, in the order written."""
    for section in NOTICE.sections:
        for project, members in tables[section]:
            company, contact = project[0].rstrip("）").split("（联系人：")
            told = {
                "section": section,
                "company": company,
                "company_contact": contact.split("，手机：")[0],
                "company_contact_phone": "+86" + contact.split("，手机：")[1],
                "project_name": project[1].replace("/", ""),
                "project_country": PLACES[project[2]],
            }
            if section == "dispatched":
                names = (
                    "project_type",
                    "project_status",
                    "chinese_engineers",
                    "foreign_engineers",
                    "qualified_engineers",
                )
                told |= dict(zip(names, map(str, project[3:]), strict=True))
            for name, phone, domain, place, level, text in members:
                yield told | {
                    "name": name,
                    "phone": f"+86{phone}",
                    "domain": domain,
                    "location": place,
                    "location_country": PLACES[place],
                    "level": level,
                    "experience": text,
                }


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # without shrinking: every example is a whole workbook


@examples(15, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
@given(tables=submissions, layout=st.sampled_from(["blank", "repeated", "merged"]))
def test_any_people_written_into_the_form_come_back_equal_without_a_finding(blank, tables, layout):
    wanted = list(expected(tables))
    assume(not {want["company_contact"] for want in wanted} & {want["name"] for want in wanted})  # with two phones
    assume(not {want["company_contact_phone"] for want in wanted} & {want["phone"] for want in wanted})  # it is said
    frame, findings, _ = read_back(filled(blank, tables, layout))
    told = frame.to_dict("records")
    assert [{key: row[key] for key in want} for row, want in zip(told, wanted, strict=True)] == wanted
    assert findings == []


def test_blank_it_holds_nobody_and_nothing_is_wrong(blank):
    frame, findings, recognition = read_back(blank)
    assert recognition.kind == "recommendation"
    assert recognition.unit is None
    assert len(frame) == 0
    assert findings == recognition.problems == recognition.projects == []
    assert {row.fate for row in recognition.rows} == {"heading"}


def test_the_unit_has_a_cell_of_its_own(blank):
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    workbook.worksheets[0]["C3"] = "某某国际工程有限公司"
    data = io.BytesIO()
    workbook.save(data)
    assert read_back(data.getvalue())[2].unit.text == "某某国际工程有限公司"


@pytest.mark.parametrize(
    ("sheet", "column", "choices"),
    [
        ("已外派", "E", NOTICE.project_types),
        ("已外派", "F", NOTICE.project_statuses),
        ("已外派", "L", NOTICE.open_domains),
        ("已外派", "N", NOTICE.open_levels),
        ("未来三年计划外派", "G", NOTICE.open_domains),
        ("未来三年计划外派", "I", NOTICE.open_levels),
    ],
)
def test_choices_are_drop_downs_down_the_column(blank, sheet, column, choices):
    rules = openpyxl.load_workbook(io.BytesIO(blank))[sheet].data_validations.dataValidation
    (rule,) = [rule for rule in rules if f"{column}{FIRST_ROW}" in rule.sqref and f"{column}400" in rule.sqref]
    assert rule.type == "list"
    assert rule.formula1.strip('"').split(",") == list(choices)
    assert rule.prompt


def test_every_column_but_the_number_has_a_hint(blank):
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, columns in (("已外派", "BCDEFGHIJKLMNO"), ("未来三年计划外派", "BCDEFGHIJ")):
        rules = workbook[sheet].data_validations.dataValidation
        hinted = {str(rule.sqref)[0] for rule in rules if rule.prompt and rule.sqref != "C3"}
        assert hinted == set(columns)


@pytest.mark.parametrize("row", [FIRST_ROW, 300])
def test_phones_stay_text(blank, row):
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, columns in (("已外派", "BK"), ("未来三年计划外派", "BF")):
        for column in columns:
            cell = workbook[sheet][f"{column}{row}"]
            formatted = cell if cell.has_style else workbook[sheet].column_dimensions[column]
            assert formatted.number_format == "@"


def test_headings_are_those_of_the_form_with_a_heading_for_each_person_column(blank):
    sheet = openpyxl.load_workbook(io.BytesIO(blank))["已外派"]
    assert sheet["J5"].value == "拟互认人员信息"
    assert [sheet.cell(6, column).value.split("\n")[0] for column in range(10, 16)] == [
        "姓名",
        "联系方式",
        "所在领域",
        "当前所在地",
        "拟申请级别",
        "主要工程实践经历",
    ]
    assert {"J5:O5", "A5:A6", "I5:I6"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.print_title_rows == "$4:$6"


def test_same_notice_same_bytes(blank, tmp_path):
    write_template(tmp_path / "again.xlsx", NOTICE)
    assert (tmp_path / "again.xlsx").read_bytes() == blank
