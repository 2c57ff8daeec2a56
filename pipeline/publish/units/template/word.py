"""A blank form in Word: one table with lines over and under it, as the bytes of a .docx."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.publish.paper.word import BODY, CORE, Properties, packed, written
from pipeline.publish.units.template.words import said
from pipeline.terms.notices import Notice
from schemas.layouts.blanks import WordBlank, WordCell, WordRow
from schemas.layouts.combined import combined_words
from schemas.named import NamedTuple

_MADE = date(2025, 1, 1)  # fixed, so that the same notice gives the same bytes
_SERIF, _SANS, _LATIN = combined_words("combined").serif, combined_words("combined").sans, "Times New Roman"
_CM = 1440 / 2.54  # twentieths of a point
_SHORT, _LONG = 21.0, 29.7  # cm of A4
_BESIDE = 0.1  # cm between the text of a cell and its edges
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOTER, _STYLES = "word/footer1.xml", "word/styles.xml"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/{BODY}" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/{_STYLES}" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/{_FOOTER}" ContentType="{_MAIN}.footer+xml"/>'
    f'<Override PartName="/{CORE}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_RELATIONS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{BODY}"/>'
    f'<Relationship Id="rId2" Type="{_PROPERTIES}" Target="{CORE}"/></Relationships>'
)
_OF_BODY = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>'
)
_STYLE = (
    f"{_HEAD}<w:styles {_SPACE}><w:docDefaults><w:rPrDefault><w:rPr>"
    f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}" w:eastAsia="{_SERIF}"/>'
    '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)


class _Letters(NamedTuple):
    """How a paragraph looks: its place and the space behind it, and the size (points) and kind of its letters."""

    size: float
    place: str = "center"
    bold: bool = False
    font: str = ""
    behind: float = 0.0  # points


def word_document(blank: WordBlank, notice: Notice) -> bytes:
    """The document; what stands in the rows is written as it is, everything else may name what its notice says."""
    titles = [said(title, notice) for title in blank.titles]
    properties = Properties(titles[0], "", _MADE)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS,
        BODY: f'{_HEAD}<w:document {_SPACE} xmlns:r="{_OFFICE}">{_body(blank, titles, notice)}</w:document>',
        "word/_rels/document.xml.rels": _OF_BODY,
        _STYLES: _STYLE,
        _FOOTER: f"{_HEAD}<w:ftr {_SPACE}>{_paragraph(said(blank.footer, notice), _Letters(9, 'left'))}</w:ftr>",
    }
    return packed({**{name: text.encode() for name, text in parts.items()}, CORE: properties.part()})


def _body(blank: WordBlank, titles: list[str], notice: Notice) -> str:
    above = [_paragraph(blank.annex, _Letters(12, "left", font=_SANS))] if blank.annex else []
    for number, title in enumerate(titles):
        large = _Letters(blank.title_size, bold=True, behind=6) if number == 0 else _Letters(12, behind=6)
        above.append(_paragraph(title, large))
    below = [_paragraph(said(note, notice), _Letters(blank.size, "left")) for note in blank.notes]
    end = [] if below else [_paragraph("", _Letters(2))]  # a table must not be the last thing in a document
    return f"<w:body>{''.join([*above, _table(blank), *below, *end, _page(blank)])}</w:body>"


def _page(blank: WordBlank) -> str:
    wide, high = (_LONG, _SHORT) if blank.landscape else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if blank.landscape else ""
    edge = _twips(blank.margin)
    sides = " ".join(f'w:{side}="{edge}"' for side in ("top", "right", "bottom", "left"))
    return (
        f'<w:sectPr><w:footerReference w:type="default" r:id="rId2"/>'
        f'<w:pgSz w:w="{_twips(wide)}" w:h="{_twips(high)}"{turned}/>'
        f'<w:pgMar {sides} w:header="{edge}" w:footer="{edge // 2}" w:gutter="0"/></w:sectPr>'
    )


def _table(blank: WordBlank) -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    beside = "".join(f'<w:{side} w:w="{_twips(_BESIDE)}" w:type="dxa"/>' for side in ("left", "right"))
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in blank.widths)
    rows = "".join(_row(blank, row) * row.times for row in blank.rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(_twips, blank.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{beside}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(blank: WordBlank, row: WordRow) -> str:
    cells = row.cells or (WordCell(),) * len(blank.widths)
    repeats = "<w:tblHeader/>" if row.repeats else ""
    made = "".join(_cell(cell, width, blank.size) for cell, width in zip(cells, _widths(blank, cells), strict=True))
    height = f'<w:trHeight w:val="{_twips(row.height)}" w:hRule="atLeast"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{repeats}</w:trPr>{made}</w:tr>"


def _widths(blank: WordBlank, cells: tuple[WordCell, ...]) -> Iterator[int]:
    """The widths of a row's cells, from the columns over which they go."""
    column = 0
    for cell in cells:
        yield sum(map(_twips, blank.widths[column : column + cell.span]))
        column += cell.span


def _cell(cell: WordCell, width: int, size: float) -> str:
    """A cell, its lines as paragraphs; a horizontal merge is one cell with the number of its columns."""
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    stroke = '<w:tr2bl w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    borders = f"<w:tcBorders>{stroke}</w:tcBorders>" if cell.look == "diagonal" else ""
    place = "top" if cell.look == "text" else "center"
    lines = cell.text.split("\n")
    paragraphs = "".join(_paragraph(line, _letters(cell, size, number == 0)) for number, line in enumerate(lines))
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{borders}<w:vAlign w:val="{place}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def _letters(cell: WordCell, size: float, is_first: bool) -> _Letters:
    if cell.look == "diagonal":
        return _Letters(size, "left" if is_first else "right")
    places = {"text": "left", "box": "left", "head": "left"}
    return _Letters(size, places.get(cell.look, "center"), bold=cell.look == "head")


def _paragraph(text: str, letters: _Letters) -> str:
    place, behind = f'<w:jc w:val="{letters.place}"/>', f'<w:spacing w:after="{round(letters.behind * 20)}"/>'
    font = (
        f'<w:rFonts w:eastAsia="{letters.font}" w:ascii="{letters.font}" w:hAnsi="{letters.font}"/>'
        if letters.font
        else ""
    )
    size = f'<w:sz w:val="{round(letters.size * 2)}"/><w:szCs w:val="{round(letters.size * 2)}"/>'
    look = f"<w:rPr>{font}{'<w:b/>' if letters.bold else ''}{size}</w:rPr>"
    run = f'<w:r>{look}<w:t xml:space="preserve">{written(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{behind}{place}{look}</w:pPr>{run}</w:p>"


def _twips(centimetres: float) -> int:
    return round(centimetres * _CM)
