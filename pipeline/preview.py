"""preview: one file judged as if it were the only one ever received; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.examine import Job, examine
from pipeline.model import Examination

if TYPE_CHECKING:
    from pipeline.notices import Notice
    from pipeline.register import RunRecord


@dataclass(frozen=True, slots=True)
class Preview:
    """What came out of the file, and how its people were judged."""

    examination: Examination
    run: RunRecord
    notice: Notice


def preview(
    file: Path,
    settings: Path,
    notice: str | None,
    passwords: tuple[str, ...],
    examiner: Callable[[Job], Examination] = examine,
) -> Preview:
    """Examine the file in a worker process and judge it. Raises UserError where there is no such file."""
    from pipeline.clock import Clock
    from pipeline.process import judge, terms_of
    from pipeline.receive import received
    from pipeline.register import Register
    from pipeline.workers import Workers

    if not file.is_file():
        raise UserError(f"找不到文件 {file}，请检查文件名。", 2)
    terms = terms_of(settings, notice)
    inbox_file = received(file, file.parent)
    with Workers(1, examiner) as workers:
        (examination,) = workers.examine_all([(inbox_file.path, inbox_file.absolute, passwords)], lambda _: None)
    with Register.open("sqlite://") as register:
        return Preview(
            examination, judge([inbox_file], [examination], terms, register, datetime.now(UTC), Clock()), terms.notice
        )
