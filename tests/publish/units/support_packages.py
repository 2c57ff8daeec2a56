"""Packages of Office Open XML taken apart and put together by hand, as other programs than ours write them."""

from __future__ import annotations

import posixpath
import re
import struct
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

Edit = Callable[[str], str]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TYPES, WORKBOOK, SHEET, STYLES = "[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"


class Added(NamedTuple):
    """A part more: its content type ("" where a default has it), and from where it is referred to, by what relation."""

    name: str
    data: str | bytes
    type: str = ""
    source: str = ""
    relation: str = ""
    id: str = ""


def parts(package: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(package)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(contents: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", method) as package:
        for name, data in contents.items():
            package.writestr(ZipInfo(name, (2024, 5, 6, 7, 8, 10)), data, method)
    return file.getvalue()


def edited(package: bytes, edits: Mapping[str, Edit] | None = None, *added: Added) -> bytes:
    """The package with texts of parts changed, and parts added. Each edit must change something."""
    contents = parts(package)
    for name, edit in (edits or {}).items():
        text = contents[name].decode()
        changed = edit(text)
        assert changed != text, name
        contents[name] = changed.encode()
    for part in added:
        _add(contents, part)
    return packed(contents)


def _add(contents: dict[str, bytes], part: Added) -> None:
    contents[part.name] = part.data.encode() if isinstance(part.data, str) else part.data
    if part.type:
        override = f'<Override PartName="/{part.name}" ContentType="{part.type}"/></Types>'
        contents[TYPES] = contents[TYPES].replace(b"</Types>", override.encode())
    if part.relation:
        rels = relations_name(part.source)
        empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        text = contents.get(rels, empty).replace(b'/relationships"/>', b'/relationships"></Relationships>')
        told = f'<Relationship Id="{part.id}" Type="{part.relation}" Target="/{part.name}"/></Relationships>'
        contents[rels] = text.replace(b"</Relationships>", told.encode())


def before(mark: str, more: str) -> Edit:
    """Put something in front of the first place where the text says this."""
    return lambda text: text.replace(mark, more + mark, 1)


def replaced(*pairs: tuple[str, str]) -> Edit:
    def edit(text: str) -> str:
        for old, new in pairs:
            assert old in text, old
            text = text.replace(old, new)
        return text

    return edit


def removed(pattern: str) -> Edit:
    return lambda text: re.sub(pattern, "", text)


def relations_name(source: str) -> str:
    folder, base = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def raw_entries(package: bytes) -> dict[str, bytes]:
    """The members as they are packed."""
    found = {}
    for info in ZipFile(BytesIO(package)).infolist():
        name, extra = struct.unpack_from("<2H", package, info.header_offset + 26)
        start = info.header_offset + 30 + name + extra
        found[info.filename] = package[start : start + info.compress_size]
    return found


def told_twice(package: bytes) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Members of which the archive says one thing before them (flags, method, checksum, sizes), another at its end."""
    found = []
    for info in ZipFile(BytesIO(package)).infolist():
        flags, method, _, _, *sums = struct.unpack_from("<4H3L", package, info.header_offset + 6)
        said = (info.flag_bits, info.compress_type, info.CRC, info.compress_size, info.file_size)
        found += [(info.filename, said, (flags, method, *sums))] if said != (flags, method, *sums) or flags & 8 else []
    return found


def problems(package: bytes) -> list[str]:
    """What is wrong with a package: parts that are no XML, relations to nothing, types of nothing, ids given twice."""
    contents, found = parts(package), []
    keys = {name.lower() for name in contents}
    trees = {name: etree.fromstring(data) for name, data in contents.items() if name.endswith((".xml", ".rels"))}
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += _of_relations(name, tree, keys)
    found += _of_types(trees[TYPES], contents, keys)
    book = next(tree for name, tree in trees.items() if name.lower() == WORKBOOK)
    for attribute in ("name", "sheetId"):
        found += _twice(f"sheet {attribute}", [each.get(attribute) for each in book.iterfind("{*}sheets/{*}sheet")])
    for each in trees.get(STYLES, ()):
        if each.get("count") and int(each.get("count")) != len(each):
            found.append(f"{each.tag}: {each.get('count')} are {len(each)}")
    drawings = [data for name, data in contents.items() if name.endswith(".vml")]
    ids = [
        id_
        for data in drawings
        for id_ in re.findall(rb'<v:shape\s(?:[^>]*?\s)?id="([^"]+)"', data.replace(b"\0", b""))
    ]
    return found + _twice("shape", ids)


def _of_relations(name: str, tree: etree._Element, keys: set[str]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    found = _twice(name, [each.get("Id") for each in tree])
    for each in tree:
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target"))).lstrip("/")
        if each.get("TargetMode") != "External" and target.lower() not in keys:
            found.append(f"{name}: nothing at {target}")
    return found


def _of_types(tree: etree._Element, contents: Mapping[str, bytes], keys: set[str]) -> list[str]:
    overrides = [each.get("PartName").lower().lstrip("/") for each in tree.iterfind("{*}Override")]
    endings = [each.get("Extension").lower() for each in tree.iterfind("{*}Default")]
    found = [*_twice("override", overrides), *_twice("default", endings)]
    found += [f"type of nothing: {name}" for name in overrides if name not in keys]
    untyped = [name for name in keys if name not in overrides and name.rpartition(".")[2] not in endings]
    return found + [f"no type: {name}" for name in untyped if name != TYPES.lower()]


def _twice(what: str, values: list) -> list[str]:
    return [f"{what} twice: {value}" for value in {each for each in values if values.count(each) > 1}]


ORDER = {
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
        "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
        "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
        "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects "
        "controls webPublishItems tableParts extLst"
    ),
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
        "definedNames calcPr oleSize customWorkbookViews pivotCaches extLst"
    ),
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
    "comments": "authors commentList extLst",
}
"""Children as the schema orders them (ECMA-376, part 1): Excel repairs what stands in another order."""


def out_of_order(package: bytes) -> list[str]:
    """Parts whose children stand in an order that the schema does not know."""
    found = []
    for name, data in parts(package).items():
        root = etree.fromstring(data) if name.lower().endswith(".xml") else None
        order = ORDER.get(etree.QName(root).localname, "").split() if root is not None else []
        own = [etree.QName(each).localname for each in root if isinstance(each.tag, str)] if order else []
        places = [order.index(each) for each in own if each in order]
        found += [name] if places != sorted(places) else []
    return found
