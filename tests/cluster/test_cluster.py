"""Two workers over TCP: whatever happens to a file, a worker, the scheduler or the run, the same comes out as from the
pool of this machine, or one sentence, and the next run completes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from support_cluster import (
    HERE,
    OF_FILES,
    ROOT,
    Machines,
    certificate,
    engine,
    good,
    hang,
    harming,
    is_there,
    jobs,
    kill_worker,
    machines,
    stop_worker,
    tell_process,
    unlike,
    wait_for_another,
)
from support_serving import LIMITS
from support_workers import misbehaving

from pipeline.engine.cluster.asking import Cluster
from pipeline.engine.cluster.parcels import Order, Writing
from pipeline.engine.dask_engine import DaskEngine
from pipeline.engine.workers import Workers
from pipeline.errors import UserError
from pipeline.examine.document import Job
from pipeline.process import Options, process
from pipeline.read.limits import refusal
from pipeline.register import Register
from tests.bench import make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="its commands are not for Windows yet"),
]
NAMES = [f"{number}.xlsx" for number in range(12)]
HARMED = ["harm.xlsx", *NAMES]


def files_of(begun: DaskEngine, work: list[Job]) -> list[str]:
    with begun as workers:
        return [each.documents[0].file for each in workers.examine_all(work, lambda _: None)]


def refused(begun: DaskEngine, work: list[Job]) -> str:
    with pytest.raises(UserError) as caught:
        files_of(begun, work)
    assert caught.value.exit_code == 1
    return str(caught.value)


def again_and_again(workers: DaskEngine, work: list[Job]) -> None:
    for _ in range(20):
        list(workers.examine_all(work, lambda _: None))


def test_the_demonstration_gives_the_same_bytes_and_the_same_register(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "cluster", "demo"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    said = run.stdout.splitlines()
    assert said[0].startswith("在本机启动一个调度程序和两台处理机（TCP，127.0.0.1:")
    assert said[-1].startswith("两次写出的结果逐字节相同（")
    found = []
    for name in ("local", "cluster"):
        with Register.open(f"sqlite:///{tmp_path}/outbox/cluster-demo/{name}/register.db") as register:
            found.append([register.export(table).to_csv() for table in ("people", "rows", "findings", "documents")])
    assert found[0] == found[1]


def test_a_bad_file_costs_only_itself(cluster: Machines, tmp_path: Path) -> None:
    told = {"crash.xlsx": refusal("crashed"), "loop.xlsx": refusal("slow", "too-large")}
    told["memory.xlsx"] = refusal("memory", "too-large")
    names = [*NAMES[:6], *told, *NAMES[6:]]
    work = jobs(tmp_path / "inbox", names)
    limits = OF_FILES._replace(memory=1 << 30)
    done: list[int] = []
    with engine(cluster.address(), misbehaving, of_files=limits) as workers:
        found = list(workers.examine_all(work, done.append))
    assert [each.documents[0].file for each in found] == names
    assert [each.documents[0].problem for each in found] == [told.get(name) for name in names]
    assert [each.cut_short for each in found] == [name in told for name in names]
    assert sum(done) == len(names)


def test_a_worker_that_is_killed_changes_nothing(cluster: Machines, tmp_path: Path) -> None:
    examiner = harming(kill_worker, tmp_path / "mark", 1)
    assert files_of(engine(cluster.address(), examiner), jobs(tmp_path / "inbox", HARMED)) == HARMED
    assert (tmp_path / "mark").stat().st_size == 2


def test_work_that_kills_every_worker_ends_in_a_sentence(cluster: Machines, tmp_path: Path) -> None:
    examiner = harming(kill_worker, tmp_path / "mark", 99)
    said = refused(engine(cluster.address(), examiner), jobs(tmp_path / "inbox", HARMED))
    assert said.startswith("同一份工作先后使集群的 3 个处理进程被系统中止（最后一个是 tcp://127.0.0.1:")
    assert (tmp_path / "mark").stat().st_size == 3
    assert files_of(engine(cluster.address(), good), jobs(tmp_path / "inbox", NAMES)) == NAMES


def test_a_worker_that_stands_still_is_begun_anew(cluster: Machines, tmp_path: Path) -> None:
    examiner = harming(stop_worker, tmp_path / "mark", 1)
    assert files_of(engine(cluster.address(), examiner), jobs(tmp_path / "inbox", HARMED)) == HARMED


def test_work_that_takes_too_long_is_given_to_another_worker(cluster: Machines, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    examiner = harming(partial(wait_for_another, mark), mark, 1)
    begun = engine(cluster.address(), examiner, LIMITS._replace(order_seconds=2, tries=50))
    assert files_of(begun, jobs(tmp_path / "inbox", HARMED)) == HARMED
    assert mark.stat().st_size > 1


def test_work_that_nobody_ends_in_time_ends_in_a_sentence(cluster: Machines, tmp_path: Path) -> None:
    examiner, limits = harming(hang, tmp_path / "mark", 99), LIMITS._replace(order_seconds=1, tries=2)
    begun = engine(cluster.address(), examiner, limits, OF_FILES._replace(wall_seconds=3))
    said = refused(begun, jobs(tmp_path / "inbox", HARMED))
    assert said.startswith("集群的处理机先后 2 次没有在 1 秒内做完同一份工作（最后交给 ")


CLIENT = """
import sys
from pathlib import Path
from support_cluster import OF_FILES, Address, engine, hang, harming, jobs

