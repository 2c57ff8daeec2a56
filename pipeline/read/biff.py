"""What calamine does not tell of an .xls (BIFF5 and BIFF8): whether it is locked, how far its cells reach, what is
hidden, which cells hold errors.

Records are two bytes of type, two of length, then the payload ([MS-XLS] 2.1.4); every sheet begins with a BOF record.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from struct import unpack_from
from typing import TYPE_CHECKING

from pipeline.read.traits import Traits

if TYPE_CHECKING:
    from olefile import OleFileIO

_BOF, _EOF, _FILEPASS, _CODEPAGE, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x42, 0x85
_COLINFO, _ROW, _BOOLERR, _FORMULA = 0x7D, 0x208, 0x205, 0x06
_FILLED = frozenset(
    (0x06, 0xFD, 0x203, 0x204, 0x205, 0x27E, 0xBD, 0xD6)
)  # one cell or a run of numbers; blanks do not count
_RUN_OF_NUMBERS = 0xBD
_ROW_HIDDEN, _COLUMN_HIDDEN, _LAST_COLUMN, _ERROR_RESULT = 0x20, 0x01, 255, 2
_LOCK_WITHIN = 12  # records: FILEPASS follows the BOF of the workbook, at most a few records later
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
    """Whether an .xls asks for a password before it shows anything."""
    head = islice(_records(_workbook(ole), 0), _LOCK_WITHIN)
    return any(kind == _FILEPASS for kind, _, _ in head)


def stream_of(data: bytes) -> bytes:
    """The records of the workbook, out of its compound file."""
    import olefile  # slow to import, and few files are OLE

    with olefile.OleFileIO(BytesIO(data)) as ole:
        return _workbook(ole)


def code_page(stream: bytes) -> tuple[int, int]:
    """The version of BIFF (0x500, 0x600) and the code page, 0 where none is named."""
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
    """One entry for each sheet, in the order of the workbook."""
    return [_traits(stream, offset) for offset in _sheet_offsets(stream)]


def _workbook(ole: OleFileIO) -> bytes:
    return bytes(ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read())


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


def _traits(stream: bytes, offset: int) -> Traits:
    traits = Traits()
    depth = 0
    for kind, start, length in _records(stream, offset):
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            break
        if depth > 1:
            continue  # a chart inside the sheet
        if kind in _FILLED:
            _cell(traits, stream, kind, start, length)
        elif kind == _ROW and stream[start + 12] & _ROW_HIDDEN:
            traits.hidden_rows.add(unpack_from("<H", stream, start)[0])
        elif kind == _COLINFO and stream[start + 8] & _COLUMN_HIDDEN:
            first, last = unpack_from("<HH", stream, start)
            traits.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))
    return traits


def _cell(traits: Traits, stream: bytes, kind: int, start: int, length: int) -> None:
    row, column = unpack_from("<HH", stream, start)
    last = unpack_from("<H", stream, start + length - 2)[0] if kind == _RUN_OF_NUMBERS else column
    traits.reach(row, last)
    if kind == _BOOLERR and stream[start + 7]:
        traits.errors[row, column] = ERRORS.get(stream[start + 6], "")
    elif kind == _FORMULA and stream[start + 6] == _ERROR_RESULT and stream[start + 12 : start + 14] == b"\xff\xff":
        traits.errors[row, column] = ERRORS.get(stream[start + 8], "")
