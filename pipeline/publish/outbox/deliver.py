"""Writing into the outbox so that a crash at any moment leaves nothing half-done, and nothing that a person edited is
lost.

A batch is written aside and moved into place by one rename. Desk files are replaced one by one; one that somebody
edited since we wrote it is first set aside under a name that says so. What we wrote last is kept as checksums in
outbox/.desk.json.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.publish.paper import disk
from pipeline.publish.paper.layout import words
from pipeline.wall import Fallen, attempt

RECORD = ".desk.json"


@dataclass(frozen=True, slots=True)
class Planned:
    """One file to be written: its path below the batch folder, and what writes it. `argument` is plain data that may
    cross processes.
    """

    path: str
    write: Callable[[Any], object]
    argument: Any


class Missed(NamedTuple):
    """A file that goes out with a later version: the program failed at it. `name` is its path, as far as it is known;
    `trace` tells of the fault."""

    name: str
    trace: str


def write_planned(planned: Planned) -> Missed | None:
    """Write the file; what was missed, where the program fails at it. Raises what the disk refuses."""
    made = attempt(lambda: planned.write(planned.argument))
    if not isinstance(made, Fallen):
        return None
    if disk.refused(made.error):
        raise made.error
    return Missed(planned.path, made.trace)


def clear(folder: Path) -> None:
    """Remove what a crash left of a batch that was being written."""
    if folder.exists():
        shutil.rmtree(folder)


def clear_leftovers(folder: Path) -> None:
    """Remove every batch that was being written when a run was ended; nobody else writes while a run holds the
    register.
    """
    with disk.sentences(folder):
        for leftover in sorted(folder.glob(".*.partial")):
            clear(leftover)


class Desk:
    """The files that every run writes anew, directly in the outbox."""

    def __init__(self, outbox: Path, today: str) -> None:
        self.outbox = outbox
        self.today = today
        self.kept_aside: list[Path] = []
        record = outbox / RECORD
        self._known: dict[str, list[str]] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}

    def put(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let `write` make the file under a name of its own, then move it to its place unless the same is there
        already; gives its place.
        """
        target, fresh = self.outbox / name, self.outbox / f".{name}.partial"
        try:
            self._put(name, write, target, fresh)
        finally:
            fresh.unlink(missing_ok=True)  # what was not moved
        return target

    def _put(self, name: str, write: Callable[[Path], None], target: Path, fresh: Path) -> None:
        write(fresh)
        digest = disk.seal(fresh)
        there = disk.digest_of(target)
        if there != digest:
            if there and there not in self._known.get(name, []):
                self.kept_aside.append(set_aside(target, self.today))
            # a crash before the move leaves the old one known
            self._remember(name, [*self._known.get(name, [])[-1:], digest])
            fresh.replace(target)
        self._remember(name, [digest])

    def _remember(self, name: str, digests: list[str]) -> None:
        if self._known.get(name) == digests and (self.outbox / RECORD).exists():
            return
        self._known[name] = digests
        fresh = self.outbox / f"{RECORD}.partial"
        disk.write_text((str(fresh), json.dumps(self._known, ensure_ascii=False, sort_keys=True, indent=1) + "\n"))
        disk.seal(fresh)
        fresh.replace(self.outbox / RECORD)


def set_aside(target: Path, today: str) -> Path:
    """Give a file that a person edited a name of its own, with the day; gives that name."""
    text, number = words("ledger"), 1
    parts = {"stem": target.stem, "suffix": target.suffix, "today": today}
    aside = target.with_name(text["kept"].format(**parts))
    while aside.exists():
        number += 1
        aside = target.with_name(text["kept_again"].format(number=number, **parts))
    target.rename(aside)
    return aside
