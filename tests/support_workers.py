"""Workers in the same process, for tests of what the process itself does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Self

from pipeline.examine import Job, examine
from pipeline.model import Examination


class Here:
    """What `pipeline.workers.Workers` is, without processes and their limits."""

    def __init__(self, _: int, examiner: Callable[[Job], Examination] = examine) -> None:
        self._examiner = examiner

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None: ...

    def examine_all(self, jobs: Sequence[Job], _: Callable[[int], None]) -> list[Examination]:
        return [self._examiner(job) for job in jobs]

    def run_all(self, function: Callable[..., Any], arguments: Sequence[Any]) -> list[Any]:
        return [function(*each) for each in arguments]
