"""A workbook with a mark that is not its own is a document of anybody: its people count, and a finding says so."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from support_kinds import (
    LAYOUT,
    RETURNED,
    SEAL,
    STRANGERS,
    UNPROVEN,
    Edit,
    Outcome,
    all_come_back,
    carry_mark,
    come_back,
    published,
)

from pipeline.publish.units.template import write_template
from pipeline.terms.notices import load_notice
from pipeline.text.seal import SHEET
from tests.main.support_main import Office, person, workbook

INTAKE, COMBINED, LEDGER = "中国电机工程学会", "推荐参加", "台账"
OTHER = "乙地测试工程有限公司"
FIVE = [(f"吴{digit}", f"1991111300{number}") for number, digit in enumerate("甲乙丙丁戊")]
ROUTED = [(name, "routed") for name, _ in FIVE]


@pytest.fixture
def five(tmp_path: Path) -> Path:
    """A unit's own attachment 3 with five people."""
    path = tmp_path / "五人.xlsx"
    path.write_bytes(workbook(OTHER, *(person(name, phone) for name, phone in FIVE)))
    return path


def test_a_copied_mark_drops_nobody(office: Office, five: Path) -> None:
    def with_mark_of(beginning: str) -> Edit:
        return lambda book: carry_mark(book, published(office, beginning))

    found = all_come_back(office, [(five, with_mark_of(beginning)) for beginning in (INTAKE, COMBINED, LEDGER)])
    assert [(each.outcome, each.said) for each in found] == [("processed", [LAYOUT])] * 3
    assert found[0].people == ROUTED
    assert [name for name, _ in found[1].people] == [name for name, _ in FIVE]


def test_the_finding_is_the_secretarys_and_points_at_the_mark(office: Office, five: Path) -> None:
    come_back(office, five, lambda book: carry_mark(book, published(office, INTAKE)))
    (finding,) = [row for row in office.export("findings") if row["slug"] == "mark-invalid"]
    about = (finding["severity"], finding["decided_by"], finding["sheet"], finding["cell"])
    assert about == ("warning", "secretariat", SHEET, "A1")


@pytest.mark.slow
def test_the_template_filled_in_with_a_mark_in_it(office: Office, tmp_path: Path) -> None:
    blank = tmp_path / "模板.xlsx"
    write_template(blank, load_notice("2025"))

    def fill_in(book: Workbook) -> None:
        sheet = book.worksheets[0]
        project = [f"{OTHER}（联系人：金联络，手机：19911110000）", "缅甸公路", "缅甸", "承包工程", "在建", 9, 5, 4]
        for row, (name, phone) in enumerate(FIVE, 7):
            for column, value in enumerate([*project, *person(name, phone)], 2):
                sheet.cell(row, column).value = value
        carry_mark(book, published(office, COMBINED))

    assert come_back(office, blank, fill_in) == Outcome("processed", [STRANGERS], ROUTED)


@pytest.mark.slow
def test_a_sheet_of_ours_pasted_into_a_workbook_of_a_unit(office: Office, five: Path) -> None:
    ours = openpyxl.load_workbook(published(office, INTAKE))

    def paste(book: Workbook) -> None:
        for name in ("人员名单", "原填", SHEET):
            pasted = book.create_sheet(name)
            for row in ours[name].iter_rows(values_only=True):
                pasted.append(row)

    found = come_back(office, five, paste)
    assert (found.outcome, found.said) == ("processed", [STRANGERS])
    assert [each for each in found.people if each[1] == "routed"] == ROUTED
    assert {name for name, disposition in found.people if disposition == "duplicate"} == {"钱一", "孙二"}


@pytest.mark.slow
def test_a_mark_that_was_changed(office: Office) -> None:
    def changed_in(line: int) -> Edit:
        def change(book: Workbook) -> None:
            cell = book[SHEET].cell(line, 1)
            cell.value = f"{cell.value}1"

        return change

    found = all_come_back(office, [(published(office, COMBINED), changed_in(line)) for line in range(1, 7)])
    assert [(each.outcome, each.said) for each in found] == [("processed", [SEAL])] * 6
    assert {disposition for each in found for _, disposition in each.people} == {"duplicate"}


@pytest.mark.slow
def test_a_mark_of_another_register(made: Office, tmp_path: Path) -> None:
    other = Office(tmp_path / "other")
    assert come_back(other, published(made, COMBINED)) == Outcome(
        "processed", [SEAL], [("钱一", "routed"), ("孙二", "routed"), ("李三", "routed")]
    )


@pytest.mark.slow
def test_another_registers_workbook_without_people_is_no_form(made: Office, tmp_path: Path) -> None:
    other = Office(tmp_path / "other")
    assert come_back(other, published(made, LEDGER)) == Outcome("not-a-form", [SEAL], [])


@pytest.mark.slow
def test_a_batch_that_the_register_does_not_know(office: Office, tmp_path: Path) -> None:
    """As after an older register was restored: the secret is the same."""
    older = office.clone(tmp_path / "older")
    office.receive({f"2025-04-20 {OTHER}/附件3.xlsx": workbook(OTHER, person("吴五", "19911112005", "电气工程类"))})
    office.run()
    (unknown,) = office.outbox.glob("批次/20250506-02/学会/中国电机工程学会/*.xlsx")
    found = come_back(older, unknown)
    assert (found.outcome, found.people) == ("answer", [])
    assert [row["message"] for row in older.export("findings") if row["slug"] == "results-unproven"] == [UNPROVEN]


def test_people_on_a_sheet_with_the_name_of_the_mark(office: Office, five: Path) -> None:
    def rename(book: Workbook) -> None:
        book.worksheets[0].title = SHEET

    assert come_back(office, five, rename) == Outcome("processed", [SEAL], ROUTED)


@pytest.mark.slow
def test_people_below_a_mark_on_its_own_sheet(office: Office, five: Path) -> None:
    def write_below(book: Workbook) -> None:
        del book[book.sheetnames[0]]
        carry_mark(book, published(office, INTAKE))
        book[SHEET].append(["推荐单位：", OTHER])
        book[SHEET].append(["姓名", "联系方式", "所在领域", "当前所在地", "拟申请级别", "主要工程实践经历"])
        for name, phone in FIVE:
            book[SHEET].append(person(name, phone))

    assert come_back(office, five, write_below) == Outcome("processed", [SEAL], ROUTED)


@pytest.mark.slow
def test_an_empty_sheet_of_that_name(office: Office, five: Path) -> None:
    assert come_back(office, five, lambda book: book.create_sheet(SHEET)) == Outcome("processed", [SEAL], ROUTED)


@pytest.mark.slow
def test_the_blank_template_carries_no_mark(tmp_path: Path, office: Office) -> None:
    blank = tmp_path / "模板.xlsx"
    write_template(blank, load_notice("2025"))
    assert SHEET not in openpyxl.load_workbook(io.BytesIO(blank.read_bytes())).sheetnames
    assert come_back(office, blank) == Outcome("processed", [], [])
    assert not [row for row in office.export("findings") if row["file"] == RETURNED]
