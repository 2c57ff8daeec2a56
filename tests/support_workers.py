"""Workers in the same process, for tests of what the process itself does; and examiners that do what files may do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import Any, Self

from pipeline.examine.document import Job, examine
from pipeline.model.documents import Examination, Examined, Outcome


class Here:
    """What `pipeline.engine.workers.Workers` is, without processes and their limits."""

    def __init__(self, _: int, examiner: Callable[[Job], Examination] = examine) -> None:
        self._examiner = examiner

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def examine_all(self, jobs: Sequence[Job], _: Callable[[int], None]) -> Iterator[Examination]:
        return map(self._examiner, jobs)

    def load(self, _: str) -> None: ...

    def stand_by(self, _: str) -> None: ...

    def run_all(self, function: Callable[..., Any], arguments: Sequence[Any]) -> list[Any]:
        return [function(*each) for each in arguments]

    def start(self, function: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
        done = function(*arguments)
        return lambda: done

    start_here = start


def killed() -> None:
    """As the system does when the machine's memory is full."""
    os.kill(os.getpid(), signal.SIGKILL)


def waiting(path: str) -> None:
    """Say that it has begun to whoever reads that pipe, which it holds as long as it lives."""
    with Path(path).open("wb", buffering=0) as held:
        held.write(b"begun")
        time.sleep(60)


def talking(text: str) -> tuple[str, str]:
    """Says a lot, and asks."""
    print(text, flush=True)  # noqa: T201
    subprocess.run(["echo", text], check=True)
    return sys.stdin.read(), text


def burn(seconds: float) -> None:
    """Use so much of the processor, however long that takes."""
    begun = time.process_time()
    while time.process_time() < begun + seconds:
        pass


def sleep() -> None:
    """As on a machine that is closed and opened again: stopped for two seconds."""
    subprocess.Popen(["/bin/sh", "-c", f"sleep 2; kill -CONT {os.getpid()}"])
    os.kill(os.getpid(), signal.SIGSTOP)


ALWAYS: dict[str, Callable[[], object]] = {
    "crash": lambda: os._exit(3),
    "leave": lambda: os._exit(0),
    "exit": lambda: sys.exit(0),
    "abort": os.abort,
    "killed": killed,
    "hang": lambda: time.sleep(60),
    "loop": lambda: deque(repeat(0), maxlen=0),  # for ever, and never back in Python
    "memory": lambda: bytearray(8 << 30),
    "bug": lambda: 1 / 0,
    "half": lambda: burn(0.6),
}
ONCE: dict[str, Callable[[], object]] = {"unlucky": killed, "asleep": sleep}


def tries(absolute: str) -> int:
    """How often `misbehaving` was given this file."""
    beside = Path(f"{absolute}.tries")
    return beside.stat().st_size if beside.exists() else 0


def misbehaving(job: Job) -> Examination:
    """Examines nothing; the name of the file says what happens, always or only the first time."""
    path, absolute, _ = job
    with Path(f"{absolute}.tries").open("a") as beside:
        beside.write("|")
    for word, happen in {**ALWAYS, **(ONCE if tries(absolute) == 1 else {})}.items():
        if word in path:
            happen()
    return Examination(None, [Examined(path, "", 0, "xlsx", Outcome.PROCESSED, None, None)])
