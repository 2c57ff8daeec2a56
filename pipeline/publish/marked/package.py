"""A package of Office Open XML: its parts, how they refer to each other, and what they are."""

from __future__ import annotations

import posixpath
from urllib.parse import quote, unquote

from lxml import etree

from pipeline.publish.marked.archive import Archive
from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.trees import Element, children, made, parse, serialised
from schemas.named import NamedTuple

_TYPES = "[Content_Types].xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relation(NamedTuple):
    id: str
    type: str
    part: str  # the name of the part as it stands in the archive; "" where it is outside or missing
    element: Element


class Package:
    """Parts are named as in the archive. What nobody asks for as a tree, or sets, comes out as it went in."""

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._by_key = {_key(name): name for name in self._archive.names}
        self._trees: dict[str, Element] = {}
        self._touched: dict[str, bytes | None] = {}
        self._removed: set[str] = set()
        self._types = self.find(_TYPES)
        if not self._types:
            raise NotMarkable(Reason.DAMAGED, _TYPES)

    @property
    def names(self) -> list[str]:
        """All parts, new ones included."""
        return [name for name in self._by_key.values() if name not in self._removed]

    def find(self, name: str) -> str:
        """The part of that name, whatever its case, as it stands in the archive; "" if there is none."""
        found = self._by_key.get(_key(name)) or self._by_key.get(_key(unquote(name)), "")
        return "" if found in self._removed else found

    def read(self, name: str) -> bytes:
        """The bytes of a part as they are now, but for what was done to its tree."""
        return self._touched.get(name) or self._archive.read(name)

    def tree(self, name: str) -> Element:
        """The root of a part, to be looked at; `touch` what is changed in it."""
        if name not in self._trees:
            self._trees[name] = parse(self.read(name), name)
        return self._trees[name]

    def touch(self, name: str) -> Element:
        """The root of a part, to be changed."""
        root = self.tree(name)
        self._touched[name] = None
        return root

    def put(self, name: str, data: bytes) -> None:
        """Set the bytes of a part, new or old."""
        self._by_key.setdefault(_key(name), name)
        self._trees.pop(name, None)
        self._touched[name] = data

    def remove(self, name: str) -> None:
        self._removed.add(name)
        root = self.touch(self._types)
        for entry in children(root, "Override"):
            if _key(entry.get("PartName", "")) == _key(name):
                root.remove(entry)

    def free(self, pattern: str) -> str:
        """The first name made of the pattern and a number that no part has."""
        return next(name for number in range(1, 1 << 20) if not self.find(name := pattern.format(number)))

    def declare(self, name: str, kind: str) -> None:
        """Say of what content type a part is, unless that is said already."""
        root, key = self.touch(self._types), _key(name)
        for entry in children(root, "Override"):
            if _key(entry.get("PartName", "")) == key:
                entry.set("ContentType", kind)
                return
        ending = key.rpartition(".")[2]
        default = [entry for entry in children(root, "Default") if entry.get("Extension", "").lower() == ending]
        if not default and ending != "xml":
            root.insert(0, made(root, "Default", {"Extension": ending, "ContentType": kind}))
        elif not default or default[0].get("ContentType") != kind:
            made(root, "Override", {"PartName": f"/{quote(name)}", "ContentType": kind})

    def relations(self, source: str) -> list[Relation]:
        """What a part refers to; of the package itself for ""."""
        name = self.find(_relations_of(source))
        if not name:
            return []
        folder = posixpath.dirname(source)
        return [
            Relation(each.get("Id", ""), each.get("Type", ""), self._target(folder, each), each)
            for each in children(self.tree(name), "Relationship")
        ]

    def relate(self, source: str, kind: str, target: str) -> str:
        """Let a part refer to another one; the id of the relation."""
        name = self.find(_relations_of(source))
        if not name:
            name = _relations_of(source)
            self.put(name, serialised(etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})))
            self.declare(name, _RELATIONS_TYPE)
        taken = {relation.id for relation in self.relations(source)}
        id_ = next(id_ for number in range(len(taken) + 1, 1 << 20) if (id_ := f"rId{number}") not in taken)
        relative = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(source)}")
        made(self.touch(name), "Relationship", {"Id": id_, "Type": kind, "Target": relative})
        return id_

    def unrelate(self, source: str, relation: Relation) -> None:
        self.touch(self.find(_relations_of(source))).remove(relation.element)

    def written(self) -> bytes:
        """The package with all that was done to it."""
        changed = {
            name: serialised(self._trees[name]) if data is None else data
            for name, data in self._touched.items()
            if name not in self._removed
        }
        return self._archive.rewritten(changed, self._removed)

    def _target(self, folder: str, element: Element) -> str:
        if element.get("TargetMode") == "External":
            return ""
        return self.find(posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))))


def _key(name: str) -> str:
    return name.lstrip("/").lower()


def _relations_of(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")
