"""The program stands by, as a process of its own: what arrives is done as `process` does it, and nothing twice."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import sys
import time
from pathlib import Path

import pytest
from support_watch import await_end_of, once, watching, workers_of

from pipeline.register import Register
from schemas.wording import wording_file
from tests.main.support_main import NOW, Office, person, state, tree, workbook
from tests.support_decisions import fill, lines_of

if sys.platform == "win32":
    pytest.skip("signals as Unix has them", allow_module_level=True)

STOPPED = wording_file().stopped
A, B = "甲工程有限公司", "乙工程有限公司"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """With a register, so that two of them have the same secret."""
    office = Office(tmp_path / "office")
    office.run()
    return office


def sent(office: Office, path: str, unit: str, *people: list[object]) -> bytes:
    data = workbook(unit, *people)
    office.receive({path: data})
    return data


@pytest.mark.slow
def test_what_arrives_is_done_as_process_does_it(office: Office, tmp_path: Path) -> None:
    other = office.clone(tmp_path / "other", outbox=True)
    with watching(office) as watch:
        assert len(workers_of(watch.process.pid)) >= 2
        second = once(office, "watch")
        assert second.returncode == 1
        told = f"旁已经有一个守候程序（进程 {watch.process.pid}，"
        assert told in second.stderr
        sent(office, "甲.xlsx", A, person("钱一", "19911112001"), person("孙二", "19911112002", "机电"))
        line = watch.says("收到 甲.xlsx　合计 2 人，已分配 1 人，待补正或待决 1 人　批次 20250506-01　")
        assert re.fullmatch(r"\d\d:\d\d:\d\d　收到 .*　\d+\.\d 秒", line)
        sent(office, "乙/附件3.xlsx", B, person("李三", "19911112003"))
        watch.says("收到 乙　合计 1 人，已分配 1 人　批次 20250506-02")
        began = workers_of(watch.process.pid)
        assert once(office, "process").returncode == 0  # it stands by, and holds nothing
        watch.says_nothing(1.5)  # what is written is no news
        assert (watch.stop(), began != []) == ((130, [STOPPED]), True)
    await_end_of(began)
    for path in ("甲.xlsx", "乙/附件3.xlsx"):
        (other.inbox / path).parent.mkdir(exist_ok=True)
        shutil.copy2(office.inbox / path, other.inbox / path)
        other.run()
    assert state(office) == state(other)


@pytest.mark.slow
def test_files_that_come_in_pieces_are_taken_once_and_whole(office: Office, tmp_path: Path) -> None:
    data = workbook(A, *(person(f"李{chr(0x4E00 + n)}", f"199111120{n:02d}") for n in range(30)))
    with watching(office) as watch:
        with (office.inbox / "甲.xlsx").open("wb", buffering=0) as file:
            for start in range(0, len(data), len(data) // 9):
                file.write(data[start : start + len(data) // 9])
                time.sleep(0.15)
        folder = office.inbox / "2025-04-10 乙"
        folder.mkdir()
        for name, part in (("附件3.xlsx", workbook(B, person("李三", "19911112003"))), ("盖章.pdf", b"%PDF-1.4")):
            (folder / f"{name}.part").write_bytes(part)
            time.sleep(0.4)
            (folder / f"{name}.part").rename(folder / name)
            time.sleep(0.5)
        watch.says("收到 甲.xlsx　合计 30 人，已分配 30 人　批次 20250506-01")
        watch.says("收到 2025-04-10 乙　合计 1 人，已分配 1 人　批次 20250506-02")
        watch.says_nothing(2)
    assert {(each["outcome"]) for each in office.export("documents")} == {"processed", "scan"}
    assert [each["scan"] for each in office.export("submissions")] == ["false", "true"]


@pytest.mark.slow
def test_what_she_answers_and_sets_takes_effect_at_once(office: Office) -> None:
    with watching(office) as watch:
        sent(office, "甲.xlsx", A, person("孙二", "19911112002", "机电"))
        watch.says("待补正或待决 1 人　批次 20250506-01")
        questions = office.outbox / "待决事项.xlsx"
        (line,) = [each for each in lines_of(questions, "待决事项") if each["事项"] == "所在领域有多种可能"]
        (office.outbox / "~$待决事项.xlsx").write_bytes(b"")
        fill(questions, {line["事项编号"]: {"决定": "按“机械工程类”理解", "决定人": "王秘书", "日期": NOW.date()}})
        watch.says_nothing(1.5)  # it lies open
        (office.outbox / "~$待决事项.xlsx").unlink()
        watch.says("待决事项.xlsx有改动")
        assert [each["disposition"] for each in office.people()] == ["routed"]
        watch.says("待决事项：已采用 1 项。")
        questions.write_bytes(b"no workbook")
        watch.says("待决事项.xlsx有改动")
        assert questions.read_bytes() == b"no workbook"
        office.settings.mkdir(exist_ok=True)
        (office.settings / "forms").mkdir()
        (office.settings / "forms" / "ours.toml").write_text("titles = 3", encoding="utf-8")
        watch.says("（不用重新启动")
        (office.settings / "forms" / "ours.toml").unlink()  # as they were: nothing is to be done for them
        sent(office, "乙.xlsx", B, person("李三", "19911112003"))
        watch.says("收到 乙.xlsx　合计 1 人，已分配 1 人　批次 20250506-03")


@pytest.mark.slow
def test_what_hinders_it_is_said_once_and_waited_for(office: Office) -> None:
    with watching(office) as watch:
        with Register.open(office.register) as register, register.alone():
            sent(office, "甲.xlsx", A, person("钱一", "19911112001"))
            watch.says(f"正由另一次运行使用（进程 {os.getpid()}，")
            time.sleep(6)  # it tries in vain once more
        watch.says("收到 甲.xlsx　合计 1 人，已分配 1 人　批次 20250506-01")
        assert sum("正由另一次运行使用" in line for line in watch.lines) == 1
        shutil.move(office.inbox, office.inbox.with_name("elsewhere"))
        watch.says("找不到收件文件夹")
        shutil.move(office.inbox.with_name("elsewhere"), office.inbox)
        sent(office, "乙.xlsx", B, person("李三", "19911112003"))
        watch.says("收到 乙.xlsx　合计 1 人，已分配 1 人　批次 20250506-02")


@pytest.mark.slow
def test_it_does_not_begin_while_another_run_is_at_work(office: Office) -> None:
    with Register.open(office.register) as register, register.alone():
        refused = once(office, "watch")
    assert refused.returncode == 1
    assert f"正由另一次运行使用（进程 {os.getpid()}，" in refused.stderr


STRIKING = """
import importlib, os, runpy, signal, sys

