"""What stands on a sheet of an OpenDocument spreadsheet outside its cells: page header and footer, text boxes,
pictures, comments."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.documents import Aside, AsidePlace
from pipeline.text.addresses import address
from pipeline.text.clean import clean

_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"
_STYLE, _MASTER_PAGE, _MASTER, _NAME = (
    _NAMESPACE % ("style", name) for name in ("style", "master-page", "master-page-name", "name")
)
_PAGES = {
    _NAMESPACE % ("style", name): place
    for name, place in (
        ("header", AsidePlace.HEADER),
        ("header-left", AsidePlace.HEADER),
        ("footer", AsidePlace.FOOTER),
        ("footer-left", AsidePlace.FOOTER),
    )
}
_PARAGRAPHS = tuple(_NAMESPACE % ("text", name) for name in ("p", "h"))
_FIELDS = frozenset(
    _NAMESPACE % ("text", name)
    for name in ("sheet-name", "page-number", "page-count", "date", "time", "title", "file-name", "author-name")
)
_ROW, _CELL, _COVERED = (_NAMESPACE % ("table", name) for name in ("table-row", "table-cell", "covered-table-cell"))
_ROWS, _COLUMNS = (_NAMESPACE % ("table", f"number-{name}-repeated") for name in ("rows", "columns"))
_ANNOTATION, _IMAGE = _NAMESPACE % ("office", "annotation"), _NAMESPACE % ("drawing", "image")
_SHAPES = tuple(_NAMESPACE % ("drawing", name) for name in ("frame", "custom-shape", "rect"))


def page_asides(root: etree._Element, styles: etree._Element | None) -> dict[str, list[Aside]]:
    """The headers and footers of the pages of each style of sheets."""
    if styles is None:
        return {}
    pages = {page.get(_NAME): list(_page(page)) for page in styles.iter(_MASTER_PAGE)}
    used = ((str(style.get(_NAME)), style.get(_MASTER)) for style in root.iter(_STYLE) if style.get(_MASTER))
    return {style: pages[page] for style, page in used if pages.get(page)}


def _page(page: etree._Element) -> Iterator[Aside]:
    for element in page:
        if element.tag in _PAGES and (text := _text(element)):
            yield Aside(_PAGES[element.tag], "", text)


def sheet_asides(table: etree._Element) -> Iterator[Aside]:
    """Shapes and comments, which stand in the cell that they are fixed to or before all rows."""
    for shape in table.iter(_ANNOTATION, *_SHAPES):
        is_comment = shape.tag == _ANNOTATION
        if text := _text(shape):
            yield Aside(AsidePlace.COMMENT if is_comment else AsidePlace.BOX, _cell(shape), text)
        elif next(shape.iter(_IMAGE), None) is not None:
            yield Aside(AsidePlace.PICTURE, _cell(shape), "")


def _cell(shape: etree._Element) -> str:
    """The address of the cell around a shape, "" where there is none."""
    cell = next(shape.iterancestors(_CELL, _COVERED), None)
    row = next(shape.iterancestors(_ROW), None)
    if cell is None or row is None:
        return ""
    before = (int(each.get(_COLUMNS) or 1) for each in cell.itersiblings(_CELL, _COVERED, preceding=True))
    above = (int(each.get(_ROWS) or 1) for each in row.itersiblings(_ROW, preceding=True))
    return address(sum(above), sum(before))


def _text(element: etree._Element) -> str:
    return clean("\n".join("".join(_shown(paragraph)) for paragraph in element.iter(*_PARAGRAPHS)))


def _shown(element: etree._Element) -> Iterator[str]:
    if element.tag not in _FIELDS:
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""
