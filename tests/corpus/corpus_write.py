"""From grids to the bytes of real files, in the formats that units send."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from html import escape
from typing import Any

from corpus_render import Grid


@dataclass(frozen=True)
class Formula:
    """A formula with the value that the office program last computed."""

    text: str
    value: Any


def plain(value: Any) -> Any:
    return value.value if isinstance(value, Formula) else value


def text(value: Any) -> str:
    shown = plain(value)
    return str(int(shown)) if isinstance(shown, float) and shown.is_integer() else str(shown)


def covered(grid: Grid) -> set[tuple[int, int]]:
    """Cells inside a merged range but for its top left."""
    return {(r, c) for a, b, y, z in grid.merges for r in range(a, y + 1) for c in range(b, z + 1) if (r, c) != (a, b)}


def to_xlsx(grids: list[Grid]) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    date = book.add_format({"num_format": "yyyy-mm-dd"})
    for grid in grids:
        sheet, skip = book.add_worksheet(grid.name), covered(grid)
        for a, b, y, z in grid.merges:
            sheet.merge_range(a, b, y, z, "")
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if value != "" and (r, c) not in skip:
                    write_cell(sheet, r, c, value, date)
        for r in sorted(grid.hidden_rows):
            sheet.set_row(r, None, None, {"hidden": True})
        for c in sorted(grid.hidden_columns):
            sheet.set_column(c, c, None, None, {"hidden": True})
        beside_cells(sheet, grid)
    if grids[0].hidden:
        next(sheet for sheet, grid in zip(book.worksheets(), grids, strict=True) if not grid.hidden).set_first_sheet()
        next(sheet for sheet, grid in zip(book.worksheets(), grids, strict=True) if not grid.hidden).activate()
    book.close()
    return buffer.getvalue()


def beside_cells(sheet: Any, grid: Grid) -> None:
    if grid.header:
        sheet.set_header(f"&C{grid.header}")
    if grid.box:
        sheet.insert_textbox(1, max(map(len, grid.rows)) + 2, grid.box)
    if grid.hidden:
        sheet.hide()


def to_plain_xlsx(grids: list[Grid]) -> bytes:
    """The same by another writer; formulas are left as their values."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for grid in grids:
        sheet, skip = book.create_sheet(grid.name), covered(grid)
        for r, row in enumerate(grid.rows, 1):
            for c, value in enumerate(row, 1):
                if value != "" and (r - 1, c - 1) not in skip:
                    cell_here = sheet.cell(r, c, plain(value))
                    cell_here.data_type = "s" if isinstance(plain(value), str) else cell_here.data_type
        for a, b, y, z in grid.merges:
            sheet.merge_cells(start_row=a + 1, start_column=b + 1, end_row=y + 1, end_column=z + 1)
        for r in grid.hidden_rows:
            sheet.row_dimensions[r + 1].hidden = True
        for c in grid.hidden_columns:
            sheet.column_dimensions[letter(c)].hidden = True
        sheet.sheet_state = "hidden" if grid.hidden else "visible"
    book.active = next(at for at, grid in enumerate(grids) if not grid.hidden)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column + 1)


def write_cell(sheet: Any, r: int, c: int, value: Any, date: Any) -> None:
    import datetime

    if isinstance(value, Formula):
        sheet.write_formula(r, c, value.text, None, value.value)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(r, c, datetime.datetime.combine(value, datetime.time()), date)
    elif isinstance(value, bool):
        sheet.write_boolean(r, c, value)
    elif isinstance(value, int | float):
        sheet.write_number(r, c, value)
    else:
        sheet.write_string(r, c, str(value))


def to_xls(grids: list[Grid]) -> bytes:
    import datetime

    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    date = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for grid in grids:
        sheet, skip = book.add_sheet(grid.name), covered(grid)
        tops = {(a, b): (a, y, b, z) for a, b, y, z in grid.merges}
        for (a, b), area in tops.items():
            sheet.write_merge(*area, plain(cell(grid, a, b)))
        for r, row in enumerate(grid.rows):
            for c, value in enumerate(row):
                if value != "" and (r, c) not in skip and (r, c) not in tops:
                    style = [date] if isinstance(value, datetime.date) else []
                    sheet.write(r, c, plain(value), *style)
        for r in grid.hidden_rows:
            sheet.row(r).hidden = True
        for c in grid.hidden_columns:
            sheet.col(c).hidden = True
        sheet.visibility = int(grid.hidden)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell(grid: Grid, r: int, c: int) -> Any:
    return grid.rows[r][c] if r < len(grid.rows) and c < len(grid.rows[r]) else ""


