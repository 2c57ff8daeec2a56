"""Forgetting a person or a unit: nothing tells of them any more, and everything that is counted stays."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from main.support_main import NOW, Office, person, tree, workbook
from support_safe import cells_of, forgotten, number, tells, twin

from examples.units import mail
from pipeline.publish.outbox.renew import renew_outdated
from pipeline.publish.societies.encrypt import encrypt_batch
from pipeline.register import Register

ONE, TWO = "试算电力工程有限公司", "试算地矿工程有限公司"
NAME, PHONE, MAIL, WORK = "钱一鸣", "19911112001", "qianyiming@example.cn", "独自主持过海外变电站调试"
GONE = [NAME, PHONE, MAIL, WORK]
POWER = "中国电机工程学会"


def contact(name: str) -> list[object]:
    return person(name, f"{PHONE} {MAIL}", "电气工程类", work=WORK)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The person stands in a file named after it, again in a later one, held there; others stand beside it."""
    office = Office(tmp_path_factory.mktemp("forget"))
    office.receive(
        {
            f"2025-04-10 {ONE}/{NAME}推荐表.xlsx": workbook(
                ONE, contact(NAME), person("孙二", "19911112002", "电气工程类")
            ),
            f"2025-04-10 {ONE}/扫描件.pdf": b"%PDF-1.4 " + NAME.encode(),
            f"2025-04-11 {TWO}/表.xlsx": workbook(TWO, person("李三", "19911112003", "地质工程类")),
        }
    )
    office.run()
    office.receive({f"2025-04-12 {ONE}/再报.xlsx": workbook(ONE, person(NAME, PHONE, "没有这个领域", work=WORK))})
    office.run()
    assert tells(office.outbox, GONE)
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    return twin(made, tmp_path / "office")


def counts(office: Office) -> dict[str, Any]:
    people = office.people()
    submissions = [
        {name: row[name] for name in ("submission_id", "unit", "people", "held", "routed", "duplicate")}
        for row in office.export("submissions")
    ]
    return {
        "dispositions": sorted((row["person_id"], row["row_id"], row["disposition"], row["society"]) for row in people),
        "known": sorted((row["domain"], row["level"], row["project_country"]) for row in people),
        "fates": Counter(row["fate"] for row in office.export("rows")),
        "findings": Counter((row["slug"], row["severity"]) for row in office.export("findings")),
        "documents": Counter((row["sha256"], row["outcome"]) for row in office.export("documents")),
        "submissions": submissions,
        "records": [path.read_text("utf-8").partition('"files"')[0] for path in office.outbox.rglob("run.json")],
    }


def test_nothing_tells_of_the_person_any_more(office: Office) -> None:
    forgotten(office, number(office, NAME))
    assert tells(office.outbox, GONE) == []
    left = tells(office.database.parent, GONE)
    assert left
    assert all(line.startswith("inbox/") for line in left)


def test_all_that_is_counted_stays(office: Office) -> None:
    before = counts(office)
    forgotten(office, number(office, NAME))
    assert counts(office) == before


def test_others_stay_as_they_were(office: Office) -> None:
    before = [row for row in office.people() if row["name"] in ("孙二", "李三")]
    forgotten(office, number(office, NAME))
    masked = [{**row, "source_file": row["source_file"].replace(NAME, "＊")} for row in before]
    assert [row for row in office.people() if row["name"]] == masked
    [path] = office.outbox.glob(f"批次/*/学会/{POWER}/*.xlsx")
    sheet = openpyxl.load_workbook(path)["人员名单"]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["孙二"]


def test_the_next_runs_neither_bring_the_person_back_nor_find_anything_new(office: Office) -> None:
    forgotten(office, number(office, NAME))
    before = tree(office.outbox), office.people()
    assert office.run().batch is None
    assert (tree(office.outbox), office.people()) == before
    assert tells(office.outbox, GONE) == []


@pytest.mark.slow
def test_the_same_file_under_another_name_says_nothing_and_is_not_kept_again(office: Office) -> None:
    forgotten(office, number(office, NAME))
    [file] = office.inbox.glob(f"*/{NAME}推荐表.xlsx")
    shutil.copy(file, file.with_name("副本.xlsx"))
    office.run()
    assert [row["outcome"] for row in office.export("documents") if "副本" in row["file"]] == ["already-seen"]
    assert tells(office.outbox, GONE) == []
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]


