"""Makes templates/letters/*.docx of templates/letters/source/, whose page 说明.md says what the lines mean.

`make letter-templates` writes them; test_templates.py holds both equal.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

TEMPLATES = Path(__file__).resolve().parents[2] / "templates/letters"
SOURCE = TEMPLATES / "source"
BAR, TABLE, TAKE_IN = "｜", "表", "> "
TAG_STYLE = "函正文"
DAY = (1980, 1, 1, 0, 0, 0)
SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.openxmlformats.org/{name}"'
    for prefix, name in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
    )
)
SECTION = """<w:sectPr>
<w:headerReference w:type="first" r:id="rId5"/><w:headerReference w:type="default" r:id="rId6"/>
<w:headerReference w:type="even" r:id="rId6"/><w:footerReference w:type="first" r:id="rId7"/>
<w:footerReference w:type="default" r:id="rId8"/><w:footerReference w:type="even" r:id="rId9"/>
<w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1701" w:footer="1134" w:gutter="0"/>
<w:titlePg/></w:sectPr>"""


def kinds() -> list[str]:
    """The names of the templates."""
    return sorted(path.stem for path in SOURCE.glob("*.txt"))


def package(kind: str) -> bytes:
    """The template of that kind."""
    body = "".join(_paragraphs(SOURCE / f"{kind}.txt"))
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {SPACES}><w:body>{body}{SECTION}'
    parts = {path.relative_to(SOURCE / "parts").as_posix(): path.read_bytes() for path in _parts()}
    parts["word/document.xml"] = f"{document}</w:body></w:document>".encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in sorted(parts):
            packed.writestr(zipfile.ZipInfo(name, DAY), parts[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _parts() -> Iterator[Path]:
    return (path for path in sorted((SOURCE / "parts").rglob("*")) if path.is_file())


def _paragraphs(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(TAKE_IN):
            yield from _paragraphs(SOURCE / "共用" / f"{line.removeprefix(TAKE_IN)}.txt")
        elif line.startswith("{%p"):
            yield _paragraph(TAG_STYLE, line)
        else:
            style, text = line.split(BAR, 1)
            yield _table(*text.split(BAR)) if style == TABLE else _paragraph(style, text)


def _paragraph(style: str, text: str) -> str:
    """The hint keeps quotation marks and dots Chinese where the font of Latin letters has them too."""
    run = f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run if text else ""}</w:p>'


def _table(loop: str, *columns: str) -> str:
    """Its heading row is repeated on every page, and no row is broken over two."""
    headings, sources, widths = zip(*(column.split("=") for column in columns), strict=True)
    line = loop.partition(" ")[0]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = [
        _row(widths, headings, "函表头", "<w:tblHeader/>"),
        _row(widths, [f"{{%tr for {loop} %}}", *[""] * (len(widths) - 1)]),
        _row(widths, [f"{{{{ {line}.{source} }}}}" for source in sources]),
        _row(widths, ["{%tr endfor %}", *[""] * (len(widths) - 1)]),
    ]
    look = (
        f'<w:tblStyle w:val="函表"/><w:tblW w:w="{sum(map(int, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(widths: tuple[str, ...], texts: tuple[str, ...] | list[str], style: str = "函表格", more: str = "") -> str:
    cells = "".join(_cell(width, _paragraph(style, text)) for width, text in zip(widths, texts, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _cell(width: str, paragraph: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'


if __name__ == "__main__":
    for kind in kinds():
        (TEMPLATES / f"{kind}.docx").write_bytes(package(kind))
