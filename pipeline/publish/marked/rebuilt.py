"""A marked .xlsx of what was read: for formats whose package cannot be edited (.xls, .et, .ods, .csv, .docx, mails)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pipeline.kinds.correction import without_ours
from pipeline.model.documents import AsidePlace, Document, Sheet
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.model import Line, Listing, Marked, Marking, NotMarkable, Reason
from pipeline.publish.paper.book_sheets import LINE, PADDING, SMALLER
from pipeline.publish.paper.grid import MAX_HEIGHT, lines_of, text_width, writable
from pipeline.publish.paper.printing import A4, FONT
from pipeline.text import seal
from pipeline.text.addresses import address, place_of
from schemas.layouts.correction import correction_file
from schemas.named import NamedTuple

_OPTIONS = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
_CELL = {"font_name": FONT, "font_size": 9, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1}
_LINE_OF_TEXT = {"font_name": FONT, "font_size": 10, "num_format": "@", "valign": "vcenter"}
_NARROWEST, _STILL_READ, _WIDEST = 6.0, 9.0, 40.0  # digits of the standard font, of a column
_PAGE = 150.0  # of a page of A4
_LINES_OF_LONGEST = 3
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LONGEST_NAME = 31
_LONGEST_HEADER = 200


class _Place(NamedTuple):
    """Where a sheet of the document went: its name there, and how many rows further down its cells stand."""

    name: str
    down: int


def rebuilt(
    document: Document, markings: Sequence[Marking], listing: Listing, lines: Sequence[str], created: datetime
) -> Marked:
    """The document's sheets laid out as they were, and marked. Paragraphs that stood above a table of a letter or Word
    file stand above it, so its cells move down; the list tells them where they are now. Raises NotMarkable.
    """
    sheets = _its_own(document)
    places = _places(sheets)
    workbook = _laid_out(sheets, places, created)
    by_name = {sheet.name: place for sheet, place in zip(sheets, places, strict=True)}
    moved = [_moved(marking, by_name) for marking in markings]
    return mark_package(
        workbook, moved, listing._replace(lines=tuple(_led(each, by_name) for each in listing.lines)), lines
    )


def _its_own(document: Document) -> list[Sheet]:
    """The sheets without what we put into an earlier round."""
    return [sheet for sheet in without_ours(document).document.sheets if sheet.name != seal.SHEET]


def _places(sheets: Sequence[Sheet]) -> list[_Place]:
    """A name for each sheet that Excel takes, and that no other one has."""
    taken: set[str] = set()
    places = []
    for number, sheet in enumerate(sheets, 1):
        wanted = _FORBIDDEN.sub("_", sheet.name).strip("' ") or correction_file().words.nameless.format(number=number)
        name, again = wanted[:_LONGEST_NAME], 1
        while name.lower() in taken:
            again += 1
            more = correction_file().words.numbered.format(name="", number=again)
            name = wanted[: _LONGEST_NAME - len(more)] + more
        taken.add(name.lower())
        places.append(_Place(name, len(sheet.above)))
    return places


def _moved(marking: Marking, places: dict[str, _Place]) -> Marking:
    if marking.sheet not in places:
        raise NotMarkable(Reason.NO_PLACE, marking.sheet)
    place = places[marking.sheet]
    return marking._replace(sheet=place.name, cell=_down(marking.cell, place.down))


def _led(line: Line, places: dict[str, _Place]) -> Line:
    place = places.get(line.sheet)
    return line._replace(sheet=place.name, cell=_down(line.cell, place.down)) if place else line


def _down(cell: str, rows: int) -> str:
    row, column = place_of(cell)
    return address(row + rows, column) if row >= 0 else cell


def _laid_out(sheets: Sequence[Sheet], places: Sequence[_Place], created: datetime) -> bytes:
    file = BytesIO()
    workbook = Workbook(file, _OPTIONS)
    workbook.set_properties({"created": created})
    looks = {"cell": _CELL, "struck": _CELL | {"font_strikeout": True}, "line": _LINE_OF_TEXT}
    formats = {name: workbook.add_format(look) for name, look in looks.items()}
    for sheet, place in zip(sheets, places, strict=True):
        page = workbook.add_worksheet(place.name)
        _Page(page, sheet, formats).write()
        if sheet.hidden and len(sheets) > 1:
            page.hide()
    workbook.close()
    return file.getvalue()


class _Page:
    """One sheet as it is laid out."""

    def __init__(self, page: Worksheet, sheet: Sheet, formats: dict[str, Any]) -> None:
        self._page, self._sheet, self._formats = page, sheet, formats
        self._down = len(sheet.above)
        self._merges = {(top, left): (bottom, right) for top, left, bottom, right in _apart(sheet.merges)}
        self._lines = {row for row, texts in enumerate(sheet.rows) if self._is_line(row, texts)}
        self._widths = self._measured()

    def write(self) -> None:
        page, sheet = self._page, self._sheet
        for column, width in enumerate(self._widths):
            page.set_column(column, column, width, None, {"hidden": column in sheet.hidden_columns})
        for row, text in enumerate(sheet.above):
            page.write_string(row, 0, writable(text), self._formats["line"])
        for row, texts in enumerate(sheet.rows):
            page.set_row(row + self._down, self._height(row, texts), None, {"hidden": row in sheet.hidden_rows})
            for column, text in enumerate(texts):
                self._write(row, column, text)
        for (top, left), (bottom, right) in self._merges.items():
            look = self._look(top, left)
            page.merge_range(top + self._down, left, bottom + self._down, right, "", look)
            self._write(top, left, sheet.rows[top][left] if left < len(sheet.rows[top]) else "")
        self._add_asides()
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)

    def _write(self, row: int, column: int, text: str) -> None:
        """Text is always text: what begins with = is no formula."""
        if text:
            self._page.write_string(row + self._down, column, writable(text), self._look(row, column))
        else:
            self._page.write_blank(row + self._down, column, None, self._look(row, column))

    def _look(self, row: int, column: int) -> Any:
        if (row, column) in self._sheet.struck:
            return self._formats["struck"]
        return self._formats["line" if row in self._lines else "cell"]

    def _is_line(self, row: int, texts: Sequence[str]) -> bool:
        """Whether a row is one line from the left, like a title, which runs on over the empty cells behind it."""
        is_alone = bool(texts and texts[0]) and not any(texts[1:])
        return is_alone and "\n" not in texts[0] and (row, 0) not in self._merges

    def _add_asides(self) -> None:
        """What stood in the page's header and footer, and in comments, stands there again."""
        said = {
            place: [each.text for each in self._sheet.beside if each.place == place and each.text]
            for place in AsidePlace
        }
        for place, put in ((AsidePlace.HEADER, self._page.set_header), (AsidePlace.FOOTER, self._page.set_footer)):
            if texts := said[place]:
                put("&C " + " ".join(texts)[:_LONGEST_HEADER].replace("&", "&&"))
        for each in self._sheet.beside:
            if each.place == AsidePlace.COMMENT and each.text and min(place_of(each.cell)) >= 0:
                self._page.write_comment(_down(each.cell, self._down), writable(each.text))

    def _measured(self) -> list[float]:
        """The width of each column by its texts; what is merged over several columns tells nothing."""
        texts: list[list[float]] = [[] for _ in range(max(map(len, self._sheet.rows), default=0))]
        for row, line in enumerate(self._sheet.rows):
            for column, text in enumerate(line):
                if text and row not in self._lines and self._end(row, column)[1] == column:
                    texts[column].append(max(map(text_width, text.split("\n"))) / SMALLER + 1.5)
        return _fitted([_needed(column) for column in texts])

    def _height(self, row: int, texts: Sequence[str]) -> float:
        """The height that shows the texts of a row in full; what reaches over several rows has room enough."""
        lines = 1
        for column, text in enumerate(texts):
            bottom, right = self._end(row, column)
            if text and bottom == row and row not in self._lines:
                lines = max(lines, lines_of(text, sum(self._widths[column : right + 1]) * SMALLER))
        return min(lines * LINE + PADDING, MAX_HEIGHT)

    def _end(self, row: int, column: int) -> tuple[int, int]:
        return self._merges.get((row, column), (row, column))


def _needed(widths: list[float]) -> float:
    """What a column needs for three of four texts to stand on one line, and for the longest one to stand on a few."""
    widths.sort()
    needed = max(widths[len(widths) * 3 // 4], widths[-1] / _LINES_OF_LONGEST) if widths else _NARROWEST
    return min(max(needed, _NARROWEST), _WIDEST)


def _fitted(widths: list[float]) -> list[float]:
    """The widths made to fit a page side by side: the widest give way, down to what still can be read."""
    room, rest = _PAGE, len(widths)
    for width in sorted(widths):
        level = room / rest
        if width > level:
            return [min(each, max(level, _STILL_READ)) for each in widths]
        room, rest = room - width, rest - 1
    return widths


def _apart(merges: Sequence[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The merged ranges that overlap none before them: damaged files have others, and no office opens them."""
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in merges:
        cells = {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            yield top, left, bottom, right
