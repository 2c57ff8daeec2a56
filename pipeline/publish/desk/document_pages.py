"""The pages of documents in the outbox, which the run's workers draw while they read (pipeline/examine/paged.py): where
the desk's links lead. There is a link only where there is a page, and a page only of what the register still holds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Set
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from pipeline.text.anchors import PAGE_SUFFIX, anchor, page_file, page_name, pages_folder
from schemas.layouts.ledger import ledger_file

if TYPE_CHECKING:
    from pipeline.model.decisions import Question

_DOUBT = 60  # seconds by which clocks may differ


class DocumentPages:
    """Those that lie in an outbox now."""

    def __init__(self, outbox: Path) -> None:
        self.folder = pages_folder(outbox)
        self._outbox = outbox
        self._relative = quote(self.folder.relative_to(outbox).as_posix())
        self._files: set[str] = set()
        with suppress(FileNotFoundError):
            self._files = set(os.listdir(self.folder))  # noqa: PTH208  # thousands

    @property
    def address(self) -> str:
        """Of their folder, relative to the outbox."""
        return self._relative

    def of(self, question: Question) -> str:
        """Where a page shows what it is about, at its cell, relative to the outbox; "" where none does."""
        file = page_file(page_name(question.file, question.sha256))
        if file not in self._files:
            return ""
        place = anchor(question.sha256, question.sheet, question.cell)
        return f"{self._relative}/{file}#{place}" if question.cell else f"{self._relative}/{file}"

    def missing(self, files: Set[str]) -> list[str]:
        """The names of the pages among these files that are not there."""
        return sorted(file.removesuffix(PAGE_SUFFIX) for file in files - self._files)

    def clear_others(self, kept: Set[str]) -> list[Path]:
        """Remove all but these files, and what a run that was cut short or a power cut left of one; gives what was
        removed."""
        others = self._files - kept
        removed = [self.folder / name for name in sorted(others)]
        for path in removed:
            path.unlink()
        if not _stands_since_start(self._outbox / ledger_file().words.page):
            removed += clear_empty(self._outbox)
        self._files.difference_update(path.name for path in removed)
        return removed


def is_drawn(outbox: Path, file: str, sha256: str) -> bool:
    """Whether there is a page of this document that did not lose its text when the power failed."""
    with suppress(FileNotFoundError):
        return (pages_folder(outbox) / page_file(page_name(file, sha256))).stat().st_size > 0
    return False


def clear_empty(outbox: Path) -> list[Path]:
    """Remove the pages that lost their text when the power failed; gives what was removed."""
    removed = list[Path]()
    with suppress(FileNotFoundError), os.scandir(pages_folder(outbox)) as entries:
        removed = [Path(entry) for entry in entries if not entry.stat().st_size]
    for path in removed:
        path.unlink()
    return removed


def _stands_since_start(page: Path) -> bool:
    """Whether the desk's page was written since this computer was started: then the power did not fail since, and all
    pages were looked at before that."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    now, running = time.time(), time.monotonic() if boot is None else time.clock_gettime(boot)
    with suppress(FileNotFoundError):
        return now - running + _DOUBT < page.stat().st_mtime < now + _DOUBT
    return False
