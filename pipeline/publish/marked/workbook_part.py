"""The part of a package that lists its sheets, and how one more gets in without moving what others say."""

from __future__ import annotations

import posixpath
from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.package import Package
from pipeline.publish.marked.trees import Element, child, children, local, made, number_of, own, there
from pipeline.text.clean import clean
from schemas.named import NamedTuple

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BEFORE_NAMES = ("bookViews", "sheets", "functionGroups", "externalReferences")
_WIDE = (BOM_UTF16_BE, BOM_UTF16_LE)


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it. `name` is cleaned as readers clean it, `typed` as it stands there."""

    name: str
    typed: str
    part: str
    element: Element

    @property
    def hidden(self) -> bool:
        return bool(self.element.get("state", "visible") != "visible")


class WorkbookPart:
    """Also knows in which of the two dialects the package speaks: what is added speaks the same."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.name = next(
            (each.part for each in package.relations("") if each.type.endswith("/officeDocument") and each.part), ""
        )
        if not self.name:
            raise NotMarkable(Reason.DAMAGED, "workbook")
        self.root = package.touch(self.name)
        strict = self.root.tag == f"{{{_STRICT}}}workbook"
        self.types = _STRICT_TYPES if strict else _TYPES
        self.namespace: str = self.root.tag[1:].partition("}")[0]
        listed = child(self.root, "sheets")
        if local(self.root) != "workbook" or listed is None:
            raise NotMarkable(Reason.DAMAGED, self.name)
        self._listed: Element = listed
        self.sheets = self._entries()

    def _entries(self) -> list[SheetEntry]:
        parts = {relation.id: relation.part for relation in self._package.relations(self.name)}
        id_ = f"{{{self.types}}}id"
        named = ((each.get("name", ""), each) for each in children(self._listed, "sheet"))
        return [SheetEntry(clean(name), name, parts.get(each.get(id_, ""), ""), each) for name, each in named]

    def named(self, name: str) -> SheetEntry | None:
        """The sheet of that name, as it stands there or as readers clean it; case tells none from another."""
        exact = (sheet for sheet in self.sheets if sheet.typed == name)
        alike = (sheet for sheet in self.sheets if sheet.name.lower() == clean(name).lower())
        return next(exact, None) or next(alike, None)

    def related(self, kind: str) -> str:
        """The part of that kind which the workbook refers to, "" if there is none."""
        ending = f"/{kind}"
        relations = self._package.relations(self.name)
        return next((each.part for each in relations if each.type.endswith(ending) and each.part), "")

    def add_part(self, kind: str, name: str, data: bytes, content_type: str) -> str:
        """A new part beside the workbook; the id by which it refers to it."""
        self._package.put(name, data)
        self._package.declare(name, content_type)
        return self._package.relate(self.name, f"{self.types}/{kind}", name)

    def beside(self, name: str) -> str:
        """The path of a part in the folder of the workbook's own."""
        return posixpath.join(posixpath.dirname(self.name), name)

    def free_part(self, pattern: str) -> str:
        return self._package.free(self.beside(pattern))

    def put_sheet(self, name: str, data: bytes, first: bool, state: str = "visible") -> SheetEntry:
        """A sheet of ours, first or last of all; the one of an earlier round is overwritten where it stands."""
        entry = self.named(name)
        if entry and entry.part:
            self._package.put(entry.part, data)
        else:
            entry = self._insert(name, data, first)
        if state == "visible":
            entry.element.attrib.pop("state", None)
        else:
            entry.element.set("state", state)
        return entry

    def _insert(self, name: str, data: bytes, first: bool) -> SheetEntry:
        part = self.free_part("worksheets/sheet{}.xml")
        id_ = self.add_part("worksheet", part, data, _SHEET)
        numbers = [number_of(sheet.element.get("sheetId")) for sheet in self.sheets]
        element = made(self._listed, "sheet", {"name": name, "sheetId": str(max(numbers, default=0) + 1)})
        element.set(f"{{{self.types}}}id", id_)
        if first:
            self._listed.insert(0, element)
            self._shift_names()
        self.sheets = self._entries()
        return next(sheet for sheet in self.sheets if sheet.part == part)

    def _shift_names(self) -> None:
        """Names that belong to one sheet tell it by its place."""
        for name in self.root.iterfind(f"{own(self.root, 'definedNames')}/{own(self.root, 'definedName')}"):
            if place := name.get("localSheetId"):
                name.set("localSheetId", str(number_of(place) + 1))

    def place_of(self, entry: SheetEntry) -> int:
        return [sheet.element for sheet in self.sheets].index(entry.element)

    def name_range(self, name: str, entry: SheetEntry, text: str) -> None:
        """A name that belongs to this sheet, such as what is printed of it."""
        names, place = there(self.root, "definedNames", _BEFORE_NAMES), str(self.place_of(entry))
        for each in children(names, "definedName"):
            if each.get("name") == name and each.get("localSheetId") == place:
                each.text = text
                return
        made(names, "definedName", {"name": name, "localSheetId": place}).text = text

    def open_at(self, entry: SheetEntry) -> None:
        """This sheet alone is shown and selected: what is typed on one of a group is typed on all of them."""
        for view in self.root.iter(own(self.root, "workbookView")):
            view.attrib.pop("firstSheet", None)
            view.set("activeTab", str(self.place_of(entry)))
        for sheet in self.sheets:
            if sheet.part and sheet.part != entry.part and self._may_be_selected(sheet.part):
                root = self._package.tree(sheet.part)
                selected = [view for view in root.iter(own(root, "sheetView")) if "tabSelected" in view.attrib]
                for view in selected:
                    del view.attrib["tabSelected"]
                if selected:
                    self._package.touch(sheet.part)

    def _may_be_selected(self, part: str) -> bool:
        data = self._package.read(part)
        return b"tabSelected" in data or data.startswith(_WIDE)
