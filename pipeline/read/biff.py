"""What calamine does not report about an .xls (BIFF5 and BIFF8): whether it is locked, how far its cells reach, what is
hidden, and which cells hold errors.

Records are two bytes of type, two of length, then the payload ([MS-XLS] 2.1.4); every sheet begins with a BOF record.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from struct import pack_into, unpack_from
from typing import TYPE_CHECKING

from pipeline.read.biff_asides import ASIDES, read_asides
from pipeline.read.far import Place, extent_of
from pipeline.read.traits import Traits

if TYPE_CHECKING:
    from olefile import OleFileIO

_BOF, _EOF, _FILEPASS, _CODEPAGE, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x42, 0x85
_COLINFO, _ROW, _BOOLERR, _FORMULA, _FORMULA_TEXT, _BLANK = 0x7D, 0x208, 0x205, 0x06, 0x207, 0x201
_FILLED = frozenset(
    (0x06, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xD6)
)  # record types of one cell or a run of numbers, not of blank cells
_RUN_OF_NUMBERS = 0xBD
_ROW_HIDDEN, _COLUMN_HIDDEN, _LAST_COLUMN, _ERROR_RESULT, _NO_TEXT_RESULT = 0x20, 0x01, 255, 2, 3
_LOCK_WITHIN = 12  # records; FILEPASS comes at most a few records after the workbook's BOF
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#N/A",
}


def is_locked(ole: OleFileIO) -> bool:
    """Whether an .xls needs a password to be opened."""
    head = islice(_records(_workbook(ole), 0), _LOCK_WITHIN)
    return any(kind == _FILEPASS for kind, _, _ in head)


def stream_of(data: bytes) -> bytes:
    """The workbook's record stream, taken out of its compound file."""
    import olefile  # slow to import, and few files are OLE

    with olefile.OleFileIO(BytesIO(data)) as ole:
        return _workbook(ole)


def code_page(stream: bytes) -> tuple[int, int]:
    """The BIFF version (0x500, 0x600) and the code page; 0 where the file does not give it."""
    version = page = 0
    for kind, start, _ in _records(stream, 0):
        if kind == _BOF and not version:
            (version,) = unpack_from("<H", stream, start)
        elif kind == _CODEPAGE:
            (page,) = unpack_from("<H", stream, start)
        elif kind in (_BOUNDSHEET, _EOF):
            break
    return version, page


def traits_of(stream: bytes) -> list[Traits]:
    """The traits of each sheet, in workbook order."""
    return [_traits(stream, offset) for offset in _sheet_offsets(stream)]


def without_strays(stream: bytes, traits: list[Traits]) -> bytes:
    """The records with strays, and formulas that show nothing, made blank in vast sheets; strays go to `traits`."""
    cleared = bytearray(stream)
    for offset, trait in zip(_sheet_offsets(stream), traits, strict=True):
        if trait.vast:
            extent = extent_of({place for place, shown, _ in _cells(stream, offset) if shown})
            trait.strays = extent.strays
            trait.errors = {place: error for place, error in trait.errors.items() if extent.holds(*place)}
            for place, shown, start in _cells(stream, offset):
                if not (shown and extent.holds(*place)):
                    pack_into("<H", cleared, start - 4, _BLANK)
    return bytes(cleared)


def with_stream(data: bytes, stream: bytes) -> bytes:
    """The compound file with its workbook stream replaced by `stream`, which must be as long as the old one."""
    import olefile

    file = BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        ole.write_stream(_stream_name(ole), stream)
        return file.getvalue()


def _workbook(ole: OleFileIO) -> bytes:
    return bytes(ole.openstream(_stream_name(ole)).read())


def _stream_name(ole: OleFileIO) -> str:
    return "Workbook" if ole.exists("Workbook") else "Book"


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    """Type, start and length of the payload of each record."""
    while offset + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, offset)
        if offset + 4 + length > len(stream):
            return
        yield kind, offset + 4, length
        offset += 4 + length


def _sheet_offsets(stream: bytes) -> list[int]:
    offsets = []
    for kind, start, _ in _records(stream, 0):
        if kind == _BOUNDSHEET:
            offsets.append(unpack_from("<I", stream, start)[0])
        elif kind == _EOF:
            break
    return offsets


def _records_of_sheet(stream: bytes, offset: int) -> Iterator[tuple[int, int, int]]:
    depth = 0
    for kind, start, length in _records(stream, offset):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
        if depth == 1:  # deeper records belong to a chart embedded in the sheet
            yield kind, start, length


def _cells(stream: bytes, offset: int) -> Iterator[tuple[Place, bool, int]]:
    """Every cell of a sheet: its place, whether it shows anything, and where its payload begins.

    A formula's text result is a separate record after the formula, and is given as a further entry for its cell."""
    place = (0, 0)
    for kind, start, length in _records_of_sheet(stream, offset):
        if kind in _FILLED:
            place = _place(stream, kind, start, length)
            yield place, kind != _FORMULA or _result(stream, start) != _NO_TEXT_RESULT, start
        elif kind == _FORMULA_TEXT:
            yield place, True, start


def _traits(stream: bytes, offset: int) -> Traits:
    traits = Traits()
    asides: list[tuple[int, bytes]] = []
    for kind, start, length in _records_of_sheet(stream, offset):
        if kind in _FILLED:
            _cell(traits, stream, kind, start, length)
        elif kind == _ROW and stream[start + 12] & _ROW_HIDDEN:
            traits.hidden_rows.add(unpack_from("<H", stream, start)[0])
        elif kind == _COLINFO and stream[start + 8] & _COLUMN_HIDDEN:
            first, last = unpack_from("<HH", stream, start)
            traits.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
        elif kind in ASIDES and length:
            asides.append((kind, stream[start : start + length]))
    traits.beside = read_asides(asides) if asides else []
    return traits


def _cell(traits: Traits, stream: bytes, kind: int, start: int, length: int) -> None:
    place = _place(stream, kind, start, length)
    traits.reach(*place)
    if kind == _BOOLERR and stream[start + 7]:
        traits.errors[place] = ERRORS.get(stream[start + 6], "")
    elif kind == _FORMULA and _result(stream, start) == _ERROR_RESULT:
        traits.errors[place] = ERRORS.get(stream[start + 8], "")


def _place(stream: bytes, kind: int, start: int, length: int) -> Place:
    """Row and column of a cell, or of the last cell in a run of numbers."""
    row, column = unpack_from("<HH", stream, start)
    return row, unpack_from("<H", stream, start + length - 2)[0] if kind == _RUN_OF_NUMBERS else column


def _result(stream: bytes, start: int) -> int:
    """The type code of a formula's non-numeric result ([MS-XLS] 2.5.133); -1 for a number."""
    return stream[start + 6] if stream[start + 12 : start + 14] == b"\xff\xff" else -1
