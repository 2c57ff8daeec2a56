"""The drawing of a sheet's comments and controls.

It is VML, which is no XML (tags stay open, attributes unquoted): so what is there is never parsed, and new shapes are
spliced in as bytes before its end.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator

from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.package import Package
from schemas.named import NamedTuple

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"

_BLOCK = 1024  # ids of shapes come in blocks, and a drawing tells which blocks are its own
_IN_BLOCK = 1000
_SHAPE_ID = re.compile(rb"""_x0000_s(\d{1,9})\b""")
_OWN_BLOCKS = re.compile(rb"""(<\w+:idmap\b[^>]*?\sdata\s*=\s*)(["'])([\d, ]*)\2""")
_TYPE = b"_x0000_t202"
_A_SHAPE = re.compile(r"<v:shape\s(?:(?!</v:shape>).)*</v:shape>", re.DOTALL)
_NOTE = re.compile(r"""ObjectType\s*=\s*["']?Note\b""")
_PLACE = re.compile(r"<x:Row>\s*(\d{1,7})\s*</x:Row>\s*<x:Column>\s*(\d{1,5})\s*</x:Column>")
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_DECLARED = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _SPACES.items())
EMPTY = (f'<xml{_DECLARED}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>').encode()
_SHAPE_TYPE = (
    '<v:shapetype{declared} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{declared} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;'
    'width:{width:g}pt;height:{height:g}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class Note(NamedTuple):
    """The box of one comment: its cell from 0, the anchor, and its size in points."""

    row: int
    column: int
    anchor: str
    width: float
    height: float


class ShapeIds:
    """Blocks of ids that no drawing of the package has, in its sheets or in the headers of its pages."""

    def __init__(self, package: Package) -> None:
        drawings = [package.read(name) for name in package.names if name.lower().endswith(".vml")]
        taken = [number for drawing in map(_single_bytes, drawings) for number in _blocks_in(drawing)]
        self._next = max(taken, default=0) + 1

    def blocks(self, count: int) -> list[int]:
        """Blocks for so many shapes."""
        first, self._next = self._next, self._next + -(-count // _IN_BLOCK)
        return list(range(first, self._next))


def with_notes(drawing: bytes, notes: list[Note], ids: ShapeIds) -> bytes:
    """The drawing with a shape more for each note. Raises NotMarkable for bytes that do not end as a drawing does."""
    encoding = _encoding(drawing)
    end = drawing.rfind("</xml>".encode(encoding))
    if end < 0:
        raise NotMarkable(Reason.DAMAGED, "vml")
    plain, blocks = _single_bytes(drawing), ids.blocks(len(notes))
    declared = "" if all(f'xmlns:{p}="{name}"'.encode() in plain for p, name in _SPACES.items()) else _DECLARED
    shapes = [] if _TYPE + b'"' in plain or _TYPE + b"'" in plain else [_SHAPE_TYPE.format(declared=declared)]
    for number, note in enumerate(notes):
        block, rest = divmod(number, _IN_BLOCK)
        id_ = blocks[block] * _BLOCK + rest + 1
        shapes.append(_SHAPE.format(declared=declared, id=id_, order=number + 1, **note._asdict()))
    added = drawing[:end] + "".join(shapes).encode(encoding) + drawing[end:]
    return added if encoding != "utf-8" else _OWN_BLOCKS.sub(lambda found: _more_blocks(found, blocks), added, count=1)


def without_notes(drawing: bytes, places: Collection[tuple[int, int]]) -> bytes:
    """The drawing without the boxes of the comments of these cells."""
    encoding = _encoding(drawing)
    codec = encoding if encoding != "utf-8" else "latin-1"  # whatever it is, it comes out again as it was

    def kept(shape: re.Match[str]) -> str:
        found = _PLACE.search(shape[0])
        return "" if found and (int(found[1]), int(found[2])) in places and _NOTE.search(shape[0]) else shape[0]

    return _A_SHAPE.sub(kept, drawing.decode(codec)).encode(codec)


def _more_blocks(found: re.Match[bytes], blocks: list[int]) -> bytes:
    own = [block for block in found[3].decode().split(",") if block.strip()]
    return found[1] + found[2] + ",".join([*own, *map(str, blocks)]).encode() + found[2]


def _blocks_in(drawing: bytes) -> Iterator[int]:
    for shape in _SHAPE_ID.findall(drawing):
        yield int(shape) // _BLOCK
    for _, _, numbers in _OWN_BLOCKS.findall(drawing):
        yield from map(int, re.findall(rb"\d+", numbers))


def _encoding(drawing: bytes) -> str:
    return {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}.get(drawing[:2], "utf-8")


def _single_bytes(drawing: bytes) -> bytes:
    """The drawing with a byte for each character that matters here."""
    encoding = _encoding(drawing)
    return drawing if encoding == "utf-8" else drawing.decode(encoding, "replace").encode("utf-8", "replace")
