"""Workbooks of ours that come back are accounted for, and nobody in them is recommended once more."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support_kinds import OURS, STRANGERS, Edit, Outcome, all_come_back, come_back, published

from pipeline.register import Register
from pipeline.report import Wish, write_report
from pipeline.report.periods import parse_period
from pipeline.text.seal import SHEET
from pipeline.upkeep.forget import forget
from tests.main.support_main import NOW, Office, person, tree, workbook

INTAKE, COMBINED, SUMMARY, LEDGER, EVERYBODY = "中国电机工程学会", "推荐参加", "批次汇总", "台账", "人员总表"


def test_every_workbook_of_ours_is_known(office: Office) -> None:
    with Register.open(office.register) as register:
        wish = Wish(parse_period("2025-04", "", ""), date(2025, 5, 6), 1, "", office.settings, office.outbox)
        report, *_ = write_report(register.statistics(), register.certificates.known(), register.secret(), wish).files
    paths = [*(published(office, beginning) for beginning in (INTAKE, COMBINED, SUMMARY, LEDGER, EVERYBODY)), report]
    found = all_come_back(office, [(path, None) for path in paths])
    assert {(each.outcome, *each.people) for each in found} == {("answer",)}
    assert [each.said for each in found] == [
        [f"这是本程序写出的“{title}”{about}，没有当作新的推荐；里面另外填写的内容也没有读取。"]
        for title, about in (
            ("学会推荐人员名单", "（20250506-01）"),
            ("推荐人员情况汇总表", "（20250506-01）"),
            ("批次汇总", "（20250506-01）"),
            ("台账", ""),
            ("人员总表", ""),
            ("统计报表", "（2025-04）"),
        )
    ]


@pytest.mark.slow
def test_nothing_depends_on_whether_the_mark_is_hidden(office: Office) -> None:
    def shown_as(state: str) -> Edit:
        return lambda book: setattr(book[SHEET], "sheet_state", state)

    edits = [shown_as(state) for state in ("visible", "hidden", "veryHidden")]
    found = all_come_back(office, [(published(office, COMBINED), edit) for edit in edits])
    assert [each.outcome for each in found] == ["answer"] * 3


def test_a_society_fills_in_its_workbook_sorts_and_renames_it(office: Office) -> None:
    def fill_in(book: Workbook) -> None:
        people = book["人员名单"]
        people.title = "名单（学会意见）"
        rows = [[cell.value for cell in row] for row in people.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            row[23] = "通过"  # 结论
            for column, value in enumerate(row, 1):
                people.cell(number, column).value = value

    found = come_back(office, published(office, INTAKE), fill_in)
    assert (found.outcome, found.people) == ("answer", [])
    told = [row["message"] for row in office.export("findings") if row["slug"] == "results-received"]
    assert told == ["这是学会发回的“学会推荐人员名单”，里面填写了 2 人的情况。"]


def test_whoever_sends_only_a_workbook_of_ours_back_is_asked_for_nothing(office: Office) -> None:
    come_back(office, published(office, INTAKE))
    (sent,) = [row for row in office.export("submissions") if not row["batch"]]
    about = [row["slug"] for row in office.export("findings") if row["submission_id"] == sent["submission_id"]]
    assert (sent["people"], sent["late"], about) == (0, "false", ["own-workbook"])


@pytest.mark.slow
def test_a_form_beside_a_workbook_of_ours_is_read_as_ever(office: Office) -> None:
    office.receive({"2025-05-02 交回/附件3.xlsx": workbook("乙地测试工程有限公司", person("吴五", "19911112005"))})
    come_back(office, published(office, INTAKE))
    assert [row["name"] for row in office.people("乙地测试工程有限公司")] == ["吴五"]
    assert {"scan-missing", "late"} <= {row["slug"] for row in office.export("findings") if not row["file"]}


@pytest.mark.slow
def test_it_is_known_once_and_then_seen_already(office: Office) -> None:
    come_back(office, published(office, INTAKE))
    before = tree(office.outbox)
    assert office.run().batch is None
    assert tree(office.outbox) == before


@pytest.mark.slow
@pytest.mark.parametrize("beginning", [COMBINED, INTAKE])
def test_somebody_who_was_written_into_a_workbook_of_ours_is_told_of(office: Office, beginning: str) -> None:
    def write_in(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for above, cell in zip(sheet[sheet.max_row], sheet[sheet.max_row + 1], strict=True):
            cell.value = above.value
            if above.value in ("孙二", "李三"):
                cell.value = "吴五"
            elif "1991111200" in str(above.value):
                cell.value = "19911112005"

    found = come_back(office, published(office, beginning), write_in)
    if beginning == INTAKE:  # a society does not recommend
        assert found.people == []
        (said,) = [row for row in office.export("findings") if row["slug"] == "result-name-differs"]
        assert (said["value"], said["cell"]) == ("吴五", "C4")
        return
    assert (found.outcome, found.said) == ("processed", [STRANGERS])
    assert ("吴五", "routed") in found.people


@pytest.mark.slow
def test_somebody_forgotten_does_not_come_back_with_an_old_workbook(office: Office, tmp_path: Path) -> None:
    old = tmp_path / "旧.xlsx"
    shutil.copy(published(office, INTAKE), old)
    with Register.open(office.register) as register, register.alone():
        (person_id,) = {row["person_id"] for row in office.people() if row["name"] == "钱一"}
        forget(register, register.forgetting.select_person(person_id), NOW, office.outbox, None)
    assert come_back(office, old) == Outcome("answer", [OURS.format("学会推荐人员名单")], [])
    assert "钱一" not in {row["name"] for row in office.people()}


@pytest.mark.slow
def test_changes_and_withdrawals_are_nobody_new(office: Office) -> None:
    changed = workbook("甲地测试工程有限公司", person("钱一", "19911112001", "地质工程类"))
    office.receive({"2025-04-20 甲地测试工程有限公司/附件3.xlsx": changed})
    office.run()
    (left,) = office.outbox.glob("批次/20250506-02/学会/中国电机工程学会/*.xlsx")
    assert "变更与撤回" in openpyxl.load_workbook(left).sheetnames
    assert come_back(office, left).outcome == "answer"
