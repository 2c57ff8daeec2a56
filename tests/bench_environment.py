"""The Python that `make bench` and `make bench-large` time: with what the program needs and nothing else, as staff have
it. Where development packages are installed the program loads more: pandera takes hypothesis with it.
"""

from __future__ import annotations

import os
import subprocess
import time
import venv
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

_ROOT = Path(__file__).parents[1]
_FOLDER, _LOCK = _ROOT / ".venv" / "bench", _ROOT / "requirements.lock"


@cache
def python_of_staff() -> str:
    """Its path; made when it is missing or the lock has changed, which takes a minute."""
    python, stamp = _FOLDER / "bin" / "python", _FOLDER / "run.stamp"
    wanted = sha256(_LOCK.read_bytes()).hexdigest()
    if not (python.exists() and stamp.exists() and stamp.read_text("ascii") == wanted):
        venv.create(_FOLDER, clear=True, with_pip=True)
        options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
        subprocess.run([python, "-m", "pip", "install", *options, "-r", _LOCK], check=True, capture_output=True)
        stamp.write_text(wanted, "ascii")
    subprocess.run([python, "-m", "compileall", "-q", "pipeline", "schemas"], cwd=_ROOT, check=True)
    return str(python)


_ALONE = """
import os, runpy, sys
leave = os._exit
def tell(code):
    sys.__stderr__.write("\\n%f" % sum(os.times()[:2]))
    sys.__stderr__.flush()
    leave(code)
os._exit = tell
sys.argv[0] = "pipeline"
runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
"""


class Took(NamedTuple):
    """What a whole process and those that it began took, in seconds of wall and of processor, and what it printed."""

    wall: float
    cpu: float
    printed: str


def took(command: Sequence[str]) -> Took:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Took(wall, used, done.stdout.strip())


def took_alone(*arguments: str) -> Took:
    """What a command of the program takes; of the processor without the processes that it begins."""
    start = time.perf_counter()
    command = [python_of_staff(), "-c", _ALONE, *arguments]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - start
    return Took(wall, float(done.stderr.rpartition("\n")[2]), done.stdout.strip())
