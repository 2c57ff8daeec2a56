"""What is struck through in a package: whole cells, and parts of a cell's text, which are no content of it.

Asked first is whether the word stands in the bytes at all: in nearly no workbook it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.read.far import Place
from pipeline.read.sheetxml import placed_cells
from pipeline.read.traits import Traits
from pipeline.read.xmltree import parse
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple

WORD = b"strike"
STRUCK, TAKEN = "struck", "taken-out"
"""Marks of our own, put on the elements of cells before they are read."""
_OFF = frozenset(("0", "false", "off", "none"))
_SHARED = pattern(rb"<(?:\w+:)?v>(\d+)</")


class _Strings(NamedTuple):
    """Shared strings by number: those wholly struck through, and what was taken out of others."""

    struck: frozenset[int]
    taken: Mapping[int, str]


def take_strikes(styles: bytes, parts: dict[str, bytes], traits: Mapping[str, Traits], shared: str) -> list[str]:
    """Note in the traits of each sheet what is struck through, and take struck parts of texts out of `parts`, in place;
    the names of the parts that changed. `shared` is the one of them that holds the strings of all sheets."""
    fonts = _struck_styles(parse(styles)) if WORD in styles else frozenset()
    changed = [name for name, part in parts.items() if WORD in part and name != shared and _inline(name, parts, traits)]
    strings = _Strings(frozenset(), {})
    if WORD in parts.get(shared, b""):
        tree = parse(parts[shared])
        strings = _shared(tree)
        parts[shared] = etree.tostring(tree)
        changed.append(shared)
    if fonts or strings.struck or strings.taken:
        for name, trait in traits.items():
            if name != shared:
                _note(parts[name], trait, fonts, strings)
    return changed


def _struck_styles(root: etree._Element) -> frozenset[bytes]:
    """The numbers of cell styles whose font is struck through."""
    fonts = {str(number) for number, font in enumerate(root.iterfind("{*}fonts/{*}font")) if is_struck(font)}
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return frozenset(str(number).encode() for number, style in styles if style.get("fontId") in fonts)


def is_struck(properties: etree._Element | None, *names: str) -> bool:
    """Whether the properties of a font or run strike it through."""
    if properties is None:
        return False
    found = (properties.find(f"{{*}}{name}") for name in names or ("strike",))
    return any(each is not None and _value(each) not in _OFF for each in found)


def _value(element: etree._Element) -> str:
    return next((str(value) for name, value in element.attrib.items() if str(name).rpartition("}")[2] == "val"), "")


def _shared(root: etree._Element) -> _Strings:
    struck, taken = set[int](), dict[int, str]()
    for number, item in enumerate(root.iterfind("{*}si")):
        whole, text = _of_runs(item)
        if whole:
            struck.add(number)
        elif text:
            taken[number] = text
    return _Strings(frozenset(struck), taken)


def taken_out(whole: Iterable[etree._Element], out: list[etree._Element]) -> tuple[bool, str]:
    """Whether all of a text is struck through, whose elements are `whole`; else the struck part, which is taken out in
    place."""
    told, struck = ("".join(map(_text, parts)) for parts in (whole, out))
    if not struck.strip():
        return False, ""
    if "".join(told.split()) == "".join(struck.split()):
        return True, ""
    for element in out:
        for each in element.iter():
            each.text = None
            each.tail = each.tail if each is element else None
    return False, struck.strip()


def _text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _of_runs(item: etree._Element) -> tuple[bool, str]:
    runs = list(item.iterfind("{*}r"))
    return taken_out(runs, [run for run in runs if is_struck(run.find("{*}rPr"))])


def _inline(name: str, parts: dict[str, bytes], traits: Mapping[str, Traits]) -> bool:
    """The same of texts that stand in the cells of the sheet itself; whether any changed."""
    tree = parse(parts[name])
    struck, taken = set[str](), dict[str, str]()
    for cell in tree.iterfind("{*}sheetData/{*}row/{*}c"):
        for item in cell.iterfind("{*}is"):
            whole, text = _of_runs(item)
            if whole:
                struck.add(str(cell.get("r")))
            elif text:
                taken[str(cell.get("r"))] = text
    for place, attributes, _ in placed_cells(parts[name]):
        at = attributes.get(b"r", b"").decode()
        _mark(traits[name], place, at in struck, taken.get(at, ""))
    parts[name] = etree.tostring(tree) if taken else parts[name]
    return bool(taken)


def _note(part: bytes, traits: Traits, styles: frozenset[bytes], strings: _Strings) -> None:
    for place, attributes, content in placed_cells(part):
        number = _SHARED.search(content) if attributes.get(b"t") == b"s" else None
        key = int(number[1]) if number else -1
        struck = attributes.get(b"s", b"") in styles or key in strings.struck
        _mark(traits, place, struck, strings.taken.get(key, ""))


def _mark(traits: Traits, place: Place, struck: bool, taken: str) -> None:
    if struck:
        traits.struck.add(place)
    if taken:
        traits.taken_out[place] = taken
