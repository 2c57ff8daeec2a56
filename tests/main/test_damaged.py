"""A register that suffered: refused in one sentence before anything is written, left as it is, and named by doctor."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support_main import NOW, Office, tree
from support_workers import Here

import pipeline.process
from pipeline.errors import UserError
from pipeline.register import stamp
from pipeline.upkeep.backup import back_up
from pipeline.upkeep.doctor import examine_installation

DAMAGED = (
    "登记库“{path}”已经损坏，没有再往里写。请用备份恢复：make restore FILE=…；损坏在哪里，可以运行 make doctor 查看。"
)
ALIEN = (
    "“{path}”不是工荐的登记库，请检查 --register 指的是不是别的文件；"
    "如果它原来是登记库，就是损坏了，请用备份恢复：make restore FILE=…。"
)
INSIDE, RESTORE = "文件内部有损坏（", "，请用备份恢复：make restore FILE=…"


@pytest.fixture
def office(base: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    return base.clone(tmp_path, outbox=True)


def pragma(file: Path, words: str) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute(words).fetchone()[0])


def zeroed(part: str) -> Callable[[Path], object]:
    """Nothing but zeros in the first page of a table or an index."""

    def overwrite(file: Path) -> None:
        size = pragma(file, "PRAGMA page_size")
        first = pragma(file, f"SELECT rootpage FROM sqlite_master WHERE name = '{part}'")
        with file.open("r+b") as data:
            data.seek((first - 1) * size)
            data.write(bytes(size))

    return overwrite


def changed(old: bytes, new: bytes) -> Callable[[Path], object]:
    """Bytes of the schema that became others."""
    return lambda file: file.write_bytes(file.read_bytes().replace(old, new, 1))


def told(*statements: str) -> Callable[[Path], object]:
    """What somebody did with a tool for databases."""

    def execute(file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    return execute


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: -pragma(file, "PRAGMA page_size") * 3])


def emptied(file: Path) -> None:
    stamp.put_on(str(file))
    file.write_bytes(b"")


def overwritten(file: Path) -> None:
    with file.open("r+b") as data:
        data.write(b"\xa5" * 100)


KINDS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a page of a table": (zeroed("person_rows"), DAMAGED, INSIDE),
    "a page of an index": (zeroed("matched_by_name"), DAMAGED, INSIDE),
    "cut off": (cut, DAMAGED, INSIDE),
    "emptied": (emptied, DAMAGED, f"文件是空的，原来登记的内容不在了{RESTORE}"),
    "a word of the schema": (
        changed(b"CREATE TABLE findings", b"CREATE TABLE\xffindings"),
        DAMAGED,
        INSIDE,
    ),
    "a column of another name": (
        changed(b"message TEXT", b"massage TEXT"),
        DAMAGED,
        f"数据表 findings 缺少 message 这一列{RESTORE}",
    ),
    "a view that reads otherwise": (
        changed(b"'error'", b"'errer'"),
        DAMAGED,
        f"counting 的定义与程序建立时的不同{RESTORE}",
    ),
    "no table": (told("DROP TABLE findings"), DAMAGED, f"缺少数据表 findings{RESTORE}"),
    "no index": (told("DROP INDEX matched_by_phone"), DAMAGED, f"缺少索引 matched_by_phone{RESTORE}"),
    "no view": (told("DROP VIEW matching"), DAMAGED, f"缺少视图 matching{RESTORE}"),
    "a version that it has not": (
        told("UPDATE meta SET value = '4' WHERE key = 'version'"),
        DAMAGED,
        f"batches 的定义与程序建立时的不同{RESTORE}",
    ),
    "no version": (told("UPDATE meta SET value = '0' WHERE key = 'version'"), ALIEN, ALIEN),
    "no meta": (told("DROP TABLE meta"), ALIEN, ALIEN),
    "another meta": (told("ALTER TABLE meta RENAME COLUMN value TO worth"), ALIEN, ALIEN),
    "its head": (overwritten, ALIEN, ALIEN),
    "another program's": (lambda file: file.write_bytes(b"%PDF-1.4" * 99), ALIEN, ALIEN),
}


def complaints(office: Office) -> list[str]:
    """What doctor says of the register."""
    parts = examine_installation(office.register, office.settings, office.outbox)
    return next(part.complaints for part in parts if part.title == "登记库")


QUICK = ("a page of a table", "emptied", "no view", "another program's")


@pytest.mark.parametrize("kind", [pytest.param(each, marks=[pytest.mark.slow] * (each not in QUICK)) for each in KINDS])
def test_refused_before_anything_is_written(kind: str, office: Office) -> None:
    damage, sentence, complaint = KINDS[kind]
    damage(office.database)
    before = office.database.read_bytes(), tree(office.outbox)
    for _ in range(2):  # that it was refused does not make it well
        with pytest.raises(UserError) as refused:
            office.run()
        assert (str(refused.value), refused.value.exit_code) == (sentence.format(path=office.database), 1)
    assert (office.database.read_bytes(), tree(office.outbox)) == before
    assert any(said.startswith(complaint.format(path=office.database)) for said in complaints(office))
    assert office.database.read_bytes() == before[0]


def test_no_backup_of_what_could_not_come_back(office: Office, tmp_path: Path) -> None:
    zeroed("person_rows")(office.database)
    with pytest.raises(UserError) as refused:
        back_up(office.register, office.settings, tmp_path / "backups", NOW)
    assert str(refused.value) == DAMAGED.format(path=office.database)
    assert not list((tmp_path / "backups").iterdir())


def test_a_rehearsal_refuses_it_too(office: Office) -> None:
    told("DROP INDEX matched_by_phone")(office.database)
    with pytest.raises(UserError) as refused:
        office.run(dry_run=True)
    assert str(refused.value) == DAMAGED.format(path=office.database)


def test_text_that_is_none_met_in_the_middle_of_a_run(office: Office) -> None:
    """SQLite's check does not read what is written in the cells."""
    told("UPDATE submissions SET unit_key = CAST(x'ff' AS TEXT)")(office.database)
    with pytest.raises(UserError) as refused:
        office.run()
    assert str(refused.value) == DAMAGED.format(path=office.database)
