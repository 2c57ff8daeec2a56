"""What calamine does not report about an .xlsb: merged ranges, hidden rows and columns, errors, how far cells reach.

A record is a type and a length, both in seven bits per byte, then the payload ([MS-XLSB] 2.1.4).
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as StructError  # noqa: N812 - the name `error` alone says too little
from struct import unpack_from

from pipeline.read.biff import ERRORS
from pipeline.read.far import Place, extent_of
from pipeline.read.limits import Refused
from pipeline.read.package import Package
from pipeline.read.traits import Traits

_ROW, _BLANK, _LAST_CELL, _COLUMN, _SHEET, _MERGE = 0, 1, 11, 60, 156, 176
_FORMULA_TEXT = 8
_ERROR_CELLS = (3, 11)  # BrtCellError, BrtFmlaError
_ROW_HIDDEN, _COLUMN_HIDDEN, _COLUMNS = 0x10, 0x01, 16_384


def traits_of(package: Package) -> list[tuple[str, Traits]]:
    """For each sheet, in workbook order: its member in the package, and its traits."""
    workbook = package.find("workbook.bin")
    targets = package.relations(workbook)
    try:
        sheets = [payload for kind, payload, _ in _records(package.read(workbook)) if kind == _SHEET]
        parts = [targets.get(_relation(payload), "") for payload in sheets]
        return [(part, _traits(package.read(part))) for part in parts]
    except (IndexError, StructError, UnicodeDecodeError) as error:  # a record shorter than its contents
        raise Refused("damaged") from error


def without_strays(part: bytes, traits: Traits) -> bytes:
    """The records of a vast sheet without its strays (noted in `traits`) and formulas that show nothing."""
    extent = extent_of({place for place, shown, _ in _cells(part) if shown})
    traits.strays = extent.strays
    traits.errors = {place: error for place, error in traits.errors.items() if extent.holds(*place)}
    far = {span.start for place, shown, span in _cells(part) if not (shown and extent.holds(*place))}
    return b"".join(part[span] for _, _, span in _records(part) if span.start not in far)


def _cells(part: bytes) -> Iterator[tuple[Place, bool, slice]]:
    """Every cell with content: its place, whether it shows anything, and the bytes of its record."""
    row = 0
    for kind, payload, span in _records(part):
        if kind == _ROW:
            (row,) = unpack_from("<I", payload, 0)
        elif _BLANK < kind <= _LAST_CELL:
            (column,) = unpack_from("<I", payload, 0)
            yield (row, column), kind != _FORMULA_TEXT or payload[8:12] != bytes(4), span


def _relation(payload: bytes) -> str:
    """BrtBundleSh: state, number, then the relation's id as counted UTF-16."""
    (length,) = unpack_from("<I", payload, 8)
    return payload[12 : 12 + 2 * length].decode("utf-16-le")


def _records(part: bytes) -> Iterator[tuple[int, bytes, slice]]:
    """Type, payload and full extent of each record."""
    offset = 0
    while offset < len(part):
        start = offset
        kind = part[offset]
        offset += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[offset] & 0x7F) << 7
            offset += 1
        length = shift = 0
        while True:
            byte = part[offset]
            offset += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:
                break
        payload = part[offset : offset + length]
        offset += length
        yield kind, payload, slice(start, offset)


def _traits(part: bytes) -> Traits:
    traits = Traits()
    row = 0
    for kind, payload, _ in _records(part):
        if kind == _ROW:
            (row,) = unpack_from("<I", payload, 0)
            if payload[11] & _ROW_HIDDEN:
                traits.hidden_rows.add(row)
        elif _BLANK < kind <= _LAST_CELL:
            (column,) = unpack_from("<I", payload, 0)
            traits.reach(row, column)
            if kind in _ERROR_CELLS:
                traits.errors[row, column] = ERRORS.get(payload[8], "")
        elif kind == _COLUMN and payload[16] & _COLUMN_HIDDEN:
            first, last = unpack_from("<II", payload, 0)
            traits.hidden_columns.update(range(first, min(last + 1, _COLUMNS)))
        elif kind == _MERGE:
            top, bottom, left, right = unpack_from("<IIII", payload, 0)
            traits.merges.append((top, left, bottom, right))
    return traits
