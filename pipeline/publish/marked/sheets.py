"""The two sheets that we put in: the list of corrections and, very hidden, the seal.

Texts stand in their cells (inlineStr), so that the workbook's shared strings stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from pipeline.publish.marked.model import Line, Listing
from pipeline.publish.marked.shades import MAY, MUST
from pipeline.publish.marked.styles import Styles
from pipeline.publish.marked.text import storable
from pipeline.publish.paper.book_sheets import Heights
from pipeline.publish.paper.printing import A4, FONT
from pipeline.publish.paper.rich import SIZE
from pipeline.text.addresses import address, letters
from schemas import check_among
from schemas.layouts.correction import CorrectionFile, correction_file
from schemas.layouts.paper import paper_file
from schemas.layouts.sheet import Column
from schemas.named import NamedTuple

_GREY, _HEAD, _LINK, _OFFERED = "FFBFBFBF", "FFDCE6F1", "FF0563C1", "FFFFFBEB"
_PRINTED = ("_xlnm.Print_Area", "_xlnm.Print_Titles")
_SOURCES = (*Line._fields, "number", "place")
_TITLE_HEIGHT = 30.0
_LONGEST_LINK = 255  # characters that Excel takes


class Made(NamedTuple):
    """A sheet as bytes, and the names that it needs: what is printed of it, and what is repeated on each page."""

    part: bytes
    names: tuple[tuple[str, str], ...]


class _Looks:
    """The formats of the list."""

    def __init__(self, styles: Styles) -> None:
        plain, bold = styles.font(FONT, SIZE), styles.font(FONT, SIZE, bold=True)
        link = styles.font(FONT, SIZE, colour=_LINK, underlined=True)
        grey, filled = styles.border(_GREY), styles.fill
        left = {"vertical": "center", "wrapText": "1"}
        middle = left | {"horizontal": "center"}
        self.title = styles.text(styles.font(FONT, 16, bold=True), 0, 0, middle)
        self.note = styles.text(styles.font(FONT, 10), 0, 0, left)
        self.heading = styles.text(bold, filled(_HEAD), grey, middle)
        self.cells = {"middle": styles.text(plain, 0, grey, middle), "long": styles.text(plain, 0, grey, left)}
        self.offered = styles.text(plain, filled(_OFFERED), grey, left)
        self.place = {must: styles.text(plain, filled(MUST if must else MAY), grey, middle) for must in (True, False)}
        self.link = {must: styles.text(link, filled(MUST if must else MAY), grey, middle) for must in (True, False)}


class ListingSheet:
    """The list of corrections, in the dialect of `namespace`. `links` tells for each line whether one can go to its
    cell, and what is to be said behind it.
    """

    def __init__(
        self, name: str, listing: Listing, links: Sequence[tuple[bool, str]], styles: Styles, namespace: str
    ) -> None:
        self._name, self._listing, self._links, self._namespace = name, listing, links, namespace
        self._file: CorrectionFile = correction_file()
        self._columns = _columns()
        self._looks = _Looks(styles)
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._offers: list[str] = []
        self._going: list[str] = []
        self._choices = list(dict.fromkeys(line.choices for line in listing.lines if line.choices))
        self._hidden = [*self._choices, tuple(styles.shades.written())]

    def made(self) -> Made:
        last = letters(len(self._columns) - 1)
        self._across(self._listing.title, self._looks.title, _TITLE_HEIGHT)
        whole = Heights([sum(column.width for column in self._columns)], 16.0)
        for note in self._listing.notes:
            self._across(note, self._looks.note, whole.of([note]))
        heading = len(self._rows) + 1
        heights = Heights([column.width for column in self._columns])
        self._add([column.heading for column in self._columns], [self._looks.heading] * len(self._columns), 24.0)
        for number, line in enumerate(self._listing.lines):
            self._line(number, line, heights)
        end = len(self._rows)
        self._hide()
        quoted = quoted_name(self._name)
        names = (f"{quoted}!$A$1:${last}${end}", f"{quoted}!${heading}:${heading}")
        return Made(self._part(heading).encode(), tuple(zip(_PRINTED, names, strict=True)))

    def _across(self, text: str, style: int, height: float) -> None:
        blanks = [""] * (len(self._columns) - 1)
        self._add([text, *blanks], [style] * len(self._columns), height)
        row = len(self._rows)
        self._merged.append(f'<mergeCell ref="A{row}:{letters(len(self._columns) - 1)}{row}"/>')

    def _line(self, number: int, line: Line, heights: Heights) -> None:
        goes, remark = self._links[number]
        place = self._file.words.place.format(sheet=line.sheet, cell=line.cell) + remark if line.cell else line.sheet
        values = line._asdict() | {"number": str(number + 1), "place": place}
        texts, styles = [str(values[column.source]) for column in self._columns], []
        for at, column in enumerate(self._columns):
            cell = address(len(self._rows), at)
            style = self._looks.cells.get(column.look, self._looks.cells["long"])
            if column.source == "place":
                style = (self._looks.link if goes else self._looks.place)[line.must]
                self._going += [self._link(cell, line)] if goes else []
            elif column.source == "wanted" and line.choices:
                style = self._looks.offered
                self._offers.append(self._offer(cell, line))
            styles.append(style)
        self._add(texts, styles, heights.of(texts))

    def _link(self, cell: str, line: Line) -> str:
        return f'<hyperlink ref="{cell}" location={quoteattr(f"{quoted_name(line.sheet)}!{line.cell}")}/>'

    def _offer(self, cell: str, line: Line) -> str:
        """A drop-down. Its words stand in a hidden column: in the rule itself they could have 255 characters in all."""
        column = letters(len(self._columns) + 1 + self._choices.index(line.choices))
        title, message = quoteattr(self._file.offers.choice_title), quoteattr(self._file.offers.choice_message)
        return (
            f'<dataValidation type="list" allowBlank="1" showInputMessage="1" promptTitle={title} prompt={message} '
            f'sqref="{cell}"><formula1>${column}$1:${column}${len(line.choices)}</formula1></dataValidation>'
        )

    def _add(self, texts: Sequence[str], styles: Sequence[int], height: float) -> None:
        row = len(self._rows)
        cells = "".join(_cell(row, at, text, style) for at, (text, style) in enumerate(zip(texts, styles, strict=True)))
        self._rows.append(f'<row r="{row + 1}" ht="{min(height, 409.0):g}" customHeight="1">{cells}</row>')

    def _hide(self) -> None:
        """The words of the drop-downs, and behind them what the marks have covered, each in a hidden column."""
        first = len(self._columns) + 1
        for row in range(max(map(len, self._hidden))):
            texts = [(at, column[row]) for at, column in enumerate(self._hidden, first) if row < len(column)]
            cells = "".join(_cell(row, at, text, 0) for at, text in texts)
            if row < len(self._rows):
                self._rows[row] = self._rows[row].replace("</row>", f"{cells}</row>")
            else:
                self._rows.append(f'<row r="{row + 1}">{cells}</row>')

    def _part(self, heading: int) -> str:
        widths = [(column.width, "") for column in self._columns]
        widths += [(2, ""), *[(20, ' hidden="1"')] * len(self._hidden)]
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width:g}"{more} customWidth="1"/>'
            for at, (width, more) in enumerate(widths, 1)
        )
        footer = escape(f'&R&"{FONT},Regular"&9 {paper_file().pages}')
        return (
            f'{_opening(self._namespace)}<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
            f'<pane ySplit="{heading}" topLeftCell="A{heading + 1}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="A{heading + 1}" sqref="A{heading + 1}"/>'
            "</sheetView></sheetViews>"
            f"<cols>{columns}</cols><sheetData>{''.join(self._rows)}</sheetData>"
            f"{_listed('mergeCells', self._merged)}{_listed('dataValidations', self._offers)}"
            f"{_listed('hyperlinks', self._going, counted=False)}"
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            f'<pageSetup paperSize="{A4}" orientation="landscape" fitToHeight="0"/>'
            f"<headerFooter><oddFooter>{footer}</oddFooter></headerFooter></worksheet>"
        )


@cache
def _columns() -> tuple[Column, ...]:
    """The columns of the list. Raises DataError for a source that no line has."""
    columns = correction_file().listing.columns
    check_among("layouts/correction", "listing.columns", (column.source for column in columns), _SOURCES)
    return columns


def seal_sheet(lines: Sequence[str], namespace: str, style: int) -> bytes:
    """The sheet of the seal: a line in each cell of column A (pipeline/text/seal.py)."""
    rows = "".join(f'<row r="{row + 1}">{_cell(row, 0, line, style)}</row>' for row, line in zip(count(), lines))
    return f"{_opening(namespace)}<sheetData>{rows}</sheetData></worksheet>".encode()


def quoted_name(sheet: str) -> str:
    """A sheet's name as formulas and links have it."""
    return "'" + sheet.replace("'", "''") + "'"


def link_fits(sheet: str, cell: str) -> bool:
    return len(f"{quoted_name(sheet)}!{cell}") <= _LONGEST_LINK


def _opening(namespace: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'


def _cell(row: int, column: int, text: str, style: int) -> str:
    start = f'<c r="{address(row, column)}" s="{style}"'
    if not text:
        return f"{start}/>"
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(storable(text))}</t></is></c>'


def _listed(name: str, entries: list[str], counted: bool = True) -> str:
    told = f' count="{len(entries)}"' if counted else ""
    return f"<{name}{told}>{''.join(entries)}</{name}>" if entries else ""