limits = OF_FILES._replace(wall_seconds=3)
examiner = harming(hang, Path(sys.argv[2], "mark"), 99)
with engine(Address(sys.argv[1]), examiner, of_files=limits) as workers:
    list(workers.examine_all(jobs(Path(sys.argv[2], "inbox"), ["harm.xlsx"]), lambda _: None))
"""


def test_a_run_that_is_killed_leaves_the_cluster_to_the_next_one(cluster: Machines, tmp_path: Path) -> None:
    paths = os.pathsep.join(map(str, (ROOT, HERE, HERE.parent)))
    command = [sys.executable, "-c", CLIENT, cluster.place, str(tmp_path)]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": paths}) as run:
        while not (tmp_path / "mark").exists():
            assert run.poll() is None
            time.sleep(0.05)
        run.kill()
    assert files_of(engine(cluster.address(), good), jobs(tmp_path / "inbox", NAMES)) == NAMES


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_files_are_read_where_they_are_shared_unless_they_are_others(
    scheme: str, cluster: Machines, tmp_path: Path
) -> None:
    work = jobs(tmp_path / "inbox", NAMES)
    jobs(tmp_path / "shared", NAMES)
    (tmp_path / "shared" / NAMES[3]).write_bytes(b"something else")
    (tmp_path / "shared" / NAMES[5]).unlink()
    sent: list[list[str]] = []
    begun = engine(cluster.address(f"{scheme}{tmp_path}/shared"))
    asked = begun._asked

    def told(files: dict[int, object]) -> object:
        sent.append(sorted(each.path for each in files.values() if each.data is not None))  # type: ignore[attr-defined]
        return asked(files)

    begun._asked = told  # type: ignore[assignment,method-assign]
    with begun as workers:
        found = list(workers.examine_all(work, lambda _: None))
    with Workers(1) as pool:
        expected = list(pool.examine_all(work, lambda _: None))
    assert [each.documents for each in found] == [each.documents for each in expected]
    assert sorted(name for names in sent for name in names) == [NAMES[3], NAMES[5]]


def test_a_worker_with_other_packages_is_refused_also_when_it_joins_later(tmp_path: Path) -> None:
    with machines(1) as own:
        work, mark = jobs(tmp_path / "inbox", NAMES), tmp_path / "process"
        with engine(own.address(), partial(tell_process, mark)) as workers:
            examinations = workers.examine_all(work, lambda _: None)
            next(examinations)
            own.join(**unlike("0.1"))
            while workers._cluster.threads() < 2:
                time.sleep(0.1)
            with pytest.raises(UserError) as caught:
                again_and_again(workers, work)
        assert str(caught.value).startswith("集群的处理机 tcp://127.0.0.1:")
        assert "与本机不一致：pandas（本机 2." in str(caught.value)
        assert "，对方 0.1）。" in str(caught.value)
        own.leave()
        assert files_of(engine(own.address(), partial(tell_process, mark)), work) == NAMES
        process = int(mark.read_text())
        assert is_there(process)
        own.leave()
        until = time.monotonic() + 10
        while is_there(process):
            assert time.monotonic() < until
            time.sleep(0.1)
        own.join_foreign()
        said = refused(engine(own.address(), good), work)
        assert said.startswith("集群的处理机 tcp://127.0.0.1:")
        assert "不是用本程序启动的。" in said
        own.leave()
        impatient = LIMITS._replace(worker_seconds=1)
        said = refused(engine(own.address(), good, impatient), work)
        assert said.startswith(f"集群 {own.place} 里没有可用的处理机（等了 1 秒）。")


def test_a_scheduler_that_ends_in_the_middle_ends_the_run_with_a_sentence(tmp_path: Path) -> None:
    with machines(1) as own:
        work = jobs(tmp_path / "inbox", NAMES)
        hasty = LIMITS._replace(connect_seconds=1, answer_seconds=1)
        assert files_of(engine(own.address(), good), work) == NAMES
        own.scheduler.send_signal(signal.SIGSTOP)
        said = refused(engine(own.address(), good, hasty), work)
        assert said.startswith(f"集群的调度程序 {own.place} 连接不上。")
        own.scheduler.send_signal(signal.SIGCONT)
        with engine(own.address(), good) as workers:
            examinations = workers.examine_all(work, lambda _: None)
            next(examinations)
            own.scheduler.kill()
            with pytest.raises(UserError) as caught:
                again_and_again(workers, work)
        assert str(caught.value).startswith(f"集群的调度程序 {own.place} 中途断开。")
        impatient = LIMITS._replace(connect_seconds=0.5)
        said = refused(engine(own.address(), good, impatient), work)
        assert said.startswith(f"集群的调度程序 {own.place} 连接不上。")


def test_what_a_scheduler_that_ends_leaves_unwritten_the_next_run_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(9, tmp_path / "inbox")
    whole, cut = (_options(tmp_path, name) for name in ("whole", "cut"))
    with Register.open(whole.register):  # the same key, by which workbooks are marked
        pass
    Register.copy(whole.register, tmp_path / "cut.db")
    process(whole, lambda *_: None)
    with machines(1) as own, monkeypatch.context() as ending:
        original = Cluster.ask

        def ask(self: Cluster, order: Order, seconds: float | None = None) -> list[object]:
            if isinstance(order, Writing):
                own.scheduler.kill()
            return original(self, order, seconds)

        ending.setattr(Cluster, "ask", ask)
        with pytest.raises(UserError) as caught:
            process(cut._replace(engine=own.address()), lambda *_: None)
    assert str(caught.value).startswith(f"集群的调度程序 {own.place} 中途断开。")
    assert not list((cut.outbox / "批次").glob("*"))
    process(cut, lambda *_: None)
    assert _bytes(cut.outbox) == _bytes(whole.outbox)


def _options(root: Path, name: str) -> Options:
    register, now = f"sqlite:///{root / name}.db", datetime.fromisoformat("2025-05-06T09:00:00+08:00")
    return Options(root / "inbox", root / name, register, root / "settings", None, now, 1)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_with_certificates_nothing_goes_unencrypted(tmp_path: Path) -> None:
    import dask

    file = str(certificate(tmp_path))
    roles = {
        f"distributed.comm.tls.{role}.{part}": file
        for role in ("scheduler", "worker", "client")
        for part in ("cert", "key")
    }
    settings = {"distributed.comm.tls.ca-file": file, **roles}
    environment = {f"DASK_{name.replace('.', '__').replace('-', '_').upper()}": file for name in settings}
    work = jobs(tmp_path / "inbox", NAMES)
    with machines(1, **environment) as own:
        with dask.config.set(settings):
            assert files_of(engine(own.address(), good), work) == NAMES
        said = refused(engine(own.address(), good, LIMITS._replace(connect_seconds=1)), work)
        assert said.startswith(f"集群的调度程序 {own.place} 连接不上。")
