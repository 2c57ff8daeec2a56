"""Forgetting reaches what societies said: the events, the findings on their workbooks, and the workbooks themselves."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from main.support_main import NOW, Office, person, workbook
from support_safe import cells_of, forgotten, number, tells, twin

from pipeline.register import Register
from tests.support_results import filled_in, sent_to

UNIT, SOCIETY = "试算电力工程有限公司", "中国电机工程学会"
NAME, PHONE = "钱一鸣", "19911112001"
GONE = [NAME, PHONE, "ZS-2025-0001", "会员A-77", "论文与本人经历不符"]
LATER = NOW + timedelta(days=40)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Of the person a line is taken and another refused, in a file that is named after it; of a second one too."""
    office = Office(tmp_path_factory.mktemp("forget"))
    people = [person(NAME, PHONE, "电气工程类"), person("孙二", "19911112002", "电气工程类")]
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.run()
    (sent,) = sent_to(office.outbox, SOCIETY)
    said = {
        NAME: {"会员号": "会员A-77", "环节": "证书签发", "结论": "通过", "证书编号": "ZS-2025-0001", "联系电话": "1"},
        "孙二": {"环节": "初审", "结论": "退回修改", "说明": "缺证明"},
    }
    office.receive({"2025-05-20 结果.xlsx": filled_in(sent, said)})
    office.run(now=NOW + timedelta(days=15))
    worse = {NAME: {"环节": "初审", "结论": "不予通过", "说明": "论文与本人经历不符"}}
    office.receive({f"2025-06-10 {NAME}.xlsx": filled_in(sent, worse)})
    office.run(now=LATER)
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def counted(office: Office) -> list[tuple[Any, ...]]:
    kept = ("event_id", "person_id", "kind", "stage", "conclusion", "date", "society", "batch")
    return [tuple(event[name] for name in kept) for event in office.export("events")]


@pytest.mark.slow
def test_what_there_is_to_forget(made: Office) -> None:
    kinds = [event["kind"] for event in made.export("events") if event["person_id"] == number(made, NAME)]
    assert kinds == ["stage", "member", "certificate", "refused"]
    assert f"结果台账.xlsx: {NAME}" in tells(made.outbox, [NAME])
    found = {finding["slug"] for finding in made.export("findings")}
    assert found >= {"result-cells-changed", "result-stage-backwards"}


@pytest.mark.slow
def test_nothing_tells_of_the_person_and_all_that_is_counted_stays(office: Office) -> None:
    before, others = counted(office), [each for each in office.export("events") if each["stage"] == "初审"]
    forgotten(office, number(office, NAME), now=LATER)
    assert counted(office) == before
    assert [each for each in office.export("events") if each["stage"] == "初审"] == others
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    assert tells(office.outbox, GONE) == []
    with Register.open(office.register) as register:
        assert register.complaints() == []


@pytest.mark.slow
def test_the_next_run_is_as_quiet_and_a_certificate_number_of_nobody_is_in_nobodys_way(office: Office) -> None:
    (sent,) = sent_to(office.outbox, SOCIETY)
    forgotten(office, number(office, NAME), now=LATER)
    assert office.run(now=LATER).batch is None
    office.receive({"2025-06-20 再.xlsx": filled_in(sent, {"孙二": {"环节": "材料审查", "结论": "通过"}})})
    office.run(now=LATER + timedelta(days=1))
    assert counted(office)[-1][2:5] == ("stage", "材料审查", "通过")


@pytest.mark.slow
def test_a_number_that_was_corrected_is_forgotten_with_the_new_one(office: Office) -> None:
    (sent,) = sent_to(office.outbox, SOCIETY)
    other = {"环节": "证书签发", "结论": "通过", "证书编号": "ZS-2025-0077", "说明": "更正证书编号"}
    office.receive({"2025-06-12 更正.xlsx": filled_in(sent, {NAME: other})})
    office.run(now=LATER)
    assert tells(office.outbox, ["ZS-2025-0077"])
    forgotten(office, number(office, NAME), now=LATER)
    gone = [*GONE, "ZS-2025-0077"]
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in gone)]
    assert tells(office.outbox, gone) == []
