"""Measure the time of a run by stage, and save the time of garbage collection."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TypeVar

Made = TypeVar("Made")


class _Timed:
    """Adds the time spent inside to its stage, and notes the stage on an exception raised inside."""

    def __init__(self, seconds: dict[str, float], stage: str) -> None:
        self._seconds, self._stage = seconds, stage

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + time.perf_counter() - self._start
        if error is not None and not hasattr(error, "stage"):
            error.stage = self._stage  # type: ignore[attr-defined]


class Clock:
    """Wall-clock seconds by stage, in the order in which the stages first began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str) -> _Timed:
        """A context manager that times the stage; entering a stage again adds to its time."""
        return _Timed(self.seconds, stage)

    def each(self, stage: str, made: Iterable[Made]) -> Iterator[Made]:
        """The items of `made`; the time that it takes to produce each of them counts for the stage."""
        making = iter(made)
        while True:
            with self(stage):
                try:
                    one = next(making)
                except StopIteration:
                    return
            yield one


@contextmanager
def without_collection() -> Iterator[None]:
    """Switch off garbage collection: a run makes hardly any garbage, and searching for it costs a tenth of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