@pytest.mark.slow
def test_a_number_is_not_given_again(office: Office) -> None:
    old = number(office, NAME)
    forgotten(office, old)
    office.receive({f"2025-04-20 {ONE}/新表.xlsx": workbook(ONE, contact(NAME))})
    office.run()
    assert number(office, NAME) != old
    assert number(office, NAME) not in {row["person_id"] for row in office.people() if not row["name"]}


@pytest.mark.slow
def test_a_unit_is_forgotten_with_all_its_people_and_its_sender(office: Office) -> None:
    before = counts(office)
    forgotten(office, unit=f"{ONE} ")
    assert tells(office.outbox, [*GONE, "孙二", "19911112002"]) == []
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in [*GONE, "孙二"])]
    assert counts(office) == before
    assert [row["name"] for row in office.people() if row["name"]] == ["李三"]
    assert office.run().batch is None


def test_again_there_is_nothing_left_to_forget(office: Office) -> None:
    person_id = number(office, NAME)
    forgotten(office, person_id)
    with Register.open(office.register) as register:
        reach = register.forgetting.extent(register.forgetting.select_person(person_id))
        assert (reach.people, reach.rows, reach.originals) == (0, 0, 0)


def test_what_only_people_can_remove_is_named(office: Office) -> None:
    done = forgotten(office, number(office, NAME))
    assert done.extent.files == (
        f"2025-04-10 {ONE}/扫描件.pdf",
        f"2025-04-10 {ONE}/{NAME}推荐表.xlsx",
        f"2025-04-12 {ONE}/再报.xlsx",
    )
    assert done.extent.sent == (POWER,)
    assert done.extent.batches == ("20250506-01", "20250506-02")


@pytest.mark.slow
def test_encrypted_copies_go_and_edited_files_stay_and_are_named(office: Office) -> None:
    [copy] = [
        copy for copy in encrypt_batch(office.outbox, "20250506-01", {POWER: "long enough"}) if copy.said == "written"
    ]
    [ledger] = office.outbox.glob("台账.xlsx")
    [summary] = office.outbox.glob("批次/20250506-01/汇总/批次汇总.xlsx")
    for path in (ledger, summary):
        book = openpyxl.load_workbook(path)
        book.worksheets[0]["A1"] = NAME
        book.save(path)
    done = forgotten(office, number(office, NAME))
    assert copy.path in done.removed
    assert not copy.path.exists()
    assert sorted(path.name for path in done.kept_aside) == [
        "台账（手工修改 2025-05-06）.xlsx",
        "批次汇总（手工修改 2025-05-06）.xlsx",
    ]
    assert {line.partition(":")[0] for line in tells(office.outbox, [NAME])} == {
        path.relative_to(office.outbox).as_posix() for path in done.kept_aside
    }


def test_a_society_without_anybody_left_has_no_workbook(office: Office) -> None:
    done = forgotten(office, number(office, "李三"))
    assert not list(office.outbox.glob("批次/*/学会/中国地质学会/*"))
    assert [path.parent.name for path in done.removed] == ["中国地质学会"] * 2  # and the draft of the mail


@pytest.mark.slow
def test_a_batch_whose_folder_is_gone_is_not_made_again(office: Office) -> None:
    shutil.rmtree(office.outbox / "批次/20250506-01")
    forgotten(office, number(office, NAME))
    assert not (office.outbox / "批次/20250506-01").exists()


@pytest.mark.slow
def test_the_next_run_completes_what_a_crash_left_undone(office: Office, tmp_path: Path) -> None:
    undisturbed = twin(office, tmp_path / "undisturbed")
    forgotten(undisturbed, number(undisturbed, NAME))
    with Register.open(office.register) as register, register.alone():
        register.forgetting.forget(register.forgetting.select_person(number(office, NAME)), NOW)
    assert tells(office.outbox, GONE)
    office.run()
    assert tree(office.outbox) == tree(undisturbed.outbox)
    with Register.open(office.register) as register:
        assert renew_outdated(register, office.outbox, NOW, None) == []


@pytest.mark.slow
def test_a_mail_of_an_mbox_takes_the_mbox_with_it(tmp_path: Path) -> None:
    people = {ONE: person("孙二", "19911112002"), TWO: person("李三", "19911112003")}
    mails = [mail(unit, NOW, "", {"表.xlsx": workbook(unit, who)}) for unit, who in people.items()]
    box = b"".join(b"From a@b.example Thu Apr 10 09:00:00 2025\r\n" + each + b"\r\n" for each in mails)
    office = Office(tmp_path)
    office.receive({"all.mbox": box})
    office.run()
    with Register.open(office.register) as register:
        assert register.forgetting.select_person(number(office, "李三")).originals == {hashlib.sha256(box).hexdigest()}
