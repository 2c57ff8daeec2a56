"""What a batch with many answers holds is remembered as long as its folder stands as it did."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline.publish.desk import batch_files
from pipeline.publish.desk.batch_files import BatchFiles, FilesOfBatches
from schemas.layouts.paper import paper_file
from schemas.letters import letters_file

BATCH = "20250506-01"
OTHERS = ["学会/甲学会/名单.xlsx", "汇总/批次汇总.html"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A batch with three answers, written a while ago; three are many."""
    monkeypatch.setattr(batch_files, "_MANY", 3)
    batch = tmp_path / paper_file().batches / BATCH
    answers = [f"{letters_file().words.outbox}/{unit}_S0000{number}/函.docx" for number, unit in enumerate("甲乙丙")]
    for path in (*OTHERS, *answers):
        (batch / path).parent.mkdir(parents=True, exist_ok=True)
        (batch / path).write_text(path, encoding="utf-8")
    told = {"files": [{"path": path} for path in (*answers, *OTHERS)]}
    (batch / "run.json").write_text(json.dumps(told), encoding="utf-8")
    for path in (batch / letters_file().words.outbox, batch / "run.json"):
        os.utime(path, (1, 1))
    return batch


def found(folder: Path) -> BatchFiles:
    files = FilesOfBatches(folder.parents[1])
    told = files.of(BATCH)
    files.keep()
    return told


def test_they_are_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found(folder)
    assert first == BatchFiles(OTHERS, 3)
    monkeypatch.setattr(batch_files, "read_record", lambda _: pytest.fail("read again"))
    assert found(folder) == first
    (folder / OTHERS[0]).unlink()
    assert found(folder) == BatchFiles(OTHERS[1:], 3)


def test_they_are_read_again_where_the_folder_changed_or_what_is_remembered_is_lost(folder: Path) -> None:
    memory = folder.parents[1] / ".batches.json"
    assert found(folder).answered == 3
    answer = next((folder / letters_file().words.outbox).iterdir())
    answer.rename(folder / "elsewhere")
    os.utime(answer.parent, ns=(later := memory.stat().st_mtime_ns + 1, later))
    assert found(folder) == BatchFiles(OTHERS, 2)
    (folder / "elsewhere").rename(answer)
    for damaged in (b"{", b"[]", json.dumps({BATCH: 3}).encode()):
        memory.write_bytes(damaged)
        assert found(folder) == BatchFiles(OTHERS, 3)


def test_few_are_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_files, "_MANY", 4)
    assert found(folder) == BatchFiles(OTHERS, 3)
    assert not (folder.parents[1] / ".batches.json").exists()
