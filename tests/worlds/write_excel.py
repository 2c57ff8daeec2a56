"""Workbooks: xlsx by XlsxWriter, xls by xlwt. Both give the same bytes for the same sheets."""

from __future__ import annotations

import datetime
import io

import xlsxwriter
import xlwt

from tests.worlds.sketch import Book, Cell, Grid, draw

CREATED = datetime.datetime(2025, 4, 1, 9, 0, 0)


def xlsx(book: Book) -> bytes:
    """The workbook with merges, hidden rows and sheets, struck and grey text, text boxes, header and footer."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    workbook.set_properties({"created": CREATED, "author": "office"})
    looks: dict[tuple[object, ...], object] = {}

    def look(cell: Cell) -> object:
        key = (cell.struck, cell.grey, cell.bold, cell.fill)
        if key not in looks:
            wanted: dict[str, object] = {"text_wrap": True, "valign": "vcenter", "border": 1}
            wanted |= {"font_strikeout": True} if cell.struck else {}
            wanted |= {"font_color": "#A6A6A6"} if cell.grey else {}
            wanted |= {"bold": True} if cell.bold else {}
            wanted |= {"bg_color": cell.fill} if cell.fill else {}
            looks[key] = workbook.add_format(wanted)
        return looks[key]

    struck = workbook.add_format({"font_strikeout": True})
    days = workbook.add_format({"num_format": "yyyy/m/d", "border": 1})
    for number, sheet in enumerate(book.sheets):
        page = workbook.add_worksheet(sheet.name)
        grid = draw(sheet)
        _fill_xlsx(page, grid, look, struck, days)
        page.set_column(0, max(grid.width, 1), 16)
        if sheet.header:
            page.set_header(f"&C{sheet.header}")
        if sheet.footer:
            page.set_footer(f"&L{sheet.footer}")
        for at, text in enumerate(sheet.boxes):
            page.insert_textbox(grid.height + 2 + 6 * at, 1, text, {"width": 420, "height": 90})
        if sheet.hidden and number:
            page.hide()
    workbook.close()
    return stream.getvalue()


def _fill_xlsx(page, grid: Grid, look, struck, days) -> None:  # type: ignore[no-untyped-def]  # the library has no types
    merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
    for (top, left), (bottom, right) in merged.items():
        cell = grid.cells.get((top, left), Cell(""))
        page.merge_range(top, left, bottom, right, cell.text, look(cell))
    for (row, column), cell in sorted(grid.cells.items()):
        if (row, column) in merged and not cell.runs:
            continue
        if cell.runs:
            pieces: list[object] = []
            for text, is_struck in cell.runs:
                pieces += [struck, text] if is_struck else [text]
            page.write_rich_string(row, column, *pieces, look(cell))
        else:
            _write_xlsx(page, row, column, cell, days if cell.day else look(cell))
    for row in grid.hidden_rows:
        page.set_row(row, None, None, {"hidden": True})
    for column in grid.hidden_columns:
        page.set_column(column, column, 16, None, {"hidden": True})


def _write_xlsx(page, row: int, column: int, cell: Cell, look) -> None:  # type: ignore[no-untyped-def]
    """A cell that is kept as what it is."""
    if cell.formula:
        page.write_formula(row, column, f'="{cell.text}"', look, cell.text)
    elif cell.day:
        page.write_datetime(row, column, datetime.datetime.fromisoformat(cell.text), look)
    elif cell.number:
        page.write_number(row, column, float(cell.text), look)
    else:
        page.write_string(row, column, cell.text, look)


def xls(book: Book) -> bytes:
    """The old binary format, with merges and hidden sheets."""
    workbook = xlwt.Workbook(encoding="utf-8")
    styles = {
        struck: xlwt.easyxf(f"align: wrap on, vert centre; font: struck_out {'on' if struck else 'off'}")
        for struck in (False, True)
    }
    days = xlwt.easyxf(num_format_str="yyyy/m/d")
    for sheet in book.sheets:
        page = workbook.add_sheet(sheet.name[:31])
        grid = draw(sheet)
        merged = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
        for (top, left), (bottom, right) in merged.items():
            page.merge(top, bottom, left, right)
        for (row, column), cell in sorted(grid.cells.items()):
            if cell.day:
                page.write(row, column, datetime.datetime.fromisoformat(cell.text), days)
            else:
                page.write(row, column, float(cell.text) if cell.number else cell.text, styles[cell.struck])
        for row in grid.hidden_rows:
            page.row(row).hidden = True
        if sheet.hidden and sheet is not book.sheets[0]:
            page.visibility = 1
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
