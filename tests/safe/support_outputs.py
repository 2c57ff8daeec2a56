"""The structure of what goes out: which elements, attributes, codes and formulas stand in a file, whatever its texts.

A text that became anything else than text shows as structure that harmless texts do not make. A new kind of output
needs one line in READERS.
"""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import lxml.etree
import lxml.html

from schemas.layouts.correction import correction_file

_FORMULAS = {"f", "formula1", "formula2", "definedName"}
_HEADERS = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
_CODES = re.compile(r'&(?:K[0-9A-F]{6}|"[^"]*"|\d+|.)')
_ADDRESSES = ("href", "src", "action", "data", "Target", "{http://www.w3.org/1999/xlink}href")
_NUMBER = re.compile(r"\d+")
_CELLS = re.compile(r"[-+]?[\d\s().+-]*|[^=+\-@\t\r\n＝＋－＠].*", re.DOTALL)


def structure(path: Path) -> set[str]:
    """What the file is made of. Fails for a kind of file that nobody can check."""
    return set(READERS[path.suffix](path.read_bytes()))


def page(data: bytes) -> Iterator[str]:
    root = lxml.html.document_fromstring(data.decode())
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield f"comment {element.text}"
            continue
        yield f"{element.tag} {sorted(element.attrib)}"
        yield from (f"address {kind(element.attrib[name])}" for name in _ADDRESSES if name in element.attrib)
        if element.tag in ("script", "style"):
            yield f"{element.tag} {element.text}"
        if style := element.attrib.get("style"):
            yield f"style {_NUMBER.sub('0', style)}"


def kind(address: str) -> str:
    """Where an address leads: out, or to a place beside or within the page."""
    return "out" if re.match(r"[a-zA-Z][\w+.-]*:|//|\\\\|/|.*\.\.", address) else "here"


def package(data: bytes) -> Iterator[str]:
    """A workbook or a Word document."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            part = _NUMBER.sub("0", name)
            yield f"part {part}"
            if name.endswith((".xml", ".rels")):
                yield from (f"{part} {found}" for found in _elements(parts.read(name)))


def _elements(data: bytes) -> Iterator[str]:
    for element in lxml.etree.fromstring(data).iter():
        name = lxml.etree.QName(element).localname
        text = _NUMBER.sub("0", element.text or "")
        yield f"{name} {sorted(element.attrib)}"
        yield from (f"address {kind(element.attrib[key])}" for key in _ADDRESSES if key in element.attrib)
        if name == "c" and element.get("t", "n") not in ("s", "n"):
            yield f"cell of type {element.get('t')}"
        if name in _FORMULAS:
            yield f"formula {text}"
        if name in _HEADERS:
            yield f"codes {_CODES.findall((element.text or '').replace('&&', ''))}"


def table(data: bytes) -> Iterator[str]:
    """A CSV: no cell begins so that a spreadsheet would reckon with it."""
    usual = csv.field_size_limit(1 << 20)
    lines = list(csv.reader(io.StringIO(data.decode(), newline="")))
    csv.field_size_limit(usual)  # what is read in this process by others is cut as ever
    for line in lines:
        yield f"{len(line)} cells"
        yield from (f"formula {cell}" for cell in line if not _CELLS.fullmatch(cell))


def record(data: bytes) -> Iterator[str]:
    yield from sorted(json.loads(data))


def lines(data: bytes) -> Iterator[str]:
    for line in data.decode().split("\n")[:-1]:
        yield str(sorted(json.loads(line)))


def script(data: bytes) -> Iterator[str]:
    """One assignment of one text, which is data."""
    told = re.fullmatch(r'everybody = JSON\.parse\(("(?:[^"\\\n]|\\.)*")\);\n', data.decode())
    assert told, data
    yield from sorted(json.loads(json.loads(told[1])))


def mail(data: bytes) -> Iterator[str]:
    """A draft: its headers, by their names, its parts, and what these are made of; but not a unit's own workbook."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        about, name = part.get_content_type(), Path(part.get_filename(""))
        yield f"{about} {part.keys()} {part.defects}"
        if about == "text/html":
            yield from page(part.get_payload(decode=True))
        elif part.is_attachment() and not name.stem.endswith(correction_file().words.behind):
            yield from (f"{name.suffix} {found}" for found in READERS[name.suffix](part.get_payload(decode=True)))


READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    ".xlsx": package,
    ".docx": package,
    ".eml": mail,
    ".html": page,
    ".json": record,
    ".jsonl": lines,
    ".csv": table,
    ".js": script,
}
