"""Workers in the same process, for tests of what the process itself does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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

    def examine_all(self, jobs: Sequence[Job], _: Callable[[int], None]) -> Iterator[Examination]:
        return map(self._examiner, jobs)

    def load(self, _: str) -> None: ...

    def run_all(self, function: Callable[..., Any], arguments: Sequence[Any]) -> list[Any]:
        return [function(*each) for each in arguments]
