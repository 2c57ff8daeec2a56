"""What stands on a sheet of a package (xlsx, xlsb) outside its cells: page header and footer, text boxes, pictures,
comments. Most workbooks have none of it, which the list of their members tells."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from html import unescape

from lxml import etree

from pipeline.model.documents import Aside, AsidePlace
from pipeline.read.package import Package
from pipeline.read.xmltree import parse
from pipeline.text.addresses import address
from pipeline.text.clean import clean
from pipeline.text.pages import page_text
from pipeline.text.patterns import pattern

_PAGE = pattern(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)>([^<]+)<")
_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))


def asides_of(package: Package, member: str, part: bytes) -> list[Aside]:
    """The asides of the sheet in the package's `member`, whose bytes are `part`."""
    found = list(_page(part)) if b"eaderFooter" in part else []
    for target in package.relations(member).values():
        name = posixpath.basename(target).lower()
        if "drawings/drawing" in target.lower():
            found += _drawing(parse(package.read(target)))
        elif name.startswith("comment") and name.endswith(".xml"):  # comments1.xml; comments/comment1.xml of openpyxl
            found += _comments(parse(package.read(target)))
    return found


def _page(part: bytes) -> Iterator[Aside]:
    for place, code in _PAGE.findall(part):
        if text := page_text(unescape(code.decode("utf-8", "replace"))):
            yield Aside(AsidePlace.HEADER if place == b"Header" else AsidePlace.FOOTER, "", text)


def _drawing(root: etree._Element) -> Iterator[Aside]:
    for anchor in root:
        if etree.QName(anchor).localname not in _ANCHORS:
            continue
        cell = _cell(anchor.find("{*}from"))
        if text := clean("\n".join(_lines(anchor))):
            yield Aside(AsidePlace.BOX, cell, text)
        elif next(anchor.iter("{*}pic"), None) is not None:
            yield Aside(AsidePlace.PICTURE, cell, "")


def _lines(element: etree._Element) -> Iterator[str]:
    """A line for each paragraph of a shape; its text is in runs (DrawingML)."""
    for paragraph in element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        yield "".join(run.text or "" for run in paragraph.iter("{*}t"))


def _cell(corner: etree._Element | None) -> str:
    if corner is None:
        return ""
    row, column = (corner.findtext("{*}" + name) or "" for name in ("row", "col"))
    return address(int(row), int(column)) if row.isdecimal() and column.isdecimal() else ""


def _comments(root: etree._Element) -> Iterator[Aside]:
    for comment in root.iter("{*}comment"):
        if text := clean("".join(run.text or "" for run in comment.iter("{*}t"))):
            yield Aside(AsidePlace.COMMENT, comment.get("ref", ""), text)
