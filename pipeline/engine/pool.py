"""A process pool in which the death of a process costs only the task it was working on.

Each process has its own pipes, and a thread of the run waits for it. Most pools share one pipe: there, a process killed
while it holds the pipe's lock, or while nobody watches it, leaves the run waiting for ever.
"""

from __future__ import annotations

import errno
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Lock, Timer
from typing import IO, Any, TypeVar

from pipeline.engine.worker import FULL, put, received
from pipeline.errors import UserError
from pipeline.interrupt import unheard
from schemas.wording import wording_file

Result = TypeVar("Result")


class Ended(ChildProcessError):  # noqa: N818 - what happened to a task, not an error of the program
    """A task was ended before it was done. `reason` is a key of the reasons in schemas/unreadable.toml: "slow" or
    "memory" if it went over a limit, "crashed" if its process died.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(errno.ECHILD, reason)
        self.reason = reason


class Pool:
    """At most `count` processes, each started only when there is work for it, and running `prepare` first; some may
    have been `begun` before."""

    def __init__(self, count: int, prepare: Callable[[], None], begun: Iterable[Process] = ()) -> None:
        self.count = count
        self._threads = ThreadPoolExecutor(count)
        self._prepare = prepare
        self._lock = Lock()  # also guards exit codes, which the system gives only once
        self._processes = set(begun)
        self._idle = list(self._processes)
        self._stopped = False

    def submit(
        self, function: Callable[..., Result], *arguments: Any, seconds: float | None = None, tries: int = 1
    ) -> Future[Result]:
        """Run function(*arguments) in a process for at most `seconds`; if ended, it is run again, `tries` times in all.
        The future raises Ended, whatever the function raises, or UserError when no process can be started.
        """
        with unheard():  # by the thread, and by the processes that it begins
            return self._threads.submit(self._run_with_retries, function, arguments, seconds, tries)

    def close(self) -> None:
        """End the processes when all tasks are done."""
        self._threads.shutdown()
        self.stop()

    def stop(self) -> None:
        """End the processes at once, whatever they are doing."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.kill()
            for process in self._processes:
                process.end()
        self._threads.shutdown(cancel_futures=True)

    def _run_with_retries(
        self, function: Callable[..., Result], arguments: tuple[Any, ...], seconds: float | None, tries: int
    ) -> Result:
        for _ in range(tries - 1):
            with suppress(Ended):
                return self._run_once(function, arguments, seconds)
        return self._run_once(function, arguments, seconds)

    def _run_once(self, function: Callable[..., Result], arguments: tuple[Any, ...], seconds: float | None) -> Result:
        process, answer = self._hand_over(pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL))
        try:
            answer = answer or process.answer(seconds)
        except TimeoutError:
            self._end(process)
            raise Ended("slow") from None
        except (EOFError, OSError):
            raise Ended("slow" if self._end(process) == _OUT_OF_TIME else "crashed") from None
        if answer == FULL:
            self._end(process)  # its memory may still be full
            raise Ended("memory")
        self._idle.append(process)
        error, result = pickle.loads(answer)
        if error:
            raise error
        return result  # type: ignore[no-any-return]

    def _hand_over(self, task: bytes) -> tuple[Process, bytes]:
        """A process that has taken the task, and its first answer. If it dies before that, another one is tried."""
        for _ in range(_STARTS):
            process = self._free_process()
            try:
                return process, process.give(task)
            except (EOFError, OSError):
                self._end(process)
        raise UserError(wording_file().workers.cannot_begin)

    def _free_process(self) -> Process:
        with self._lock:
            if self._stopped:
                raise CancelledError
            while self._idle:
                process = self._idle.pop()
                if process.alive():
                    return process
                self._processes.remove(process)
            process = Process(self._prepare)
            self._processes.add(process)
            return process

    def _end(self, process: Process) -> int | None:
        with self._lock:
            self._processes.discard(process)
            return process.end()


_STARTS = 20  # processes that may die before starting a task, until the task fails with UserError
_OUT_OF_TIME = -signal.SIGXCPU if sys.platform != "win32" else None
_WORKER = """import gc, sys
gc.disable()  # while modules are loaded there is none
sys.path[:] = {path!r}
from pipeline.engine.worker import serve
serve()
"""


class Process:
    """One process and the run's ends of its pipes. It is a Python begun anew, with nothing of the run but what it is
    sent. `multiprocessing` begins such ones too, but loads itself for it on both sides, and begins another process
    beside, which clears up what nobody here uses."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        own = ["-X", f"utf8={sys.flags.utf8_mode}", *(["-B"] if sys.dont_write_bytecode else [])]
        command = [sys.executable, *own, "-c", _WORKER.format(path=sys.path)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._is_late = False
        with suppress(OSError):  # one that has died already is found by who gives it a task
            put(self._tasks, pickle.dumps(prepare, pickle.HIGHEST_PROTOCOL))

    @property
    def _tasks(self) -> IO[bytes]:
        assert self._process.stdin
        return self._process.stdin

    def _received(self) -> bytes:
        assert self._process.stdout
        return received(self._process.stdout)

    def give(self, task: bytes) -> bytes:
        """Send the task; returns BEGUN, or already the answer. Raises EOFError or OSError if the process has died."""
        put(self._tasks, task)
        return self._received()

    def answer(self, seconds: float | None) -> bytes:
        """The result of the task. Raises TimeoutError if it takes longer than `seconds`, EOFError or OSError if the
        process has died.
        """
        if seconds is None:
            return self._received()
        clock = Timer(seconds, self._overdue)
        clock.start()
        try:
            return self._received()
        except EOFError:
            if self._is_late:
                raise TimeoutError from None
            raise
        finally:
            clock.cancel()

    def _overdue(self) -> None:
        self._is_late = True
        self.kill()

    def alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """Let it end; it may not have ended yet."""
        self._process.kill()

    def end(self) -> int | None:
        """Make sure that the process has ended; returns its exit code."""
        self.kill()
        code = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # of a task that it has not taken
                if pipe:
                    pipe.close()
        return code