def to_ods(grids: list[Grid]) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    unseen = Style(name="unseen", family="table")
    unseen.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(unseen)
    for grid in grids:
        sheet, skip = Table(name=grid.name, **({"stylename": unseen} if grid.hidden else {})), covered(grid)
        tops = {
            (a, b): {"numberrowsspanned": y - a + 1, "numbercolumnsspanned": z - b + 1} for a, b, y, z in grid.merges
        }
        wide = max([len(row) for row in grid.rows] + [z + 1 for *_, z in grid.merges], default=0)
        for r in range(len(grid.rows)):
            line = TableRow(**({"visibility": "collapse"} if r in grid.hidden_rows else {}))
            for c in range(wide):
                line.addElement(
                    CoveredTableCell()
                    if (r, c) in skip
                    else ods_cell(TableCell, P, cell(grid, r, c), tops.get((r, c), {}))
                )
            sheet.addElement(line)
        book.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    book.write(buffer)
    return buffer.getvalue()


def ods_cell(kind: Any, paragraph: Any, value: Any, area: dict[str, int]) -> Any:
    shown = plain(value)
    number = isinstance(shown, int | float)
    made = kind(
        **area, **({"valuetype": "float", "value": shown} if number else {"valuetype": "string"} if shown != "" else {})
    )
    if shown != "":
        for part in text(shown).split("\n"):
            made.addElement(paragraph(text=part))
    return made


def to_csv(grid: Grid, encoding: str, separator: str = ",") -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    wide = max((len(row) for row in grid.rows), default=0)
    for row in grid.rows:
        writer.writerow([text(value) for value in row] + [""] * (wide - len(row)))
    return buffer.getvalue().encode(encoding)


def to_html(grids: list[Grid]) -> bytes:
    """What web systems export under the name of a workbook."""
    tables = "".join(f"<table border=1>{html_rows(grid)}</table><br/>" for grid in grids)
    return f'<html><head><meta charset="utf-8"></head><body>{tables}</body></html>'.encode()


def html_rows(grid: Grid) -> str:
    skip, tops = covered(grid), {(a, b): (y - a + 1, z - b + 1) for a, b, y, z in grid.merges}
    wide = max([len(row) for row in grid.rows] + [z + 1 for *_, z in grid.merges], default=0)
    found = []
    for r in range(len(grid.rows)):
        cells = []
        for c in range(wide):
            if (r, c) not in skip:
                down, across = tops.get((r, c), (1, 1))
                span = (f" rowspan={down}" if down > 1 else "") + (f" colspan={across}" if across > 1 else "")
                cells.append(f"<td{span}>{escape(text(cell(grid, r, c))).replace(chr(10), '<br/>')}</td>")
        found.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join(found)


HIDDEN = (
    '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions>'
)


def to_xml2003(grids: list[Grid]) -> bytes:
    sheets = "".join(
        f'<Worksheet ss:Name="{escape(grid.name)}"><Table>{xml_rows(grid)}</Table>{HIDDEN * grid.hidden}</Worksheet>'
        for grid in grids
    )
    space = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    head = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
    return f"{head}<Workbook {space}>{sheets}</Workbook>".encode()


def xml_rows(grid: Grid) -> str:
    skip, tops = covered(grid), {(a, b): (y - a, z - b) for a, b, y, z in grid.merges}
    found = []
    for r, row in enumerate(grid.rows):
        cells = []
        for c, value in enumerate(row):
            if value == "" or (r, c) in skip:
                continue
            down, across = tops.get((r, c), (0, 0))
            span = (f' ss:MergeDown="{down}"' if down else "") + (f' ss:MergeAcross="{across}"' if across else "")
            kind = "Number" if isinstance(plain(value), int | float) else "String"
            cells.append(f'<Cell ss:Index="{c + 1}"{span}><Data ss:Type="{kind}">{xml_text(value)}</Data></Cell>')
        hidden = ' ss:Hidden="1"' if r in grid.hidden_rows else ""
        found.append(f'<Row ss:Index="{r + 1}"{hidden}>{"".join(cells)}</Row>')
    return "".join(found)


def xml_text(value: Any) -> str:
    return escape(text(value)).replace("\n", "&#10;")


def to_docx(parts: list[str | Grid]) -> bytes:
    """Paragraphs and tables of a Word document, in order."""
    import docx

    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            word_table(document, part)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def word_table(document: Any, grid: Grid) -> None:
    wide = max([len(row) for row in grid.rows] + [z + 1 for *_, z in grid.merges])
    table, skip = document.add_table(rows=len(grid.rows), cols=wide), covered(grid)
    cells = [list(row.cells) for row in table.rows]
    for r, row in enumerate(grid.rows):
        for c, value in enumerate(row):
            if value != "" and (r, c) not in skip:
                cells[r][c].text = text(value)
    for a, b, y, z in grid.merges:
        cells[a][b].merge(cells[y][z])


def to_xlsm(grids: list[Grid]) -> bytes:
    """The same package under the content type of a workbook with macros (none inside)."""
    source, buffer = zipfile.ZipFile(io.BytesIO(to_xlsx(grids))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            target.writestr(entry, data)
    return buffer.getvalue()


def encrypted(data: bytes, password: str) -> bytes:
    from msoffcrypto.format.ooxml import OOXMLFile

    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()
