"""Where the time of a run goes, stage by stage, and where it need not go."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TypeVar

Made = TypeVar("Made")


class _Timed:
    """The time of what is done inside, added to that of its stage; what goes wrong inside says at which stage."""

    def __init__(self, seconds: dict[str, float], stage: str) -> None:
        self._seconds, self._stage = seconds, stage

    def __enter__(self) -> None:
        self._start = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + time.perf_counter() - self._start
        if error is not None and not hasattr(error, "stage"):
            error.stage = self._stage  # type: ignore[attr-defined]


class Clock:
    """Wall seconds by stage, in the order in which the stages first began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str) -> _Timed:
        """Time what is done inside; a stage entered again goes on counting."""
        return _Timed(self.seconds, stage)

    def each(self, stage: str, made: Iterable[Made]) -> Iterator[Made]:
        """What is `made`, one by one; the time that the making of each takes counts."""
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
    """While a run works, next to nothing is garbage, and looking for it would cost a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
