"""What is said at a marked cell: a comment of its own, or a run more in the one that is there."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from pipeline.publish.marked import boxes, vml
from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.package import Package
from pipeline.publish.marked.sheet_part import Place, SheetPart, corners_of
from pipeline.publish.marked.text import storable
from pipeline.publish.marked.trees import Element, child, children, local, made, own, serialised, there
from pipeline.publish.marked.workbook_part import WorkbookPart
from pipeline.text.addresses import address
from schemas.layouts.correction import correction_file
from schemas.layouts.paper import paper_file

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_THREADED = "/threadedComment"
_SIZE = "9"


class Comments:
    """The comments of the sheet that is in `part`. Nothing is written before the first one is added."""

    def __init__(self, package: Package, book: WorkbookPart, part: str) -> None:
        self._package, self._book, self._part = package, book, part
        relations = package.relations(part)
        self._name = next((each.part for each in relations if each.type.endswith("/comments") and each.part), "")
        self._threads = {
            thread.get("ref", "").upper()
            for each in relations
            if each.type.endswith(_THREADED) and each.part
            for thread in package.tree(each.part).iterfind("{*}threadedComment")
        }
        self._new: dict[Place, str] = {}

    def add(self, place: Place, text: str) -> None:
        """Say this at a cell; nothing at one with a thread, whose comment only stands for it."""
        cell = address(*place)
        if cell in self._threads:
            return
        comment = self._by_cell.get(cell)
        if comment is None:
            root = self._root()
            listed = there(root, "commentList", ("authors",))
            comment = made(listed, "comment", {"ref": cell, "authorId": str(self._author(root))})
            self._new[place], self._by_cell[cell] = text, comment
            _add_run(made(comment, "text"), text)
        else:
            content = there(comment, "text", ())
            _open_runs(content)
            _add_run(content, f"\n{text}")

    def draw(self, sheet: SheetPart, ids: vml.ShapeIds) -> None:
        """Draw the boxes of the new comments."""
        if not self._new:
            return
        name, texts = self._drawing(sheet), self._new
        if not name:
            name = self._book.free_part("drawings/vmlDrawing{}.vml")
            texts = dict.fromkeys(self._places(), "") | texts  # comments that nobody drew have a box now
            self._package.put(name, vml.EMPTY)
            self._package.declare(name, vml.CONTENT_TYPE)
            relation = self._package.relate(self._part, f"{self._book.types}/vmlDrawing", name)
            sheet.set_legacy_drawing(self._id, relation)
        notes = [boxes.note(sheet, place, text) for place, text in texts.items()]
        self._package.put(name, vml.with_notes(self._package.read(name), notes, ids))

    def take_back(self, sheet: SheetPart) -> None:
        """Without what we said in an earlier round."""
        if not self._name:
            return
        taken = {place for place, each in zip(self._places(), _comments(self._root()), strict=True) if _take_back(each)}
        name = self._drawing(sheet) if taken else ""
        if name:
            self._package.put(name, vml.without_notes(self._package.read(name), taken))

    @cached_property
    def _by_cell(self) -> dict[str, Element]:
        return {each.get("ref", "").upper(): each for each in _comments(self._root())}

    def _places(self) -> list[Place]:
        return [corners_of(each.get("ref", ""))[:2] for each in _comments(self._root())]

    @property
    def _id(self) -> str:
        return f"{{{self._book.types}}}id"

    def _drawing(self, sheet: SheetPart) -> str:
        """The part of the sheet's boxes; "" if it has none. Raises NotMarkable where it is said to be, and is not."""
        if not (id_ := sheet.legacy_drawing(self._id)):
            return ""
        name = next((each.part for each in self._package.relations(self._part) if each.id == id_), "")
        if not name:
            raise NotMarkable(Reason.DAMAGED, self._part)
        return name

    def _root(self) -> Element:
        if not self._name:
            self._name = self._book.free_part("comments{}.xml")
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


def _comments(root: Element) -> list[Element]:
    return list(root.iterfind(f"{own(root, 'commentList')}/{own(root, 'comment')}"))


def _take_back(comment: Element) -> bool:
    """Take our words out of a comment; whether nothing else was in it, so that it is gone."""
    words = correction_file().words
    texts = list(comment.iter(own(comment, "t")))
    said = "".join(each.text or "" for each in texts)
    begin = min((at for lead in (words.must, words.may) if (at := said.find(lead)) >= 0), default=-1)
    if begin < 0:
        return False
    if not said[:begin].strip():
        comment.getparent().remove(comment)
        return True
    left = len(said[:begin].rstrip())
    for each in texts:
        kept = (each.text or "")[:left]
        each.text, left = kept, left - len(kept)
    return False


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
