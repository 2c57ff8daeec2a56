"""The whole main job over forged mails and files: each is accounted for once, none meets a fault of the program, and
nobody among the good ones notices.

`make soak` takes a hundred thousand; SOAK_FILES says how many instead.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from support_forge import faults, forge_into, good_people, miscounted, receive_good_ones
from support_main import NOW, Office, state

ROOT = Path(__file__).resolve().parents[2]
PORTION = 2_500
FILES = int(os.environ.get("SOAK_FILES", "100000"))
PASSWORDS = ("123456",)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What comes of the good people when nobody else wrote."""
    office = Office(tmp_path_factory.mktemp("alone"))
    receive_good_ones(office)
    office.run()
    people = good_people(office)
    assert {row["disposition"] for row in people} == {"routed"}
    return people


Tell = Callable[[str, object], None]
"""pytest's record_property: what is told so is added up at the end of the session."""


def check(office: Office, alone: list[dict[str, Any]], tell: Tell, passwords: tuple[str, ...] = PASSWORDS) -> None:
    """What must hold after a run with these passwords. Its files are thrown away where it does."""
    found = faults(office)
    tell("forged files", len(list(office.inbox.iterdir())))
    tell("faults of the program", len(found))
    assert miscounted(office) == {}
    assert good_people(office) == alone
    assert found == []
    assert office.run(workers=1, passwords=passwords).batch is None
    shutil.rmtree(office.inbox.parent)


def whole_run(root: Path, seed: int, count: int, alone: list[dict[str, Any]], tell: Tell) -> None:
    office = Office(root / "office")
    forge_into(office, seed, count)
    office.run(workers=1, passwords=PASSWORDS)  # with limits: forged files crash what reads them, here and again
    check(office, alone, tell)


@pytest.mark.slow
def test_some_forged_files(tmp_path: Path, alone: list[dict[str, Any]], record_property: Tell) -> None:
    whole_run(tmp_path, 0, 6, alone, record_property)


@pytest.mark.slow
def test_three_hundred_forged_files(tmp_path: Path, alone: list[dict[str, Any]], record_property: Tell) -> None:
    whole_run(tmp_path, 1, 300, alone, record_property)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_000 + -(-FILES // PORTION)))
def test_a_hundred_thousand_forged_files(
    seed: int, tmp_path: Path, alone: list[dict[str, Any]], record_property: Tell
) -> None:
    whole_run(tmp_path, seed, min(PORTION, FILES), alone, record_property)


def started(office: Office) -> subprocess.Popen[bytes]:
    """A run with two workers, as the secretary starts it."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", NOW.isoformat(), "--workers", "2"]
    command = [sys.executable, "-m", "pipeline", "process", *map(str, (*places, *more))]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def workers_of(run: subprocess.Popen[bytes]) -> list[int]:
    """The processes that a run has begun to work for it."""
    found = []
    with suppress(OSError):  # some end while one looks
        for task in Path(f"/proc/{run.pid}/task").iterdir():
            children = (task / "children").read_text().split()
            found += [int(pid) for pid in children if b"engine.worker" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    return found


def disturb(run: subprocess.Popen[bytes], chance: random.Random) -> tuple[int, int]:
    """Until the run ends, kill or suspend one of its workers every now and then; how often each was done. In between,
    what was ended is done again: a file that is ended each time it is tried is given up, and told."""
    killed = suspended = 0
    while run.poll() is None:
        time.sleep(chance.uniform(3, 6))
        for worker in chance.sample(found := workers_of(run), min(1, len(found))):
            with suppress(ProcessLookupError):
                if chance.random() < 0.5:
                    os.kill(worker, signal.SIGKILL)
                    killed += 1
                    continue
                os.kill(worker, signal.SIGSTOP)
                suspended += 1
                time.sleep(chance.uniform(0, 2))
                os.kill(worker, signal.SIGCONT)
    return killed, suspended


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="workers are found by what Linux tells of processes")
@pytest.mark.parametrize("seed", [2_000, 2_001])
def test_workers_killed_and_suspended_at_random_moments(
    seed: int, tmp_path: Path, alone: list[dict[str, Any]], record_property: Tell
) -> None:
    office = Office(tmp_path / "office")
    office.run()  # what goes out is sealed with the register's secret: both have the same
    forge_into(office, seed, min(PORTION, FILES))
    undisturbed = office.clone(tmp_path / "undisturbed")
    started(undisturbed).wait()
    run = started(office)
    killed, suspended = disturb(run, random.Random(seed))
    assert run.returncode in (0, 4)  # 4: a fault of the program cost a document its place, which is looked at below
    assert min(killed, suspended) > 0
    assert state(office) == state(undisturbed)
    check(office, alone, record_property, ())
