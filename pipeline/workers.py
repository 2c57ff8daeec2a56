"""Worker processes: where untrusted bytes are read, within limits on time and memory, and where publishing finds its
second core.

A document can end its reader's process (calamine aborts when memory runs out), hang it, or eat all memory. Files are
handed over in chunks, for speed; a chunk that fails is tried again file by file, and only the file that fails again is
given up.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooSlow
from concurrent.futures import wait
from importlib import import_module
from threading import Thread
from types import TracebackType
from typing import Any, NamedTuple, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.examine import Job, examine, refused
from pipeline.interrupt import unheard
from pipeline.model import Examination
from pipeline.read.limits import refusal
from pipeline.transport import pack, unpack
from schemas import table

Result = TypeVar("Result")

_CHUNKS_PER_WORKER = 4
_COLLECTED_AFTER = 50_000  # objects made and not given back


class WorkerLimits(NamedTuple):
    """Limits on the workers, from schemas/limits.toml: seconds, bytes of memory, files in a chunk at most, files
    read before they are used at most, files that are worth a further worker.
    """

    seconds: float
    seconds_more: float
    memory: int
    files: int
    files_ahead: int
    files_worth_another: int


class Workers:
    """A pool of at most `count` processes; a context manager. It begins with the first work and is no larger than that
    work is worth: a process takes longer to begin than a few workbooks to read. `examiner` examines one job (tests put
    in ones that fail).
    """

    def __init__(
        self, count: int, examiner: Callable[[Job], Examination] = examine, limits: WorkerLimits | None = None
    ) -> None:
        self._count = max(1, count)
        self._examiner = examiner
        self._limits = limits or WorkerLimits(**table("limits")["worker"])
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if error is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def examine_all(self, jobs: Sequence[Job], advance: Callable[[int], None]) -> Iterator[Examination]:
        """The examination of every job, in the order of the jobs. `advance` is told how many more are done.

        While one is used, others are made, but not more than a limit, since they lie in memory.
        """
        size = max(1, min(self._limits.files, len(jobs) // (self._count * _CHUNKS_PER_WORKER)))
        chunks = [jobs[start : start + size] for start in range(0, len(jobs), size)]
        pool = self._begun(1 + len(jobs) // self._limits.files_worth_another)
        ahead = max(1, self._limits.files_ahead // size)
        futures = deque(self._schedule(pool, chunk) for chunk in chunks[:ahead])
        for number, chunk in enumerate(chunks):
            examinations = self._rescued(pool, chunk, futures.popleft())
            if number + ahead < len(chunks):
                futures.append(self._schedule(pool, chunks[number + ahead]))
            advance(len(chunk))
            yield from examinations

    def load(self, module: str) -> None:
        """Let the processes that have begun load a module as soon as they have nothing else to do."""
        if self._pool is not None:
            for _ in range(self._count):
                self._pool.schedule(_load, args=(module,))

    def run_all(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> list[Result]:
        """function(*each) for each of `arguments`, in their order; the first run while the next are still made.

        What it raises is raised here, when nothing runs any more.
        """
        pool = self._begun(self._count)
        futures: list[ProcessFuture[Result]] = []
        try:
            futures.extend(pool.schedule(function, args=each) for each in arguments)
        finally:
            wait(futures)
        return [future.result() for future in futures]

    def _begun(self, worth: int) -> ProcessPool:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            count = min(self._count, worth)
            with unheard():
                self._pool = ProcessPool(count, initializer=begin, initargs=(self._limits.memory,), context=context)
                _ = self._pool.active  # begins its threads, which begin its processes
        return self._pool

    def _schedule(self, pool: ProcessPool, chunk: Sequence[Job]) -> ProcessFuture[list[bytes]]:
        seconds = self._limits.seconds + self._limits.seconds_more * (len(chunk) - 1)
        return pool.schedule(_examine_chunk, args=(self._examiner, chunk), timeout=seconds)

    def _rescued(
        self, pool: ProcessPool, chunk: Sequence[Job], future: ProcessFuture[list[bytes]]
    ) -> list[Examination]:
        try:
            return unpack(future.result())
        except TooSlow:
            reason, slug = "slow", "too-large"
        except MemoryError:
            reason, slug = "memory", "too-large"
        except ProcessExpired:
            reason, slug = "crashed", "unreadable"
        if len(chunk) == 1:
            return [refused(chunk[0], refusal(reason, slug))]
        again = [(job, self._schedule(pool, [job])) for job in chunk]
        return [each for job, future in again for each in self._rescued(pool, [job], future)]


def _load(module: str) -> None:
    import_module(module)


def _examine_chunk(examiner: Callable[[Job], Examination], jobs: Sequence[Job]) -> list[bytes]:
    return pack(map(examiner, jobs))


def begin(memory: int) -> None:
    """Make this process a worker. Nearly all it makes is given back at once and without a search for garbage, which
    would take a tenth of its time if it were made as often as Python does by itself."""
    gc.set_threshold(_COLLECTED_AFTER)
    confine(memory)


def _end_with_parent() -> None:
    """A run that was killed must not go on writing through its workers while the next one cleans up after it."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def confine(memory: int) -> None:
    """Limit the address space of this process, where the system can (not on Windows), and its life to its parent's.

    What Rust prints when it panics is no news for the person at the terminal: the document's problem says it.
    """
    Thread(target=_end_with_parent, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource  # does not exist everywhere
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if hard == resource.RLIM_INFINITY else min(memory, hard), hard))
