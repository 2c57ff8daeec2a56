"""Who is new to a unit's answer, and who is not: the comparison with what the unit sent last time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, WORK, Office, person, workbook
from support_rounds import answers, corrected, every, marked, told, write

from pipeline.register import Register
from pipeline.upkeep.forget import forget

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT, OTHER = "甲工程有限公司", "乙工程有限公司"
OF_THE_OTHER = person("周四", "19911112004")
WRONG = [person("钱一", "19911112001", "机电"), person("李三", "19911112003"), OF_THE_OTHER]
DOMAIN = write("L5", "机械工程类")
NEW = "新增人员"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Whose workbook has gone back marked; the other unit had recommended one of its people before."""
    office = Office(tmp_path_factory.mktemp("asked"))
    office.receive({"2025-04-08 乙/附件3.xlsx": workbook(OTHER, OF_THE_OTHER)})
    office.receive({"2025-04-10 甲/附件3.xlsx": workbook(UNIT, *WRONG)})
    office.run()
    return office


@pytest.fixture
def office(asked: Office, tmp_path: Path) -> Office:
    return asked.clone(tmp_path, outbox=True)


def sent(office: Office, day: str, data: bytes, days: int = 20) -> str:
    """The letter about it; the run is so many days after the first one."""
    office.receive({f"2025-{day} 甲/附件3（补正）.xlsx": data})
    office.run(now=NOW + timedelta(days=days))
    return told(answers(office, UNIT)[-1])


def test_whom_another_unit_recommends_too_is_not_new_when_sent_again(office: Office) -> None:
    (first,) = answers(office, UNIT)
    letter = sent(office, "05-10", corrected(marked(first), DOMAIN))
    assert "与2025年4月10日收到的材料逐人逐格对照：已改正1处。" in letter
    assert NEW not in letter


def test_whom_the_unit_withdraws_is_not_new(office: Office) -> None:
    (first,) = answers(office, UNIT)
    letter = sent(
        office, "05-10", corrected(marked(first), every(DOMAIN, write("P4", "备注"), write("P6", "不再推荐")))
    )
    assert "已撤回对以下1人的推荐：李三" in letter
    assert NEW not in letter


def test_who_stands_twice_in_a_correction_is_not_new(office: Office) -> None:
    (first,) = answers(office, UNIT)

    def again(book: openpyxl.Workbook) -> None:
        for column, value in enumerate(["李三", "19911112003", "土木工程类", "缅甸", "专业工程会员", WORK], 10):
            book.worksheets[1].cell(8, column).value = value

    letter = sent(office, "05-10", corrected(marked(first), every(DOMAIN, again)))
    assert "读到推荐人员4人" in letter
    assert NEW not in letter


def test_nobody_is_new_in_what_was_received_before_what_was_read(office: Office) -> None:
    (first,) = answers(office, UNIT)
    sent(office, "05-10", corrected(marked(first), DOMAIN))
    letter = sent(office, "05-09", corrected(marked(first), write("L5", "电气工程类")), days=21)
    assert "3人以后来报送的材料为准" in letter
    assert "对照" not in letter
    assert {
        row["domain"] for row in office.people(UNIT) if row["name"] == "钱一" and row["disposition"] == "routed"
    } == {"机械工程类"}


def test_who_was_forgotten_is_not_missing(office: Office) -> None:
    """Nobody asks the unit, or the secretary, what becomes of somebody who was forgotten."""
    (person_id,) = {row["person_id"] for row in office.people(UNIT) if row["name"] == "李三"}
    book = marked(answers(office, UNIT)[0])
    data = corrected(book, every(DOMAIN, lambda changed: changed.worksheets[1].delete_rows(6)))
    with Register.open(office.register) as register, register.alone():
        forget(register, register.forgetting.select_person(person_id), NOW, office.outbox, None)
    letter = sent(office, "05-10", data)
    assert "本次未见" not in letter
    assert "没有原来报送的" not in letter
    assert "missing-in-correction" not in {finding["slug"] for finding in office.export("findings")}


def test_who_was_added_is_new(office: Office) -> None:
    (first,) = answers(office, UNIT)

    def added(book: openpyxl.Workbook) -> None:
        for column, value in enumerate(["吴五", "19911112005", "土木工程类", "缅甸", "专业工程会员", WORK], 10):
            book.worksheets[1].cell(8, column).value = value

    letter = sent(office, "05-10", corrected(marked(first), every(DOMAIN, added)))
    assert "已改正1处、新增1人。" in letter
    assert f"吴五||||{NEW}" in letter
