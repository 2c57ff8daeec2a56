"""SpreadsheetML (XML 2003) files, named .xls or .xml. Rows and cells may carry explicit indexes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.documents import Aside, AsidePlace, Sheet
from pipeline.read.grid import Grid
from pipeline.read.limits import Refused
from pipeline.read.xmltree import parse
from pipeline.text.clean import cell_text, clean
from pipeline.text.pages import page_text

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_LAST_COLUMN = 16_384


def read_xml2003(data: bytes) -> list[Sheet]:
    """The worksheets, in workbook order."""
    try:
        return [_sheet(worksheet) for worksheet in parse(data).iter(f"{_S}Worksheet")]
    except ValueError as error:  # a malformed number
        raise Refused("damaged") from error


def _sheet(worksheet: etree._Element) -> Sheet:
    grid = Grid()
    hidden: list[int] = []
    number = -1
    for row in worksheet.iterfind(f"{_S}Table/{_S}Row"):
        number = _number(row, "Index", number + 2) - 1
        span = _number(row, "Span", 0)
        if row.get(f"{_S}Hidden") == "1":
            hidden.extend(range(number, number + min(span, _LAST_COLUMN) + 1))
        _row(grid, number, row)
        number += span
    made = grid.sheet(worksheet.get(f"{_S}Name", ""), hidden, _hidden_columns(worksheet))
    made.hidden = worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible", "SheetVisible") != "SheetVisible"
    made.beside = list(_asides(worksheet))
    return made


def _asides(worksheet: etree._Element) -> Iterator[Aside]:
    """Page header and footer, and comments."""
    for name, place in (("Header", AsidePlace.HEADER), ("Footer", AsidePlace.FOOTER)):
        part = worksheet.find(f"{_X}WorksheetOptions/{_X}PageSetup/{_X}{name}")
        if part is not None and (text := page_text(part.get(f"{_X}Data", ""))):
            yield Aside(place, "", text)
    for data in worksheet.iterfind(f"{_S}Table/{_S}Row/{_S}Cell/{_S}Comment/{_S}Data"):
        yield Aside(AsidePlace.COMMENT, "", clean("".join(data.itertext())))


def _hidden_columns(worksheet: etree._Element) -> list[int]:
    hidden: list[int] = []
    number = -1
    for column in worksheet.iterfind(f"{_S}Table/{_S}Column"):
        number = _number(column, "Index", number + 2) - 1
        last = min(number + _number(column, "Span", 0), _LAST_COLUMN)
        hidden.extend(range(number, last + 1) if column.get(f"{_S}Hidden") == "1" else ())
        number = last
    return hidden


def _row(grid: Grid, number: int, row: etree._Element) -> None:
    column = -1
    for cell in row.iterfind(f"{_S}Cell"):
        column = _number(cell, "Index", column + 2) - 1
        down, across = _number(cell, "MergeDown", 0), _number(cell, "MergeAcross", 0)
        grid.put(number, column, _text(cell.find(f"{_S}Data")), down, across)
        column += across


def _number(element: etree._Element, name: str, default: int) -> int:
    return int(element.get(_S + name) or default)


def _text(data: etree._Element | None) -> str:
    if data is None:
        return ""
    text = "".join(data.itertext())
    kind = data.get(f"{_S}Type")
    if kind == "Number":
        return cell_text(float(text))
    if kind == "Boolean":
        return cell_text(text.strip() == "1")
    if kind == "DateTime":
        return text.removesuffix(".000").replace("T00:00:00", "").replace("T", " ")
    return clean(text)
