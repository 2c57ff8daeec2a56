"""Mark an .xlsx or .xlsm of somebody else by editing the package, so that all that is not marked stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.publish.marked.comments import Comments
from pipeline.publish.marked.earlier import take_off_marks
from pipeline.publish.marked.model import Line, Listing, Marked, Marking, NotMarkable, Reason
from pipeline.publish.marked.package import Package
from pipeline.publish.marked.sheet_part import Place, Range, SheetPart
from pipeline.publish.marked.sheets import ListingSheet, link_fits, seal_sheet
from pipeline.publish.marked.signatures import unsign
from pipeline.publish.marked.styles import EDGES, NO_EDGE, Styles
from pipeline.publish.marked.vml import ShapeIds
from pipeline.publish.marked.workbook_part import SheetEntry, WorkbookPart
from pipeline.text import seal
from pipeline.text.addresses import place_of
from schemas.layouts.correction import correction_file

_MOST_EDGES = 4_000  # cells around a merged range; of a larger one only the first cell is marked


def mark_package(workbook: bytes, markings: Sequence[Marking], listing: Listing, lines: Sequence[str]) -> Marked:
    """The workbook with its cells marked, the list of corrections as its first sheet, and our seal (`lines`, of
    pipeline/text/seal.py). Raises NotMarkable, and then its sender gets a letter only.
    """
    package = Package(workbook)
    book = WorkbookPart(package)
    unsigned = unsign(package)
    styles = Styles(package, book)
    take_off_marks(package, book, styles, listing.sheet)
    ids = ShapeIds(package)
    for entry, group in _by_sheet(book, markings):
        sheet = SheetPart(package.touch(entry.part), entry.part)
        _mark(sheet, group, styles, Comments(package, book, entry.part), ids)
    _add_sheets(package, book, styles, listing, lines)
    return Marked(package.written(), unsigned)


def _by_sheet(book: WorkbookPart, markings: Sequence[Marking]) -> Iterator[tuple[SheetEntry, list[Marking]]]:
    for name in dict.fromkeys(marking.sheet for marking in markings):
        entry = book.named(name)
        if entry is None or not entry.part:
            raise NotMarkable(Reason.NO_PLACE, name)
        yield entry, [marking for marking in markings if marking.sheet == name]


def _mark(sheet: SheetPart, markings: Sequence[Marking], styles: Styles, comments: Comments, ids: ShapeIds) -> None:
    for range_, said in _by_range(sheet, markings).items():
        must = any(marking.must for marking in said)
        for place, edges in _edges(range_):
            sheet.set_style(place, styles.marked(sheet.style_of(place), must, edges if must else NO_EDGE))
        comments.add(range_[:2], "\n".join(dict.fromkeys(map(_said, said))))
    comments.draw(sheet, ids)


def _by_range(sheet: SheetPart, markings: Sequence[Marking]) -> dict[Range, list[Marking]]:
    """What is said of each cell: once at a merged one, wherever in it a marking points."""
    ranges: dict[Range, list[Marking]] = {}
    for marking in markings:
        place = place_of(marking.cell)
        if min(place) < 0:
            raise NotMarkable(Reason.NO_PLACE, marking.cell)
        ranges.setdefault(sheet.range_of(place), []).append(marking)
    return ranges


def _edges(range_: Range) -> Iterator[tuple[Place, frozenset[str]]]:
    """The cells of a range that have an edge of it, each with its edges; its fill is that of the first one."""
    top, left, bottom, right = range_
    if 2 * (bottom - top + right - left) > _MOST_EDGES:
        yield (top, left), EDGES
        return
    for row in range(top, bottom + 1):
        inner = row not in (top, bottom)
        for column in (left, right) if inner and left < right else (left,) if inner else range(left, right + 1):
            sides = {"top": row == top, "bottom": row == bottom, "left": column == left, "right": column == right}
            yield (row, column), frozenset(side for side, is_there in sides.items() if is_there)


def _said(marking: Marking) -> str:
    words = correction_file().words
    return (words.must if marking.must else words.may) + marking.text


def _add_sheets(package: Package, book: WorkbookPart, styles: Styles, listing: Listing, lines: Sequence[str]) -> None:
    again = book.named(seal.SHEET) is not None
    name = _free_name(book, listing.sheet, again)
    named = listing._replace(lines=tuple(_as_typed(book, line) for line in listing.lines))
    made = ListingSheet(name, named, _links(package, book, named.lines), styles, book.namespace).made()
    first = book.put_sheet(name, made.part, first=True)
    book.put_sheet(seal.SHEET, seal_sheet(lines, book.namespace, 0), first=False, state="veryHidden")
    for range_name, text in made.names:
        book.name_range(range_name, first, text)
    book.open_at(first)


def _free_name(book: WorkbookPart, name: str, again: bool) -> str:
    """The name of the list. In a workbook that had our seal the list of that name is ours, and overwritten."""
    if again or book.named(name) is None:
        return name
    numbered = correction_file().words.numbered
    return next(
        free for number in range(2, 1 << 10) if book.named(free := numbered.format(name=name, number=number)) is None
    )


def _as_typed(book: WorkbookPart, line: Line) -> Line:
    entry = book.named(line.sheet) if line.sheet else None
    return line._replace(sheet=entry.typed) if entry else line


def _links(package: Package, book: WorkbookPart, lines: Sequence[Line]) -> list[tuple[bool, str]]:
    """For each line whether one can go to its cell, and what is said where nobody would find it."""
    entries = {entry.typed: entry for entry in book.sheets if entry.part}
    named = {line.sheet for line in lines if line.cell} & entries.keys()
    sheets = {name: SheetPart(package.tree(entries[name].part), entries[name].part) for name in named}
    return [
        _link(line, entries[line.sheet], sheets[line.sheet]) if line.sheet in sheets else (False, "") for line in lines
    ]


def _link(line: Line, entry: SheetEntry, sheet: SheetPart) -> tuple[bool, str]:
    hidden = entry.hidden or sheet.hides(place_of(line.cell))
    goes = bool(line.cell) and link_fits(line.sheet, line.cell) and not entry.hidden
    return goes, correction_file().words.hidden if hidden else ""
