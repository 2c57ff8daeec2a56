"""Who is the same person, through real files: one unit for each rule, first what came first, then what came later."""

from __future__ import annotations

from pathlib import Path

import pytest
from support_main import WORK, Office, person, workbook

CHANGED = WORK + "另主持大坝填筑。"
ONE, TWO, BAD = "19911112001", "19911112002", "1991111"

# unit -> day of receipt -> people; days before the 20th are there in the first run
SENT = {
    "甲重复工程有限公司": {"10": [person("钱一", ONE), person("钱一", ONE)]},
    "乙补正工程有限公司": {"10": [person("孙二", "19911112012", "机电")], "20": [person("孙二", "19911112012")]},
    "丙未变工程有限公司": {"10": [person("李三丙", "19911112021")], "20": [person("李三丙", "19911112021")]},
    "丁更改工程有限公司": {
        "10": [person("周四", "19911112031")],
        "20": [person("周四", "19911112031", work=CHANGED)],
    },
    "戊改域工程有限公司": {
        "10": [person("吴五", "19911112041", "机械工程类")],
        "20": [person("吴五", "19911112041", "地质工程类")],
    },
    "己改错工程有限公司": {
        "10": [person("郑六", "19911112051")],
        "20": [person("郑六", "19911112051", level="高级工程师", work=CHANGED)],
    },
    "庚晚到工程有限公司": {"15": [person("冯七", "19911112061")], "05": [person("冯七", "19911112061")]},
    "辛先报工程有限公司": {"10": [person("陈八", "19911112071")]},
    "壬后报工程有限公司": {"20": [person("陈八", "19911112071")]},
    "癸先错工程有限公司": {"10": [person("褚九", "19911112081", "机电")]},
    "子后对工程有限公司": {"20": [person("褚九", "19911112081")]},
    "丑改号工程有限公司": {"10": [person("卫十", BAD)], "20": [person("卫十", "19911112091")]},
    "寅换号工程有限公司": {"10": [person("蒋十一", "19911112101")], "20": [person("蒋十一", "19911112102")]},
    "卯同名工程有限公司": {"10": [person("沈十二", "19911112111"), person("沈十二", "19911112112")]},
    "辰同号工程有限公司": {"10": [person("韩十三", "19911112121"), person("杨十四", "19911112121")]},
    "巳补名工程有限公司": {"10": [person("", "19911112131")], "20": [person("朱十五", "19911112131")]},
}
LATER = {("庚晚到工程有限公司", "05")}

EXPECTED = {
    "甲重复工程有限公司": [("04-10", "钱一", "routed"), ("04-10", "钱一", "duplicate")],
    "乙补正工程有限公司": [("04-10", "孙二", "superseded"), ("04-20", "孙二", "routed")],
    "丙未变工程有限公司": [("04-10", "李三丙", "routed"), ("04-20", "李三丙", "duplicate")],
    "丁更改工程有限公司": [("04-10", "周四", "superseded"), ("04-20", "周四", "routed")],
    "戊改域工程有限公司": [("04-10", "吴五", "superseded"), ("04-20", "吴五", "routed")],
    "己改错工程有限公司": [("04-10", "郑六", "routed"), ("04-20", "郑六", "held")],
    "庚晚到工程有限公司": [("04-05", "冯七", "superseded"), ("04-15", "冯七", "routed")],
    "辛先报工程有限公司": [("04-10", "陈八", "routed")],
    "壬后报工程有限公司": [("04-20", "陈八", "duplicate")],
    "癸先错工程有限公司": [("04-10", "褚九", "held")],
    "子后对工程有限公司": [("04-20", "褚九", "routed")],
    "丑改号工程有限公司": [("04-10", "卫十", "superseded"), ("04-20", "卫十", "routed")],
    "寅换号工程有限公司": [("04-10", "蒋十一", "routed"), ("04-20", "蒋十一", "held")],
    "卯同名工程有限公司": [("04-10", "沈十二", "routed"), ("04-10", "沈十二", "routed")],
    "辰同号工程有限公司": [("04-10", "韩十三", "routed"), ("04-10", "杨十四", "routed")],
    "巳补名工程有限公司": [("04-10", "", "superseded"), ("04-20", "朱十五", "routed")],
}
REASONS = {
    ("甲重复工程有限公司", "duplicate"): "duplicate-in-submission",
    ("丙未变工程有限公司", "duplicate"): "unchanged",
    ("己改错工程有限公司", "held"): "change-held",
    ("壬后报工程有限公司", "duplicate"): "duplicate-across-units",
    ("寅换号工程有限公司", "held"): "identity-question",
}
SAME_PERSON = {unit: "同" not in unit and "换" not in unit for unit in SENT}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = Office(tmp_path_factory.mktemp("identity"))
    for later in (False, True):
        for unit, days in SENT.items():
            for day, people in days.items():
                if (day >= "20" or (unit, day) in LATER) == later:
                    made.receive(
                        {f"2025-04-{day} {unit}/附件3.xlsx": workbook(unit, *people, note=f"填表日期：4月{day}日")}
                    )
        made.run()
    return made


@pytest.mark.slow
def test_dispositions(office: Office) -> None:
    assert {unit: office.fates(unit) for unit in SENT} == EXPECTED


@pytest.mark.slow
def test_reasons(office: Office) -> None:
    for (unit, disposition), slug in REASONS.items():
        [row] = [row for row in office.people(unit) if row["disposition"] == disposition]
        assert slug in row["findings"].split(";"), (unit, disposition)


@pytest.mark.slow
def test_one_person_has_one_number(office: Office) -> None:
    numbers = {unit: {row["person_id"] for row in office.people(unit)} for unit in SENT}
    assert {unit: len(found) == 1 for unit, found in numbers.items()} == SAME_PERSON


@pytest.mark.slow
def test_another_unit_names_the_same_person(office: Office) -> None:
    first, second = office.people("辛先报工程有限公司"), office.people("壬后报工程有限公司")
    assert first[0]["person_id"] == second[0]["person_id"]


@pytest.mark.slow
def test_same_name_and_shared_phone_are_said(office: Office) -> None:
    assert any("same-name" in row["findings"] for row in office.people("卯同名工程有限公司"))
    assert any("phone-shared" in row["findings"] for row in office.people("辰同号工程有限公司"))


@pytest.mark.slow
def test_the_old_society_gets_a_withdrawal(office: Office) -> None:
    folders = sorted(office.outbox.glob("批次/*-02/学会/*"))
    assert Path("中国机械工程学会") in [Path(folder.name) for folder in folders]
