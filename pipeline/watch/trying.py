"""What may be hindered by something that people mend, or that passes: said once, and tried again."""

from __future__ import annotations

import time
from collections.abc import Callable

import schemas
from pipeline.errors import UserError
from schemas.slips import damaged

Say = Callable[[str], None]


class Trying:
    """Attempts at one thing. After a failure the next one waits `first` seconds, then twice as long each time, up to
    `longest`."""

    def __init__(self, say: Say, first: float, longest: float) -> None:
        self._say, self._first, self._longest = say, first, longest
        self._said, self._pause, self._not_before = "", 0.0, 0.0

    def is_due(self) -> bool:
        return time.monotonic() >= self._not_before

    def at_once(self) -> None:
        """Something has changed: wait no longer."""
        self._pause = self._not_before = 0.0

    def attempt(self, step: Callable[[], None]) -> bool:
        """Whether it was done. Raises what is a fault of the program."""
        try:
            step()
        except (UserError, schemas.DataError) as error:
            self.failed(damaged(error) if isinstance(error, schemas.DataError) else str(error))
            return False
        self.succeeded()
        return True

    def failed(self, sentence: str) -> None:
        """What hindered it, which is said unless it was said last."""
        if sentence != self._said:
            self._say(sentence)
        self._said = sentence
        self._pause = min(2 * self._pause or self._first, self._longest)
        self._not_before = time.monotonic() + self._pause

    def succeeded(self) -> bool:
        """Whether something had hindered it before."""
        was_hindered, self._said = bool(self._said), ""
        self.at_once()
        return was_hindered
