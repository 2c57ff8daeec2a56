"""OpenDocument spreadsheets (.ods): cells, merged ranges and visibility in one pass over content.xml.

calamine reads only the cells and expands repeated rows; here a repetition costs nothing unless it holds text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.documents import Sheet
from pipeline.read.grid import Grid, check_cells
from pipeline.read.limits import Refused
from pipeline.read.opendocument_asides import page_asides, sheet_asides
from pipeline.read.package import Package
from pipeline.read.strikes import STRUCK, TAKEN, taken_out
from pipeline.read.xmltree import parse
from pipeline.text.clean import cell_text, clean

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_TABLE, _ROW, _COLUMN = (_NAMESPACE % ("table", name) for name in ("table", "table-row", "table-column"))
_CELL, _COVERED = (_NAMESPACE % ("table", name) for name in ("table-cell", "covered-table-cell"))
_VISIBILITY, _DISPLAY, _STYLE_NAME = (_NAMESPACE % ("table", name) for name in ("visibility", "display", "style-name"))
_DOWN, _ACROSS = (_NAMESPACE % ("table", f"number-{name}-spanned") for name in ("rows", "columns"))
_REPEATED = {name: _NAMESPACE % ("table", f"number-{name}-repeated") for name in ("rows", "columns")}
_TYPE, _VALUE, _DATE, _BOOLEAN = (
    _NAMESPACE % ("office", name) for name in ("value-type", "value", "date-value", "boolean-value")
)
_PARAGRAPHS = frozenset(_NAMESPACE % ("text", name) for name in ("p", "h"))
_SPAN, _TEXT_STYLE = (_NAMESPACE % ("text", name) for name in ("span", "style-name"))
_LINED = tuple(_NAMESPACE % ("style", f"text-line-through-{name}") for name in ("style", "type"))
_SPACE, _SPACES, _TAB, _BREAK = (_NAMESPACE % ("text", name) for name in ("s", "c", "tab", "line-break"))
_NOT_IN_CELL = frozenset((_NAMESPACE % ("office", "annotation"), _NAMESPACE % ("table", "detective"), _TABLE))
_NUMBERS = frozenset(("float", "percentage", "currency"))
_LAST_COLUMN = 16_384


def read_ods(data: bytes) -> list[Sheet]:
    """The sheets of an .ods, in order; tables inside cells and the change history are left out."""
    package = Package(data)
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refused("password", "encrypted")
    styles = package.read("styles.xml")
    return _sheets(parse(package.read("content.xml")), parse(styles) if styles else None)


def read_fods(data: bytes) -> list[Sheet]:
    """The sheets of a flat .fods: contents and styles in one XML."""
    root = parse(data)
    return _sheets(root, root)


def _sheets(root: etree._Element, styles: etree._Element | None) -> list[Sheet]:
    body = root.find(_NAMESPACE % ("office", "body"))
    tables = body.iterfind(f"{_NAMESPACE % ('office', 'spreadsheet')}/{_TABLE}") if body is not None else ()
    hidden = _hidden_styles(root)
    pages = page_asides(root, styles)
    _take_strikes(root)
    try:
        found = []
        for table in tables:
            style = str(table.get(_STYLE_NAME))
            found.append(_sheet(table, style in hidden))
            found[-1].beside = [*pages.get(style, ()), *sheet_asides(table)]
        return found
    except ValueError as error:  # a malformed number
        raise Refused("damaged") from error


def _take_strikes(root: etree._Element) -> None:
    """Mark, in place, the cells that are wholly struck through, and take struck parts out of the texts of others."""
    struck = {
        style
        for style, properties in _styles(root, "text-properties")
        if {properties.get(name, "none") for name in _LINED} != {"none"}
    }
    if not struck:  # nearly always
        return
    for cell in root.iter(_CELL):
        paragraphs = [each for each in cell if each.tag in _PARAGRAPHS]
        spans = [span for each in paragraphs for span in each.iter(_SPAN) if str(span.get(_TEXT_STYLE)) in struck]
        whole, taken = taken_out(paragraphs, spans)
        if whole or str(cell.get(_STYLE_NAME)) in struck:
            cell.set(STRUCK, "1")
        elif taken:
            cell.set(TAKEN, taken)


def _hidden_styles(root: etree._Element) -> set[str]:
    """Names of the styles that hide their sheet."""
    return {style for style, properties in _styles(root, "table-properties") if properties.get(_DISPLAY) == "false"}


def _styles(root: etree._Element, kind: str) -> Iterator[tuple[str, etree._Element]]:
    """The names of the document's own styles, with their properties of that kind."""
    for style in root.iterfind(f"{_NAMESPACE % ('office', 'automatic-styles')}/{_NAMESPACE % ('style', 'style')}"):
        for properties in style.iterfind(_NAMESPACE % ("style", kind)):
            yield str(style.get(_NAMESPACE % ("style", "name"))), properties


