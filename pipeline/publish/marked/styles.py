"""The cell formats of a workbook: new ones are added at the end, and none that is there is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from pipeline.publish.marked.model import NotMarkable, Reason
from pipeline.publish.marked.package import Package
from pipeline.publish.marked.shades import (
    EDGE,
    MAY,
    MAY_UNDER_LIGHT,
    MUST,
    MUST_UNDER_LIGHT,
    Look,
    Shades,
    is_shade,
    remembered,
)
from pipeline.publish.marked.trees import Element, child, children, local, made, number_of, own, parse, there
from pipeline.publish.marked.workbook_part import WorkbookPart

EDGES = frozenset(("left", "right", "top", "bottom"))
NO_EDGE: frozenset[str] = frozenset()
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_PARTS_OF_BORDER = ("start", "end", "left", "right", "top", "bottom", "diagonal", "vertical", "horizontal")
_MOST = 64_000  # cell formats that Excel opens
_RGB = re.compile("(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_WHITE_THEME, _WHITE_INDEXES = "0", ("1", "9")
_PLAIN = (  # what readers make up where a workbook has no styles
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><color theme="1"/><name val="Calibri"/>'
    '<family val="2"/><scheme val="minor"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Styles:
    """Each kind of change to one old format makes one new format. `shades` tells what the marks have covered."""

    def __init__(self, package: Package, book: WorkbookPart) -> None:
        name = book.related("styles")
        if not name:
            path = book.beside("styles.xml")  # readers look here, whatever the relations say
            name = package.find(path) or path
            data = package.read(name) if package.find(path) else _PLAIN.format(book.namespace).encode()
            book.add_part("styles", name, data, _CONTENT_TYPE)
        self.shades = Shades()
        self._root = package.touch(name)
        self._plain = parse(_PLAIN.format(self._root.tag[1:].partition("}")[0]).encode(), name)
        self._changed: dict[tuple[int, bool, frozenset[str]], int] = {}
        self._fills: dict[str, int] = {}

    def marked(self, old: int, must: bool, edges: frozenset[str]) -> int:
        """The format `old` with the fill of a mark, and with thick edges on these sides; all else as it was."""
        key = (old, must, edges)
        if key not in self._changed:
            format_ = self._format(old)
            fill, border = self._entry("fill", format_), self._entry("border", format_)
            look = Look(*(etree.tostring(each, encoding="unicode", with_tail=False) for each in (fill, border)))
            light = self._is_light(format_)
            base = (MUST_UNDER_LIGHT if light else MUST) if must else (MAY_UNDER_LIGHT if light else MAY)
            self._set(format_, "fill", self.fill(self.shades.of(base, look)))
            if edges:
                self._set(format_, "border", self._edged(border, edges))
            self._changed[key] = self._add("cellXfs", format_)
        return self._changed[key]

    def unmarked(self, texts: Iterable[str]) -> dict[int, int]:
        """For each format that is a mark of ours the one that the cell had before, by what is `remembered` in the texts
        of the earlier list; without a fill and with its edges thin where that is lost.
        """
        looks = remembered(texts)
        formats = enumerate(children(self._list("cellXfs"), "xf"))
        colours = {number: self._colour(format_) for number, format_ in formats}
        return {number: self._as_before(number, looks.get(c)) for number, c in colours.items() if is_shade(c)}

    def _as_before(self, number: int, look: Look | None) -> int:
        format_ = self._format(number)
        fill, border = self._new("fill"), self._entry("border", format_)
        if look:
            fill, border = self._read("fill", look.fill), self._read("border", look.border)
        else:
            made(fill, "patternFill", {"patternType": "none"})
            for edge in border:
                edge.attrib.update({"style": "thin"} if edge.get("style") == "thick" else {})
        self._set(format_, "fill", self._add("fills", fill))
        self._set(format_, "border", self._add("borders", border))
        return self._add("cellXfs", format_)

    def _read(self, name: str, text: str) -> Element:
        """What was written down of a look; what somebody else wrote there is not believed."""
        read = parse(text.encode(), name)
        return read if read.tag == own(self._root, name) else self._new(name)

    def _colour(self, format_: Element) -> str:
        pattern = child(self._entry("fill", format_), "patternFill")
        front = None if pattern is None or pattern.get("patternType") != "solid" else child(pattern, "fgColor")
        return "" if front is None else str(front.get("rgb", ""))

    def fill(self, colour: str) -> int:
        """The number of a plain fill of this colour."""
        if colour not in self._fills:
            fill = self._new("fill")
            pattern = made(fill, "patternFill", {"patternType": "solid"})
            made(pattern, "fgColor", {"rgb": colour})
            made(pattern, "bgColor", {"indexed": "64"})
            self._fills[colour] = self._add("fills", fill)
        return self._fills[colour]

    def font(self, name: str, size: float, bold: bool = False, colour: str = "", underlined: bool = False) -> int:
        font = self._new("font")
        for flag, is_set in (("b", bold), ("u", underlined)):
            if is_set:
                made(font, flag)
        made(font, "sz", {"val": f"{size:g}"})
        if colour:
            made(font, "color", {"rgb": colour})
        made(font, "name", {"val": name})
        return self._add("fonts", font)

    def border(self, colour: str) -> int:
        """The number of a thin border on all sides."""
        border = self._new("border")
        for side in ("left", "right", "top", "bottom"):
            made(made(border, side, {"style": "thin"}), "color", {"rgb": colour})
        made(border, "diagonal")
        return self._add("borders", border)

    def text(self, font: int, fill: int, border: int, alignment: dict[str, str]) -> int:
        """A format for text that is never taken for a number or a formula."""
        numbers = {"numFmtId": "49", "fontId": str(font), "fillId": str(fill), "borderId": str(border)}
        applied = dict.fromkeys(("applyNumberFormat", "applyFont", "applyFill", "applyBorder", "applyAlignment"), "1")
        format_ = self._new("xf")
        format_.attrib.update(numbers | applied)
        made(format_, "alignment", alignment)
        return self._add("cellXfs", format_)

    def _format(self, number: int) -> Element:
        formats = children(self._list("cellXfs"), "xf")
        return deepcopy(formats[number]) if 0 <= number < len(formats) else self._new("xf")

    def _entry(self, name: str, format_: Element) -> Element:
        """A copy of the fill, border or font of a format; an empty one where there is none."""
        entries, number = children(self._list(f"{name}s"), name), number_of(format_.get(f"{name}Id"))
        return deepcopy(entries[number]) if 0 <= number < len(entries) else self._new(name)

    def _set(self, format_: Element, name: str, number: int) -> None:
        format_.set(f"{name}Id", str(number))
        format_.set(f"apply{name.capitalize()}", "1")

    def _edged(self, border: Element, edges: frozenset[str]) -> int:
        mirrored = {"left": "start", "right": "end"} if child(border, "start") is not None else {}
        for side in sorted(edges):
            name = mirrored.get(side, side)
            edge = there(border, name, _PARTS_OF_BORDER[: _PARTS_OF_BORDER.index(name)])
            for each in list(edge):
                edge.remove(each)
            edge.set("style", "thick")
            made(edge, "color", {"rgb": EDGE})
        return self._add("borders", border)

    def _is_light(self, format_: Element) -> bool:
        """Whether what is written in this format is white or nearly so."""
        colour = child(self._entry("font", format_), "color")
        if colour is None:
            return False
        if rgb := _RGB.fullmatch(colour.get("rgb", "")):
            return min(bytes.fromhex(rgb[1])) > 0xC0
        return colour.get("theme") == _WHITE_THEME or colour.get("indexed") in _WHITE_INDEXES

    def _list(self, name: str) -> Element:
        """The list of that name; where it is missing, with those entries that every reader takes to be there."""
        found = child(self._root, name)
        if found is None:
            found = there(self._root, name, _ORDER[: _ORDER.index(name)])
            found.extend(deepcopy(each) for each in self._plain.iterfind(f"{own(self._plain, name)}/*"))
        return found

    def _new(self, name: str) -> Element:
        return self._root.makeelement(own(self._root, name))

    def _add(self, name: str, element: Element) -> int:
        entries = self._list(name)
        entries.append(element)
        count = sum(local(each) == local(element) for each in entries)
        if name == "cellXfs" and count > _MOST:
            raise NotMarkable(Reason.STYLES)
        entries.set("count", str(count))
        return count - 1
