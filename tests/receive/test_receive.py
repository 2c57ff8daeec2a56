"""What lies in the inbox: every file once, sorted, with its checksum and the submission it belongs to."""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.receive.files import receive, submission_of
from pipeline.receive.system_files import system_file


def put(inbox: Path, *paths: str) -> None:
    for path in paths:
        (inbox / path).parent.mkdir(parents=True, exist_ok=True)
        (inbox / path).write_bytes(path.encode())


def test_every_file_sorted_by_path(tmp_path: Path) -> None:
    put(tmp_path, "b/c/2.xlsx", "b/1.xlsx", "a.eml", "渝东.xlsx", "b.xlsx", "~$b.xlsx", ".gitkeep", "b/.gitkeep")
    files, _ = receive(tmp_path)
    assert [file.path for file in files] == ["a.eml", "b.xlsx", "b/1.xlsx", "b/c/2.xlsx", "~$b.xlsx", "渝东.xlsx"]
    assert files[0].sha256 == hashlib.sha256(b"a.eml").hexdigest()
    assert files[0].size == 5
    assert files[0].absolute == str(tmp_path / "a.eml")
    assert files[0].modified_at.tzinfo is not None


@pytest.mark.parametrize(
    ("path", "submission"),
    [
        ("a.eml", "a.eml"),
        ("a.MSG", "a.MSG"),
        ("渝东/a.eml", "渝东/a.eml"),
        ("渝东/a.mbox", "渝东/a.mbox"),
        ("a.MBX", "a.MBX"),
        ("渝东/附件3.xlsx", "渝东/"),
        ("渝东/扫描/1/盖章.pdf", "渝东/"),
        ("渝东.xlsx", "渝东"),
        ("渝东.pdf", "渝东"),
        ("渝东.2025.xlsx", "渝东.2025"),
    ],
)
def test_submission(path: str, submission: str) -> None:
    assert submission_of(path) == submission


def test_what_is_no_file_is_not_opened_but_listed(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.xlsx", "inbox/甲/a.xlsx")
    (tmp_path / "inbox/甲/b.xlsx").symlink_to(tmp_path / "outside/secret.xlsx")
    (tmp_path / "inbox/c").symlink_to(tmp_path / "outside")
    (tmp_path / "inbox/nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "inbox/pipe\x1b.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "inbox/socket"))
        files, skipped = receive(tmp_path / "inbox")
    assert [file.path for file in files] == ["甲/a.xlsx"]
    assert skipped == ["c", "nowhere", "pipe␛.xlsx", "socket", "甲/b.xlsx"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names that are no text")
def test_a_name_of_gbk_bytes_is_read_as_it_was_meant(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/" + "附件3.xlsx".encode("gbk")
    Path(os.fsdecode(path)).write_bytes(b"x")
    ((file,), _) = receive(tmp_path)
    assert file.path == "附件3.xlsx"
    assert Path(file.absolute).read_bytes() == b"x"


def test_an_empty_inbox(tmp_path: Path) -> None:
    assert receive(tmp_path) == ([], [])


@pytest.mark.parametrize("name", ["missing", "file"])
def test_no_inbox_is_said_in_one_sentence(tmp_path: Path, name: str) -> None:
    put(tmp_path, "file")
    with pytest.raises(
        UserError, match=f"^找不到收件文件夹“.*{name}”，请先建立这个文件夹，把收到的邮件和表格放进去。$"
    ):
        receive(tmp_path / name)


@pytest.mark.parametrize(
    "path",
    [
        "~$名单.xlsx",
        ".~名单.xlsx",
        ".~lock.名单.xlsx#",
        "渝东/Thumbs.db",
        "渝东/desktop.ini",
        "渝东/Desktop.INI",
        ".DS_Store",
        "a.eml!材料.zip!__MACOSX/._名单.xlsx",
        "材料.zip!__MACOSX/名单.xlsx",
        "a.eml!~$名单.xlsx",
    ],
)
def test_system_files(path: str) -> None:
    assert system_file(path)


@pytest.mark.parametrize(
    "path", ["名单.xlsx", "MACOSX/名单.xlsx", "thumbs.db.xlsx", "a.eml!名单~$.xlsx", "__macosx.xlsx"]
)
def test_files_of_people(path: str) -> None:
    assert not system_file(path)
