"""Files of the inbox that lie there as they did are not read again; whatever could hold something else is."""

from __future__ import annotations

import os
import time
from collections.abc import Set
from pathlib import Path

import pytest

from pipeline.receive import remembered
from pipeline.receive.files import read_after_all, receive
from pipeline.receive.remembered import Recorded, Remembered, changed_unseen

HOUR, WEEK = 3_600, 7 * 86_400
LATER = time.time() + HOUR


class Recording:
    """A register that has recorded all but these files."""

    def __init__(self, *lacking: str) -> None:
        self._lacking = lacking

    def unrecorded(self, files: Set[Recorded]) -> set[Recorded]:
        return {each for each in files if each[0] in self._lacking}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two files that a run has read an hour after they came."""
    folder = tmp_path / "inbox"
    (folder / "甲").mkdir(parents=True)
    (folder / "甲/a.xlsx").write_bytes(b"first")
    (folder / "b.eml").write_bytes(b"mail")
    assert read(folder, LATER) == ["b.eml", "甲/a.xlsx"]
    return folder


def read(inbox: Path, moment: float, *lacking: str) -> list[str]:
    """What a run at this moment reads."""
    table = Remembered(inbox.with_name("register.db.inbox"), inbox, moment)
    files = receive(inbox, table).files
    assert len(files) + len(table.standing) == len(receive(inbox).files)
    table.keep(Recording(*lacking))
    return [file.path for file in files]


def blind_to_changes(patch: pytest.MonkeyPatch) -> None:
    """As on a disk that dates no change of a file but that of its contents, which anybody may set."""
    patch.setattr(remembered, "_appearance", lambda status: f"{status.st_size} {status.st_mtime_ns}")


def overwritten(path: Path, data: bytes) -> None:
    """The same file with other contents of the same size and date."""
    dated = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(dated.st_atime_ns, dated.st_mtime_ns))


def test_what_lies_there_as_it_did_is_not_read_again(inbox: Path) -> None:
    (inbox / "c.xlsx").write_bytes(b"new")
    assert read(inbox, LATER + 9) == ["c.xlsx"]
    assert read(inbox, LATER + 9) == []


def test_what_was_just_written_is_read_again(inbox: Path) -> None:
    (inbox / "c.xlsx").write_bytes(b"new")
    assert read(inbox, time.time()) == ["b.eml", "c.xlsx", "甲/a.xlsx"]  # to this clock the others are still to come
    assert read(inbox, time.time()) == ["b.eml", "c.xlsx", "甲/a.xlsx"]


def test_other_contents_of_the_same_size_and_date_are_found(inbox: Path) -> None:
    overwritten(inbox / "b.eml", b"lies")
    assert read(inbox, LATER + 9) == ["b.eml"]


def test_another_file_of_the_same_size_and_date_is_found(inbox: Path) -> None:
    old = (inbox / "b.eml").stat()
    (inbox / "other").write_bytes(b"lies")
    os.utime(inbox / "other", ns=(old.st_atime_ns, old.st_mtime_ns))
    (inbox / "other").replace(inbox / "b.eml")
    assert read(inbox, LATER + 9) == ["b.eml"]


def test_what_nothing_tells_of_is_found_within_a_week(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blind_to_changes(monkeypatch)
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/b.eml").write_bytes(b"mail")
    assert read(tmp_path / "inbox", LATER) == ["b.eml"]
    overwritten(tmp_path / "inbox/b.eml", b"lies")
    assert read(tmp_path / "inbox", LATER + WEEK - 1) == []
    assert read(tmp_path / "inbox", LATER + WEEK) == ["b.eml"]
    assert read(tmp_path / "inbox", LATER + WEEK + 1) == []


def test_doctor_reads_everything(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = inbox.with_name("register.db.inbox")
    assert changed_unseen(table) == (2, [])
    (inbox / "甲/a.xlsx").unlink()
    with monkeypatch.context() as patch:
        blind_to_changes(patch)
        table.unlink()
        assert read(inbox, LATER) == ["b.eml"]
        overwritten(inbox / "b.eml", b"lies")
        assert changed_unseen(table) == (1, ["b.eml"])
        assert not table.exists()


def test_a_clock_that_was_set_back_proves_nothing(inbox: Path) -> None:
    assert read(inbox, LATER - 1) == ["b.eml", "甲/a.xlsx"]


def test_what_the_register_does_not_have_is_read(inbox: Path) -> None:
    table = Remembered(inbox.with_name("register.db.inbox"), inbox, LATER + 9)
    assert receive(inbox, table).files == []
    (file,) = read_after_all(table, [each for each in table.standing if each[0] == "b.eml"])
    assert (file.path, file.sha256) == next((each.path, each.sha256) for each in receive(inbox).files)
    assert [path for path, _ in table.standing] == ["甲/a.xlsx"]
    (inbox / "c.xlsx").write_bytes(b"new")
    assert read(inbox, LATER + 9, "c.xlsx") == ["c.xlsx"]  # nor is it remembered
    assert read(inbox, LATER + 9) == ["c.xlsx"]


@pytest.mark.parametrize("damage", [b"", b"[]", b"{", b'["x", "y"]\nz', b"\0" * 99])
def test_a_damaged_table_is_none(inbox: Path, damage: bytes) -> None:
    table = inbox.with_name("register.db.inbox")
    table.write_bytes(damage)
    assert read(inbox, LATER + 9) == ["b.eml", "甲/a.xlsx"]
    table.write_bytes(table.read_bytes()[:-1] + b"!")
    assert read(inbox, LATER + 9) == ["b.eml", "甲/a.xlsx"]


def test_the_table_of_another_inbox_is_none(inbox: Path) -> None:
    inbox.rename(inbox.with_name("moved"))
    assert read(inbox.with_name("moved"), LATER + 9) == ["b.eml", "甲/a.xlsx"]
