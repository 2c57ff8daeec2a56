"""What cannot be read in the inbox hides nothing else: it is received without a checksum, with a reason."""

from __future__ import annotations

import errno
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import UserError
from pipeline.model.documents import InboxFile
from pipeline.receive import files as receiving
from pipeline.receive.files import moved_on, receive
from pipeline.receive.unreadable import unread


def refusing(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """Let every file whose name begins with 坏 be refused."""
    original = receiving.received

    def refuse(absolute: str, path: str) -> InboxFile:
        if "/坏" in absolute:
            raise OSError(code, os.strerror(code), absolute)
        return original(absolute, path)

    monkeypatch.setattr(receiving, "received", refuse)


REASONS = {errno.EACCES: "EACCES", errno.EIO: "EIO", errno.ENOENT: "ENOENT", errno.EBUSY: "other"}


@pytest.mark.parametrize("code", REASONS)
def test_a_file_that_cannot_be_read(code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("坏.xlsx", "好.xlsx"):
        (tmp_path / name).write_bytes(b"PK")
    os.utime(tmp_path / "坏.xlsx", (1_700_000_000, 1_700_000_000))
    refusing(monkeypatch, code)
    bad, good = receive(tmp_path).files
    assert (bad.path, bad.sha256, bad.size, bad.unreadable) == ("坏.xlsx", "", 0, REASONS[code])
    assert (bad.submission, bad.modified_at) == ("坏", datetime.fromtimestamp(1_700_000_000, UTC))
    assert (good.path, good.size, good.unreadable) == ("好.xlsx", 2, "")


def test_a_path_that_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "好.xlsx").write_bytes(b"PK")
    monkeypatch.chdir(tmp_path)
    for _ in range(5_000 // 200):
        Path("深" * 66).mkdir()
        os.chdir("深" * 66)
    Path("附件3.xlsx").write_bytes(b"PK")
    bad, good = sorted(receive(tmp_path).files, key=lambda file: -len(file.path))
    assert (bad.path[:66], bad.path[-1], bad.sha256, bad.unreadable) == ("深" * 66, "/", "", "ENAMETOOLONG")
    assert bad.submission == "深" * 66 + "/"
    assert good.path == "好.xlsx"


@pytest.mark.parametrize("place", ["甲", "甲/乙", ""])
def test_a_folder_that_cannot_be_opened(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲/乙").mkdir(parents=True)
    (tmp_path / "甲/乙/1.xlsx").write_bytes(b"PK")
    (tmp_path / "2.xlsx").write_bytes(b"PK")
    original = os.scandir

    def refuse(path: str) -> object:
        if path == str(tmp_path / place):
            raise PermissionError(errno.EACCES, "", path)
        return original(path)

    monkeypatch.setattr(os, "scandir", refuse)
    if not place:
        with pytest.raises(UserError, match=f"^收件文件夹“{tmp_path}”打不开，请检查是否有读取权限。$"):
            receive(tmp_path)
        return
    good, bad = receive(tmp_path).files
    assert (good.path, bad.path, bad.submission) == ("2.xlsx", f"{place}/", "甲/")
    assert (bad.sha256, bad.unreadable) == ("", "folder")


@pytest.mark.parametrize(("moment", "year"), [(-(1 << 40), 1990), (0, 1990), (1 << 33, 2099), (1 << 55, 2099)])
def test_a_time_that_cannot_be(moment: int, year: int, tmp_path: Path) -> None:
    (tmp_path / "1.xlsx").write_bytes(b"PK")
    os.utime(tmp_path / "1.xlsx", (moment, moment))
    ((file,), _) = receive(tmp_path)
    assert file.modified_at.year == year


def test_a_file_that_moves_on(tmp_path: Path) -> None:
    (tmp_path / "1.xlsx").write_bytes(b"PK")
    ((file,), _) = receive(tmp_path)
    assert moved_on(file) == ""
    (tmp_path / "1.xlsx").write_bytes(b"PK more")
    assert moved_on(file) == "changed"
    (tmp_path / "1.xlsx").unlink()
    assert moved_on(file) == "ENOENT"


def test_a_file_of_the_computer_needs_no_sentence() -> None:
    (document,) = unread("甲/~$附件3.xlsx", "EACCES").documents
    assert (document.outcome, document.problem) == ("system-file", None)


def test_two_names_that_become_one_are_two_files(tmp_path: Path) -> None:
    for name in ("甲\x07.xlsx", "甲␇.xlsx", "乙\n\x9b\u202e\u2028.xlsx"):
        (tmp_path / name).write_bytes(b"PK")
    files = receive(tmp_path).files
    assert [file.path for file in files] == ["乙␊���.xlsx", "甲␇.xlsx", "甲␇.xlsx"]
    assert len({file.absolute for file in files}) == 3
