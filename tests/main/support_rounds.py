"""Rounds of correction through real files: what a unit got back, corrected as a person would, and sent again."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
from openpyxl.workbook import Workbook

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK, Alias
from schemas.layouts.correction import correction_file

if TYPE_CHECKING:
    from support_main import Office  # tests of other folders come here too, and find it elsewhere

LISTING = correction_file().listing.sheet
RED, YELLOW = "FFFFC7CE", "FFFFEB9C"

Edit = Callable[[Workbook], None]


def know(office: Office) -> None:
    """From now on the settings say that 高工 is a level."""
    office.settings.mkdir(exist_ok=True)
    write_settings_workbook(office.settings / WORKBOOK, aliases=[Alias("level", "高工", "专业工程会员")])


def answers(office: Office, unit: str) -> list[Path]:
    """The folders of the unit's answers, in order of batch and submission."""
    return sorted(office.outbox.glob(f"批次/*/单位/{unit}_*"))


def marked(folder: Path) -> Path:
    """The one workbook that goes back with an answer."""
    (path,) = folder.glob("*.xls[xm]")
    return path


def told(folder: Path) -> str:
    """All text of the letter of an answer, cells of a table row joined by "|"."""
    (path,) = folder.glob("*.docx")
    document = docx.Document(str(path))
    rows = ["|".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


def kinds(office: Office, unit: str) -> list[str]:
    """Of which kind each of the unit's letters is."""
    return [path.stem for folder in answers(office, unit) for path in folder.glob("*.docx")]


def listed(path: Path) -> list[tuple[Any, ...]]:
    """The lines of the list of corrections: name, cell, column, given, wanted."""
    rows = openpyxl.load_workbook(path)[LISTING].iter_rows(values_only=True)
    return [(row[1], row[2], row[3], row[4], row[6]) for row in rows if str(row[0]).isdigit()]


def commented(path: Path) -> dict[str, str]:
    """Every cell with a comment, as sheet!cell."""
    book = openpyxl.load_workbook(path)
    return {
        f"{sheet.title}!{cell.coordinate}": cell.comment.text
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


def corrected(path: Path, edit: Edit) -> bytes:
    """The workbook as saved by somebody who opened and changed it."""
    book = openpyxl.load_workbook(path)
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def write(cell: str, value: object, sheet: int = 1) -> Edit:
    """Write a value into a cell; our list is sheet 0."""

    def edit(book: Workbook) -> None:
        book.worksheets[sheet][cell] = value

    return edit


def every(*edits: Edit) -> Edit:
    def edit(book: Workbook) -> None:
        for one in edits:
            one(book)

    return edit
