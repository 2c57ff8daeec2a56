"""Workers: whatever a file does to its reader, it harms no other, and everything comes back in its place."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from support_read import TABLE, xlsx

from pipeline.model import Examination, Examined, Outcome
from pipeline.read.limits import refusal
from pipeline.workers import WorkerLimits, Workers

LIMITS = WorkerLimits(seconds=1.5, seconds_more=0.1, memory=1 << 30, files=4, files_ahead=8, files_worth_another=1)


def misbehaving(job: tuple[str, str, tuple[str, ...]]) -> Examination:
    """Examines nothing; the name of the file says what happens."""
    path, *_ = job
    if "crash" in path:
        os._exit(3)
    if "abort" in path:
        os.abort()
    if "hang" in path:
        time.sleep(60)
    if "memory" in path:
        bytearray(8 << 30)
    if "bug" in path:
        raise ZeroDivisionError
    return Examination([], [Examined(path, "", 0, "xlsx", Outcome.PROCESSED, None, None)])


def jobs(folder: Path, *names: str) -> list[tuple[str, str, tuple[str, ...]]]:
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [(name, str(folder / name), ()) for name in names]


def outcomes(examinations: list[Examination]) -> list[tuple[str, Outcome]]:
    return [(document.file, document.outcome) for each in examinations for document in each.documents]


REASONS = {
    "2-crash.xlsx": refusal("crashed"),
    "4-abort.xlsx": refusal("crashed"),
    "6-hang.xlsx": refusal("slow", "too-large"),
}


@pytest.mark.parametrize("count", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_only_the_file_that_does_harm_is_given_up(tmp_path: Path, count: int) -> None:
    names = ["1.xlsx", "2-crash.xlsx", "3.xlsx", "4-abort.xlsx", "5.xlsx", "6-hang.xlsx", "7.xlsx"]
    done: list[int] = []
    with Workers(count, misbehaving, LIMITS) as workers:
        results = list(workers.examine_all(jobs(tmp_path, *names), done.append))
    expected = [(name, Outcome.UNREADABLE if name in REASONS else Outcome.PROCESSED) for name in names]
    assert outcomes(results) == expected
    assert {
        each.documents[0].file: each.documents[0].problem for each in results if each.documents[0].problem
    } == REASONS
    assert sum(done) == len(names)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the memory of a process")
def test_a_file_that_eats_memory_is_given_up(tmp_path: Path) -> None:
    with Workers(1, misbehaving, LIMITS) as workers:
        results = list(workers.examine_all(jobs(tmp_path, "1.xlsx", "2-memory.xlsx"), lambda _: None))
    assert [each.documents[0].problem for each in results] == [None, refusal("memory", "too-large")]


def test_a_bug_of_ours_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Workers(1, misbehaving, LIMITS) as workers:
        list(workers.examine_all(jobs(tmp_path, "1.xlsx", "2-bug.xlsx"), lambda _: None))


def test_no_jobs_no_examinations() -> None:
    with Workers(2) as workers:
        assert list(workers.examine_all([], lambda _: None)) == []


def test_real_files_are_read_and_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx(TABLE))
    (tmp_path / "b.xlsx").write_bytes(b"")
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    work = [(name, str(tmp_path / name), ()) for name in ("a.xlsx", "b.xlsx", "c.pdf")]
    with Workers(2) as workers:
        results = list(workers.examine_all(work, lambda _: None))
    assert [(each.documents[0].file, each.documents[0].size > 0) for each in results] == [
        ("a.xlsx", True),
        ("b.xlsx", False),
        ("c.pdf", True),
    ]
    assert [each.documents[0].outcome for each in results][1:] == [Outcome.UNREADABLE, Outcome.SCAN]


def test_other_work_runs_in_order_and_raises() -> None:
    with Workers(2) as workers:
        assert workers.run_all(divmod, [(7, 2), (9, 4)]) == [(3, 1), (2, 1)]
        with pytest.raises(ZeroDivisionError):
            workers.run_all(divmod, [(1, 0)])
