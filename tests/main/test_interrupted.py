"""Ctrl-C at any moment: one sentence, exit code 130, and the next run completes as if nothing had happened.

The signal hits the whole group of processes, workers included, as a terminal sends it. So that its moment is certain,
the run strikes its own group when it comes to a step.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, state
from support_workers import Here

import pipeline.process

if sys.platform == "win32":
    pytest.skip("no groups of processes on Windows", allow_module_level=True)
from schemas.wording import wording_file

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = wording_file().stopped

STRIKING = """
import importlib, os, runpy, signal, sys

signal.signal(signal.SIGINT, signal.default_int_handler)  # even where the tests run in the background
where, what, how = sys.argv.pop(1).split(":")

class Lost:
    def __del__(self):
        os.killpg(0, signal.SIGINT)

def strike():
    if how == "plainly":
        os.killpg(0, signal.SIGINT)
    elif how == "where nothing can be raised":
        Lost()
    else:
        exec("os.killpg(0, signal.SIGINT)")

def importing(event, names):
    if event == "import" and names[0] == what and not struck:
        struck.append(what)
        strike()

struck = []
if where == "import":
    sys.addaudithook(importing)
else:
    *path, name = what.split(".")
    owner = importlib.import_module(where)
    for part in path:
        owner = getattr(owner, part)
    original = getattr(owner, name)

    def step(*args, **options):
        strike()
        return original(*args, **options)

    setattr(owner, name, step)
runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
"""

MOMENTS = {
    "at the first import": "import:pipeline.commands",
    "while the commands are loaded": "import:typer",
    "while the inbox is listed": "pipeline.receive.files:received",
    "while workers start": "pipeline.engine.workers:Workers._rescued",
    "while workers read": "pipeline.engine.workers:unpack",
    "while what judges is loaded": "import:pandas",
    "while the register is closed": "sqlalchemy.engine.default:DefaultDialect.do_close",
    "while it is recorded": "pipeline.register.recording:_add_submissions",
    "while files are written": "pipeline.process:_Run._begin_desk",
    "before the batch is renamed": "pathlib:Path.rename",
    "between the desk files": "pathlib:Path.replace",
}
QUICK = ("while the inbox is listed",)


def interrupted(office: Office, moment: str, how: str) -> subprocess.CompletedProcess[str]:
    """A run as the secretary starts it, in a group of its own."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", NOW.isoformat(), "--workers", "2"]
    words = [sys.executable, "-c", STRIKING, f"{moment}:{how}", "process", *map(str, (*places, *more))]
    return subprocess.run(
        words, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8",
        start_new_session=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "how"),
    [
        *(pytest.param(each, "plainly", marks=[pytest.mark.slow] * (each not in QUICK)) for each in MOMENTS),
        pytest.param("while the inbox is listed", "where nothing can be raised", marks=pytest.mark.slow),
        pytest.param("while the inbox is listed", "within exec", marks=pytest.mark.slow),
    ],
)
def test_interrupted(
    moment: str, how: str, base: Office, undisturbed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = base.clone(tmp_path, outbox=True)
    done = interrupted(office, MOMENTS[moment], how)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", f"{SENTENCE}\n")
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    office.run()
    assert state(office) == undisturbed
