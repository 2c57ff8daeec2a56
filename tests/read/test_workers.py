"""Workers: whatever a file does to its reader, or the machine to the worker, it harms no other; everything comes back
in its place, and what was ended is tried again before there is a verdict.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from support_read import TABLE, xlsx
from support_workers import killed, misbehaving, talking, tries

from pipeline.engine.pool import Ended, Pool
from pipeline.engine.workers import Workers, begun_ahead
from pipeline.errors import UserError
from pipeline.examine.document import Job, examine
from pipeline.model.documents import Outcome
from pipeline.model.statements import Problem
from pipeline.publish.outbox import deliver
from pipeline.publish.paper import disk
from pipeline.read.limits import refusal
from schemas.limits import WorkerLimits, limits_file

LIMITS = WorkerLimits(
    cpu_seconds=1, wall_seconds=60, wall_seconds_more=0, memory=1 << 30, files=4, files_ahead=8, files_worth_another=1
)
QUICK = LIMITS._replace(cpu_seconds=0.1)
IMPATIENT = LIMITS._replace(wall_seconds=1)
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no CPU, limits no memory and has no signals")

CRASHED, SLOW, MEMORY = refusal("crashed"), refusal("slow", "too-large"), refusal("memory", "too-large")


@pytest.fixture
def alive(monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[subprocess.Popen[bytes]]]:
    """Gives the workers that have not ended."""
    every: list[subprocess.Popen[bytes]] = []

    class Known(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            every.append(self)

    monkeypatch.setattr(subprocess, "Popen", Known)
    return lambda: [each for each in every if each.poll() is None]


Alive = Callable[[], list["subprocess.Popen[bytes]"]]


def jobs(folder: Path, names: Sequence[str]) -> list[Job]:
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [(name, str(folder / name), ()) for name in names]


def numbered(count: int, **special: int) -> list[str]:
    """So many names of good files; each of the special ones stands at its number."""
    names = [f"{number}.xlsx" for number in range(count)]
    for word, number in special.items():
        names[number] = f"{number}-{word}.xlsx"
    return names


def examined(work: Sequence[Job], limits: WorkerLimits = LIMITS, count: int = 1) -> dict[str, Problem | None]:
    """The problem of each file, in order. What has one was cut short, and nothing else."""
    done: list[int] = []
    with Workers(count, misbehaving, limits) as workers:
        examinations = list(workers.examine_all(work, done.append))
    assert sum(done) == len(work)
    for each in examinations:
        [document] = each.documents
        bad = document.problem is not None
        assert (document.outcome, each.cut_short) == (Outcome.UNREADABLE if bad else Outcome.PROCESSED, bad)
    return {each.documents[0].file: each.documents[0].problem for each in examinations}


def good(names: Sequence[str]) -> dict[str, Problem | None]:
    return dict.fromkeys(names)


@pytest.mark.slow
@pytest.mark.parametrize("word", ["crash", "leave", "exit", "abort", pytest.param("killed", marks=posix)])
def test_a_file_that_ends_its_worker_is_given_up(tmp_path: Path, word: str) -> None:
    work = jobs(tmp_path, names := numbered(3, **{word: 1}))
    assert examined(work) == good(names) | {names[1]: CRASHED}
    assert [tries(absolute) for _, absolute, _ in work] == [1, 2, 1]


@pytest.mark.slow
@posix
def test_a_file_that_takes_the_processor_for_ever_is_given_up(tmp_path: Path) -> None:
    work = jobs(tmp_path, names := numbered(3, loop=1))
    assert examined(work, QUICK) == good(names) | {names[1]: SLOW}
    assert [tries(absolute) for _, absolute, _ in work] == [1, 2, 1]


@pytest.mark.slow
def test_a_file_that_waits_for_ever_is_given_up(tmp_path: Path) -> None:
    work = jobs(tmp_path, names := numbered(3, hang=1))
    assert examined(work, IMPATIENT) == good(names) | {names[1]: SLOW}
    assert tries(work[1][1]) == 2


@pytest.mark.slow
@posix
def test_a_file_that_eats_memory_is_given_up(tmp_path: Path) -> None:
    work = jobs(tmp_path, names := numbered(3, memory=1))
    assert examined(work) == good(names) | {names[1]: MEMORY}
    assert tries(work[1][1]) == 2


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    ("files", "count"),
    [(32, 1), *(pytest.param(files, count, marks=pytest.mark.slow) for files, count in [(1, 1), (1, 2), (32, 2)])],
)
def test_the_verdict_is_the_same_in_any_company(tmp_path: Path, files: int, count: int) -> None:
    names = numbered(128, crash=3, memory=5, unlucky=6, loop=40, abort=127)
    expected = {names[3]: CRASHED, names[5]: MEMORY, names[40]: SLOW, names[127]: CRASHED}
    limits = QUICK._replace(files=files, files_ahead=64)
    assert examined(jobs(tmp_path, names), limits, count) == good(names) | expected


@pytest.mark.slow
@posix
@pytest.mark.parametrize("count", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_workers_that_the_system_kills_cost_no_file_its_place(tmp_path: Path, count: int) -> None:
    names = [f"{number}-unlucky.xlsx" if number in (0, 5, 6, 7, 15) else f"{number}.xlsx" for number in range(16)]
    assert examined(jobs(tmp_path, names), count=count) == good(names)


@pytest.mark.slow
@posix
def test_whoever_is_killed_whenever_all_files_are_read(tmp_path: Path, alive: Alive) -> None:
    """Busy ones and idle ones, with real files; what comes back is what comes back undisturbed."""
    work = jobs(tmp_path, numbered(32))
    for _, absolute, _ in work:
        Path(absolute).write_bytes(xlsx(TABLE))
    chance, struck = random.Random(7), []

    def strike(_: int) -> None:
        if workers := alive():
            struck.append(chance.choice(workers))
            struck[-1].kill()

    with Workers(2, limits=LIMITS) as workers:
        assert list(workers.examine_all(work, strike)) == list(map(examine, work))
    assert len(struck) >= 4


@pytest.mark.slow
@posix
def test_a_machine_that_sleeps_costs_no_file_its_place(tmp_path: Path) -> None:
    work = jobs(tmp_path, names := numbered(2, asleep=1))
    assert examined(work) == good(names)
    assert tries(work[1][1]) == 1


@pytest.mark.slow
@posix
def test_each_file_of_a_chunk_has_the_processor_to_itself(tmp_path: Path) -> None:
    names = [f"{number}-half.xlsx" if number < 3 else f"{number}.xlsx" for number in range(16)]
    work = jobs(tmp_path, names)
    assert examined(work) == good(names)
    assert {tries(absolute) for _, absolute, _ in work} == {1}


@pytest.mark.slow
@posix
def test_what_is_written_afterwards_may_take_the_processor_longer(tmp_path: Path) -> None:
    good, half = jobs(tmp_path, ["1.xlsx", "2-half.xlsx"])
    with Workers(1, misbehaving, QUICK) as workers:
        list(workers.examine_all([good], lambda _: None))
        workers.run_all(misbehaving, [(half,), (half,)])
    assert tries(half[1]) == 2


def test_a_bug_of_ours_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as caught, Workers(1, misbehaving, LIMITS) as workers:
        list(workers.examine_all(jobs(tmp_path, ["1.xlsx", "2-bug.xlsx"]), lambda _: None))
    assert "support_workers.py" in caught.value.__notes__[0]


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


@posix
def test_workers_give_way_to_the_run() -> None:
    with Workers(1) as workers:
        assert workers.run_all(os.nice, [(0,)]) == [min(os.nice(0) + 3, 19)]


@pytest.mark.slow
@posix
def test_workers_killed_while_they_are_idle_are_replaced(alive: Alive) -> None:
    with Workers(2) as workers:
        workers.run_all(divmod, [(7, 2), (9, 4)])
        for idle in alive():
            idle.kill()
            idle.wait()
        assert workers.run_all(divmod, [(7, 2), (9, 4)]) == [(3, 1), (2, 1)]


def write_killed_once(path: str, _: Path) -> None:
    """Write a file; the first time, the worker is killed when a half-done one lies there that is longer."""
    if not Path(path).exists():
        Path(path).write_bytes(b"half-done")
        killed()
    disk.write_text((path, "done"))


@pytest.mark.slow
@posix
def test_a_file_is_written_although_its_worker_was_killed(tmp_path: Path) -> None:
    paths = [str(tmp_path / name) for name in "abc"]
    with Workers(2) as workers:
        plan = [(tmp_path, deliver.Planned(Path(path).name, write_killed_once, path)) for path in paths]
        assert workers.run_all(deliver.write_planned, plan) == [None, None, None]
    assert {Path(path).read_text() for path in paths} == {"done"}


@posix
def test_a_worker_killed_twice_while_it_writes_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    with Workers(1) as workers, pytest.raises(UserError) as caught, disk.sentences(tmp_path):
        workers.run_all(killed, [()])
    assert isinstance(caught.value.__cause__, Ended)
    assert str(caught.value).startswith(f"写不进“{tmp_path}”（写文件的程序两次被系统中止）。")


BEGUN = """
from support_workers import waiting
from pipeline.engine.workers import Workers

