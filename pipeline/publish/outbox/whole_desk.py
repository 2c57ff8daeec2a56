"""Whether the desk stands as a whole: nothing of which it is made is other than when it was written. Then nothing is
read for it and nothing written (docs/decisions/desk.md).
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.outbox.deliver import Desk
from pipeline.terms import fingerprint
from pipeline.text.anchors import pages_folder
from schemas.layouts.paper import paper_file
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.terms.settings import ExpectedUnit

Told = tuple[dict[str, int], dict[str, int]]
"""What is told of the desk when it is not read: how much is open, and why how many are held."""


class WholeDesk:
    """Of an outbox on the day of `now`, against the units that are expected."""

    def __init__(self, outbox: Path, now: datetime, units: Sequence[ExpectedUnit]) -> None:
        self._outbox, self._today, self._units = outbox, f"{now:%Y-%m-%d}", repr(tuple(units))

    def stands(self, written_last: str) -> tuple[list[Path], list[Path], Told] | None:
        """Its files, none that people edited, and what is told of it, where it stands; `written_last` tells what the
        register holds."""
        if not (found := Desk(self._outbox, self._today).stands_as_a_whole(self._key(written_last))):
            return None
        files, told = found
        is_open, held = json.loads(told)
        return files, [], (is_open, held)

    def made(self, written_last: str, files: Sequence[Path], told: Told) -> None:
        """That it was made, with all that lies in the outbox now."""
        said = json.dumps(told, ensure_ascii=False)
        Desk(self._outbox, self._today).made_as_a_whole(self._key(written_last), files, said)

    def _key(self, written_last: str) -> str:
        looks, program = fingerprint.looks(), fingerprint.program()
        return fingerprint.of(program, looks, written_last, self._today, self._units, ascii(_lying(self._outbox)))


def _lying(outbox: Path) -> list[str]:
    """What the desk leads to: the pages of documents, and the files of all batches; of the answers to units, which may
    be thousands, the folders."""
    found: list[str] = []
    with suppress(FileNotFoundError), os.scandir(pages_folder(outbox)) as pages:
        found = sorted(page.name for page in pages if page.stat().st_size)  # an empty one lost its text with the power
    batches, answers = outbox / paper_file().batches, letters_file().words.outbox
    for folder, folders, names in os.walk(batches):
        place = folder[len(str(outbox)) :]
        found += [f"{place}/{name}" for name in sorted([*names, *folders])]
        if Path(folder).name == answers:
            folders.clear()
        folders.sort()
    return found
