"""Where the time of a run goes, stage by stage, and where it need not go."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Made = TypeVar("Made")


class Clock:
    """Wall seconds by stage, in the order in which the stages first began."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what is done inside; a stage entered again goes on counting."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - start

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
