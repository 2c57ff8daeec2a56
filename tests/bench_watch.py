"""What a workbook costs that arrives while the program stands by (`make watch`); printed by
`make bench`.

A watch of a Python without development packages, an empty register, one workbook of 24 people after the other. Told is
the median of the time from the last byte written until the batch lies in the outbox, with and without the time for
which a file must be unchanged; and of the time that the processor took, all processes together.
"""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from schemas.limits import limits_file
from tests.bench import make
from tests.bench_environment import python_of_staff

NOW = "2025-05-07T09:00:00+08:00"
ARRIVALS, PATIENCE = 9, 120.0
_PAUSE = 0.002  # seconds between looks for the batch
_REST = 1.5  # seconds until the job is over that published it


def watched(root: Path) -> tuple[list[float], list[float]]:
    """Of each arrival but the first, seconds until it was published, and seconds of the processor."""
    inbox, outbox = root / "inbox", root / "outbox"
    inbox.mkdir()
    make(ARRIVALS, root / "sent")
    places = ["--inbox", inbox, "--outbox", outbox, "--settings", root / "settings", "--now", NOW]
    command = [python_of_staff(), "-m", "pipeline", "watch", *map(str, places)]
    command += ["--register", f"sqlite:///{root / 'register.db'}"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as watch:
        try:
            assert watch.stdout
            for _ in range(2):
                watch.stdout.readline()
            waited, used = [], []
            for number, workbook in enumerate(sorted((root / "sent").iterdir()), 1):
                before = _processor(watch.pid)
                shutil.copyfile(workbook, inbox / workbook.name)
                start, batch = time.perf_counter(), outbox / "批次" / _name(number)
                while not batch.exists():
                    assert time.perf_counter() < start + PATIENCE
                    time.sleep(_PAUSE)
                waited.append(time.perf_counter() - start)
                watch.stdout.readline()
                time.sleep(_REST)
                used.append(_processor(watch.pid) - before)
            return waited[1:], used[1:]
        finally:
            watch.send_signal(signal.SIGTERM)


def _name(number: int) -> str:
    return f"{NOW[:10].replace('-', '')}-{number:02d}"


def _processor(process: int) -> float:
    """Seconds that it and its children took so far; 0 where the system does not tell."""
    if sys.platform != "linux":
        return 0.0
    children = [
        int(each) for told in Path(f"/proc/{process}/task").glob("*/children") for each in told.read_text().split()
    ]
    ticks = 0
    for each in (process, *children):
        fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def standing_by() -> str:
    """What was measured, and what is asked of it."""
    with tempfile.TemporaryDirectory() as name:
        waited, used = watched(Path(name))
    whole, quiet = statistics.median(waited), limits_file().watch.quiet_seconds
    return (
        f"standing by: one workbook published {whole - quiet:.2f} s after it is quiet, asked ≤ 0.5; "
        f"{whole:.2f} s after its last byte ({min(waited):.2f} to {max(waited):.2f}); "
        f"{statistics.median(used):.2f} s of the processor"
    )


if __name__ == "__main__":
    print(standing_by())  # noqa: T201
