"""Write into the outbox so that a crash at any moment leaves nothing half-done, and nothing that a person edited is
lost.

A batch is written to a temporary folder and renamed into place. Desk files are replaced one by one; one that somebody
has edited is first set aside under a name that says so. To detect this, checksums of the files as last written are kept
in outbox/.desk.json.
"""

from __future__ import annotations

import glob
import json
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from pipeline.private import make_folder
from pipeline.publish.paper import disk
from pipeline.publish.paper.planned import Missed, Planned
from pipeline.wall import Fallen, attempt
from schemas.layouts.ledger import ledger_file

RECORD = ".desk.json"
_MADE_OF = "{name} <"
"""Under which the record remembers what a file was made of."""


def write_planned(folder: Path, planned: Planned) -> Missed | None:
    """Write the file below the folder, with the folders above it; returns a Missed if the program fails on it. Raises
    errors of the file system."""
    make_folder((folder / planned.path).parent)
    return write_by(planned.path, lambda: planned.write(planned.argument, folder))


def write_by(name: str, write: Callable[[], object]) -> Missed | None:
    """Let `write` make a file (or files); gives the first Missed that it tells, or one of the name if the program fails
    at it. Raises errors of the file system."""
    made = attempt(write)
    if not isinstance(made, Fallen):
        return made if isinstance(made, Missed) else None
    if disk.refused(made.error):
        raise made.error
    return Missed(name, made.trace)


def clear(folder: Path) -> None:
    """Remove what a crash left of an unfinished batch."""
    if folder.exists():
        shutil.rmtree(folder)


def clear_leftovers(folder: Path) -> None:
    """Remove the unfinished batches of runs that were cut short; only the run that holds the register writes here."""
    with disk.sentences(folder):
        for leftover in sorted(folder.glob(".*.partial")):
            clear(leftover)


def partial_of(outbox: Path, name: str) -> Path:
    """Where a file of the desk is written before it is moved into its place."""
    return (outbox / name).with_name(f".{Path(name).name}.partial")


class Desk:
    """The files directly in the outbox, which every run writes anew."""

    def __init__(self, outbox: Path, today: str) -> None:
        self.outbox = outbox
        self.today = today
        self.kept_aside: list[Path] = []
        record = outbox / RECORD
        self._known: dict[str, list[str]] = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}

    def stands(self, name: str, key: str) -> bool:
        """Whether the file is there as it was made of what `key` tells, and nobody edited it."""
        return self._known.get(_MADE_OF.format(name=name)) == [key] and self.is_as_written(name)

    def is_edited(self, name: str) -> bool:
        """Whether the file is there and not as it was written."""
        there = disk.digest_of(self.outbox / name)
        return bool(there) and there not in self._known.get(name, [])

    def made_of(self, name: str, key: str) -> None:
        """Remember what the file in its place was made of."""
        self._remember(_MADE_OF.format(name=name), [key])

    def is_as_written(self, name: str) -> bool:
        """Whether the file is there, and nobody edited it."""
        return disk.digest_of(self.outbox / name) in self._known.get(name, [])

    def put(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let `write` make the file under a temporary name, then move it into place unless an identical one is there;
        returns its place.
        """
        target, fresh = self.outbox / name, partial_of(self.outbox, name)
        try:
            self._put(name, write, target, fresh)
        finally:
            fresh.unlink(missing_ok=True)  # if it was not moved
        return target

    def _put(self, name: str, write: Callable[[Path], None], target: Path, fresh: Path) -> None:
        make_folder(target.parent)
        write(fresh)
        digest = disk.seal(fresh)
        there = disk.digest_of(target)
        if there != digest:
            if self.is_edited(name):
                self.kept_aside.append(set_aside(target, self.today))
            # remember old and new, so that a crash before the move does no harm
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


def copy_edited(outbox: Path, other: Path, name: str) -> None:
    """Copy a desk file that somebody edited into another outbox, if there is one."""
    if Desk(outbox, "").is_edited(name):
        make_folder(other)
        shutil.copyfile(outbox / name, other / name)


def edited(outbox: Path, names: Collection[str]) -> list[Path]:
    """Of these desk files what people edited: it lies in its place, or was set aside."""
    text, desk = ledger_file().words, Desk(outbox, "")
    found = {outbox / name for name in names if desk.is_edited(name)}
    for name in map(Path, names):
        parts = {"stem": glob.escape(name.stem), "suffix": name.suffix, "today": "*"}
        found.update(outbox.glob(text.kept.format(**parts)), outbox.glob(text.kept_again.format(number="*", **parts)))
    return sorted(found)


def set_aside(target: Path, today: str) -> Path:
    """Rename a file that a person edited to a free name with the date; returns the new path."""
    text, number = ledger_file().words, 1
    parts = {"stem": target.stem, "suffix": target.suffix, "today": today}
    aside = target.with_name(text.kept.format(**parts))
    while aside.exists():
        number += 1
        aside = target.with_name(text.kept_again.format(number=number, **parts))
    target.rename(aside)
    return aside
