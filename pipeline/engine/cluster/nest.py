"""On another machine: orders carried out by the same processes that a run has beside it, with all their limits.

Of these pools each thread of the machine's worker uses one at a time, of one process. One that is idle is kept for the
next order of the same house (the installation's own files, examiner, limits); all end with the worker.
"""

from __future__ import annotations

import errno
import os
import pickle
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from pipeline.engine.cluster import alike, serving
from pipeline.engine.cluster.parcels import (
    Differs,
    Failed,
    File,
    Foreign,
    House,
    Parcel,
    Reading,
    Troubled,
    Writing,
    Wrote,
    examine_and_pack,
    packed,
)
from pipeline.engine.workers import Workers
from pipeline.wall import Fallen, caught

_PREFIX = "gongjian-"


def answer(parcel: Parcel) -> bytes:
    """What is sent back, pickled."""
    if not serving.is_ours():
        return pickle.dumps(Foreign(serving.own_address()))
    if alike.differing(alike.ours(), parcel.alike):
        return pickle.dumps(Differs(serving.own_address(), dict(alike.ours())))
    try:
        made = caught(lambda: pickle.dumps(_carried_out(parcel), pickle.HIGHEST_PROTOCOL))
    except MemoryError:
        return pickle.dumps(Troubled(serving.own_address(), os.strerror(errno.ENOMEM)))
    if not isinstance(made, Fallen):
        return made
    if reason := _refused(made.error):
        return pickle.dumps(Troubled(serving.own_address(), reason))
    made.error.add_note(made.trace)
    told = caught(lambda: pickle.dumps(Failed(made.error)))
    return told if isinstance(told, bytes) else pickle.dumps(Failed(RuntimeError(made.trace)))


def _carried_out(parcel: Parcel) -> list[Any]:
    order = parcel.opened()
    with _nest(order.house) as nest:
        return _read(order, nest) if isinstance(order, Reading) else _written(order, nest)


def _refused(error: BaseException) -> str:
    """What the disk of this machine said; "" where it was something else. The end of a process is no word of a disk."""
    cause = next((each for each in (error, *error.args) if isinstance(each, OSError)), None)
    if cause is None or isinstance(cause, ChildProcessError) or cause.errno is None:
        return ""
    return os.strerror(cause.errno)


def _read(order: Reading, nest: Workers) -> list[bytes | None]:
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=serving.own_folder()) as folder:
        jobs = []
        for number, file in enumerate(order.files):
            data = file.data if file.data is not None else _shared(order.url, file)
            if data is not None and sha256(data).hexdigest() == file.sha256:
                place = Path(folder, str(number))
                place.write_bytes(data)
                jobs.append((number, (file.path, str(place), file.passwords)))
        found: list[bytes | None] = [None] * len(order.files)
        examined = nest.examine_all([job for _, job in jobs], lambda _: None)
        for (number, _), each in zip(jobs, examined, strict=True):
            found[number] = packed(each)
        return found


def _shared(url: str, file: File) -> bytes | None:
    """The bytes of a file where the inbox is shared, no more than it has here; None where it cannot be had there."""
    import fsspec

    def fetched() -> bytes:
        system, root = fsspec.core.url_to_fs(url)
        return bytes(system.cat_file(f"{root.rstrip('/')}/{file.path}", start=0, end=file.size + 1))

    made = caught(fetched)
    return None if isinstance(made, Fallen) else made


def _written(order: Writing, nest: Workers) -> list[Wrote]:
    begun = [nest.start(_write_aside, serving.own_folder(), call) for call in order.calls]
    return [_ended(each) for each in begun]


def _ended(result: Callable[[], Wrote]) -> Wrote:
    made = caught(result)
    if not isinstance(made, Fallen):
        return made
    if _refused(made.error):
        raise made.error
    return Wrote(None, made.error, {})


def _write_aside(room: str, call: bytes) -> Wrote:
    """In a process of its own: write into a folder that is thrown away, and give what was written."""
    function, arguments = pickle.loads(call)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=room) as name:
        folder = Path(name)
        made = function(folder, *arguments)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        return Wrote(made, None, {path.relative_to(folder).as_posix(): path.read_bytes() for path in files})


_lock = Lock()
_idle: list[tuple[bytes, Workers]] = []
_living: list[Workers] = []


def _end() -> None:
    """Their processes hear of no signal; so the worker ends them before it ends, whatever they are doing."""
    for each in list(_living):
        with suppress(CancelledError), each:
            raise CancelledError


serving.AT_END.append(_end)


@contextmanager
def _nest(house: House) -> Iterator[Workers]:
    """A pool for this house that nobody else uses meanwhile."""
    key = sha256(pickle.dumps(house)).digest()
    with _lock:
        at = next((at for at in reversed(range(len(_idle))) if _idle[at][0] == key), None)
        nest = None if at is None else _idle.pop(at)[1]
    if nest is None:
        nest = Workers(1, partial(examine_and_pack, house.examiner), house.limits, house.own)
        _living.append(nest)
    with ExitStack() as at_fault:
        at_fault.callback(_living.remove, nest)
        at_fault.enter_context(nest)
        yield nest
        at_fault.pop_all()
    with _lock:
        _idle.append((key, nest))
        left = [_idle.pop(0)[1] for _ in range(len(_idle) - serving.own_threads())]
    for each in left:
        _living.remove(each)
        with each:
            pass
