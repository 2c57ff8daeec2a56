"""In which colour cells are written or filled, where a text of the workbook speaks of a colour (标红人员已放弃),
which in nearly no workbook one does."""

from __future__ import annotations

from colorsys import rgb_to_hsv

from lxml import etree

from pipeline.read.far import Place
from pipeline.read.sheetxml import placed_cells
from pipeline.read.xmltree import parse
from schemas.vocabularies import remarks_file

_PALE, _DARK = 0.25, 0.35  # of saturation and of value: below them all is white, grey or black
_TURN = 360
_SOLID = "{*}patternFill[@patternType='solid']/{*}fgColor"
_INDEXED = {"2": "FF0000", "3": "00FF00", "4": "0000FF", "5": "FFFF00", "10": "FF0000", "13": "FFFF00"}
"""The colours of the old palette that have a name; a theme's own are none that anybody calls by one."""


def colours_of(styles: bytes, part: bytes) -> dict[Place, tuple[str, ...]]:
    """The names of the colours of each cell of a sheet that has any, by the styles of its package."""
    by_style = _by_style(parse(styles))
    told = ((place, by_style.get(attributes.get(b"s", b""))) for place, attributes, _ in placed_cells(part))
    return {place: colours for place, colours in told if colours}


def _by_style(root: etree._Element) -> dict[bytes, tuple[str, ...]]:
    """The colours of each cell style that has any, by its number."""
    fonts = [_named(font.find("{*}color")) for font in root.iterfind("{*}fonts/{*}font")]
    fills = [_named(fill.find(_SOLID)) for fill in root.iterfind("{*}fills/{*}fill")]
    found: dict[bytes, tuple[str, ...]] = {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        told = (*_at(fonts, style.get("fontId")), *_at(fills, style.get("fillId")))
        if told:
            found[str(number).encode()] = told
    return found


def _at(names: list[tuple[str, ...]], number: str | None) -> tuple[str, ...]:
    return names[int(number)] if number and number.isdecimal() and int(number) < len(names) else ()


def _named(colour: etree._Element | None) -> tuple[str, ...]:
    """The names that a colour may be called by; none for white, grey and black."""
    if colour is None:
        return ()
    digits = (colour.get("rgb") or _INDEXED.get(colour.get("indexed") or "", ""))[-6:]
    try:
        hue, saturation, value = rgb_to_hsv(*(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    except ValueError:
        return ()
    if saturation < _PALE or value < _DARK:
        return ()
    turns = (hue * _TURN, hue * _TURN + _TURN)
    colours = remarks_file().coloured.colours.items()
    return tuple(name for name, (_, (first, last)) in colours if any(first <= turn <= last for turn in turns))
