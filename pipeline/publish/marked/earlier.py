"""Take off the marks of an earlier round, wherever their cells have moved meanwhile.

A cell that is right now is marked no more, and one that still is wrong is marked anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.publish.marked.comments import Comments
from pipeline.publish.marked.package import Package
from pipeline.publish.marked.sheet_part import SheetPart
from pipeline.publish.marked.styles import Styles
from pipeline.publish.marked.trees import Element, children, local, number_of, own
from pipeline.publish.marked.workbook_part import WorkbookPart
from pipeline.text import seal


def take_off_marks(package: Package, book: WorkbookPart, styles: Styles, sheet: str) -> None:
    """`sheet` is how our list is called. Nothing is done in a workbook without a seal of ours: what looks like a mark
    there is its sender's."""
    if book.named(seal.SHEET) is None:
        return
    listed = book.named(sheet)
    before = styles.unmarked(_texts(package, book, listed.part) if listed else ())
    for entry in book.sheets:
        if not entry.part or entry == listed:
            continue
        root = package.tree(entry.part)
        for cell in [each for each in root.iter(own(root, "c")) if number_of(each.get("s")) in before]:
            package.touch(entry.part)
            cell.set("s", str(before[number_of(cell.get("s"))]))
        if local(root) == "worksheet":
            Comments(package, book, entry.part).take_back(SheetPart(root, entry.part))


def _texts(package: Package, book: WorkbookPart, part: str) -> Iterator[str]:
    """All texts of a sheet, which offices move among the shared strings."""
    root, shared = package.tree(part), book.related("sharedStrings")
    strings = children(package.tree(shared), "si") if shared else []
    for cell in root.iter(own(root, "c")):
        if cell.get("t") == "inlineStr":
            yield _text(cell)
        elif (
            cell.get("t") == "s"
            and (number := cell.findtext(own(cell, "v")) or "").isdecimal()
            and int(number) < len(strings)
        ):
            yield _text(strings[int(number)])


def _text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(own(element, "t")))
