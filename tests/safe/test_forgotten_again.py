"""Whoever was forgotten stays so, whatever older copy of the register is put back."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from main.support_main import NOW, Office, person, workbook
from support_safe import cells_of, command, forgotten, number, tells, twin

from pipeline.errors import UserError
from pipeline.register import Register
from pipeline.upkeep.backup import back_up, restore

ONE, TWO = "试算电力工程有限公司", "试算地矿工程有限公司"
NAME, PHONE = "钱一鸣", "19911112001"
GONE = [NAME, PHONE]
FILE = f"2025-04-10 {ONE}/附件3.xlsx"
NEXT = (
    "请运行 make process 接着处理，再运行 make doctor 检查；"
    "结果文件夹里缺少的批次，用 make republish BATCH=批次号 补齐。"
)
RETURNED = (
    "[问题] 登记库：1 人的个人信息此前已经删除，登记库里又有了（恢复了旧的登记库，或又收到了原来的文件），"
    "请运行 make forget AGAIN=1 再删除一次\n"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("again"))
    office.settings.mkdir()
    office.receive({f"2025-04-11 {TWO}/表.xlsx": workbook(TWO, person("李三", "19911112003", "地质工程类"))})
    office.run()
    back_up(office.register, office.settings, office.inbox.parent / "before", NOW)
    office.receive(
        {FILE: workbook(ONE, person(NAME, PHONE, "电气工程类"), person("孙二", "19911112002", "电气工程类"))}
    )
    office.run()
    back_up(office.register, office.settings, office.inbox.parent / "backups", NOW)
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    """Forgotten after two backups: of one she is in the register, of the other her file is not known yet."""
    office = twin(made, tmp_path / "office")
    office.settings.mkdir()
    for name in ("before", "backups"):
        shutil.copytree(made.inbox.parent / name, office.inbox.parent / name)
    return office


def backup(office: Office, folder: str = "backups") -> Path:
    [file] = office.inbox.parent.joinpath(folder).iterdir()
    return file


def doctor(office: Office, code: int = 0) -> str:
    said = command(office.inbox.parent, "doctor", code=code)
    return "".join(line for line in said.splitlines(keepends=True) if line.startswith("[问题]"))


@pytest.mark.slow
def test_a_restored_backup_brings_nobody_back(office: Office) -> None:
    forgotten(office, number(office, NAME))
    file = backup(office)
    said = command(office.inbox.parent, "restore", f"backups/{file.name}", "--now", NOW.isoformat())
    moved, *lines = said.splitlines()
    assert moved == "原来的没有删除，已移到：register.db.恢复前-20250506-090000"
    assert lines == [
        f"已从 backups/{file.name} 恢复登记库和设置（{NOW.isoformat()} 的备份，程序 0.1.0 版）。",
        "备份里有 1 人的个人信息在备份以后已经删除，没有让它们回来。",
        NEXT,
    ]
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    assert {row["name"] for row in office.people()} == {"", "孙二", "李三"}
    assert office.run().batch is None
    assert tells(office.outbox, GONE) == []
    assert doctor(office) == ""
    assert sorted(path.name for path in office.database.parent.glob(".register*")) == []


def test_a_backup_without_anybody_forgotten_says_nothing_of_it(office: Office) -> None:
    done = restore(backup(office), office.register, office.settings, NOW)
    assert done.forgotten == 0
    assert not office.database.with_name("register.db.forgotten").exists()
    assert NAME in {row["name"] for row in office.people()}


def test_the_list_tells_nobody_and_is_its_owners_only(office: Office) -> None:
    person_id = number(office, NAME)
    rows = [row["row_id"] for row in office.people() if row["person_id"] == person_id]
    forgotten(office, person_id)
    listed = office.database.with_name("register.db.forgotten")
    assert listed.stat().st_mode & 0o077 == 0
    text = listed.read_text("ascii")
    assert all(re.fullmatch("[0-9a-f]{64}", line) for line in text.splitlines())
    assert len(text.splitlines()) == 2  # the row and the file
    assert not any(row[1:] in text for row in rows)


@pytest.mark.slow
def test_each_backup_has_the_list_so_that_a_lost_disk_loses_it_not(office: Office) -> None:
    older = backup(office)
    forgotten(office, number(office, NAME))
    newer = back_up(office.register, office.settings, office.inbox.parent / "later", NOW)
    with zipfile.ZipFile(newer) as archive:
        assert "register.db.forgotten" in archive.namelist()
    for path in office.database.parent.glob("register.db*"):
        path.unlink()
    assert restore(newer, office.register, office.settings, NOW).forgotten == 0
    assert restore(older, office.register, office.settings, NOW).forgotten == 1
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]


@pytest.mark.slow
def test_what_was_forgotten_before_there_were_lists_is_known_from_the_register(office: Office) -> None:
    forgotten(office, number(office, NAME))
    office.database.with_name("register.db.forgotten").unlink()
    assert restore(backup(office), office.register, office.settings, NOW).forgotten == 1


@pytest.mark.slow
def test_an_older_register_put_back_by_hand_is_told_and_mended(office: Office) -> None:
    older = office.database.read_bytes()
    forgotten(office, number(office, NAME))
    office.database.write_bytes(older)
    assert doctor(office, 1) == RETURNED
    said = command(office.inbox.parent, "forget", "--again", "--yes", "--now", NOW.isoformat())
    assert said.splitlines()[1] == f"  {NAME}（编号 G00002-6，推荐单位：{ONE}）"
    assert "已删除 1 人（1 行）的个人信息和 1 份原件。\n" in said
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    assert doctor(office) == ""
    already = "没有可删的：这些个人信息此前已经删除。\n"
    assert command(office.inbox.parent, "forget", "--again", "--yes") == already


@pytest.mark.slow
def test_a_file_that_is_read_anew_is_told_and_mended(office: Office) -> None:
    """The backup is older than the file, which still lies in the inbox."""
    forgotten(office, number(office, NAME))
    assert restore(backup(office, "before"), office.register, office.settings, NOW).forgotten == 0
    office.run()
    assert doctor(office, 1).startswith(RETURNED)
    command(office.inbox.parent, "forget", "--again", "--yes", "--now", NOW.isoformat())
    assert not [cell for cell in cells_of(office.database) if any(text in cell[2] for text in GONE)]
    assert RETURNED not in command(office.inbox.parent, "doctor")


@pytest.mark.slow
def test_a_unit_that_was_forgotten_stays_so_with_its_sender(office: Office) -> None:
    forgotten(office, unit=ONE)
    with Register.open(office.register) as register:
        after = register.export("submissions").to_dict("records")
    assert restore(backup(office), office.register, office.settings, NOW).forgotten == 2
    with Register.open(office.register) as register:
        assert register.export("submissions").to_dict("records") == after
        assert not register.forgetting.select_again().submissions


def test_nothing_is_forgotten_where_that_cannot_be_remembered(office: Office) -> None:
    listed = office.database.with_name("register.db.forgotten")
    listed.mkdir()
    with pytest.raises(UserError, match="没有删除任何内容"):
        forgotten(office, number(office, NAME))
    assert NAME in {row["name"] for row in office.people()}
