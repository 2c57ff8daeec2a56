"""Word documents (.docx): every table becomes a sheet, on the columns of its own grid, with the paragraphs before it.
Where there is no table the paragraphs are a sheet: people may stand there one below the other, each with labels.

Parsed straight from word/document.xml, since python-docx takes a second for a table of some hundred rows. Row numbers
count from the start of the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lxml import etree

from pipeline.model.documents import Aside, AsidePlace, Sheet
from pipeline.read.grid import Grid
from pipeline.read.limits import Refused
from pipeline.read.package import Package
from pipeline.read.strikes import STRUCK, TAKEN, WORD, is_struck, taken_out
from pipeline.read.xmltree import parse
from pipeline.text.clean import clean
from pipeline.wall import of_library
from schemas.characters import characters_file
from schemas.documents import documents_file

_STRIKES, _VANISH = ("strike", "dstrike"), "vanish"
_HIDDEN = "hidden"  # a mark of our own, on rows all of whose text is
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT, _SYMBOL = (_W + name for name in ("p", "tbl", "tr", "tc", "t", "sym"))
_BREAKS = {_W + "br": "\n", _W + "cr": "\n", _W + "tab": "\t", _W + "noBreakHyphen": "-"}
_SKIPPED = frozenset((_FALLBACK, _W + "del", _W + "moveFrom", _W + "pPr", _W + "rPr", _W + "txbxContent"))
_OPENED = frozenset(_W + name for name in ("tr", "sdt", "sdtContent", "customXml", "ins", "moveTo"))
_ASIDES = {
    "word/header": AsidePlace.HEADER,
    "word/footer": AsidePlace.FOOTER,
    "word/footnotes": AsidePlace.FOOTNOTE,
    "word/endnotes": AsidePlace.FOOTNOTE,
    "word/comments.": AsidePlace.COMMENT,
}


class _Story:
    """Walks a document in reading order: paragraphs are collected until the next table takes them as its `above`."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._above: list[str] = []

    def read(self, parent: etree._Element) -> None:
        """Read paragraphs and tables below `parent`, including those in content controls, insertions and text boxes."""
        for child in parent:
            if child.tag == _TABLE:
                self._table(child)
            elif child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag not in _SKIPPED:
                self.read(child)

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = clean(_text(paragraph))
        if text:
            self._above.append(text)
        for box in paragraph.iter(_W + "txbxContent"):
            if next(box.iterancestors(_FALLBACK), None) is None:
                self.read(box)

    def _table(self, element: etree._Element) -> None:
        """Add the table, then those nested in its cells, each as a sheet with the text of its cell as `above`."""
        sheet = _sheet(documents_file().sheets.table.format(number=len(self.sheets) + 1), element)
        sheet.above, self._above = self._above, []
        self.sheets.append(sheet)
        for cell in _parts(element, _CELL):
            if next(cell.iter(_TABLE), None) is not None:
                self.read(cell)
                self._above = []

    def end(self) -> None:
        """Keep the text below the last table (usually the unit's seal) as the `above` of a sheet without rows. Without
        any table the text is a sheet itself, a line in each row, its parts between tabs in cells."""
        if self.sheets and self._above:
            self.sheets.append(
                Sheet(documents_file().sheets.below.format(number=len(self.sheets)), [], above=self._above)
            )
        elif self._above:
            grid = Grid()
            lines = (line for paragraph in self._above for line in paragraph.split("\n"))
            for row, line in enumerate(lines):
                for column, text in enumerate(line.split("\t")):
                    grid.put(row, column, text.strip())
            self.sheets.append(grid.sheet(documents_file().sheets.text))


def read_docx(data: bytes) -> list[Sheet]:
    """The tables of a .docx in order, named 表1, 表2, …; a nested table follows the table that contains it. The text
    below the last one comes as a sheet without rows, and that of a document without tables as a sheet by itself."""
    package = Package(data)
    names = package.relations("").values()
    part = package.read(next((name for name in names if name.startswith("word/document")), "word/document.xml"))
    body = parse(part.replace(_STRICT, _TRANSITIONAL)).find(_W + "body")
    if body is not None and (WORD in part.lower() or _VANISH.encode() in part):
        _take_strikes(body)
    story = _Story()
    if body is not None:
        story.read(body)
    story.end()
    if story.sheets:
        story.sheets[0].beside = list(_asides(package))
    return story.sheets


