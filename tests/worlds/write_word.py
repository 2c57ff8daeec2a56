"""Word documents by python-docx: paragraphs, then a table for each sheet."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.shared import RGBColor

from tests.worlds.sketch import Book, Grid, Sheet, draw


def still(package: bytes) -> bytes:
    """The same package with the time of its parts taken out, so that the same document gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            fixed = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fixed, old.read(entry))
    return stream.getvalue()


def word(book: Book) -> bytes:
    """Lines above a sheet's tables become paragraphs; header and footer of the first sheet those of the document."""
    document = docx.Document()
    for line in book.paragraphs:
        document.add_paragraph(line)
    for sheet in book.sheets:
        if sheet.header:
            document.sections[0].header.paragraphs[0].text = sheet.header
        if sheet.footer:
            document.sections[0].footer.paragraphs[0].text = sheet.footer
        _sheet(document, sheet)
    for line in book.closing:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return still(stream.getvalue())


def _sheet(document, sheet: Sheet) -> None:  # type: ignore[no-untyped-def]  # the library's types do not reach so far
    if sheet.grid is not None:
        _table(document, sheet.grid)
        return
    for line in sheet.top:
        document.add_paragraph(" ".join(line))
    for table in sheet.tables:
        caption, table.caption = table.caption, ""
        if caption:
            document.add_paragraph(caption)
        _table(document, draw(Sheet(sheet.name, tables=[table])))
        table.caption = caption
    for line in sheet.bottom:
        document.add_paragraph(" ".join(line))


def _table(document, grid: Grid) -> None:  # type: ignore[no-untyped-def]
    made = document.add_table(rows=grid.height, cols=grid.width)
    made.style = "Table Grid"
    cells = [row.cells for row in made.rows]
    for (row, column), cell in sorted(grid.cells.items()):
        paragraph = cells[row][column].paragraphs[0]
        if cell.numbered:
            paragraph.style = "List Number"
        for text, struck in cell.runs or [(cell.text, cell.struck)]:
            run = paragraph.add_run(text)
            run.font.strike = struck or None
            if cell.grey:
                run.font.color.rgb = RGBColor(0xA6, 0xA6, 0xA6)
    for top, left, bottom, right in grid.merges:
        cells[top][left].merge(cells[bottom][right])
