"""Files that are to be written, who writes them, and those at which the program failed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from schemas.named import NamedTuple

Result = TypeVar("Result")


class Planned(NamedTuple):
    """One file to be written: its path below the batch folder, and the function that writes it, given `argument`
    and that folder: plain data that can be sent to another process, which may have the folder elsewhere. `beside` are
    files that the same function may write; for one at which the program fails it returns a Missed.
    """

    path: str
    write: Callable[[Any, Path], object]
    argument: Any
    beside: tuple[str, ...] = ()


class Runner(Protocol):
    """What `pipeline.engine.workers.Workers` offers."""

    def run_all(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> list[Result]:
        """function(*each) for each of the arguments, in parallel."""

    def start(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """Begin function(*arguments) beside what else is done; gives what waits for the result."""


class Missed(NamedTuple):
    """A file on which the program failed, so that only a later version can publish it. `name` is its path, as far as
    known; `trace` is the traceback."""

    name: str
    trace: str


class Published(NamedTuple):
    """Files of the desk or of a batch; files that a person had edited, under their new names; and files on which the
    program failed."""

    files: list[Path]
    kept_aside: list[Path]
    missed: list[Missed]
