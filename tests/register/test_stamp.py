"""The stamp beside the register: whoever left it well spares the next run looking through it, and nobody else does."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support_register import Office, P, submission

from pipeline.errors import UserError
from pipeline.register import Register, store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A register that a run has left well."""
    run(tmp_path / "r.db")
    return tmp_path / "r.db"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by the check each time that somebody looks through a register."""
    checks: list[str] = []
    original = store.flaws

    def noted(connection: sqlite3.Connection, steps: tuple[str, ...], check: str) -> object:
        checks.append(check)
        return original(connection, steps, check)

    monkeypatch.setattr(store, "flaws", noted)
    return checks


def run(file: Path, day: int = 1) -> None:
    with Register.open(f"sqlite:///{file}") as register, register.alone():
        Office(register).run(submission("甲", day, [P("张三", "1")]))


def cut_short(file: Path) -> None:
    with pytest.raises(RuntimeError), Register.open(f"sqlite:///{file}") as register, register.alone():
        raise RuntimeError("power cut")


def written_by_others(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (note TEXT)")


def exchanged(file: Path) -> None:
    """Another file of the same size and time."""
    times = file.stat().st_atime_ns, file.stat().st_mtime_ns
    file.with_name("copy").write_bytes(file.read_bytes())
    file.with_name("copy").replace(file)
    os.utime(file, ns=times)


def test_what_a_run_left_well_is_not_looked_through(file: Path, looked: list[str]) -> None:
    for day in (2, 3):
        run(file, day)
    assert looked == []


def test_what_was_just_made_is_not_looked_through(tmp_path: Path, looked: list[str]) -> None:
    run(tmp_path / "new.db")
    assert looked == []


DOUBTS: dict[str, Callable[[Path], object]] = {
    "a run was cut short": cut_short,
    "somebody wrote into it": written_by_others,
    "another time": lambda file: os.utime(file, ns=(0, 0)),
    "another file": exchanged,
    "no stamp": lambda file: file.with_name("r.db.stamp").unlink(),
    "no stamp of ours": lambda file: file.with_name("r.db.stamp").write_bytes(b"\xff"),
}


@pytest.mark.parametrize(
    "doubt", [pytest.param(each, marks=[pytest.mark.slow] * (not each.startswith("no stamp"))) for each in DOUBTS]
)
def test_what_may_have_suffered_is_looked_through_once(doubt: str, file: Path, looked: list[str]) -> None:
    DOUBTS[doubt](file)
    for day in (2, 3):
        run(file, day)
    assert looked == ["quick_check"]


def test_a_stamp_that_cannot_be_written_when_the_run_ends_is_none(file: Path, looked: list[str]) -> None:
    with Register.open(f"sqlite:///{file}") as register, register.alone():
        file.with_name("r.db.stamp").unlink()
        file.with_name("r.db.stamp").mkdir()
    file.with_name("r.db.stamp").rmdir()
    run(file, 2)
    assert looked == ["quick_check"]


def test_a_stamp_that_cannot_be_written_when_the_run_begins(file: Path) -> None:
    file.with_name("r.db.stamp").unlink()
    file.with_name("r.db.stamp").mkdir()
    with pytest.raises(UserError) as refused:
        run(file, 2)
    assert str(refused.value) == (
        f"登记库“{file}.stamp”打不开或不能建立，请检查路径是否是一个文件，以及有没有读写权限。"
    )


def test_a_register_that_was_taken_away_begins_anew(file: Path) -> None:
    file.unlink()
    run(file)
    with Register.open(f"sqlite:///{file}") as register:
        assert len(register.batches()) == 1


def test_an_empty_file_is_a_new_register(tmp_path: Path) -> None:
    (tmp_path / "r.db").touch()
    run(tmp_path / "r.db")
    with Register.open(f"sqlite:///{tmp_path / 'r.db'}") as register:
        assert len(register.batches()) == 1
