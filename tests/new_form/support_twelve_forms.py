"""Forms with the truth of each heading beside it, written as workbooks and documents: the same bytes every time.

The truth beside a heading is a key of schemas/fields.toml, or

    EXTRA   no field of the project fits: to take it for one is wrong
    OPEN    a careful secretary could not decide: only leaving it open is right
    NOTHING a number, a place for a photo: it asks nobody for anything
    a tuple of all that would be right: two facts in one heading, or two readings that both stand to reason
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import docx
import xlsxwriter

EXTRA, OPEN, NOTHING = "extra", "open", ""
Truth = str | tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """What one cell or line shows; with a truth it is a heading, and `value` stands behind it in the same cell."""

    text: str
    across: int = 1
    down: int = 1
    truth: Truth | None = None
    value: str = ""


Rows = Sequence[Sequence[Cell | str]]


@dataclass(frozen=True)
class Form:
    """A file: sheets of a workbook, or the lines and tables of a document."""

    file: str
    parts: Sequence[Cell | str | Rows]  # of a workbook: one Rows per sheet
    sheets: tuple[str, ...] = ("Sheet1",)

    @property
    def headings(self) -> list[tuple[str, Truth]]:
        """Headings in printed order, as written, with their truth."""
        return [(cell.text, cell.truth) for cell in self._cells() if isinstance(cell, Cell) and cell.truth is not None]

    def _cells(self) -> Iterator[Cell | str]:
        for part in self.parts:
            if isinstance(part, Cell | str):
                yield part
            else:
                for row in part:
                    yield from row


def h(text: str, truth: Truth, across: int = 1, down: int = 1, value: str = "") -> Cell:
    """A heading."""
    return Cell(text, across, down, truth, value)


def t(text: str, across: int = 1, down: int = 1) -> Cell:
    """A title, a group, a note: no heading."""
    return Cell(text, across, down)


def placed(rows: Rows) -> list[tuple[int, int, Cell]]:
    """Row, column and cell of all, those that another covers left out of the count."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, cells in enumerate(rows):
        column = 0
        for each in cells:
            cell = each if isinstance(each, Cell) else Cell(each)
            while (row, column) in taken:
                column += 1
            taken |= {(row + down, column + along) for down in range(cell.down) for along in range(cell.across)}
            found.append((row, column, cell))
    return found


def workbook(form: Form, path: Path) -> None:
    """The form as a workbook."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": datetime(2026, 3, 2)})
        look = book.add_format({"text_wrap": True, "border": 1, "align": "center"})
        for name, rows in zip(form.sheets, form.parts, strict=True):
            sheet = book.add_worksheet(name)
            assert not isinstance(rows, Cell | str)
            for row, column, cell in placed(rows):
                shown = cell.text + cell.value
                if cell.across * cell.down > 1:
                    sheet.merge_range(row, column, row + cell.down - 1, column + cell.across - 1, shown, look)
                else:
                    sheet.write_string(row, column, shown, look) if shown else sheet.write_blank(
                        row, column, None, look
                    )


def document(form: Form, path: Path) -> None:
    """The form as a Word document."""
    paper = docx.Document()
    paper.core_properties.created = paper.core_properties.modified = datetime(2026, 3, 2)
    for part in form.parts:
        if not isinstance(part, Cell | str):
            cells = placed(part)
            height = max(row + cell.down for row, _, cell in cells)
            width = max(column + cell.across for _, column, cell in cells)
            table = paper.add_table(height, width, style="Table Grid")
            for row, column, cell in cells:
                end = table.cell(row + cell.down - 1, column + cell.across - 1)
                start = table.cell(row, column)
                (start if start._tc is end._tc else start.merge(end)).text = cell.text + cell.value
        else:
            paper.add_paragraph(part.text + part.value if isinstance(part, Cell) else part)
    written = io.BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            packed.writestr(zipfile.ZipInfo(name), source.read(name))
