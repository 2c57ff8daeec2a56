"""Processes that take one task after another; what ends a process costs the task it was at, and no other.

Each process has a pipe of its own. Where processes share one, as in most pools, one that is killed with the pipe's lock
in its hands, or while nobody watches it, leaves the run waiting for ever. A thread of the run waits for each process.
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


class Ended(ChildProcessError):  # noqa: N818 - what happened to a task, no error of ours
    """A task was ended before it was done. `reason` is a key of the reasons in schemas/unreadable.toml: "slow" or
    "memory" for a limit, "crashed" for the death of its process.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(errno.ECHILD, reason)
        self.reason = reason


class Pool:
    """At most `count` processes, each begun when there is work for it; `prepare` is what it does first."""

    def __init__(self, count: int, prepare: Callable[[], None]) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._prepare = prepare
        self._lock = Lock()  # also: nobody else may ask the system for an exit code, which it tells only once
        self._processes: set[_Process] = set()
        self._idle: list[_Process] = []
        self._stopped = False

    def submit(
        self, function: Callable[..., Result], *arguments: Any, seconds: float | None = None, tries: int = 1
    ) -> Future[Result]:
        """function(*arguments) in a process, given up after so many seconds; what is ended is tried again until it has
        had its tries. The future raises Ended, what the function raises, or UserError when no process can be begun.
        """
        with unheard():  # by the thread, and by the processes that it begins
            return self._threads.submit(self._tried, function, arguments, seconds, tries)

    def close(self) -> None:
        """End the processes when all tasks are done."""
        self._threads.shutdown()
        self.stop()

    def stop(self) -> None:
        """End the processes whatever they are at."""
        with self._lock:
            self._stopped = True
            for process in self._processes:
                process.end()
        self._threads.shutdown(cancel_futures=True)

    def _tried(
        self, function: Callable[..., Result], arguments: tuple[Any, ...], seconds: float | None, tries: int
    ) -> Result:
        for _ in range(tries - 1):
            with suppress(Ended):
                return self._done(function, arguments, seconds)
        return self._done(function, arguments, seconds)

    def _done(self, function: Callable[..., Result], arguments: tuple[Any, ...], seconds: float | None) -> Result:
        process, answer = self._given(pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL))
        try:
            answer = answer or process.answer(seconds)
        except TimeoutError:
            self._end(process)
            raise Ended("slow") from None
        except (EOFError, OSError):
            raise Ended("slow" if self._end(process) == _OUT_OF_TIME else "crashed") from None
        if answer == _FULL:
            self._end(process)  # what filled it may still lie there
            raise Ended("memory")
        self._idle.append(process)
        error, result = pickle.loads(answer)
        if error:
            raise error
        return result  # type: ignore[no-any-return]

    def _given(self, task: bytes) -> tuple[_Process, bytes]:
        """A process that has the task, and what it says first. One that dies before that has not begun with it."""
        for _ in range(_STARTS):
            process = self._free()
            try:
                return process, process.give(task)
            except (EOFError, OSError):
                self._end(process)
        raise UserError(wording_file().workers.cannot_begin)

    def _free(self) -> _Process:
        with self._lock:
            if self._stopped:
                raise CancelledError
            while self._idle:
                process = self._idle.pop()
                if process.alive():
                    return process
                self._processes.remove(process)
            process = _Process(self._prepare)
            self._processes.add(process)
            return process

    def _end(self, process: _Process) -> int | None:
        with self._lock:
            self._processes.discard(process)
            return process.end()


_STARTS = 20  # of processes that die before they have begun, until a task is given up without a verdict
_OUT_OF_TIME = -signal.SIGXCPU if sys.platform != "win32" else None


class _Process:
    """One process and the run's end of its pipe."""

    def __init__(self, prepare: Callable[[], None]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, task: bytes) -> bytes:
        """Give it the task; _BEGUN, or already its answer. Raises EOFError or another OSError when it has died."""
        self._pipe.send_bytes(task)
        return self._pipe.recv_bytes()

    def answer(self, seconds: float | None) -> bytes:
        """What `_answer` gives. Raises TimeoutError when the task has lasted so many seconds, EOFError or another
        OSError when the process has died.
        """
        if not self._pipe.poll(seconds):
            raise TimeoutError
        return self._pipe.recv_bytes()

    def alive(self) -> bool:
        return self._process.is_alive()

    def end(self) -> int | None:
        """Make sure that it is no more; how it ended, of itself or now."""
        self._process.kill()
        self._process.join()
        return self._process.exitcode


_BEGUN = b""  # the process is there and has all modules it needs: now the time of the task begins
_FULL = b"memory"  # a limit on memory ended the task


def _serve(pipe: Connection, prepare: Callable[[], None]) -> None:
    prepare()
    with suppress(EOFError):  # the run is over
        while True:
            pipe.send_bytes(_answer(pipe.recv_bytes(), pipe))


def _answer(task: bytes, pipe: Connection) -> bytes:
    """What the task raises and what it gives, pickled; or _FULL."""

    def done() -> bytes:
        function, arguments = pickle.loads(task)
        pipe.send_bytes(_BEGUN)
        return pickle.dumps((None, function(*arguments)), pickle.HIGHEST_PROTOCOL)

    try:
        answer = caught(done)
    except MemoryError:
        return _FULL
    if isinstance(answer, Fallen):
        answer.error.add_note(answer.trace)  # it is raised where the task came from
        return pickle.dumps((answer.error, None))
    return answer