where, what, number = sys.argv.pop(1).split(":")
*path, name = what.split(".")
owner = importlib.import_module(where)
for part in path:
    owner = getattr(owner, part)
original = getattr(owner, name)

def step(*args, **options):
    if os.path.exists(os.environ["ARMED"]):
        os.unlink(os.environ["ARMED"])
        os.kill(os.getpid(), int(number)) if int(number) != signal.SIGINT else os.killpg(0, int(number))
    return original(*args, **options)

setattr(owner, name, step)
runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
"""
MOMENTS = {
    "while the inbox is listed": "pipeline.receive.files:received",
    "while workers read": "pipeline.engine.workers:unpack",
    "while it is recorded": "pipeline.register.recording:_add_submissions",
    "before the batch is renamed": "pathlib:Path.rename",
    "between the desk files": "pathlib:Path.replace",
    "when it looks": "pipeline.watch.arrivals:Arrivals.look",
}


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["int", "term", "kill"])
@pytest.mark.parametrize("moment", MOMENTS)
def test_ended_at_any_moment_it_is_completed_by_the_next(
    moment: str, number: int, office: Office, tmp_path: Path
) -> None:
    other = office.clone(tmp_path / "other", outbox=True)
    armed = tmp_path / "armed"
    strike = ("-c", STRIKING, f"{MOMENTS[moment]}:{int(number)}")
    with watching(office, strike, ARMED=str(armed)) as watch:
        began = workers_of(watch.process.pid)
        armed.touch()
        sent(office, "甲.xlsx", A, person("钱一", "19911112001"), person("孙二", "19911112002", "机电"))
        code = watch.process.wait(60)
        assert code == (-9 if number == signal.SIGKILL else 130)
        await_end_of(began)
    with watching(office) as watch:
        pass
    shutil.copy2(office.inbox / "甲.xlsx", other.inbox / "甲.xlsx")
    other.run()
    assert state(office) == state(other)


@pytest.mark.slow
def test_a_worker_that_dies_is_replaced_and_a_fault_costs_one_document(office: Office) -> None:
    with watching(office) as watch:
        for worker in workers_of(watch.process.pid):
            os.kill(worker, signal.SIGKILL)
        sent(office, "甲.xlsx", A, person("钱一", "19911112001"))
        watch.says("收到 甲.xlsx　合计 1 人，已分配 1 人　批次 20250506-01")
        before = tree(office.outbox)
        (office.inbox / "空.xlsx").write_bytes(b"PK\x03\x04 nothing")
        watch.says("收到 空.xlsx　没有新的人员　批次 20250506-02")
        watch.says("打不开")
        assert len(tree(office.outbox)) > len(before)


@pytest.mark.slow
def test_a_large_inbox_is_looked_at_less_often(office: Office) -> None:
    for number in range(3000):
        (office.inbox / f"{number}.txt").write_bytes(b"")
    with watching(office) as watch:
        with sqlite3.connect(office.database) as connection:
            assert connection.execute("SELECT count(*) FROM files").fetchone() == (3000,)
        sent(office, "甲.xlsx", A, person("钱一", "19911112001"))
        watch.says("收到 甲.xlsx")
