"""What was seen to change, and since when it has not changed again."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(slots=True)
class _Coming:
    """One thing that nobody took yet: its mark as last seen, and since when. `heard`: the system told of changes."""

    mark: Hashable
    since: float
    heard: bool


class Quiet:
    """Things by name, each with a mark that changes with it. Times are seconds of a clock that never goes back: those
    of files are other computers' where they lie on a network."""

    def __init__(self) -> None:
        self._coming: dict[str, _Coming] = {}
        self._taken: dict[str, Hashable] = {}

    def see(self, found: Mapping[str, Hashable], now: float, heard: bool) -> bool:
        """What there is now; whether anything changed that was not taken so."""
        before, self._coming, has_changed = self._coming, {}, False
        self._taken = {name: mark for name, mark in self._taken.items() if name in found}
        for name, mark in found.items():
            if self._taken.get(name) == mark:
                continue
            seen = before.get(name)
            if seen is None or seen.mark != mark:
                seen, has_changed = _Coming(mark, now, heard), True
            seen.heard |= heard
            self._coming[name] = seen
        return has_changed

    def coming(self) -> list[str]:
        """The names of what nobody took yet."""
        return list(self._coming)

    def waits(self, name: str, now: float, seconds: float, unheard: float) -> float:
        """For how many seconds it must still be unchanged: for so many in all, `unheard` where nobody tells of it."""
        seen = self._coming.get(name)
        if seen is None:
            return 0.0
        return max(0.0, seen.since + (seconds if seen.heard else max(seconds, unheard)) - now)

    def take(self, marks: Mapping[str, Hashable]) -> None:
        """These are dealt with, as they are marked."""
        for name, mark in marks.items():
            self._taken[name] = mark
            if name in self._coming and self._coming[name].mark == mark:
                del self._coming[name]
