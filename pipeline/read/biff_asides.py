"""What stands on a sheet of an .xls outside its cells: page header and footer, text boxes, comments ([MS-XLS] 2.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from struct import error as StructError  # noqa: N812 - the name `error` alone says too little
from struct import unpack_from

from pipeline.model.documents import Aside, AsidePlace
from pipeline.text.addresses import address
from pipeline.text.charset import decode
from pipeline.text.clean import clean
from pipeline.text.pages import page_text

_HEADER, _FOOTER, _NOTE, _OBJECT, _TEXT, _CONTINUE = 0x14, 0x15, 0x1C, 0x5D, 0x1B6, 0x3C
ASIDES = frozenset((_HEADER, _FOOTER, _NOTE, _OBJECT, _TEXT, _CONTINUE))
"""Types of the records that matter here."""
_WIDE = 0x01
_IS_COMMENT = 0x19  # the type of the object that a comment's text stands in

Record = tuple[int, bytes]
"""Type and payload."""


def read_asides(records: Sequence[Record]) -> list[Aside]:
    """The asides that the records of one sheet hold; none of them where a record is shorter than its contents, since
    nothing there is worth refusing a workbook for."""
    try:
        return [aside for aside in _asides(records) if aside.text]
    except (StructError, IndexError):
        return []


def _asides(records: Sequence[Record]) -> Iterator[Aside]:
    notes = {unpack_from("<H", payload, 6)[0]: payload for kind, payload in records if kind == _NOTE}
    number = kind_of_object = 0
    before = 0
    for kind, payload in records:
        if kind in (_HEADER, _FOOTER):
            place = AsidePlace.HEADER if kind == _HEADER else AsidePlace.FOOTER
            yield Aside(place, "", page_text(_string(payload)))
        elif kind == _OBJECT:
            kind_of_object, number = unpack_from("<HH", payload, 4)
        elif kind == _CONTINUE and before == _TEXT:
            text = clean(_characters(payload[1:], payload[0]))
            if kind_of_object != _IS_COMMENT:
                yield Aside(AsidePlace.BOX, "", text)
            elif number in notes:
                yield Aside(AsidePlace.COMMENT, address(*unpack_from("<HH", notes[number])), text)
        before = kind


def _string(payload: bytes) -> str:
    """A string of BIFF8 (count, flags, characters), or of BIFF5 (a byte of count, bytes in the writer's code page)."""
    (count,) = unpack_from("<H", payload)
    size = count * (1 + (payload[2] & _WIDE)) if len(payload) > 2 else 0
    if len(payload) == 3 + size:
        return _characters(payload[3:], payload[2])
    return decode(payload[1 : 1 + payload[0]])


def _characters(raw: bytes, flags: int) -> str:
    return raw.decode("utf-16-le", "replace") if flags & _WIDE else raw.decode("latin-1")
