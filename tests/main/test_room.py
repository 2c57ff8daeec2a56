"""A full disk: which of two it was, the one that is written to or that of the temporary folder, is said rightly.

The errors are SQLite's own, or those that the system would raise; how much room there is, and where, is made up.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, prepared, state
from support_workers import Here

import pipeline.process
from pipeline import room
from pipeline.errors import UserError
from pipeline.register import Register, store
from pipeline.upkeep.backup import back_up, restore
from schemas.wording import wording_file

pytestmark = pytest.mark.slow  # whole runs, round after round

TEMPORARY = (
    "临时文件夹“{folder}”写满了。请清理它所在的磁盘，或者用环境变量 TMPDIR 另指一个有空间的文件夹，"
    "然后重新运行；已登记的内容不会丢失。"
)
NONE = (
    "没有一个临时文件夹写得进去。请清理磁盘，或者用环境变量 TMPDIR 另指一个有空间的文件夹，"
    "然后重新运行；已登记的内容不会丢失。"
)
FULL = "登记库“{path}”写不下了，请清理磁盘后再运行；已经登记的内容不受影响。"
REFUSED = wording_file().disk.refused


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return prepared(tmp_path_factory.mktemp("base"))


@pytest.fixture
def office(base: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    return base.clone(tmp_path / "office", outbox=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary folder, on a disk of its own that has less room than the other."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    room_there(monkeypatch, folder, 10)
    return folder


def room_there(monkeypatch: pytest.MonkeyPatch, folder: Path, free: int) -> None:
    """So much is free for temporary files, and 1,000 elsewhere."""

    def disk(place: Path) -> Any:
        return room._Disk(1, free) if place.is_relative_to(folder) else room._Disk(2, 1000)

    monkeypatch.setattr(room, "_disk", disk)


def no_more_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite says that the disk is full as soon as the register would grow."""
    original = store._set_up

    def set_up(connection: sqlite3.Connection, record: object) -> None:
        original(connection, record)
        connection.execute("PRAGMA max_page_count = 1")  # SQLite takes the size that the file has

    monkeypatch.setattr(store, "_set_up", set_up)
    store._engine_of.cache_clear()  # what was opened before does not know it


def no_room_for(monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """The system refuses to put a file of this name into its place."""
    original = Path.replace

    def replace(self: Path, other: Path) -> Path:
        if str(other).endswith(target):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(other))
        return original(self, other)

    monkeypatch.setattr(Path, "replace", replace)


def said(work: Callable[[], Any]) -> str:
    with pytest.raises(UserError) as refused:
        work()
    assert refused.value.exit_code == 1
    return str(refused.value)


def test_no_room_in_the_temporary_folder_for_the_register(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(office)
    with monkeypatch.context() as full:
        no_more_pages(full)
        assert said(office.run) == TEMPORARY.format(folder=folder)
        room_there(full, folder, 2000)
        assert said(office.run) == FULL.format(path=office.database)
    store._engine_of.cache_clear()
    assert state(office) == before
    assert office.run().batch == "20250506-02"


def test_no_room_in_the_temporary_folder_for_the_outbox(
    office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        no_room_for(full, "台账.xlsx")
        assert said(office.run) == TEMPORARY.format(folder=folder)
        room_there(full, folder, 2000)
        assert said(office.run) == REFUSED.format(place=office.outbox, reason="磁盘已满")
    office.run()
    assert not list(office.outbox.rglob(".*.partial"))


@pytest.mark.parametrize("full", [no_more_pages, lambda patch: no_room_for(patch, "台账.xlsx")])
def test_no_room_to_rehearse(
    full: Callable[[pytest.MonkeyPatch], None], office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(office)
    with monkeypatch.context() as patch:
        full(patch)
        assert said(lambda: office.run(dry_run=True)) == TEMPORARY.format(folder=folder)
    assert state(office) == before
    assert not list(folder.iterdir())


def test_no_room_for_the_copy_to_rehearse_with(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.sqlite3, "connect", small_when_new(sqlite3.connect))
    assert said(lambda: office.run(dry_run=True)) == TEMPORARY.format(folder=folder)


def test_no_room_for_a_backup_is_no_fault_of_the_register(
    office: Office, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.sqlite3, "connect", small_when_new(sqlite3.connect))
    place = tmp_path / "backups"
    reason = f"写不了备份 {place}（{os.strerror(errno.ENOSPC)}），请检查磁盘空间和写入权限。"
    assert said(lambda: back_up(office.register, office.settings, place, NOW)) == reason
    assert not list(place.iterdir())


def small_when_new(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    """Databases that are not there yet are made where there is room for one page."""

    def connected(path: Any, *more: Any, **options: Any) -> sqlite3.Connection:
        new = path != ":memory:" and not Path(path).exists()
        connection = connect(path, *more, **options)
        if new:
            connection.execute("PRAGMA max_page_count = 1")
        return connection

    return connected


def test_no_room_to_try_a_backup(office: Office, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = back_up(office.register, office.settings, office.inbox.parent / "backups", NOW)
    before = office.database.read_bytes()
    write = Path.write_bytes

    def refuse(self: Path, data: bytes) -> int:
        if self.is_relative_to(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert said(lambda: restore(file, office.register, office.settings, NOW)) == TEMPORARY.format(folder=folder)
    assert office.database.read_bytes() == before


def test_no_folder_takes_temporary_files(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    assert said(lambda: office.run(dry_run=True)) == NONE
    no_more_pages(monkeypatch)
    assert said(office.run) == NONE


def test_one_disk_for_all_is_no_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Measured for real: both lie on one disk, so the place that is written to is named."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert room.temporary_full(full, tmp_path / "not" / "there" / "yet") is None
    assert room.temporary_full(PermissionError(errno.EACCES, ""), tmp_path) is None


def test_the_folder_that_sqlite_takes_of_itself(
    office: Office, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR")
    other = tmp_path / "var"
    other.mkdir()
    monkeypatch.setattr(room, "_OF_SQLITE", other)
    room_there(monkeypatch, other, 10)
    no_more_pages(monkeypatch)
    assert said(office.run) == TEMPORARY.format(folder=other)
    with Register.open(office.register) as register:
        assert register.batches() == ["20250506-01"]
