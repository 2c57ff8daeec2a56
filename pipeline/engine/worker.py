"""What one worker process does: it answers the tasks of the run one by one, within limits, and ends when the run
does.

It is loaded before anything that a task needs, so it holds little. Tasks come by its standard input, answers leave by
its standard output; who reads or prints there meanwhile finds nothing and disturbs nobody.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from math import ceil
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING

import schemas
from pipeline.wall import Fallen, caught

if TYPE_CHECKING:
    from pipeline.examine.document import Job
    from pipeline.model.documents import Examination

BEGUN = b""
"""The process is up and has its modules loaded: the task's time starts now."""
FULL = b"memory"
"""The task reached the memory limit."""

_NICE = 3  # with two workers the run has one of two cores nearly for itself, and other programs do not starve them
_LENGTH = 8  # bytes of the number that stands before each message
_COLLECTED_AFTER = 50_000  # objects allocated and not yet freed


def put(stream: IO[bytes], message: bytes) -> None:
    """Send a message. Raises OSError where nobody is there to take it."""
    stream.write(len(message).to_bytes(_LENGTH, "little"))
    stream.write(message)
    stream.flush()


def received(stream: IO[bytes]) -> bytes:
    """The next message. Raises EOFError where its sender has ended."""
    length = int.from_bytes(head := stream.read(_LENGTH), "little")
    message = stream.read(length)
    if len(head) < _LENGTH or len(message) < length:
        raise EOFError
    return message


def serve() -> None:
    """Be a worker: the first message says how to prepare, each other one is a task (`pool.Process`)."""
    tasks, answers = _taken(0, os.O_RDONLY, "rb"), _taken(1, os.O_WRONLY, "wb")
    come: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_take, args=(tasks, come), daemon=True).start()
    pickle.loads(come.get())()
    while True:
        put(answers, _answer(come.get(), answers))


def _taken(standard: int, flags: int, mode: str) -> IO[bytes]:
    """A standard stream for ourselves alone; in its place stands one with nothing behind it."""
    own: IO[bytes] = os.fdopen(os.dup(standard), mode)
    os.dup2(nothing := os.open(os.devnull, flags), standard)
    os.close(nothing)
    return own


def _take(tasks: IO[bytes], come: SimpleQueue[bytes]) -> None:
    """Take what comes; exit when the run dies, in the middle of a task too: else its workers would go on writing while
    the next run cleans up after it."""
    try:
        with suppress(EOFError, OSError):
            while True:
                come.put(received(tasks))
    finally:
        os._exit(1)


def _answer(task: bytes, answers: IO[bytes]) -> bytes:
    """The task's exception and result, pickled; or FULL."""

    def done() -> bytes:
        function, arguments = pickle.loads(task)
        put(answers, BEGUN)
        return pickle.dumps((None, function(*arguments)), pickle.HIGHEST_PROTOCOL)

    try:
        answer = caught(done)
    except MemoryError:
        return FULL
    if isinstance(answer, Fallen):
        answer.error.add_note(answer.trace)  # raised again in the run
        return pickle.dumps((answer.error, None))
    return answer


def begin(memory: int, own: Mapping[str, schemas.Own], ready: Callable[[], object] | None = None) -> None:
    """Make this process a worker, which sees the same files of this installation as the run; `ready` is done ahead of
    its first task.

    Nearly all its objects are freed by reference counting, so garbage is collected less often than by default, which
    would take a tenth of its time.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C the run itself ends its workers
    schemas.put_over(own)
    give_way()
    confine(memory)
    if ready:
        ready()
    gc.freeze()  # what is loaded stays
    gc.set_threshold(_COLLECTED_AFTER)
    gc.enable()


def give_way() -> None:
    """Let the run itself have a core where there are fewer cores than processes: nobody has work before it plans it."""
    if sys.platform != "win32":
        os.nice(_NICE)


def confine(memory: int) -> None:
    """Limit the address space of this process, where the system can (not on Windows).

    Its standard error is discarded, since Rust's panic messages say nothing to the user: the document's problem does.
    Core dumps are off, so that no personal data in memory reach the disk.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_AS", memory)


def load(module: str) -> None:
    """Import a module ahead of the tasks that need it."""
    import_module(module)


def examine_chunk(examiner: Callable[[Job], Examination], cpu_seconds: float, jobs: Sequence[Job]) -> list[bytes]:
    """The examinations of files that were handed over together, packed."""
    from pipeline.engine.transport import pack

    try:
        return pack(_examined(examiner, cpu_seconds, job) for job in jobs)
    finally:
        _limit("RLIMIT_CPU", None)


def _examined(examiner: Callable[[Job], Examination], cpu_seconds: float, job: Job) -> Examination:
    """Examine one job within a limit of processor time (whole seconds), enforced by the system even in native code."""
    _limit("RLIMIT_CPU", ceil(time.process_time() + cpu_seconds))
    return examiner(job)


def _limit(name: str, limit: int | None) -> None:
    """Set a soft resource limit of this process, None for the maximum; it can be raised again."""
    try:
        import resource  # not available on Windows
    except ImportError:
        return
    kind: int = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    bounds = [each for each in (limit, hard) if each is not None and each != resource.RLIM_INFINITY]
    resource.setrlimit(kind, (min(bounds, default=hard), hard))
