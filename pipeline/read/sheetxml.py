"""What calamine does not tell of a sheet of an .xlsx: hidden rows and columns, error values, and cells so far out that
laying out the grid would take the machine's memory.

Looked for by bytes first: nearly every sheet has nothing of it, and parsing it again would cost more than reading it.
"""

from __future__ import annotations

import re
from html import unescape

from pipeline.read.traits import Traits

_FAR = re.compile(rb' r="(?:[A-Z]{3}|[A-Z]{1,2}[0-9]{5})')  # begins with plain text, which makes it six times faster
_HIDDEN = re.compile(rb"""hidden=["'](?:1|t|on)""")  # LibreOffice writes hidden="false" on every row
_ODD_QUOTES = b" r='"
_HEAD = 8_192
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*/>|<(?:\w+:)?c\s([^>]*)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ROW_OR_COLUMN = re.compile(rb"<(?:\w+:)?(row|col)\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
_ADDRESS = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")


def traits_of(part: bytes) -> Traits:
    """What the bytes of one sheet tell; nothing for an everyday sheet. Reach is measured only where it may be far."""
    traits = Traits()
    if _HIDDEN.search(part):
        _hidden(part, traits)
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
    """Reach and errors, from cells that hold a value: formats alone may well go down to the last row."""
    for match in _CELL.finditer(part):
        attributes = dict(_ATTRIBUTE.findall(match[1] or b""))
        address = _ADDRESS.fullmatch(attributes.get(b"r", b""))
        if not address or not match[2]:
            continue
        row, column = int(address[2]) - 1, column_number(address[1].decode())
        traits.reach(row, column)
        if attributes.get(b"t") == b"e":
            value = _VALUE.search(match[2])
            traits.errors[row, column] = unescape(value[1].decode("ascii", "replace")) if value else ""


def column_number(letters: str) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
