"""Which files of a batch lie in its folder now. A batch that answered thousands of units has a run.json of as many
lines: what that comes to is remembered in the outbox, and read anew where the folder changed since. It may be lost.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.private import write_new
from pipeline.publish.paper.disk import BATCHES, RECORD, read_record
from schemas.letters import letters_file
from schemas.named import NamedTuple

_MEMORY = ".batches.json"
_MANY = 200
"""So many answers are read in the time in which is read that they are remembered."""


class BatchFiles(NamedTuple):
    """The files beside the answers to units, and how many units were answered whose folders are there."""

    others: list[str]
    answered: int


class FilesOfBatches:
    """Of all batches in an outbox. What it remembers of one holds as long as neither its run.json nor the folder of its
    answers changed since that was written down."""

    def __init__(self, outbox: Path) -> None:
        self._batches, self._place = outbox / BATCHES, outbox / _MEMORY
        self._answers = letters_file().words.outbox
        self._before, self._at = _read(self._place)
        self._now: dict[str, Any] = {}

    def of(self, batch: str) -> BatchFiles:
        """Those of one batch."""
        folder = self._batches / batch
        others, answered = self._remembered(batch, folder) or self._listed(batch, folder)
        place = str(folder)
        return BatchFiles([path for path in others if os.path.isfile(f"{place}/{path}")], answered)  # noqa: PTH113

    def keep(self) -> None:
        """Write down what was found of those that were asked for."""
        if self._now != self._before:
            with suppress(OSError):  # the next run reads them again
                write_new(self._place, json.dumps(self._now, ensure_ascii=False, sort_keys=True).encode())

    def _remembered(self, batch: str, folder: Path) -> BatchFiles | None:
        told = self._before.get(batch)
        if told is None:
            return None
        with suppress(FileNotFoundError, TypeError, ValueError):
            size, others, answered = told
            record = (folder / RECORD).stat()
            last = max(record.st_mtime_ns, (folder / self._answers).stat().st_mtime_ns)
            if size == record.st_size and last < self._at:
                self._now[batch] = told
                return BatchFiles(others, answered)
        return None

    def _listed(self, batch: str, folder: Path) -> BatchFiles:
        """By run.json, and what is in the folder of answers."""
        record, own = folder / RECORD, f"{self._answers}/"
        files = [file["path"] for file in read_record(record).get("files", [])]
        others = [path for path in files if not path.startswith(own)]
        answered = {path.split("/", 2)[1] for path in files if path.startswith(own)}
        count = len(answered & _names_in(folder / self._answers)) if answered else 0
        if count >= _MANY:
            self._now[batch] = [record.stat().st_size, others, count]
        return BatchFiles(others, count)


def _names_in(folder: Path) -> set[str]:
    try:
        return {*os.listdir(folder)}  # noqa: PTH208  # thousands of names
    except FileNotFoundError:
        return set()


def _read(place: Path) -> tuple[Mapping[str, Any], int]:
    """What is remembered, and when it was written (ns); nothing where that is damaged."""
    with suppress(OSError, ValueError):
        told = json.loads(place.read_bytes())
        if isinstance(told, dict):
            return told, place.stat().st_mtime_ns
    return {}, 0