with Workers(1) as workers:
    workers.run_all(waiting, [("held",)])
"""


@posix
def test_workers_end_with_the_run(tmp_path: Path) -> None:
    """In the middle of a task, too."""
    os.mkfifo(held := tmp_path / "held")
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'tests'}"}
    run = subprocess.Popen([sys.executable, "-c", BEGUN], cwd=tmp_path, env=environment)
    with run, held.open("rb") as worker:
        assert worker.read(5) == b"begun"
        run.send_signal(signal.SIGKILL)
        assert worker.read() == b""


def test_what_a_task_prints_or_reads_disturbs_nobody() -> None:
    with Workers(1) as workers:
        assert workers.run_all(talking, [("x" * 100_000,)]) == [("", "x" * 100_000)]


def interrupt(_: int) -> None:
    raise UserError("")


def test_a_worker_that_was_begun_ahead_works_for_the_run(tmp_path: Path, alive: Alive) -> None:
    with begun_ahead(1, 4), Workers(1, examine) as workers:
        [begun] = alive()
        work = jobs(tmp_path, ["1.xlsx"])
        [_] = workers.examine_all(work, lambda _: None)
        assert alive() == [begun]
    assert alive() == []


def test_for_many_files_as_many_workers_begin_ahead_as_work_for_the_run(tmp_path: Path, alive: Alive) -> None:
    many = 2 * limits_file().worker.files_worth_another
    with begun_ahead(many, 8):
        assert len(alive()) == 3
    assert alive() == []
    with begun_ahead(many, 2), Workers(2, examine) as workers:
        begun = alive()
        assert len(begun) == 2
        work = jobs(tmp_path, [f"{number:02d}.xlsx" for number in range(many)])
        assert [each.documents[0].file for each in workers.examine_all(work, lambda _: None)] == [
            job[0] for job in work
        ]
        assert alive() == begun
    assert alive() == []


def test_a_worker_that_was_begun_ahead_ends_where_nobody_takes_it(tmp_path: Path, alive: Alive) -> None:
    with begun_ahead(1, 4), Workers(1, examine, QUICK) as workers:  # other limits: it was not prepared for these
        [begun] = alive()
        [_] = workers.examine_all(jobs(tmp_path, ["1.xlsx"]), lambda _: None)
        assert len(alive()) == 2
    assert alive() == []
    assert begun.poll() is not None


def test_an_error_of_the_run_ends_workers_at_work(tmp_path: Path, alive: Alive) -> None:
    work = jobs(tmp_path, ["1.xlsx", "2-hang.xlsx"])
    with pytest.raises(UserError), Workers(1, misbehaving, LIMITS) as workers:
        list(workers.examine_all(work, interrupt))
    assert alive() == []


@pytest.mark.slow
@posix
def test_processes_that_cannot_begin_blame_no_file() -> None:
    pool = Pool(1, killed)
    with pytest.raises(UserError) as caught:
        pool.submit(divmod, 7, 2, tries=2).result()
    pool.close()
    assert str(caught.value) == (
        "处理文件的子程序启动不了，接连几次一启动就被系统中止。请关闭不用的程序或重启电脑，然后重新运行；已登记的内容不会丢失。"
    )
