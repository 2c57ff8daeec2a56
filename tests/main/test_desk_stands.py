"""The desk is not made again while nothing of which it is made changes; and a run without what is remembered leaves the
same."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from support_main import NOW, Office, person, tree, workbook

from pipeline.process import _Run
from pipeline.receive import remembered

A = "甲建设有限公司"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office with somebody routed and somebody held."""
    office = Office(tmp_path_factory.mktemp("made"))
    people = person("张三", "19911112001"), person("王五", "123")
    office.receive({f"2025-04-21 {A}/附件3.xlsx": workbook(A, *people)})
    office.run()
    return office


@pytest.fixture
def office(made: Office, tmp_path: Path) -> Office:
    office = made.clone(tmp_path, outbox=True)
    office.run()
    return office


def is_made(office: Office, monkeypatch: pytest.MonkeyPatch, days: int = 0) -> bool:
    """Whether the next run makes the desk; what it tells and leaves is what a run tells that makes it."""
    asked = list[object]()
    with monkeypatch.context() as patch:
        make = _Run._desk_made
        patch.setattr(_Run, "_desk_made", lambda run, *given: asked.append(run) or make(run, *given))
        told = office.run(now=NOW + timedelta(days=days))
        before = tree(office.outbox)
        Path(f"{office.database}.desk").unlink()
        again = office.run(now=NOW + timedelta(days=days))
    assert tree(office.outbox) == before
    assert (told.open, told.held) == (again.open, again.held)
    assert {file for file in told.files if file.parent == office.outbox} == set(again.files)
    assert told.held
    return len(asked) == 2


def test_nothing_changed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_made(office, monkeypatch)


def test_another_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_made(office, monkeypatch, days=1)


@pytest.mark.parametrize("name", ["台账.xlsx", "待决事项.xlsx", "人员查找.js", "index.html"])
def test_a_file_was_edited_or_removed(office: Office, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    whole = (office.outbox / name).read_bytes()
    (office.outbox / name).write_bytes(b"mine")
    assert is_made(office, monkeypatch)
    assert (office.outbox / name).read_bytes() == (b"mine" if name == "待决事项.xlsx" else whole)
    (office.outbox / name).unlink()
    assert is_made(office, monkeypatch)
    assert (office.outbox / name).read_bytes() == whole


def test_what_it_leads_to_is_gone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    next(office.outbox.glob("批次/*/学会/*/*.xlsx")).unlink()
    assert is_made(office, monkeypatch)
    assert not is_made(office, monkeypatch)
    next(office.outbox.glob("说明/材料/*.html")).unlink()
    assert is_made(office, monkeypatch)


def test_something_was_written_into_the_register(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.receive({f"2025-04-22 {A}/附件3.xlsx": workbook(A, person("李四", "19911112009"))})
    assert is_made(office, monkeypatch)
    assert not is_made(office, monkeypatch)


def test_the_inbox_as_it_is_remembered_brings_the_same(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "max", lambda *_: 0, raising=False)  # as if all had lain there for long
    office.receive({f"2025-04-22 {A}/附件3.xlsx": workbook(A, person("李四", "19911112009"))})
    other = office.clone(office.inbox.parent / "other", outbox=True)
    first = office.run()
    assert Path(f"{office.database}.inbox").exists()
    assert first.known == 1
    monkeypatch.undo()
    Path(f"{other.database}.inbox").unlink(missing_ok=True)
    assert other.run().known == 1
    assert tree(other.outbox) == tree(office.outbox)
    assert office.run().known == 2
