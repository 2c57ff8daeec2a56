"""What does a run's work beside it: today's pool of processes (`Workers`), or another engine that does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar

if TYPE_CHECKING:
    from pipeline.examine.document import Job
    from pipeline.model.documents import Examination

Result = TypeVar("Result")


class Engine(Protocol):
    """A context manager: what it began ends with it. Whichever engine, and however many workers it has, the same comes
    out, in the same order."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def examine_all(self, jobs: Sequence[Job], advance: Callable[[int], None]) -> Iterator[Examination]:
        """The examination of every job, in job order. `advance` is called with the number of jobs newly done."""

    def load(self, module: str) -> None:
        """Let what runs already import a module as soon as it is idle."""

    def run_all(self, function: Callable[..., Result], arguments: Iterable[tuple[Any, ...]]) -> list[Result]:
        """function(*each) for each of `arguments`, in order. An exception of a call is raised here, after all calls
        have ended. The first of each is a folder: below it, wherever it lies, the function writes, and nowhere else."""

    def start(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """Begin function(*arguments) beside what else is done; gives what waits for its result, and raises its
        exception. The first of the arguments is such a folder too."""

    def start_here(self, function: Callable[..., Result], *arguments: Any) -> Callable[[], Result]:
        """The same on this machine, of which all that is to be written came already."""
