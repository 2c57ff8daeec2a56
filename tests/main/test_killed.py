"""Killed at any moment: the next run completes to the same register and the same outbox as a run that nobody disturbed.

SIGKILL hits a real run at random moments, and at the moments that matter most: while the register's journal lies there,
while a batch is written aside, between its rename and those of the desk files. Beside that, each step on the way is
taken away deterministically, by ending the process right before or after it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support_killed import STEPS, ended_at
from support_main import BATCH, NOW, Office, state
from support_workers import Here

import pipeline.process

pytestmark = pytest.mark.slow  # whole runs, round after round

if sys.platform == "win32":
    pytest.skip("no SIGKILL and no fork on Windows", allow_module_level=True)

ROOT = Path(__file__).resolve().parents[2]


def completed(office: Office, undisturbed: Any) -> None:
    """The next run: everything as if nothing had happened, nothing left lying about, and nothing more to do."""
    office.run()
    assert state(office) == undisturbed
    beside = {path.name for path in office.database.parent.glob("register.db*")}
    assert beside == {"register.db", "register.db-run", "register.db.stamp", "register.db.desk"}
    assert office.run().batch is None
    assert state(office) == undisturbed


SLOW = ("aside", "checksums", "台账", "anything", "marked", "between", "after the desk")


@pytest.mark.parametrize(
    "step", [pytest.param(step, marks=[pytest.mark.slow] * any(word in step for word in SLOW)) for step in STEPS]
)
def test_ended_at_one_step(
    step: str, base: Office, undisturbed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = base.clone(tmp_path, outbox=True)
    monkeypatch.setattr(pipeline.process, "Workers", Here)

    ended_at(STEPS[step], office.run)
    completed(office, undisturbed)


MOMENTS: dict[str, Callable[[Office], bool]] = {
    "journal": lambda office: office.database.with_name("register.db-journal").exists(),
    "aside": lambda office: any(office.outbox.glob("批次/.*.partial")),
    "renamed": lambda office: (office.outbox / "批次" / BATCH).exists(),
    "desk": lambda office: any(office.outbox.glob(".*.partial")),
}


def started(office: Office) -> subprocess.Popen[bytes]:
    """A run as the secretary starts it."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", NOW.isoformat(), "--workers", "1"]
    temporary = office.inbox.parent / "temporary"
    temporary.mkdir()
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "process", *map(str, (*places, *more))],
        cwd=ROOT, env=os.environ | {"TMPDIR": str(temporary)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def wait(run: subprocess.Popen[bytes], office: Office, moment: str, delay: float) -> None:
    """Until the moment, and so many seconds more; or until the run is over."""
    while moment in MOMENTS and run.poll() is None and not MOMENTS[moment](office):
        time.sleep(0.0002)
    time.sleep(delay)


def strike(base: Office, root: Path, undisturbed: Any, moment: str, delay: float) -> bool:
    """Kill a run at that moment and complete it; whether the run was still alive."""
    office = base.clone(root, outbox=True)
    run = started(office)
    wait(run, office, moment, delay)
    alive = run.poll() is None
    run.kill()
    run.wait()
    completed(office, undisturbed)
    assert not list((root / "temporary").rglob("*"))
    return alive


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The runs that complete need no processes of their own; those that are killed have them."""
    monkeypatch.setattr(pipeline.process, "Workers", Here)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(
    "moment", ["renamed", *(pytest.param(each, marks=pytest.mark.slow) for each in ("journal", "aside", "desk"))]
)
def test_killed(moment: str, base: Office, undisturbed: Any, tmp_path: Path) -> None:
    strike(base, tmp_path, undisturbed, moment, 0)


@pytest.mark.soak
@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("seed", range(10))
def test_killed_two_hundred_times(seed: int, base: Office, undisturbed: Any, tmp_path: Path) -> None:
    """Half of them at random through the whole run, half within 0.03 seconds of the moments that matter."""
    begun = time.monotonic()
    chance = random.Random(seed)
    office = base.clone(tmp_path / "measured", outbox=True)
    started(office).wait()
    lasts = time.monotonic() - begun
    hit = 0
    for number in range(20):
        moment = ("", list(MOMENTS)[number // 2 % len(MOMENTS)])[number % 2]
        delay = chance.uniform(0, 0.03) if moment else chance.uniform(0, lasts)
        hit += strike(base, tmp_path / str(number), undisturbed, moment, delay)
    assert hit >= 12
