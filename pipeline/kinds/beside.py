"""What people wrote into a table of ours beside what we asked them for: in columns of their own, and in comments. Only
places are told, no texts: what stands there is about people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.model.documents import AsidePlace, Sheet
from pipeline.text.addresses import address
from schemas.results import results_file


def columns(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str, list[str]]]:
    """Of each column in which these rows hold anything its place, its heading ("" for none) and the texts."""
    for place in range(max(map(len, rows))):
        if texts := [text for row in rows for text in row[place : place + 1] if text]:
            yield place, headings[place] if place < len(headings) else "", texts


def column_told(top: int, place: int, heading: str, count: int) -> str:
    """That so many cells are filled in a column whose heading is in row `top`."""
    return results_file().unread.column.format(cell=address(top, place), heading=heading, count=count)


def comments_told(sheet: Sheet, places: Collection[AsidePlace]) -> Iterator[str]:
    """That something is written beside the cells of a sheet, where anything is."""
    words = results_file().unread
    if cells := [each.cell for each in sheet.beside if each.text and each.place in places]:
        yield words.comment.format(cells=words.listed.join(filter(None, cells)))
