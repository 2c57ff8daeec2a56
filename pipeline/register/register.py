"""The register as the other stages see it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any

from pandas import DataFrame

from pipeline.reconcile.state import State
from pipeline.register.contents import BatchContents, DeskContents, RunRecord


class Register:
    """One register, open. Append-only: nothing recorded is ever changed or removed."""

    @classmethod
    def open(cls, url: str, *, must_exist: bool = False) -> Register:
        """Open the register at `url` (sqlite:///path; sqlite:// lives in memory), create it, or migrate an older one.

        UserError when it cannot be opened or written, is no register, or was made by a newer program.
        """
        raise NotImplementedError

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError

    def alone(self) -> AbstractContextManager[None]:
        """Hold the register for one run, from before the state is read until after publishing. UserError when another run holds it."""
        raise NotImplementedError

    def known(self) -> set[tuple[str, str]]:
        """(path, sha256) of every inbox file recorded."""
        raise NotImplementedError

    def seen_bytes(self) -> dict[str, set[tuple[str, str]]]:
        """sha256 of every document but containers -> the (unit_key, sender) it came from."""
        raise NotImplementedError

    def next_submission_number(self) -> int:
        raise NotImplementedError

    def open_rows(self, notice: str) -> list[dict[str, Any]]:
        """Rows to judge again: held, duplicate, or routed with an unconfirmed route. PLACE, ORIGIN, TYPED, extra, problems."""
        raise NotImplementedError

    def state(self, notice: str) -> State:
        raise NotImplementedError

    def record(self, run: RunRecord) -> str | None:
        """Remember a run in one transaction; the name of its batch, or None when nothing is new (then nothing is written)."""
        raise NotImplementedError

    def unpublished(self) -> list[str]:
        """Batches recorded but not yet published, oldest first."""
        raise NotImplementedError

    def mark_published(self, batch: str) -> None:
        raise NotImplementedError

    def batch_contents(self, batch: str) -> BatchContents:
        raise NotImplementedError

    def desk(self, now: datetime) -> DeskContents:
        raise NotImplementedError

    def secret(self) -> bytes:
        """The key of the checksums in published workbooks; random, made with the register."""
        raise NotImplementedError

    def export(self, table: str) -> DataFrame:
        """One of people, rows, projects, submissions, documents, findings, with the columns of INTERFACES."""
        raise NotImplementedError
