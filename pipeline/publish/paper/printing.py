"""Print set-up of published sheets: landscape, with headings and the recipient on each page."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.publish.paper.grid import GridSheet
from pipeline.publish.paper.layout import Layout
from schemas.layouts.paper import paper_file

FONT = paper_file().font
A4 = 9
_PAPERS = {"A4": A4, "A3": 8}
WARNING = "C00000"
PAPER = (842 - 0.8 * 72, 595 - 1.3 * 72)  # points between the margins of a landscape A4 page
ROOM = 0.95  # of a page that is planned, as no two programs and printers agree to the point
DIGIT, PIXEL = 7, 0.75  # pixels of a digit of the standard font; points of a pixel
TOGETHER = 0.5  # of a page: what is longer is cut


def set_up_print(sheet: GridSheet, layout: Layout, header: str, footer: str, flagged: bool, heading: int = 0) -> None:
    """Landscape; the row `heading` and first columns on each page; header (a warning if flagged), footer, page
    numbers."""
    sheet.set_landscape()
    sheet.set_paper(_PAPERS[layout.paper])
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(layout.pages_wide, 0)
    if any(layout.headings):
        sheet.repeat_rows(heading)
    if layout.repeat:
        sheet.repeat_columns(0, layout.repeat - 1)
        sheet.print_across()
    colour = f"&K{WARNING}" if flagged else ""
    sheet.set_header(f'&C&"{FONT},Regular"&11{colour} {_printed(header)}')
    sheet.set_footer(f'&L&"{FONT},Regular"&9 {_printed(footer)}&R&"{FONT},Regular"&9 {paper_file().pages}')
    if flagged:
        sheet.set_tab_color(f"#{WARNING}")


class Pages:
    """Where the printed pages of a sheet end, when we say so: of one whose cells are merged over rows, since a program
    that breaks pages itself cuts through them. Heights are in points; the sheet is fitted to the width of a page, which
    a program with a wider standard font does by a smaller scale: then a page is not filled, and still not cut.
    """

    def __init__(self, widths: Iterable[float], repeated: float) -> None:
        """`repeated` is the height of the rows that stand on each page."""
        whole = sum((width * DIGIT + 5) * PIXEL for width in widths)
        scale = min(1.0, PAPER[0] / whole)
        self._page = ROOM * PAPER[1] / scale - repeated
        self._left = self._page
        self.breaks: list[int] = []

    def ends_before(self, row: int, height: float, all_of_it: float) -> bool:
        """Take a row onto the page; true where a new page begins with it, as it has no room, or as `all_of_it` that
        begins here has none and is short enough to be kept together."""
        begins = self._left < self._page and (height > self._left or self._left < all_of_it <= self._page * TOGETHER)
        if begins:
            self.breaks.append(row)
            self._left = self._page
        self._left -= height
        return begins

    def take(self, height: float) -> None:
        """Rows that stand on the first page only."""
        self._left -= height


def _printed(text: str) -> str:
    """Text for a header or footer, where `&` begins a command and Excel allows 255 characters in all."""
    return text[:100].replace("&", "&&")