def _asides(package: Package) -> Iterator[Aside]:
    """Headers, footers, notes and comments, each in a member of its own. A damaged one costs nobody his place."""
    for name in package.names:
        place = next((place for begin, place in _ASIDES.items() if name.startswith(begin)), None)
        if place and name.endswith(".xml"):
            data = package.read(name).replace(_STRICT, _TRANSITIONAL)
            paragraphs: list[etree._Element] = of_library(partial(_paragraphs, data), [])
            if text := clean("\n".join(_text(paragraph) for paragraph in paragraphs)):
                yield Aside(place, "", text)


def _paragraphs(data: bytes) -> list[etree._Element]:
    return list(parse(data).iter(_PARAGRAPH))


def _take_strikes(body: etree._Element) -> None:
    """Mark, in place, the cells that are wholly struck through, and take struck parts out of the texts of others; so
    with hidden text, where not all of a row is hidden."""
    for row in body.iter(_ROW):
        runs = [run for run in row.iter(_W + "r") if (run.findtext(_W + "t") or "").strip()]
        if runs and all(is_struck(run.find(_W + "rPr"), _VANISH) for run in runs):
            row.set(_HIDDEN, "1")
    for cell in body.iter(_CELL):
        marks = _STRIKES if any(row.get(_HIDDEN) for row in cell.iterancestors(_ROW)) else (*_STRIKES, _VANISH)
        paragraphs = [paragraph for paragraph in cell.iter(_PARAGRAPH) if _owner(paragraph) is cell]
        runs = [run for paragraph in paragraphs for run in paragraph.iter(_W + "r")]
        out = [run for run in runs if is_struck(run.find(_W + "rPr"), *marks)]
        whole, taken = taken_out(paragraphs, out)
        if whole:
            cell.set(STRUCK, "1")
        elif taken:
            cell.set(TAKEN, taken)


def _sheet(name: str, element: etree._Element) -> Sheet:
    grid = Grid()
    merges: list[list[int]] = []
    hidden = []
    above: dict[int, list[int]] = {}
    rows = [row for row in _parts(element, _ROW) if row.find(f"{_W}trPr/{_W}del") is None]
    for number, row in enumerate(rows):
        if row.get(_HIDDEN) or row.find(f"{_W}trPr/{_W}hidden") is not None:
            hidden.append(number)
        above = _row(grid, merges, number, row, above)
    grid.merges = [(top, left, bottom, right) for top, left, bottom, right in merges]
    return grid.sheet(name, hidden)


def _row(
    grid: Grid, merges: list[list[int]], number: int, row: etree._Element, above: dict[int, list[int]]
) -> dict[int, list[int]]:
    """Put the cells of one row. `above` holds the vertical merges left open by the row above, by column; returns those
    still open after this row."""
    going_on = {}
    column = _number(row, "trPr", "gridBefore", 0)
    for cell in _parts(row, _CELL):
        across = max(_number(cell, "tcPr", "gridSpan", 1), 1)
        vertical = cell.find(f"{_W}tcPr/{_W}vMerge")
        merge = above.get(column)
        if vertical is not None and vertical.get(_W + "val", "continue") == "continue" and merge:
            merge[2] = number
        else:
            merge = [number, column, number, column + across - 1]
            merges.append(merge)
            grid.put(number, column, _cell_text(cell))
            grid.strike(number, column, cell.get(STRUCK) is not None, cell.get(TAKEN, ""))
        if vertical is not None:
            going_on[column] = merge
        column += across
    return going_on


def _parts(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Rows or cells of one table, also inside content controls and tracked insertions, but not of nested tables."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _OPENED:
            yield from _parts(child, tag)


def _number(element: etree._Element, properties: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    try:
        return int(found.get(_W + "val") or default) if found is not None else default
    except ValueError as error:
        raise Refused("damaged") from error


def _cell_text(cell: etree._Element) -> str:
    """The paragraphs of a cell, one per line, without those of a nested table."""
    paragraphs = (paragraph for paragraph in cell.iter(_PARAGRAPH) if _owner(paragraph) is cell)
    return clean("\n".join(_text(paragraph) for paragraph in paragraphs))


def _owner(paragraph: etree._Element) -> etree._Element | None:
    return next(paragraph.iterancestors(_CELL, _FALLBACK), None)


def _text(element: etree._Element) -> str:
    """The text of one paragraph, without text boxes, which have paragraphs of their own."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag == _SYMBOL:
        return _symbol(element.get(_W + "font", ""), element.get(_W + "char", ""))
    if element.tag in _BREAKS:
        return _BREAKS[element.tag]
    return "".join(_text(child) for child in element if child.tag not in _SKIPPED)


def _symbol(font: str, code: str) -> str:
    """A tick or box from a symbol font as the Unicode character that looks like it; other symbols are left out."""
    symbols = characters_file().symbols.get(font.lower().replace(" ", ""), {})
    return symbols.get(code.lower()[-2:], "")
