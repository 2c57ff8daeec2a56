"""A process pool in which the death of a process costs only the task it was working on.

Each process has its own pipe, and a thread of the run waits for it. Most pools share one pipe: there, a process killed
while it holds the pipe's lock, or while nobody watches it, leaves the run waiting for ever.
"""

from __future__ import annotations

import errno
import multiprocessing
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, TypeVar

from pipeline.errors import UserError
from pipeline.interrupt import unheard
from pipeline.wall import Fallen, caught
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
    """At most `count` processes, each started only when there is work for it, and running `prepare` first; one may have
    been `begun` before."""

    def __init__(self, count: int, prepare: Callable[[], None], begun: Process | None = None) -> None:
        self.count = count
        self._threads = ThreadPoolExecutor(count)
        self._prepare = prepare
        self._lock = Lock()  # also guards exit codes, which the system gives only once
        self._processes = {begun} if begun else set[Process]()
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
        if answer == _FULL:
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


class Process:
    """One process and the run's end of its pipe."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, task: bytes) -> bytes:
        """Send the task; returns _BEGUN, or already the answer. Raises EOFError or OSError if the process has died."""
        self._pipe.send_bytes(task)
        return self._pipe.recv_bytes()

    def answer(self, seconds: float | None) -> bytes:
        """The result of `_answer`. Raises TimeoutError if the task takes longer than `seconds`, EOFError or OSError if
        the process has died.
        """
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv_bytes()

    def alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> int | None:
        """Make sure that the process has ended; returns its exit code."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode


_BEGUN = b""  # the process is up and has its modules loaded: the task's time starts now
_FULL = b"memory"  # the task reached the memory limit


def _serve(pipe: Connection, prepare: Callable[[], None]) -> None:
    prepare()
    with suppress(EOFError):  # the run is over
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes(), pipe))


def _answer(task: bytes, pipe: Connection) -> bytes:
    """The task's exception and result, pickled; or _FULL."""

    def done() -> bytes:
        function, arguments = pickle.loads(task)
        pipe.send_bytes(_BEGUN)
        return pickle.dumps((None, function(*arguments)), pickle.HIGHEST_PROTOCOL)

    try:
        answer = caught(done)
    except MemoryError:
        return _FULL
    if isinstance(answer, Fallen):
        answer.error.add_note(answer.trace)  # raised again in the run
        return pickle.dumps((answer.error, None))
    return answer
