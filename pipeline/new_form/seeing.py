"""One file, read in a worker process within its limits, for the draft or the check of a form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.engine.workers import Workers
from pipeline.errors import UserError
from pipeline.examine.document import Job
from pipeline.new_form.sheets import SheetSurvey
from pipeline.new_form.survey import ReadBack, Surveyed
from schemas.new_form import new_form_file
from schemas.wording import wording_file


def seen(file: Path, examiner: Callable[[Job], Surveyed], passwords: tuple[str, ...]) -> Surveyed:
    """What the examiner saw. Raises UserError where there is no such file (2), or nothing of it could be read (1)."""
    if not file.is_file():
        raise UserError(wording_file().refusals.no_file.format(file=file), 2)
    with Workers(1, examiner) as workers:
        (found,) = workers.examine_all([(file.name, str(file.absolute()), passwords)], lambda _: None)
    if not isinstance(found, Surveyed):
        raise UserError(new_form_file().refused.unread.format(file=file))
    return found


def best_sheet(found: Surveyed, file: Path) -> tuple[SheetSurvey, list[SheetSurvey]]:
    """The sheet that asks for a name and for the most fields, and the others. Raises UserError where none has any."""
    if not any(sheet.kind for sheet in found.sheets):
        raise UserError(new_form_file().refused.no_headings.format(file=file))
    best = max(found.sheets, key=lambda sheet: sheet.weight)
    return best, [sheet for sheet in found.sheets if sheet is not best]


def best_reading(found: Surveyed, file: Path) -> ReadBack:
    """Of the documents in the file the one with the most headings. Raises UserError where there is none."""
    if not found.read:
        raise UserError(new_form_file().refused.unread.format(file=file))
    return max(found.read, key=lambda read: len(read.readings))
