"""The engine that works on other machines: files and workbooks go out in parcels, what comes back is put in its place.
Nobody there sees the register or the outbox; each parcel is whole in itself, so it can be given to anybody, again.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

import schemas
from pipeline.engine.cluster.address import Address
from pipeline.engine.cluster.asking import Cluster
from pipeline.engine.cluster.parcels import Examiner, File, House, Reading, Writing, Wrote
from pipeline.engine.transport import unpack
from pipeline.engine.workers import Workers
from pipeline.examine.document import Job
from pipeline.examine.paged import examine_and_draw
from pipeline.interrupt import unheard
from pipeline.model.documents import Examination
from pipeline.private import make_folder
from schemas.cluster import ClusterLimits, cluster_file
from schemas.limits import WorkerLimits, limits_file
from schemas.named import NamedTuple

Result = TypeVar("Result")
_CHUNKS_PER_THREAD = 4
_MOST_WAITING = 1_024  # threads that wait for answers


class DaskEngine:
    """The machines at `address`; `expected` are the forms of the notices that are open. `examiner` examines one job and
    draws its pages (tests substitute ones that fail). Raises UserError from its beginning on for what is wrong with the
    machines."""

    def __init__(
        self,
        address: Address,
        expected: tuple[str, ...],
        examiner: Examiner | None = None,
        limits: tuple[ClusterLimits, WorkerLimits] | None = None,
    ) -> None:
        self._address = address
        self._limits, of_processes = limits or (cluster_file().limits, limits_file().worker)
        examine = partial(examine_and_draw, expected)
        self._house = House(schemas.laid_over(), examiner or examine, of_processes)
        self._here = Workers(1, examine)
        self._lock = Lock()

    def __enter__(self) -> Self:
        self._cluster = Cluster(self._address, self._limits)
        self._waiting = ThreadPoolExecutor(_MOST_WAITING)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self._waiting.shutdown(wait=False, cancel_futures=True)
            self._cluster.close()
        self._here.__exit__(kind, error, trace)
        self._waiting.shutdown()
        self._cluster.close()

    def examine_all(self, jobs: Sequence[Job], advance: Callable[[int], None]) -> Iterator[Examination]:
        """The examination of every job, in job order. While the run judges, as many are read in advance as on one
        machine, or more where there are many machines."""
        count = max(1, min(self._house.limits.files, len(jobs) // (self._cluster.threads() * _CHUNKS_PER_THREAD)))
        chunks, least = self._chunks(jobs, count), self._house.limits.files_ahead // count
        asked = deque[tuple[_Chunk, Future[list[bytes | Examination]]]]()
        while True:
            while (
                len(asked) < max(self._ahead(), least)
                and sum(chunk.size for chunk, _ in asked) < self._limits.ahead_bytes
                and (following := next(chunks, None))
            ):
                asked.append((following, self._begin(self._read, following.jobs)))
            if not asked:
                return
            chunk, answer = asked.popleft()
            found = answer.result()
            advance(len(chunk.jobs))
            yield from map(_examination, found)

    def load(self, module: str) -> None:
        """Nothing: another machine keeps its processes, which load a module once."""

    def run_all(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> list[Result]:
        """function(*each) for each of `arguments`, in order; what is written there is put below the folder here."""
        asked = list[Future[list[Any]]]()
        try:
            for calls in self._parcels(function, arguments):
                if len(asked) >= (ahead := self._ahead()):
                    wait([asked[-ahead]])
                asked.append(self._begin(self._write, calls))
        finally:
            wait(asked)
        return [made for each in asked for made in each.result()]

    def start(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        answer = self._begin(self._write, [_Call(function, arguments)])
        return lambda: answer.result()[0]

    def start_here(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """In a thread: it waits for the disk."""
        return self._begin(function, *arguments).result

    def _begin(self, function: Callable[..., Result], *arguments: Any) -> Future[Result]:
        with unheard():
            return self._waiting.submit(function, *arguments)

    def _ahead(self) -> int:
        return min(_MOST_WAITING, self._limits.ahead * self._cluster.threads())

    def _chunks(self, jobs: Sequence[Job], count: int) -> Iterator[_Chunk]:
        """At most so many files in a chunk, and not too many bytes."""
        chunk = _Chunk([], 0)
        for job in jobs:
            size = _size(job)
            if chunk.jobs and (len(chunk.jobs) == count or chunk.size + size > self._limits.parcel_bytes):
                yield chunk
                chunk = _Chunk([], 0)
            chunk = _Chunk([*chunk.jobs, job], chunk.size + size)
        if chunk.jobs:
            yield chunk

    def _read(self, chunk: Sequence[Job]) -> list[bytes | Examination]:
        """Of each file what came back: first of those that could be read where they are shared, then of those whose
        bytes were sent. One that cannot be opened, or is larger than any may be, goes nowhere."""
        files = {number: file for number, job in enumerate(chunk) if (file := _file(job))}
        found = dict[int, bytes]()
        if self._address.files:
            found |= self._asked({number: file._replace(data=None) for number, file in files.items()})
        found |= self._asked({number: file for number, file in files.items() if number not in found})
        return [found.get(number) or self._read_here(job) for number, job in enumerate(chunk)]

    def _asked(self, files: dict[int, File]) -> dict[int, bytes]:
        if not files:
            return {}
        order = Reading(self._house, self._address.files, tuple(files.values()))
        answers = self._cluster.ask(order, self._limits.order_seconds)
        return {number: each for number, each in zip(files, answers, strict=True) if each is not None}

    def _read_here(self, job: Job) -> Examination:
        with self._lock:
            (examination,) = self._here.examine_all([job], lambda _: None)
        return examination

    def _parcels(
        self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]
    ) -> Iterator[Sequence[_Call]]:
        """A few calls at a time, as soon as they are made; a large one goes alone."""
        calls, held = list[_Call](), 0
        for each in arguments:
            call = _Call(function, each)
            if calls and (len(calls) == self._limits.calls or held + len(call.packed) > self._limits.calls_bytes):
                yield calls
                calls, held = [], 0
            calls.append(call)
            held += len(call.packed)
        if calls:
            yield calls

    def _write(self, calls: Sequence[_Call]) -> list[Any]:
        """What the calls gave, their files in their place; raises the first exception of one."""
        if len(calls[0].packed) > self._limits.call_bytes:
            return [self._write_here(call) for call in calls]
        answers: list[Wrote] = self._cluster.ask(Writing(self._house, tuple(call.packed for call in calls)))
        for call, wrote in zip(calls, answers, strict=True):
            _put(call.folder, wrote.files)
        for wrote in answers:
            if wrote.error:
                raise wrote.error
        return [wrote.made for wrote in answers]

    def _write_here(self, call: _Call) -> Any:
        with self._lock:
            made = self._here.start(call.function, call.folder, *call.arguments)
        return made()


class _Chunk(NamedTuple):
    """Files that go out together, and their bytes."""

    jobs: list[Job]
    size: int


class _Call:
    """A call of a function that writes: into which folder here, with what else, and that as bytes."""

    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self.function, self.folder, self.arguments = function, Path(arguments[0]), arguments[1:]
        self.packed = pickle.dumps((function, self.arguments), pickle.HIGHEST_PROTOCOL)


def _examination(found: bytes | Examination) -> Examination:
    return found if isinstance(found, Examination) else unpack([found])[0]


def _size(job: Job) -> int:
    """Of a file; 0 where it is not there any more."""
    try:
        return Path(job[1]).stat().st_size
    except OSError:
        return 0


def _file(job: Job) -> File | None:
    """The file as it is sent; None for one that is not."""
    path, absolute, passwords = job
    try:
        if Path(absolute).stat().st_size > limits_file().file.bytes:
            return None
        data = Path(absolute).read_bytes()
    except OSError:
        return None
    return File(path, sha256(data).hexdigest(), len(data), tuple(passwords), data)


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Files that were written elsewhere, by path below the folder, which none leaves."""
    for name, data in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(path)
        place = folder / path
        make_folder(place.parent)
        place.write_bytes(data)
