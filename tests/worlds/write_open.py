"""OpenDocument spreadsheets, packed (ods) and flat (fods); written as text, so the same sheets give the same bytes."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

from tests.worlds.sketch import Book, Cell, Grid, draw

MIME = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
    )
)
STYLES = (
    '<office:automatic-styles><style:style style:name="struck" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid" style:text-line-through-type="single"/></style:style>'
    '<style:style style:name="grey" style:family="table-cell"><style:text-properties fo:color="#a6a6a6"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    "</office:automatic-styles>"
)
STILL = (1980, 1, 1, 0, 0, 0)


def ods(book: Book) -> bytes:
    """The package."""
    stream = io.BytesIO()
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.2">'
        f"{_body(book)}</office:document-content>"
    )
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in (("mimetype", MIME), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            entry = zipfile.ZipInfo(name, STILL)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, text)
    return stream.getvalue()


def fods(book: Book) -> bytes:
    """One XML file."""
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.2" '
        f'office:mimetype="{MIME}">'
    )
    return f"{head}{_body(book)}</office:document>".encode()


def _body(book: Book) -> str:
    tables = "".join(_table(sheet.name, draw(sheet), sheet.hidden) for sheet in book.sheets)
    return f"{STYLES}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"


def _table(name: str, grid: Grid, hidden: bool) -> str:
    starts, covered = grid.spans()
    rows = []
    for row in range(grid.height):
        cells = "".join(
            "<table:covered-table-cell/>"
            if (row, column) in covered
            else _cell(grid.cells.get((row, column)), starts.get((row, column)))
            for column in range(grid.width)
        )
        shown = ' table:visibility="collapse"' if row in grid.hidden_rows else ""
        rows.append(f"<table:table-row{shown}>{cells}</table:table-row>")
    style = ' table:style-name="gone"' if hidden else ""
    columns = f'<table:table-column table:number-columns-repeated="{max(grid.width, 1)}"/>'
    return f"<table:table table:name={quoteattr(name)}{style}>{columns}{''.join(rows)}</table:table>"


def _cell(cell: Cell | None, span: tuple[int, int] | None) -> str:
    spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if cell is None:
        return f"<table:table-cell{spanned}/>"
    look = ' table:style-name="struck"' if cell.struck else ' table:style-name="grey"' if cell.grey else ""
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    if cell.day:
        value = f'office:value-type="date" office:date-value="{cell.text}"'
        return f"<table:table-cell{spanned}{look} {value}>{text}</table:table-cell>"
    if cell.number:
        value = f'office:value-type="float" office:value="{cell.text}"'
        return f"<table:table-cell{spanned}{look} {value}>{text}</table:table-cell>"
    return f'<table:table-cell{spanned}{look} office:value-type="string">{text}</table:table-cell>'
