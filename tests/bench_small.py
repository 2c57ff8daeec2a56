"""What a run over one new workbook costs, into an empty register, against `import pandas` alone: both as whole
processes, in turns, each at its best of several, so that the ratio holds on a machine that does other things meanwhile.

    python -m tests.bench_small [PYTHON]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench_environment import Took, python_of_staff, took

TURNS = 7
ASKED = 2.6
_NOW = "2025-05-07T09:00:00+08:00"


def one_workbook(python: str) -> str:
    """The ratios of processor and wall time, run by this Python, in a sentence."""
    from tests.bench import make

    runs, loads = list[Took](), list[Took]()
    with tempfile.TemporaryDirectory() as name:
        make(1, Path(name, "inbox"))
        for turn in range(TURNS):
            loads.append(took([python, "-c", "import pandas"]))
            runs.append(took([python, "-m", "pipeline", *_job(Path(name), turn)]))
    cpu, wall = (
        min(getattr(run, part) for run in runs) / min(getattr(load, part) for load in loads) for part in _PARTS
    )
    return f"one workbook: {cpu:.2f} × import pandas in CPU, {wall:.2f} × wall (asked {ASKED})"


_PARTS = ("cpu", "wall")


def _job(root: Path, turn: int) -> list[str]:
    """The main job with everything of its own but the inbox."""
    own = root / str(turn)
    own.mkdir()
    places = {"inbox": root / "inbox", "outbox": own / "outbox", "settings": own / "settings"}
    options = [text for name, path in places.items() for text in (f"--{name}", str(path))]
    return ["process", *options, "--register", f"sqlite:///{own / 'register.db'}", "--now", _NOW]


if __name__ == "__main__":
    print(one_workbook(sys.argv[1] if len(sys.argv) > 1 else python_of_staff()))  # noqa: T201
