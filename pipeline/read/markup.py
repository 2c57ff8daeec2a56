"""HTML pages named .xls, as web systems export lists; every table becomes a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from lxml import etree, html

from pipeline.model.documents import Sheet
from pipeline.read.decode import decode
from pipeline.read.limits import Refused
from pipeline.read.spans import SpanGrid
from pipeline.read.strikes import taken_out
from pipeline.text.clean import cell_text, clean
from pipeline.text.patterns import pattern
from schemas.documents import documents_file

_BLOCKS = frozenset(
    ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "td", "th", "tr", "table")
)
_UNSEEN = frozenset(("script", "style", "head", "title", "xml"))
_DECLARATION = pattern(r"\s*<\?xml[^>]*>?")  # the closing question mark may be missing
_STRUCK = frozenset(("s", "strike", "del"))
_LINE_THROUGH = pattern(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_NOT_SHOWN = pattern(r"display\s*:\s*none", re.IGNORECASE)
_WHITE = pattern(r"[ \t\r\n]+")
_EDGE = "\r"  # marks the edge of a block; adjacent edges, and a line break before them, make one line end
_EDGES = pattern(r" *\n?\r[ \r]*")
_LONG = 100  # digits; longer is no real number, and Python refuses to convert thousands of digits
_MOST_COLUMNS = 1_000  # the HTML standard's own limit on colspan


def read_html(data: bytes, name: str) -> list[Sheet]:
    """A sheet for each table, named 表1, 表2, …, or by the file's stem if there is only one. A nested table follows the
    table that contains it."""
    text = decode(data)
    if text is None:
        raise Refused("encoding")
    return read_pages([text], name)


def read_pages(texts: Sequence[str], name: str) -> list[Sheet]:
    """The same of several pages, whose tables are counted through."""
    sheets: list[Sheet] = []
    for text in texts:
        root = html.document_fromstring(_DECLARATION.sub("", text, count=1))
        sheets += _sheets(root, len(sheets))
    if len(sheets) == 1:
        sheets[0].name = PurePosixPath(name).stem
    return sheets


def _sheets(root: etree._Element, number: int) -> Iterator[Sheet]:
    """The tables in page order, `number` others before them. An outer table gets the text since the previous table as
    its `above`."""
    said: list[str] = []
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag == "table":
            depth += 1 if event == "start" else -1
            if event == "start":
                number += 1
                name = documents_file().sheets.table.format(number=number)
                yield _sheet(name, element, _lines("".join(said)) if depth == 1 else [])
                said = []
        if depth == 0 and element.tag not in _UNSEEN:
            said.append("\n" if element.tag in _BLOCKS else "")
            said.append((element.text if event == "start" and element.tag != "table" else "") or "")
        if event == "end" and depth == 0:
            said.append(element.tail or "")


def _lines(text: str) -> list[str]:
    return [line for line in map(clean, text.split("\n")) if line]


def _sheet(name: str, table: etree._Element, above: list[str]) -> Sheet:
    grid = SpanGrid()
    hidden = []
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    for number, row in enumerate(rows):
        if _is_hidden(row):
            hidden.append(number)
        _row(grid, number, row, len(rows))
    made = grid.sheet(name, hidden, _hidden_columns(table))
    made.above = above
    return made


def _row(grid: SpanGrid, number: int, row: etree._Element, height: int) -> None:
    column = 0
    for cell in row.iterchildren("td", "th"):
        column = grid.next_free(number, column)
        down = _count(cell, "rowspan", height - number) or height - number  # rowspan="0" means down to the last row
        across = _count(cell, "colspan", _MOST_COLUMNS) or 1
        grid.strike(number, column, *_strike(cell))
        column = grid.span(number, column, _cell(cell), min(down, height - number) - 1, across - 1)


def _strike(cell: etree._Element) -> tuple[bool, str]:
    """Whether all of a cell is struck through; else the struck part of its text, which is taken out in place."""
    if any(_is_struck(element) for element in (cell, cell.getparent()) if element is not None):
        return True, ""
    out: list[etree._Element] = []
    for element in cell.iterdescendants():
        if _is_struck(element) and not (out and out[-1] in element.iterancestors()):
            out.append(element)
    return taken_out([cell], out) if out else (False, "")


def _is_struck(element: etree._Element) -> bool:
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(element.get("style") or ""))


def _count(cell: etree._Element, name: str, most: int) -> int:
    text = (cell.get(name) or "1").strip()
    return min(int(text), most) if text.isdecimal() and len(text) < _LONG else 1


def _is_hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or bool(_NOT_SHOWN.search(element.get("style") or ""))


def _hidden_columns(table: etree._Element) -> list[int]:
    hidden: list[int] = []
    column = 0
    for element in table.iter("col"):
        count = _count(element, "span", _MOST_COLUMNS)
        hidden.extend(range(column, column + count) if _is_hidden(element) else ())
        column += count
    return hidden


def _cell(cell: etree._Element) -> str:
    """The text of a cell, or the exact number where Excel kept one (x:num) behind the rounded text."""
    try:
        return cell_text(float(cell.get("x:num") or ""))
    except ValueError:
        return clean(_EDGES.sub("\n", _shown(cell)))


def _shown(element: etree._Element) -> str:
    parts = [_WHITE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN and child.tag != "table":
            edge = _EDGE if child.tag in _BLOCKS else ""
            parts += (edge, _shown(child), edge)
        parts.append(_WHITE.sub(" ", child.tail or ""))
    return "".join(parts)
