"""The run's end of a cluster: an order goes out, its answer comes back, and whatever happens to the machines meanwhile
ends in that answer or in one sentence."""

from __future__ import annotations

import pickle
import time
from collections.abc import Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from pipeline.engine.cluster import alike
from pipeline.engine.cluster.address import Address
from pipeline.engine.cluster.parcels import Differs, Failed, Foreign, Order, Parcel, Troubled
from pipeline.engine.cluster.set_up import configure, scheme, security
from pipeline.engine.cluster.work import work
from pipeline.errors import UserError
from pipeline.interrupt import unheard
from pipeline.wall import Fallen, caught
from schemas.cluster import ClusterLimits, cluster_file

if TYPE_CHECKING:
    from distributed import Client, Future


class Cluster:
    """The machines at an address. Raises UserError for what somebody must mend; so does everything that it does."""

    def __init__(self, address: Address, limits: ClusterLimits) -> None:
        configure(limits, "critical")  # what matters is said in our own words
        self._place, self._limits = address.place, limits
        self._client = self._connected()
        self._lock = Lock()
        self._threads: Mapping[str, int] = {}
        self._looked = self._there = time.monotonic()
        with ExitStack() as at_fault:
            at_fault.callback(self.close)
            self._wait_for_workers()
            at_fault.pop_all()

    def threads(self) -> int:
        """How much can be done at once, which changes while machines come and go."""
        self._look()
        return max(1, sum(self._threads.values()))

    def ask(self, order: Order, seconds: float | None = None) -> list[Any]:
        """The answer. An order that is not carried out within `seconds` is given to another machine too; whichever is
        done first answers, for all answers are the same."""
        parcel = Parcel(order)
        given: list[Future[bytes]] = []
        try:
            return self._opened(self._answered(parcel, given, seconds))
        except CancelledError:
            raise self._refused("gone") from None
        finally:
            for each in given:
                each.release()

    def close(self) -> None:
        self._client.close(timeout=self._limits.pulse_seconds)

    def _connected(self) -> Client:
        """Dask itself waits for ever for a scheduler that takes the connection and says nothing."""
        from distributed import Client

        place, patience = f"{scheme()}://{self._place}", self._limits.connect_seconds
        made: SimpleQueue[Client | Fallen] = SimpleQueue()

        def connect() -> None:
            made.put(caught(lambda: Client(place, timeout=patience, set_as_default=False, security=security())))

        with unheard():
            Thread(target=connect, daemon=True).start()
        try:
            client = made.get(timeout=patience + self._limits.answer_seconds)
        except Empty:
            raise self._refused("no_scheduler") from None
        if isinstance(client, Fallen):
            is_silent = isinstance(client.error, (OSError, ValueError))
            raise self._refused("no_scheduler") if is_silent else client.error
        return client

    def _wait_for_workers(self) -> None:
        self._look()
        while not self._threads:
            time.sleep(min(self._limits.pulse_seconds, 0.2))
            self._look()

    def _look(self) -> None:
        """Raises UserError where the scheduler is gone, or where there has been no worker for too long."""
        with self._lock:
            now = time.monotonic()
            if self._threads and now < self._looked + self._limits.pulse_seconds:
                return
            try:
                self._threads = self._told_by("ncores")
            except (OSError, ValueError, CancelledError):
                raise self._refused("gone") from None
            self._looked = now = time.monotonic()
            if self._threads:
                self._there = now
            elif now > self._there + self._limits.worker_seconds:
                raise self._refused("no_worker", seconds=round(self._limits.worker_seconds))

    def _answered(self, parcel: Parcel, given: list[Future[bytes]], seconds: float | None) -> bytes:
        """What the first of those answers to whom it is given."""
        done: SimpleQueue[Future[bytes]] = SimpleQueue()
        for _ in range(self._limits.tries):
            given.append(self._given(parcel, given))
            given[-1].add_done_callback(done.put)
            until = time.monotonic() + seconds if seconds else None
            while until is None or time.monotonic() < until:
                try:
                    return self._result(done.get(timeout=self._limits.pulse_seconds))
                except Empty:
                    self._look()
        raise self._refused("stuck", tries=len(given), seconds=round(seconds or 0), machine=self._machine(given[-1]))

    def _given(self, parcel: Parcel, given: list[Future[bytes]]) -> Future[bytes]:
        """To whoever is free; not to those who have it already, where there are others."""
        have = {self._machine(each) for each in given}
        others = [machine for machine in self._threads if machine not in have] if have else None
        return self._client.submit(
            work,
            parcel,
            pure=False,
            priority=parcel.urgency,
            workers=others or None,
            allow_other_workers=bool(others),
        )

    def _machine(self, future: Future[bytes]) -> str:
        """Who has the order now; "" where nobody does."""
        of_each = self._told_by("processing")
        return next((machine for machine, keys in of_each.items() if future.key in keys), "")

    def _told_by(self, question: str) -> Any:
        """What the scheduler answers. Raises TimeoutError where it says nothing."""
        ask = getattr(self._client.scheduler, question)
        return self._client.sync(ask, workers=None, callback_timeout=self._limits.answer_seconds)

    def _result(self, future: Future[bytes]) -> bytes:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            raise self._refused("killed", tries=self._limits.killed, machine=error.last_worker.address) from None
        except RuntimeError as error:
            if isinstance(error.__cause__, (ImportError, AttributeError)):  # the scheduler cannot open what it is given
                raise self._refused("unlike") from None
            raise

    def _opened(self, answer: bytes) -> list[Any]:
        made = pickle.loads(answer)
        if isinstance(made, Differs):
            raise self._refused("differs", machine=made.machine, what=_told(made.alike))
        if isinstance(made, Foreign):
            raise self._refused("foreign", machine=made.machine)
        if isinstance(made, Troubled):
            raise self._refused("trouble", machine=made.machine, reason=made.reason)
        if isinstance(made, Failed):
            raise made.error
        return made  # type: ignore[no-any-return]

    def _refused(self, slip: str, **words: object) -> UserError:
        return UserError(getattr(cluster_file().refusals, slip).format(place=self._place, **words))


def _told(theirs: Mapping[str, str]) -> str:
    """What differs on another machine."""
    words, ours = cluster_file().differing, alike.ours()
    said = {alike.PROGRAM: words.program, alike.PAPERS: words.papers, alike.PYTHON: words.python}
    names = alike.differing(ours, theirs)
    return words.between.join(
        said.get(name, words.library).format(
            name=name, ours=ours.get(name) or words.none, theirs=theirs.get(name) or words.none
        )
        for name in names
    )
