"""Who holds a certificate applies again; what the society and the unit get to read of it (003:235-242)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from support_main import NOW, Office, person, workbook
from support_rounds import answers, told

from pipeline.register import Register
from tests.support_holders import issued, write
from tests.support_results import sent_to

pytestmark = pytest.mark.slow

UNIT, SOCIETY = "甲地测试工程有限公司", "中国电机工程学会"
PHONE, POWER = "19911112001", "电气工程类"


def applied(tmp_path: Path, level: str) -> Office:
    """One to which somebody who held 专业工程会员 before applies for a level."""
    made = Office(tmp_path / "office")
    made.receive({"2025-04-10 甲/附件3.xlsx": workbook(UNIT, person("钱一", PHONE, "莫名其妙"))})
    made.run()
    (holder,) = {row["person_id"] for row in made.export("people")}
    with Register.open(made.register) as register:
        write(register, issued(holder, "2024-03-01", name="钱一", certificate_no="机-0001"))
    made.receive({"2025-04-20 甲/附件3.xlsx": workbook(UNIT, person("钱一", PHONE, POWER, level))})
    made.run(now=NOW)
    return made


def hint(office: Office) -> str:
    """提示 of the one person in the workbook of the society."""
    (path,) = sent_to(office.outbox, SOCIETY)
    heads, row, *_ = openpyxl.load_workbook(path)["人员名单"].iter_rows(values_only=True)
    return str(dict(zip(heads, row, strict=True))["提示"])


def test_the_society_reads_the_history_of_a_promotion_and_the_unit_nothing(tmp_path: Path) -> None:
    office = applied(tmp_path, "资深工程会员")
    history = "专业工程会员，证书编号机-0001，有效期至2029-02-28"
    assert hint(office) == f"此人申请晋级，已有证书：{history}；晋级按全部流程评价，不减免"
    assert "机-0001" not in "".join(told(folder) for folder in answers(office, UNIT))


def test_of_the_same_level_the_unit_is_asked_without_the_number(tmp_path: Path) -> None:
    office = applied(tmp_path, "专业工程会员")
    assert hint(office) == "已有同级证书，是否为再注册请核实"
    letter = told(answers(office, UNIT)[-1])
    assert "此人已有同一级别的证书，现在又推荐“专业工程会员”，请核实：是再注册的，请按再注册的要求办理。" in letter
    assert "机-0001" not in letter
