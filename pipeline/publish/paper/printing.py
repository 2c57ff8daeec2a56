"""Print set-up of published sheets: landscape A4, with headings and the recipient on each page."""

from __future__ import annotations

from pipeline.publish.paper.grid import GridSheet
from pipeline.publish.paper.layout import Layout
from schemas.layouts import paper_file

FONT = paper_file().font
A4 = 9
WARNING = "C00000"


def set_up_print(sheet: GridSheet, layout: Layout, header: str, footer: str, flagged: bool) -> None:
    """Landscape A4; heading row and first columns on each page; header (a warning if flagged), footer, page numbers."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.fit_to_pages(layout.pages_wide, 0)
    if any(layout.headings):
        sheet.repeat_rows(0)
    if layout.repeat:
        sheet.repeat_columns(0, layout.repeat - 1)
        sheet.print_across()
    colour = f"&K{WARNING}" if flagged else ""
    sheet.set_header(f'&C&"{FONT},Regular"&11{colour} {_printed(header)}')
    sheet.set_footer(f'&L&"{FONT},Regular"&9 {_printed(footer)}&R&"{FONT},Regular"&9 {paper_file().pages}')
    if flagged:
        sheet.set_tab_color(f"#{WARNING}")


def _printed(text: str) -> str:
    """Text for a header or footer, where `&` begins a command and Excel allows 255 characters in all."""
    return text[:100].replace("&", "&&")
