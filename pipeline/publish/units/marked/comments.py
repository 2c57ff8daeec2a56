"""What is said at a marked cell: a comment of its own, or a run more in the one that is there."""

from __future__ import annotations

import posixpath

from lxml import etree

from pipeline.publish.units.marked import boxes, vml
from pipeline.publish.units.marked.package import Package
from pipeline.publish.units.marked.sheet_part import Place, SheetPart, corners_of
from pipeline.publish.units.marked.text import storable
from pipeline.publish.units.marked.workbook_part import WorkbookPart
from pipeline.publish.units.marked.xml import Element, child, children, local, made, own, serialised, there
from pipeline.text.addresses import address
from schemas.layouts import correction_file, paper_file

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_THREADED = "/threadedComment"
_SIZE = "9"


class Comments:
    """The comments of one sheet. Nothing is written before the first one is added."""

    def __init__(self, package: Package, book: WorkbookPart, part: str, sheet: SheetPart, ids: vml.ShapeIds) -> None:
        self._package, self._book, self._part, self._sheet, self._ids = package, book, part, sheet, ids
        relations = package.relations(part)
        self._name = next((each.part for each in relations if each.type.endswith("/comments") and each.part), "")
        self._threads = {
            thread.get("ref", "").upper()
            for each in relations
            if each.type.endswith(_THREADED) and each.part
            for thread in package.tree(each.part).iterfind("{*}threadedComment")
        }
        self._new: list[vml.Note] = []

    def add(self, place: Place, last_column: int, text: str) -> bool:
        """Say this at a cell; False at one with a thread, whose comment only stands for it."""
        cell = address(*place)
        if cell in self._threads:
            return False
        root = self._root()
        lines = there(root, "commentList", ("authors",))
        comment = next((each for each in children(lines, "comment") if each.get("ref", "").upper() == cell), None)
        if comment is None:
            comment = made(lines, "comment", {"ref": cell, "authorId": str(self._author(root))})
            self._new.append(self._note(place, last_column, text))
            _add_run(made(comment, "text"), text)
        else:
            content = there(comment, "text", ())
            _open_runs(content)
            _add_run(content, f"\n{text}")
        return True

    def draw(self) -> None:
        """Draw the boxes of the new comments."""
        if not self._new:
            return
        attribute = f"{{{self._book.types}}}id"
        id_ = self._sheet.legacy_drawing(attribute)
        name = next((each.part for each in self._package.relations(self._part) if each.id == id_), "") if id_ else ""
        if name:
            self._package.put(name, vml.with_notes(self._package.read(name), self._new, self._ids))
            return
        name = self._book.free_part("drawings/vmlDrawing{}.vml")
        self._package.put(name, vml.with_notes(b"", self._undrawn() + self._new, self._ids))
        self._package.declare(name, vml.CONTENT_TYPE)
        id_ = self._package.relate(self._part, f"{self._book.types}/vmlDrawing", name)
        self._sheet.set_legacy_drawing(attribute, id_)

    def _undrawn(self) -> list[vml.Note]:
        """Boxes for the comments of a sheet that had no drawing."""
        drawn = {(note.row, note.column) for note in self._new}
        cells = [
            corners_of(each.get("ref", ""))[:2] for each in children(child(self._root(), "commentList"), "comment")
        ]
        return [self._note(cell, cell[1], "") for cell in cells if cell not in drawn]

    def _note(self, place: Place, last_column: int, text: str) -> vml.Note:
        row, column = place
        return vml.Note(row, column, *boxes.anchor(self._sheet, place, last_column, text))

    def _root(self) -> Element:
        if not self._name:
            self._name = self._package.free(posixpath.join(posixpath.dirname(self._book.name), "comments{}.xml"))
            space = self._book.namespace
            self._package.put(self._name, serialised(etree.Element(f"{{{space}}}comments", nsmap={None: space})))
            self._package.declare(self._name, _CONTENT_TYPE)
            self._package.relate(self._part, f"{self._book.types}/comments", self._name)
        return self._package.touch(self._name)

    def _author(self, root: Element) -> int:
        """The number of our author among those who are there."""
        authors = there(root, "authors", ())
        names = [each.text for each in children(authors, "author")]
        if (author := correction_file().words.author) not in names:
            made(authors, "author").text = author
            names.append(author)
        return names.index(author)


def _open_runs(content: Element) -> None:
    """Plain text becomes a run, so that another one can follow."""
    plain = child(content, "t")
    if plain is not None:
        run = content.makeelement(own(content, "r"))
        plain.addprevious(run)
        run.append(plain)


def _add_run(content: Element, text: str) -> None:
    run = content.makeelement(own(content, "r"))
    content.insert(sum(local(each) == "r" for each in content), run)  # phonetic readings stand behind the runs
    look = made(run, "rPr")
    made(look, "sz", {"val": _SIZE})
    made(look, "rFont", {"val": paper_file().font})
    said = made(run, "t")
    said.set(_XML_SPACE, "preserve")
    said.text = storable(text)
