"""A watch as the secretary has it: a process of its own, whose lines are read as they come."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from tests.main.support_main import NOW, Office

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds, on a machine that does other things
BEGUN = "开始守候"


def command(office: Office, *words: str) -> list[str]:
    """A command of the program over an office, at the fixed moment."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", NOW.isoformat(), "--workers", "2"]
    return [sys.executable, "-m", "pipeline", *words, *map(str, (*places, *more))]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **more}


def once(office: Office, *words: str) -> subprocess.CompletedProcess[str]:
    """A command that ends by itself."""
    return subprocess.run(
        command(office, *words), cwd=ROOT, env=environment({}), capture_output=True, encoding="utf-8", check=False
    )


class Watch:
    """One that stands by. `lines`: all that it said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._said: Queue[str | None] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._said.put(line.rstrip("\n"))
        self._said.put(None)

    def says(self, words: str, seconds: float = PATIENCE) -> str:
        """The next line that holds these words."""
        end = time.monotonic() + seconds
        with suppress(Empty):
            while (line := self._said.get(timeout=max(0.01, end - time.monotonic()))) is not None:
                self.lines.append(line)
                if words in line:
                    return line
        raise AssertionError((words, self.lines))

    def says_nothing(self, seconds: float) -> None:
        """For so long."""
        try:
            line = self._said.get(timeout=seconds)
        except Empty:
            return
        raise AssertionError(line)

    def stop(self, how: int = signal.SIGTERM) -> tuple[int, list[str]]:
        """Its exit code, and what it still said."""
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        rest = list[str]()
        while (line := self._said.get(timeout=PATIENCE)) is not None:
            rest.append(line)
        return code, rest


@contextmanager
def watching(
    office: Office, before: Sequence[str] = ("-m", "pipeline"), wait: str = BEGUN, **more: str
) -> Iterator[Watch]:
    """From the first line that it says until it is killed, if it is not stopped before."""
    words = [sys.executable, *before, *command(office, "watch")[3:]]
    process = subprocess.Popen(
        words, cwd=ROOT, env=environment(more), encoding="utf-8", start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        watch = Watch(process)
        if wait:
            watch.says(wait)
        yield watch
    finally:
        process.kill()
        process.wait()


def workers_of(process: int) -> list[int]:
    """The processes that its threads began."""
    threads = Path(f"/proc/{process}/task").glob("*/children")
    return [int(each) for told in threads for each in told.read_text().split()]


def await_end_of(processes: Sequence[int]) -> None:
    """They end with what began them, be it a moment later."""
    end = time.monotonic() + PATIENCE
    while any(Path(f"/proc/{each}").exists() for each in processes):
        assert time.monotonic() < end
        time.sleep(0.02)
