"""A scheduler, or the worker of a machine, until it is stopped; and what a worker says of itself to the work in it."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from functools import partial
from multiprocessing import current_process
from typing import Any, Protocol

from pipeline.engine.cluster.set_up import configure, scheme, security
from pipeline.errors import UserError
from schemas.cluster import ClusterLimits, cluster_file

Say = Callable[[str], object]
AT_END: list[Callable[[], None]] = []
"""What a worker does as it ends."""


def scheduler(host: str, port: int, limits: ClusterLimits, say: Say) -> None:
    """Be the scheduler at this address. Raises UserError where it cannot be had."""
    configure(limits, "warning")
    asyncio.run(
        _until_stopped(partial(_scheduler, host, port), partial(_say, say, "scheduler", place=f"{host}:{port}"))
    )


def worker(place: str, threads: int, limits: ClusterLimits, say: Say) -> None:
    """Be the worker of this machine, which does so much at once; ends with the scheduler. Raises UserError where there
    is none."""
    configure(limits, "warning")
    begin = partial(_worker, place, threads, limits)
    asyncio.run(_until_stopped(begin, partial(_say, say, "worker", place=place, threads=threads)))


def is_ours() -> bool:
    """Whether the worker in which this is called was begun by our command."""
    import dask

    return not current_process().daemon and dask.config.get("distributed.worker.memory.spill") is False


def own_address() -> str:
    """Of the worker in which this is called."""
    return _own().address


def own_folder() -> str:
    """Where it may write; what is left there by one that was killed is removed by the next one."""
    return _own().local_directory


def own_threads() -> int:
    """How much it does at once."""
    return _own().state.nthreads


def dask_setup(_: object) -> None:
    """Called by Dask in the process of a worker: on Ctrl-C our command ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def dask_teardown(_: object) -> None:
    """Called by Dask when a worker ends."""
    for end in AT_END:
        end()


class _State(Protocol):
    nthreads: int


class _Own(Protocol):
    address: str
    local_directory: str
    state: _State


def _own() -> _Own:
    from distributed import get_worker

    return get_worker()  # type: ignore[return-value]


class _Served(Protocol):
    async def finished(self) -> None: ...

    async def close(self, **_: Any) -> object: ...


def _say(say: Say, what: str, **words: object) -> None:
    say(getattr(cluster_file().said, what).format(**words))


async def _until_stopped(begin: Callable[[], Coroutine[Any, Any, _Served]], begun: Callable[[], None]) -> None:
    """Begin it, say so, and keep it until it ends, or somebody stops the program."""
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        _on(number, stopped)
    served = await begin()
    begun()
    ends = [asyncio.create_task(served.finished()), asyncio.create_task(stopped.wait())]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await served.close()


def _on(number: int, stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(number, stopped.set)
    except NotImplementedError:  # Windows
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(stopped.set))


async def _scheduler(host: str, port: int) -> _Served:
    from distributed import Scheduler

    try:
        return await Scheduler(  # type: ignore[no-any-return]
            host=host,
            port=port,
            protocol=scheme(),
            security=security(),
            dashboard=False,
            dashboard_address="127.0.0.1:0",
        )
    except (OSError, RuntimeError) as error:
        cause = error.__cause__ or error
        reason = getattr(cause, "strerror", None) or str(cause)
        raise UserError(cluster_file().refusals.bind.format(place=f"{host}:{port}", reason=reason)) from error


async def _worker(place: str, threads: int, limits: ClusterLimits) -> _Served:
    from distributed import Nanny

    try:
        return await Nanny(  # type: ignore[no-any-return]
            f"{scheme()}://{place}",
            nthreads=threads,
            memory_limit=limits.memory,
            security=security(),
            dashboard=False,
            dashboard_address="127.0.0.1:0",
            death_timeout=limits.lost_seconds,
        )
    except (OSError, RuntimeError) as error:
        raise UserError(cluster_file().refusals.no_scheduler.format(place=place)) from error