def _sheet(table: etree._Element, hidden: bool) -> Sheet:
    grid = Grid()
    hidden_rows: list[int] = []
    for first, count, row in _runs(table, _ROW, "rows"):
        copies = range(first, first + (count if _row(grid, first, row) else 1))
        check_cells(len(copies) * max(grid.cells.get(first, (0,))))
        for copy in copies[1:]:
            grid.cells[copy] = grid.cells[first]
        hidden_rows.extend(copies if row.get(_VISIBILITY, "visible") != "visible" else ())
    made = grid.sheet(table.get(_NAMESPACE % ("table", "name")) or "", hidden_rows, _hidden_columns(table))
    made.hidden = hidden
    return made


def _hidden_columns(table: etree._Element) -> list[int]:
    runs = _runs(table, _COLUMN, "columns")
    hidden = (
        range(first, min(first + count, _LAST_COLUMN))
        for first, count, column in runs
        if column.get(_VISIBILITY, "visible") != "visible"
    )
    return [column for run in hidden for column in run]


def _runs(parent: etree._Element, tag: str, repeated: str) -> Iterator[tuple[int, int, etree._Element]]:
    """Rows or columns, also those inside groups and headers: index of the first, number of repetitions, element."""
    place = 0
    for element in parent.iter(tag):
        if next(element.iterancestors(_TABLE), None) is not parent:
            continue  # belongs to a table inside a cell
        count = int(element.get(_REPEATED[repeated]) or 1)
        yield place, count, element
        place += count


def _row(grid: Grid, row: int, element: etree._Element) -> bool:
    """Put the cells of one row into the grid; returns whether it has any."""
    column = 0
    for cell in element.iterchildren(_CELL, _COVERED):
        count = int(cell.get(_REPEATED["columns"]) or 1)
        text = _text(cell)
        for each in range(column, min(column + count, _LAST_COLUMN) if text else column):
            grid.put(row, each, text)
        if text:
            grid.strike(row, column, cell.get(STRUCK) is not None, cell.get(TAKEN, ""))
        down, across = int(cell.get(_DOWN) or 1), int(cell.get(_ACROSS) or 1)
        if down > 1 or across > 1:
            grid.put(row, column, "", down - 1, across - 1)
        column += count
    return row in grid.cells


def _text(cell: etree._Element) -> str:
    """Numbers and dates by their stored values, anything else as displayed; "" for cells covered by a merged one."""
    if cell.tag == _COVERED:
        return ""
    kind = cell.get(_TYPE)
    if kind in _NUMBERS and cell.get(_VALUE):
        return cell_text(float(cell.get(_VALUE, "")))
    if kind == "date" and cell.get(_DATE):
        return str(cell.get(_DATE)).replace("T00:00:00", "").replace("T", " ")
    if kind == "boolean":
        return str(cell.get(_BOOLEAN)).upper()
    return clean("\n".join(_shown(paragraph) for paragraph in cell if paragraph.tag in _PARAGRAPHS))


def _shown(element: etree._Element) -> str:
    if element.tag in _NOT_IN_CELL:
        return ""
    if element.tag == _SPACE:
        return " " * min(int(element.get(_SPACES) or 1), 100)
    if element.tag in (_TAB, _BREAK):
        return "\t" if element.tag == _TAB else "\n"
    return (element.text or "") + "".join(_shown(child) + (child.tail or "") for child in element)
