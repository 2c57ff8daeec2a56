"""Forgetting reaches the answers to units: letters and marked workbooks are written anew without the person, in every
batch that told of them, and go where their original is forgotten."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from main.support_main import NOW, Office, person, tree, workbook
from main.support_rounds import know
from support_safe import forgotten, number, tells, twin

from pipeline.publish.outbox.renew import renew_outdated
from pipeline.register import Register
from pipeline.upkeep.letter import write_letter
from schemas.letters import letters_file

pytestmark = pytest.mark.slow  # rounds by real files take long; test_answered_units.py has the first of each kind

ONE, TWO = "试算电力工程有限公司", "试算地矿工程有限公司"
NAME, PHONE, WORK = "钱一鸣", "1881234", "独自主持过海外变电站调试"
HELD = [person("李三", "19911112003", level="高工"), person("王五", "19911112004", "机电")]
GONE = [NAME, PHONE, WORK]
LATER = NOW + timedelta(days=2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The person is asked about in a letter and in a marked workbook; a later correction lacks the person, and the
    letter about it says so; a third letter of another batch tells of both again."""
    office = Office(tmp_path_factory.mktemp("forget"))
    people = [person(NAME, PHONE, work=WORK), person("孙二", "19911112002", "机电")]
    office.receive({f"2025-04-10 {ONE}/附件3.xlsx": workbook(ONE, *people)})
    office.receive({f"2025-04-11 {TWO}/表.xlsx": workbook(TWO, *HELD)})
    office.run()
    (marked,) = office.outbox.glob(f"批次/*/单位/{ONE}_*/*.xlsx")
    book = openpyxl.load_workbook(marked)
    sheet = book.worksheets[1]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == NAME)
    assert sheet.cell(row + 1, 10).value == "孙二"
    for column in range(10, 16):
        sheet.cell(row, column).value = None
    saved = io.BytesIO()
    book.save(saved)
    office.receive({f"2025-04-25 {ONE}/附件3（补正）.xlsx": saved.getvalue()})
    office.run(now=LATER)
    know(office)  # one person of the second unit is released: a letter tells so, and of the other one again
    office.run(now=LATER)
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def units(office: Office) -> list[str]:
    """The files of the answers."""
    return sorted(path.relative_to(office.outbox / "批次").as_posix() for path in office.outbox.glob("批次/*/单位/*/*"))


def test_what_there_is_to_forget(made: Office) -> None:
    told = {line.partition(":")[0].partition("/单位/")[2] for line in tells(made.outbox, [NAME])} - {""}
    assert told == {
        f"{ONE}_S00001/补正.docx",
        f"{ONE}_S00001/附件3（补正）.xlsx",
        f"{ONE}_S00003/再次答复.docx",
    }


def test_a_person_is_in_no_letter_and_no_marked_workbook_any_more(office: Office) -> None:
    before = units(office)
    done = forgotten(office, number(office, NAME), now=LATER)
    assert tells(office.outbox, GONE) == []
    gone = [path for path in before if path not in units(office)]
    assert gone == [path for path in before if f"{ONE}_S00001" in path and path.endswith(".xlsx")]
    assert {path.name for path in done.removed} == {"附件3（补正）.xlsx"}


def test_a_letter_of_a_batch_that_judged_somebody_else_only(office: Office) -> None:
    told = {line.partition("/")[2].partition("/")[0] for line in tells(office.outbox, ["王五"]) if "/单位/" in line}
    assert len(told) == 2
    forgotten(office, number(office, "王五"), now=LATER)
    assert tells(office.outbox, ["王五", "19911112004"]) == []


def test_others_are_answered_as_before(office: Office) -> None:
    other = {path: data for path, data in tree(office.outbox).items() if TWO in path}
    forgotten(office, number(office, NAME), now=LATER)
    assert {path: data for path, data in tree(office.outbox).items() if TWO in path} == other


def test_the_next_run_changes_nothing_and_completes_what_a_crash_left(office: Office, tmp_path: Path) -> None:
    undisturbed = twin(office, tmp_path / "undisturbed")
    forgotten(undisturbed, number(undisturbed, NAME), now=LATER)
    with Register.open(office.register) as register, register.alone():
        register.forgetting.forget(register.forgetting.select_person(number(office, NAME)), LATER)
    assert office.run(now=LATER).batch is None
    assert tree(office.outbox) == tree(undisturbed.outbox)
    with Register.open(office.register) as register:
        assert renew_outdated(register, office.outbox, LATER, None) == []


def test_a_letter_written_once_more_goes_too(office: Office) -> None:
    with Register.open(office.register) as register, register.alone():
        written = write_letter(register, "S00001", office.outbox, office.settings, LATER)
    assert {path.suffix for path in written} == {".docx", ".eml", ".xlsx"}
    assert tells(office.outbox / letters_file().words.again, [NAME])
    done = forgotten(office, number(office, NAME), now=LATER)
    assert set(written) <= set(done.removed)
    assert tells(office.outbox, GONE) == []


def test_a_unit_is_in_no_letter_any_more(office: Office) -> None:
    forgotten(office, unit=ONE, now=LATER)
    assert tells(office.outbox, [*GONE, "孙二", "19911112002"]) == []
    assert not [path for path in units(office) if ONE in path and path.endswith(".xlsx")]
    assert office.run(now=LATER).batch is None


def test_the_letter_of_a_forgotten_submission_can_still_be_asked_for(office: Office) -> None:
    forgotten(office, unit=ONE, now=LATER)
    with Register.open(office.register) as register, register.alone():
        written = write_letter(register, "S00001", office.outbox, office.settings, LATER)
    assert tells(office.outbox, GONE) == []
    assert [path.suffix for path in written] == [".docx", ".eml"]
