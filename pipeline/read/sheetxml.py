"""What calamine does not report about a sheet of an .xlsx: hidden rows and columns, error values, and cells so far out
that laying out the grid would use up all memory.

The raw bytes are searched first: nearly no sheet has any of this, and parsing it again costs more than reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.read.far import Extent, Place, extent_of
from pipeline.read.limits import Refused
from pipeline.read.traits import Traits
from pipeline.text.patterns import pattern

_FAR = pattern(rb' r="(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{5})')  # begins with literal text: six times faster
_HIDDEN = pattern(rb"""hidden=["'](?:1|t|on)""")  # LibreOffice writes hidden="false" on every row
_ODD_QUOTES = b" r='"
_HEAD = 8_192
_CELL = pattern(rb"<(?:\w+:)?c\s([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)  # only cells with a value or formula
_TEXT = pattern(rb"<(?:\w+:)?[vt](?:\s[^>]*)?>[^<]")
_ROW_OR_COLUMN = pattern(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = pattern(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_VALUE = pattern(rb"<(?:\w+:)?v>([^<]*)</")
_ADDRESS = pattern(rb"([A-Z]{1,3})([0-9]{1,7})")


def traits_of(part: bytes) -> Traits:
    """The traits of one sheet from its bytes; empty for an ordinary sheet. Reach is measured only if it may be far."""
    traits = Traits()
    if _HIDDEN.search(part):
        try:
            _hidden(part, traits)
        except ValueError as error:  # a malformed number
            raise Refused("damaged") from error
    if _FAR.search(part) or b't="e"' in part or _ODD_QUOTES in part[:_HEAD]:
        _cells(part, traits)
    return traits


def _hidden(part: bytes, traits: Traits) -> None:
    row = -1
    for match in _ROW_OR_COLUMN.finditer(part):
        attributes = dict(_ATTRIBUTE.findall(match[2]))
        hidden = attributes.get(b"hidden") in (b"1", b"true", b"on")
        if match[1] == b"row":
            row = int(attributes.get(b"r", row + 2)) - 1
            traits.hidden_rows.update([row] if hidden else [])
        elif hidden:
            first, last = int(attributes.get(b"min", 1)), int(attributes.get(b"max", 1))
            traits.hidden_columns.update(range(first - 1, min(last, 16_384)))


def _cells(part: bytes, traits: Traits) -> None:
    """Set reach and errors from the cells that have content: formatted empty cells often go down to the last row."""
    for match, (row, column) in _placed(part):
        traits.reach(row, column)
        if b't="e"' in match[1] or b"t='e'" in match[1]:
            value = _VALUE.search(match[2])
            from html import unescape  # with a table of all entities, and few sheets hold errors

            traits.errors[row, column] = unescape(value[1].decode("ascii", "replace")) if value else ""


def _placed(part: bytes) -> Iterator[tuple[re.Match[bytes], Place]]:
    """The cells that have content and an address."""
    for match in _CELL.finditer(part):
        if place := _place(match[1]):
            yield match, place


def placed_cells(part: bytes) -> Iterator[tuple[Place, dict[bytes, bytes], bytes]]:
    """The same with their attributes, and what stands in them."""
    for match, place in _placed(part):
        yield place, dict(_ATTRIBUTE.findall(match[1])), match[2]


def _place(attributes: bytes) -> Place | None:
    address = _ADDRESS.fullmatch(dict(_ATTRIBUTE.findall(attributes)).get(b"r", b""))
    return (int(address[2]) - 1, column_number(address[1].decode())) if address else None


def without_strays(part: bytes, traits: Traits) -> bytes:
    """The bytes of a vast sheet without its strays and without formulas with an empty result, which units drag down to
    the last row. `traits` are updated with the strays."""
    places = {place for match, place in _placed(part) if _TEXT.search(match[2])}
    extent = extent_of(places)
    traits.strays = extent.strays
    traits.errors = {place: error for place, error in traits.errors.items() if extent.holds(*place)}
    return _CELL.sub(lambda match: match[0] if _stays(match, extent) else b"", part)


def _stays(match: re.Match[bytes], extent: Extent) -> bool:
    place = _place(match[1])
    return place is None or (extent.holds(*place) and _TEXT.search(match[2]) is not None)


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
