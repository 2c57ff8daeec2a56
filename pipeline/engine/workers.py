"""Worker processes: they read untrusted bytes within limits on time and memory, and let publishing use further cores.

A document can crash its reader's process (calamine aborts when memory runs out), hang it, or use up all memory. But a
machine short of memory causes the same, and a suspended one takes any time. So a file is limited in processor time,
which depends on it alone, and whatever was ended is tried again: a chunk of files (handed over together for speed) file
by file, and a single file twice before it is given up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import schemas
from pipeline.engine.elsewhere import Elsewhere
from pipeline.engine.pool import Ended, Pool, Process
from pipeline.engine.transport import unpack
from pipeline.engine.worker import begin, examine_chunk, load
from pipeline.interrupt import unheard
from pipeline.model.documents import Examination
from pipeline.read.limits import refusal
from schemas.limits import WorkerLimits, limits_file

if TYPE_CHECKING:
    from pipeline.examine.document import Job

Result = TypeVar("Result")

EXAMINE = Elsewhere("pipeline.examine.document", "examine")
EXAMINING = "pipeline.examine.paged"
"""What loads all that examines."""

_GET_READY = Elsewhere(EXAMINING, "get_ready")

_CHUNKS_PER_WORKER = 4
_TRIES = 2  # of a single file, and of writing a file


class Workers:
    """A pool of at most `count` processes; a context manager. It starts with the first work, and only as many processes
    as that work justifies: starting one takes longer than reading a few workbooks. `examiner` examines one job (tests
    substitute ones that fail). `own` are the installation's files that they see, where these are not those of this
    process.
    """

    def __init__(
        self,
        count: int,
        examiner: Callable[[Job], Examination] = EXAMINE,
        limits: WorkerLimits | None = None,
        own: Mapping[str, schemas.Own] | None = None,
    ) -> None:
        self._count = max(1, count)
        self._examiner = examiner
        self._limits = limits or limits_file().worker
        self._own = own
        self._pool: Pool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if error is None:
            self._pool.close()
        else:
            self._pool.stop()

    def examine_all(self, jobs: Sequence[Job], advance: Callable[[int], None]) -> Iterator[Examination]:
        """The examination of every job, in job order. `advance` is called with the number of jobs newly done.

        While one is used, others are made in advance, up to a limit because they are kept in memory.
        """
        size = max(1, min(self._limits.files, len(jobs) // (self._count * _CHUNKS_PER_WORKER)))
        chunks = [jobs[start : start + size] for start in range(0, len(jobs), size)]
        pool = self._pool_for(_worth(len(jobs), self._limits))
        ahead = max(1, self._limits.files_ahead // size)
        futures = deque(self._schedule(pool, chunk) for chunk in chunks[:ahead])
        for number, chunk in enumerate(chunks):
            examinations = self._rescued(pool, chunk, futures.popleft())
            if number + ahead < len(chunks):
                futures.append(self._schedule(pool, chunks[number + ahead]))
            advance(len(chunk))
            yield from examinations

    def load(self, module: str) -> None:
        """Let the running processes import a module as soon as they are idle."""
        if self._pool is not None:
            for _ in range(self._pool.count):
                self._pool.submit(load, module)

    def stand_by(self, module: str) -> None:
        """Begin all processes before there is work for them, and let them import a module."""
        self._pool_for(self._count)
        self.load(module)

    def run_all(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> list[Result]:
        """function(*each) for each of `arguments`, in order; the first calls run while later arguments are still being
        made. A call whose process dies is repeated once, from the start.

        An exception of a call is raised here, after all calls have ended.
        """
        pool = self._pool_for(self._count)
        futures: list[Future[Result]] = []
        try:
            futures.extend(pool.submit(function, *each, tries=_TRIES) for each in arguments)
        finally:
            wait(futures)
        return [future.result() for future in futures]

    def start(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """Begin function(*arguments) beside what else is done; gives what waits for its result, and raises its
        exception. A call whose process dies is repeated once, from the start."""
        return self._pool_for(self._count).submit(function, *arguments, tries=_TRIES).result

    start_here = start

    def _pool_for(self, worth: int) -> Pool:
        if self._pool is None:
            own = schemas.laid_over() if self._own is None else self._own
            prepared = self._limits.memory, own
            self._pool = Pool(min(self._count, worth), partial(begin, *prepared), _taken(prepared))
        return self._pool

    def _schedule(self, pool: Pool, chunk: Sequence[Job]) -> Future[list[bytes]]:
        limits, alone = self._limits, len(chunk) == 1
        seconds = limits.wall_seconds + limits.wall_seconds_more * (len(chunk) - 1)
        work = (examine_chunk, self._examiner, limits.cpu_seconds, chunk)
        return pool.submit(*work, seconds=seconds, tries=_TRIES if alone else 1)

    def _rescued(
        self, pool: Pool, chunk: Sequence[Job], future: Future[list[bytes]], last: bool = False
    ) -> list[Examination]:
        """The examinations of the chunk. Files cut short are tried once more, alone, unless this is the `last` try."""
        try:
            packed = future.result()
        except Ended as end:
            if len(chunk) == 1:
                return [_given_up(chunk[0], end.reason)]
            again = [(job, self._schedule(pool, [job])) for job in chunk]
            return [each for job, future in again for each in self._rescued(pool, [job], future)]
        found = zip(chunk, unpack(packed), strict=True)
        return [self._retried_alone(pool, job) if each.cut_short and not last else each for job, each in found]

    def _retried_alone(self, pool: Pool, job: Job) -> Examination:
        return self._rescued(pool, [job], self._schedule(pool, [job]), last=True)[0]


_Prepared = tuple[int, Mapping[str, schemas.Own]]
_ahead: list[tuple[_Prepared, Process]] = []


@contextmanager
def begun_ahead(files: int, most: int) -> Iterator[None]:
    """As many processes as reading so many files is worth, at `most` so many, that begin for the run inside before that
    loads what it needs itself; meanwhile they make ready to examine. Those that the run has not taken end here."""
    limits = limits_file().worker
    prepared = limits.memory, schemas.laid_over()
    with unheard():
        for _ in range(min(_worth(files, limits), most)):
            _ahead.append((prepared, Process(partial(begin, *prepared, _GET_READY))))
    try:
        yield
    finally:
        while _ahead:
            _ahead.pop()[1].end()


def _taken(prepared: _Prepared) -> list[Process]:
    """The processes that were begun ahead, where they are prepared so."""
    taken = [process for each, process in _ahead if each == prepared]
    _ahead[:] = [each for each in _ahead if each[0] != prepared]
    return taken


def _worth(files: int, limits: WorkerLimits) -> int:
    """How many processes reading so many files is worth."""
    return 1 + files // limits.files_worth_another


def _given_up(job: Job, reason: str) -> Examination:
    from pipeline.examine.document import refused

    problem = refusal(reason, "unreadable" if reason == "crashed" else "too-large")
    return replace(refused(job, problem), cut_short=True)
