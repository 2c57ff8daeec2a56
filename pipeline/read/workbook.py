"""Read workbooks (xlsx, xlsm, xls, xlsb, and WPS .et in one of these formats) with calamine, and add what it omits.

Always read from memory: given a path, calamine trusts the extension. Positions are kept: a table that starts at B7
begins at rows[6][1].
"""

from __future__ import annotations

from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

import python_calamine as calamine

from pipeline.model.documents import Aside, Sheet
from pipeline.read import sheetxml
from pipeline.read.grid import check_cells, check_count, make_sheet
from pipeline.read.limits import Refused
from pipeline.read.package import Package
from pipeline.read.traits import Traits
from pipeline.text.clean import cells_text
from pipeline.wall import of_library
from schemas.vocabularies import remarks_file

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, SheetMetadata

_STRUCK = b"strike"
_FEW = 2  # cells that hold a line
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_VISIBLE, _WORKSHEET = calamine.SheetVisibleEnum.Visible, calamine.SheetTypeEnum.WorkSheet


def read_xlsx(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsx or .xlsm."""
    package = Package(data)
    parts = {name: package.read(name) for name in package.names if _holds_cells(name.lower())}
    traits = {name: sheetxml.traits_of(part) for name, part in parts.items()}
    holds = any(map(_holds_asides, package.names))
    for name, trait in traits.items():
        trait.check()
        trait.beside = _asides(package, name, parts[name], holds)
    mended = _without_strikes(package, parts, traits)
    near = {name: sheetxml.without_strays(parts[name], trait) for name, trait in traits.items() if trait.vast}
    if mended or near:
        data = package.replaced(mended | near)
    if any(part.startswith(_UTF16) for part in parts.values()):
        return _second(data)  # calamine would read them as empty
    try:
        sheets = _sheets(
            data, [traits.get(part) or Traits() for part in package.sheets()] if any(traits.values()) else None
        )
    except (calamine.CalamineError, OSError):
        return _second(data)
    if not any(sheet.rows for sheet in sheets) and not set(package.sheets()) <= set(package.names):
        raise Refused("damaged")  # calamine reads a missing sheet as empty
    _with_colours(package, parts, sheets)
    return sheets


def _asides(package: Package, member: str, part: bytes, holds: bool) -> list[Aside]:
    """What stands on a sheet outside its cells; the reader of that is loaded where there may be something: in the part,
    or in what the package `holds`."""
    if b"eaderFooter" not in part and not holds:
        return []
    from pipeline.read.asides import asides_of

    return of_library(lambda: asides_of(package, member, part), [])  # a damaged drawing costs nobody his place


def _holds_asides(name: str) -> bool:
    return "drawings/" in name or "comments" in name


def _without_strikes(package: Package, parts: dict[str, bytes], traits: dict[str, Traits]) -> dict[str, bytes]:
    """The parts from which texts were taken out that are struck through; all that is goes into the traits."""
    styles = package.read(package.find("styles.xml"))
    if _STRUCK not in styles and not any(_STRUCK in part for part in parts.values()):
        return {}
    from pipeline.read.strikes import take_strikes  # lxml is slow to import, and few workbooks have any

    shared = next((name for name in parts if "sharedstrings" in name.lower()), "")
    return {name: parts[name] for name in take_strikes(styles, parts, traits, shared)}


def _with_colours(package: Package, parts: dict[str, bytes], sheets: list[Sheet]) -> None:
    """Note the colours of cells, in place, in each sheet of which a line speaks of one."""
    members = package.sheets() if any(map(_speaks_of_colours, sheets)) else []
    if len(members) != len(sheets):  # nearly always; else where charts have sheets of their own
        return
    from pipeline.read.colours import colours_of  # as with strikes

    styles = package.read(package.find("styles.xml"))
    for sheet, member in zip(sheets, members, strict=True):
        if _speaks_of_colours(sheet):
            sheet.coloured = of_library(partial(colours_of, styles, parts.get(member, b"")), {})


def _speaks_of_colours(sheet: Sheet) -> bool:
    """Whether a word for a colour stands in a line of the sheet, which is a row with little in it."""
    lines = ("".join(row) for row in sheet.rows if len(row) - row.count("") <= _FEW)
    return any(word in line for line in lines if line for word in _words_for_colours())


@cache
def _words_for_colours() -> tuple[str, ...]:
    return tuple(word for colour in remarks_file().coloured.colours.values() for word in colour.words)


def _second(data: bytes) -> list[Sheet]:
    from pipeline.read import second  # openpyxl is slow to import

    return second.read_xlsx(data)


def _holds_cells(name: str) -> bool:
    return "worksheets/" in name or "sharedstrings" in name


def read_xlsb(data: bytes) -> list[Sheet]:
    """The sheets of an .xlsb."""
    from pipeline.read import xlsb

    package = Package(data)
    traits = xlsb.traits_of(package)
    holds = any(map(_holds_asides, package.names))
    for part, trait in traits:
        trait.beside = _asides(package, part, b"", holds)
    near = {part: xlsb.without_strays(package.read(part), trait) for part, trait in traits if trait.vast}
    return _checked(package.replaced(near) if near else data, "", [trait for _, trait in traits])


def read_xls(data: bytes) -> list[Sheet]:
    """The sheets of an .xls, BIFF5 or BIFF8."""
    from pipeline.read import biff, codepages

    stream = biff.stream_of(data)
    traits = biff.traits_of(stream)
    if any(trait.vast for trait in traits):
        stream = biff.without_strays(stream, traits)
        data = biff.with_stream(data, stream)
    return _checked(*codepages.settle(data, stream), traits)


def _checked(data: bytes, encoding: str, traits: list[Traits]) -> list[Sheet]:
    for trait in traits:
        trait.check()
    try:
        return _sheets(data, traits, encoding)
    except (calamine.CalamineError, OSError) as error:
        raise Refused("damaged") from error


def _sheets(data: bytes, traits: list[Traits] | None, encoding: str = "") -> list[Sheet]:
    """`traits`: one entry per sheet in workbook order, None if no sheet has any. `encoding`: from codepages.settle."""
    workbook = calamine.load_workbook(BytesIO(data))
    metadata = workbook.sheets_metadata
    check_count(sum(about.typ == _WORKSHEET for about in metadata))  # before thousands are read for nothing
    known = traits is None or len(traits) == len(metadata)
    every = traits if traits and known else [Traits()] * len(metadata)
    return [
        _sheet(workbook.get_sheet_by_name(about.name), about, trait, known, encoding)
        for about, trait in zip(metadata, every, strict=True)
        if about.typ == _WORKSHEET
    ]


def _sheet(sheet: CalamineSheet, about: SheetMetadata, traits: Traits, known: bool, encoding: str) -> Sheet:
    rows = _rows(sheet, encoding)
    for (row, column), error in traits.errors.items():
        _put(rows, row, column, error)
    merges = [
        (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ] or traits.merges
    [[name]] = _reread([[about.name]], encoding)
    made = make_sheet(
        name,
        rows,
        merges,
        traits.hidden_rows,
        traits.hidden_columns,
    )
    made.struck, made.taken_out = frozenset(traits.struck), traits.taken_out
    made.hidden, made.knows_hidden, made.strays = about.visible != _VISIBLE, known, traits.strays + made.strays
    made.beside = traits.beside
    return made


def _rows(sheet: CalamineSheet, encoding: str) -> list[list[str]]:
    """Every cell as text, at its true position, without trailing empty rows."""
    if sheet.start is None:
        return []
    top, left = sheet.start
    check_cells(top + sheet.height * (left + sheet.width))
    indent = [""] * left
    rows = [indent + row if left else row for row in cells_text(_reread(sheet.to_python(), encoding))]
    while rows and not any(rows[-1]):
        rows.pop()
    return [[] for _ in range(top)] + rows if rows else []


def _reread(rows: list[list[Any]], encoding: str) -> list[list[Any]]:
    """The values with their strings decoded again, where codepages.settle said so."""
    if not encoding:
        return rows
    from pipeline.read.codepages import reread

    return reread(rows, encoding)


def _put(rows: list[list[str]], row: int, column: int, text: str) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([""] * (column + 1 - len(rows[row])))
    rows[row][column] = text


READERS = {"xlsx": read_xlsx, "xlsb": read_xlsb, "xls": read_xls}
"""Reader by kind, for the formats that calamine supports."""
