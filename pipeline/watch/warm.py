"""Worker processes that stay from run to run, with all that they need loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, Self

import schemas
from pipeline.engine.engine import Engine
from pipeline.engine.workers import Workers
from pipeline.judge import load_judges
from pipeline.process import Options, workers_of
from pipeline.publish import WRITERS
from pipeline.run_terms import Terms


class Warm:
    """Gives each run the engine of the run before, unless what that was made of has changed: the forms that are
    expected, the files that an installation lays over, the day. A run that fails takes it along."""

    def __init__(self) -> None:
        self._engine: Workers | None = None
        self._made_of: Any = None
        self._holding = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine = None
        self._holding.__exit__(kind, error, trace)

    def make_ready(self, options: Options, terms: Terms) -> None:
        """Begin what a run of these options and terms takes, before there is one."""
        made_of = options.outbox, options.workers, options.now.date(), terms.notices.forms, schemas.laid_over()
        if self._engine is not None and self._made_of == made_of:
            return
        self._holding.close()
        self._engine, self._made_of = self._holding.enter_context(workers_of(options, terms)), made_of
        self._engine.stand_by(WRITERS)
        load_judges(terms, are_many=True)

    @contextmanager
    def engine(self, options: Options, terms: Terms) -> Iterator[Engine]:
        """For one run (pipeline.process.Engines)."""
        self.make_ready(options, terms)
        assert self._engine
        try:
            yield self._engine
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
