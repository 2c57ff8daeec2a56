"""国际工程师资质认证: the registration forms of several applicants in one mail, from the inbox to the register."""

from __future__ import annotations

from datetime import datetime

import pytest
from support_main import Office

from examples.units import mail
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK
from tests.recognise.support_blocks import ANNA, BOXES, POSTS, TEXT, as_docx, as_xlsx, blank, filled

UNIT = "远山电力设计有限公司"
DAY = datetime.fromisoformat("2018-11-20T09:00:00+08:00")
TICKED_TWICE = "☑可以 ok\n☑需要翻译 with translation"
BORIS = {
    "name": "白二川",
    "phone": "13900002222",
    "workplace": UNIT,
    "email": "boris@example.com",
    "english_level": "CET-4",
    "english_interview": TICKED_TWICE,
}
CHLOE = {**ANNA, "name": "陈三石", "phone": "13900003333", "email": "", "english_interview": BOXES}
DMITRI = {
    **ANNA,
    "name": "",
    "phone": "13900004444",
    "email": "d@example.com",
    "english_interview": "需要翻译 with translation",
}
DEGREES = [("2008.09—2012.07", "本科", "电气工程", "近水大学"), ("2012.09—2015.06", "硕士", "电力系统", "远山大学")]
BOTH = "；".join("  ".join(degree) for degree in DEGREES)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """After a run over one mail with three documents of Word and a workbook."""
    made = Office(tmp_path_factory.mktemp("registration"))
    made.settings.mkdir()
    write_settings_workbook(made.settings / WORKBOOK, open_notices=["csee-iet-2018"])
    files = {
        "报名表-安一凡.docx": as_docx(filled()),
        "报名表-两人.docx": as_docx(filled(BORIS, DEGREES), blank(), filled(CHLOE)),
        "报名表.xlsx": as_xlsx([filled(DMITRI, posts=[["", "", "", "”"]], text="")]),
    }
    made.receive({"报名.eml": mail(UNIT, DAY, "请查收报名表。", files)})
    made.run(now=DAY)
    return made


@pytest.mark.slow
def test_everybody_is_there_with_all_fields(office: Office) -> None:
    people = {row["phone"][-1]: row for row in office.people()}
    assert sorted(people) == ["1", "2", "3", "4"]
    shown = ("name", "unit", "form", "domain", "disposition")
    assert [[people[number][column] for column in shown] for number in sorted(people)] == [
        ["安一凡", UNIT, "csee-iet", "电气工程类", "routed"],
        ["白二川", UNIT, "csee-iet", "电气工程类", "routed"],
        ["陈三石", UNIT, "csee-iet", "电气工程类", "routed"],
        ["", UNIT, "csee-iet", "电气工程类", "held"],
    ]
    anna = people["1"]
    expected = {
        "sex": "女",
        "title": "高级工程师",
        "industry": "电力系统",
        "phone": "+8613900001111",
        "workplace": UNIT,
        "workplace_address": "渝江市远山路1号",
        "workplace_phone": "023-66660000",
        "email": "anna@example.com",
        "english_level": "CET-6",
        "english_interview": "可以",
        "degree_period": "2008.09—2012.07",
        "education": "本科",
        "major": "电气工程及其自动化",
        "school": "远山大学",
        "description": TEXT,
        "career": "\n".join("  ".join(filter(None, post)) for post in POSTS),
    }
    assert {column: anna[column] for column in expected} == expected
    boris = people["2"]
    told = ("education", "school", "sex", "title")
    assert [boris[column] for column in told] == ["硕士", "远山大学", "男", "讲师 Lecturer"]
    assert (people["4"]["english_interview"], people["4"]["career"]) == ("需要翻译", "")


@pytest.mark.slow
def test_what_is_said_of_them(office: Office) -> None:
    names = {row["row_id"]: row["phone"][-1:] for row in office.people()}
    said = sorted((names[row["row_id"]], row["slug"], row["cell"], row["message"]) for row in office.export("findings"))
    assert said == [
        ("2", "education-several", "D10", f"教育经历填了几行（{BOTH}），按最高学历“硕士”填入，如不对请告知。"),
        (
            *("2", "field-invalid", "I6"),
            "是否全英文面试“☑可以 ok ☑需要翻译 with translation”没有看明白（可以、需要翻译），请核对后重新填写。",
        ),
        ("2", "printed-text", "G2", "“男 Male”是空白表上印好的，看不出是否本人所填，请核对。"),
        ("2", "printed-text", "K2", "“讲师 Lecturer”是空白表上印好的，看不出是否本人所填，请核对。"),
        ("3", "field-missing", "I5", "没有填写邮箱，请补填。"),
        ("3", "field-missing", "I6", "没有填写是否全英文面试，请补填。"),
        ("4", "field-missing", "A15", "没有填写个人描述，请补填。"),
        ("4", "name-missing", "C4", "没有填写姓名，请补填。"),
    ]


@pytest.mark.slow
def test_every_row_has_one_fate(office: Office) -> None:
    rows = office.export("rows")
    assert len({(row["file"], row["sheet"], row["row"]) for row in rows}) == len(rows)
    assert {row["fate"] for row in rows} == {"heading", "people", "placeholder"}
