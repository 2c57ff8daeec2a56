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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
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

    def is_as_written(self, name: str) -> bool:
        """Whether the file is there, and nobody edited it."""
        return disk.digest_of(self.outbox / name) in self._known.get(name, [])

    def put(self, name: str, write: Callable[[Path], None]) -> Path:
        """Let `write` make the file under a temporary name, then move it into its place, which is returned."""
        make_folder((self.outbox / name).parent)
        with self.placing([name]):
            write(partial_of(self.outbox, name))
            self.place({name: ""})
        return self.outbox / name

    @contextmanager
    def placing(self, names: Iterable[str]) -> Iterator[None]:
        """While files are written under their temporary names and moved: what of them was not moved is removed."""
        try:
            yield
        finally:
            for name in names:
                partial_of(self.outbox, name).unlink(missing_ok=True)

    def place(self, made: Mapping[str, str]) -> None:
        """Move files that are written under their temporary names into place, in this order, unless identical ones are
        there; of each is told of what it was made ("" where nobody asks)."""
        known = dict(self._known)
        sealed = disk.seal_all([partial_of(self.outbox, name) for name in made])
        digests = dict(zip(made, sealed, strict=True))
        there = {name: disk.digest_of(self.outbox / name) for name in made}
        # remember old and new, so that a crash before a move does no harm
        old = {name: [each for each in [there[name]] if each in known.get(name, [])] for name in made}
        self._remember({name: [*old[name], new] for name, new in digests.items() if there[name] != new})
        for name, digest in digests.items():
            self._move(name, digest, known.get(name, []))
        self._remember(
            {
                **{name: [digest] for name, digest in digests.items()},
                **{_MADE_OF.format(name=name): [key] for name, key in made.items() if key},
            }
        )

    def _move(self, name: str, digest: str, known: Collection[str]) -> None:
        """Move a file into its place; one that lies there and is not as it was written is set aside."""
        target = self.outbox / name
        there = disk.digest_of(target)
        if there == digest:
            return
        if there and there not in known:
            self.kept_aside.append(set_aside(target, self.today))
        partial_of(self.outbox, name).replace(target)

    def _remember(self, told: Mapping[str, list[str]]) -> None:
        if all(self._known.get(name) == said for name, said in told.items()) and (self.outbox / RECORD).exists():
            return
        self._known.update(told)
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
