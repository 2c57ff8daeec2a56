"""What cannot be read in the inbox is one document with one sentence; what is no file is listed; all else goes on."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from support_console import Console
from support_main import Office, person, workbook
from support_workers import Here

import pipeline.process
from pipeline.model.documents import InboxFile
from pipeline.receive import files as receiving
from pipeline.register import Register
from schemas.unreadable import unreadable_file

pytestmark = pytest.mark.slow  # whole runs, round after round

SENTENCES = unreadable_file().inbox
UNIT = "渝江测试工程有限公司"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.process, "Workers", Here)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that may not be read."""
    names, original = set[str](), receiving.received

    def refuse(absolute: str, path: str) -> InboxFile:
        if Path(absolute).name in names:
            raise PermissionError(errno.EACCES, "", absolute)
        return original(absolute, path)

    monkeypatch.setattr(receiving, "received", refuse)
    return names


def documents(office: Office) -> dict[str, tuple[str, str]]:
    return {row["file"]: (row["outcome"], row["message"]) for row in office.export("documents")}


def complaints(office: Office) -> list[object]:
    with Register.open(office.register) as register:
        return list(register.complaints())


def test_it_is_one_document_until_it_can_be_read(tmp_path: Path, locked: set[str]) -> None:
    office = Office(tmp_path)
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, person("钱一", "19911112001"))})
    office.receive({"2025-04-11 乙/锁住.xlsx": workbook("乙工程有限公司", person("孙二", "19911112002"))})
    office.receive({"2025-04-11 乙/也锁住.xlsx": b"PK"})
    locked |= {"锁住.xlsx", "也锁住.xlsx"}
    assert office.run().documents == {"processed": 1, "unreadable": 2}
    assert [row["name"] for row in office.people()] == ["钱一"]
    assert documents(office)["2025-04-11 乙/锁住.xlsx"] == ("unreadable", SENTENCES["EACCES"])
    [finding] = [row for row in office.export("findings") if row["file"] == "2025-04-11 乙/锁住.xlsx"]
    assert (finding["slug"], finding["message"]) == ("unreadable", SENTENCES["EACCES"])
    assert complaints(office) == []

    assert office.run().batch is None

    locked.clear()
    assert office.run().batch == "20250506-02"
    assert [row["name"] for row in office.people()] == ["钱一", "孙二"]

    locked.add("锁住.xlsx")
    assert office.run().batch is None
    assert complaints(office) == []


def test_it_cannot_be_read_twice_over(tmp_path: Path, locked: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """First when it is received, then, when it is there again, while it is read."""
    office = Office(tmp_path)
    office.receive({"2025-04-11 乙/锁住.xlsx": b"PK"})
    locked.add("锁住.xlsx")
    office.run()
    locked.clear()
    office.receive({"2025-04-11 丙/附件3.xlsx": workbook("丙工程有限公司", person("李三", "19911112003"))})
    original = Path.stat

    def gone(self: Path, **options: bool) -> os.stat_result:
        if self.name == "锁住.xlsx":
            raise FileNotFoundError(errno.ENOENT, "", str(self))
        return original(self, **options)

    monkeypatch.setattr(Path, "stat", gone)
    assert office.run().documents == {"processed": 1, "unreadable": 1}
    said = [row["message"] for row in office.export("documents") if row["outcome"] == "unreadable"]
    assert said == [SENTENCES["EACCES"], SENTENCES["ENOENT"]]


def test_a_folder_that_cannot_be_opened_names_its_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(tmp_path)
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": b"PK"})
    original = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith(UNIT):
            raise PermissionError(errno.EACCES, "", path)
        return original(path)

    monkeypatch.setattr(os, "scandir", refuse)
    office.run()
    assert documents(office) == {f"2025-04-10 {UNIT}/": ("unreadable", SENTENCES["folder"])}
    [sent] = office.export("submissions")
    assert (sent["unit"], sent["unit_source"], sent["received_at"][:10]) == (UNIT, "folder", "2025-04-10")


def test_two_files_whose_names_become_one(tmp_path: Path, locked: set[str]) -> None:
    office = Office(tmp_path)
    data = workbook(UNIT, person("钱一", "19911112001"))
    office.receive({"乙\x07.xlsx": data, "乙␇.xlsx": data, "丙\x07.xlsx": b"PK", "丙␇.xlsx": b"PK"})
    locked |= {"丙\x07.xlsx", "丙␇.xlsx"}
    office.run()
    outcomes = sorted((row["file"], row["outcome"]) for row in office.export("documents"))
    assert outcomes == [*[("丙␇.xlsx", "unreadable")] * 2, ("乙␇.xlsx", "already-seen"), ("乙␇.xlsx", "processed")]
    assert office.run().batch is None


def test_what_is_no_file_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(tmp_path)
    (office.inbox / "甲.xlsx").symlink_to(tmp_path)
    assert office.run().skipped == ["甲.xlsx"]
    monkeypatch.chdir(tmp_path)
    (office.inbox / b"\xff\x1b".decode(errors="surrogateescape")).symlink_to(tmp_path)
    code, said, complained = Console(monkeypatch, capsys)("process", "--register", office.register)
    assert (code, complained) == (0, "")
    first, *rest = said.split("收件文件夹里的以下各项")
    assert first.startswith("收件文件夹 inbox 里还没有材料。")
    assert rest[0].splitlines()[-2:] == ["  甲.xlsx", "  ÿ␛"]
    assert office.export("documents") == []
