"""Forms that were exported from an approval: its columns are none of the form's, and its verdict counts."""

from __future__ import annotations

from support_recognise import ANNA, BORIS, FIRST, FLAT, PERSON, document, sheet, told

from pipeline.recognise import recognise

TOOL = "审批编号|当前状态|发起人姓名|发起时间"


def said(*rows: str) -> list[list[str]]:
    """The findings of each person."""
    return [[problem.slug for problem in person.problems] for person in recognise(document(sheet(*rows))).people]


def test_the_state_of_the_approval_is_not_that_of_the_project() -> None:
    rows = (f"{TOOL}|{FLAT}", f"2025001|已完成|发起者|2025-04-01|{FIRST}|{ANNA}")
    assert told(recognise(document(sheet(*rows))), "name", "project_status") == [("安一凡", "在建")]
    assert said(*rows) == [[]]


def test_its_verdict_holds() -> None:
    rows = (
        f"{TOOL}|{FLAT}",
        f"2025001|已驳回|发起者|2025-04-01|{FIRST}|{ANNA}",
        f"2025001|审批拒绝|发起者|2025-04-01|{FIRST}|{BORIS}",
    )
    assert said(*rows) == [["not-recommended"]] * 2


def test_without_a_tool_the_word_is_the_project_s() -> None:
    flat = FLAT.replace("项目状态", "当前状态")
    assert told(recognise(document(sheet(flat, f"{FIRST}|{ANNA}"))), "project_status") == [("在建",)]


def test_a_remark_that_the_row_does_not_count() -> None:
    assert said(f"{FLAT}|说明", f"{FIRST}|{ANNA}|无效", f"{FIRST}|{BORIS}|") == [["struck-out"], []]


def test_a_state_that_is_the_project_s_stays_so() -> None:
    flat = FLAT.replace("项目状态", "状态")
    rows = (f"审批编号|发起人姓名|{flat}", f"2025001|发起者|{FIRST}|{ANNA}")
    assert told(recognise(document(sheet(*rows))), "project_status") == [("在建",)]


def test_the_state_of_an_approval_tells_no_section() -> None:
    heading = f"审批编号|当前状态|发起人姓名|发起时间|序号|企业名称|项目名称|项目所在国家|{PERSON}"
    found = recognise(
        document(sheet(heading, f"1001|已完成|余一|2025-04-10|1|远山公司|桥项目|缅甸|{ANNA}", name="计划外派"))
    )
    assert told(found, "name", "section", "project_status") == [("安一凡", "planned", "")]


def test_an_empty_column_behind_the_state_of_an_approval_parts_no_table() -> None:
    heading = FLAT.replace("项目类型", "|项目类型")
    found = recognise(
        document(sheet(f"{TOOL}|{heading}", f"1001|已驳回|余一|2025-04-10|{FIRST.replace('缅甸', '缅甸|')}|{ANNA}"))
    )
    assert told(found, "name", "company", "project_status") == [("安一凡", "远山公司", "在建")]
    assert [problem.slug for problem in found.people[0].problems] == ["not-recommended"]
