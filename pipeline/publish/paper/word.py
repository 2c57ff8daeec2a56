"""Word templates that staff can restyle, filled: docxtpl's dialect of Jinja, checked and compiled once for each file.

A template may use only the names that are known; what it leaves unfilled (braces of any width in its own text) is an
error, while braces that a unit typed stay as they are. The same values give the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import (
    Environment,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    UndefinedError,
    meta,
    nodes,
)
from lxml import etree

from pipeline.errors import UserError
from pipeline.publish.paper.compiled import compiled
from pipeline.publish.paper.escaped import escaped
from schemas.letters import letters_file
from schemas.named import NamedTuple

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_FILLED = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
BODY, CORE = "word/document.xml", "docProps/core.xml"
_BRACES, _HELD = "{}｛｝", "\ufdd0\ufdd1\ufdd2\ufdd3"  # the latter are characters that no text may have
_HOLD = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]),
    **dict.fromkeys([9, 10, 13], " "),
    **dict.fromkeys(range(0xFDD0, 0xFDF0)),
    **str.maketrans(_BRACES, _HELD),
}
_LEFT = re.compile(rf"<w:t(?: [^>]*)?>([^<]*[{_BRACES}][^<]*)")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_TAG = re.compile(r"<[^>]*>")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = [_WORD + name for name in ("body", "p", "r", "tbl", "tr", "tc", "hdr", "ftr")]
_LAST_NAME = re.compile(r"'(\w+)'")
_NEAR = 24  # characters that are quoted around a slip
_LOOP = frozenset(("first", "last", "index", "index0", "length", "previtem", "nextitem"))
_CORE_XML = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"""


class Properties(NamedTuple):
    """What stands among the document's properties, in place of who made the template and when."""

    title: str
    creator: str
    day: date

    def part(self) -> bytes:
        """The part of the package that holds them."""
        return _CORE_XML.format(title=written(self.title), creator=written(self.creator), day=self.day).encode()


def written(text: str) -> str:
    """A text as XML holds it, without what no XML can hold."""
    return _released(escaped(_held(text)))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as the bytes of a .docx, which has no time of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _ZIP_DAY), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


class WordTemplate(NamedTuple):
    """A template: the parts of its package, and those of them that are filled."""

    name: str
    parts: Mapping[str, bytes]
    filled: Mapping[str, Template]

    def fill(self, values: Mapping[str, Any], properties: Properties) -> bytes:
        """The document as the bytes of a .docx. Raises UserError where the template leaves something unfilled."""
        made = {name: self._part(template, values) for name, template in self.filled.items()}
        if CORE in self.parts:
            made[CORE] = properties.part()
        return packed({**self.parts, **made})

    def _part(self, template: Template, values: Mapping[str, Any]) -> bytes:
        errors = letters_file().errors
        try:
            xml = template.render(values)
        except UndefinedError as error:
            name = _LAST_NAME.findall(error.message or "")[-1:]
            raise _slip(self.name, errors.absent.format(name="".join(name))) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise _slip(self.name, errors.nonsense) from error
        _check_left(self.name, xml)
        data = _released(xml).encode()
        try:
            whole = _is_whole(etree.fromstring(data, _parser()))
        except etree.XMLSyntaxError as error:
            raise _slip(self.name, errors.broken) from error
        if not whole:
            raise _slip(self.name, errors.broken)
        return data


@lru_cache(maxsize=64)
def word_template(name: str, data: bytes, names: frozenset[str], attributes: frozenset[str]) -> WordTemplate:
    """The template in the bytes of a .docx, called `name` where there is a slip in it. `names` is what may stand in its
    braces, `attributes` what may stand there behind a dot.

    Raises UserError for a template that cannot be read, or that says something else.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part: package.read(part) for part in package.namelist()}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise _slip(name, letters_file().errors.unreadable) from error
    environment = Environment(undefined=StrictUndefined, autoescape=True, finalize=_held)
    del environment.filters["safe"]  # nothing from outside becomes markup
    made_of = "\0".join([*sorted(names), "", *sorted(attributes), ""]).encode() + data
    codes = compiled(name, made_of, lambda: _compiled_parts(name, parts, environment, names, attributes))
    filled = {
        part: environment.template_class.from_code(environment, code, environment.make_globals(None))
        for part, code in codes.items()
    }
    return WordTemplate(name, parts, filled)


def _compiled_parts(
    name: str, parts: Mapping[str, bytes], environment: Environment, names: frozenset[str], attributes: frozenset[str]
) -> dict[str, CodeType]:
    """Those that are filled, checked and compiled."""
    try:
        sources = {part: _source(content) for part, content in parts.items() if _FILLED.fullmatch(part)}
    except etree.XMLSyntaxError as error:
        raise _slip(name, letters_file().errors.unreadable) from error
    if BODY not in sources:
        raise _slip(name, letters_file().errors.unreadable)
    return {part: _compiled(name, environment, source, names, attributes) for part, source in sources.items()}


def _source(data: bytes) -> str:
    """A part as a template: docxtpl takes tags out of the runs and paragraphs that Word scattered them over. Each
    paragraph begins a line, so that a slip can be told with the text around it."""
    from docxtpl import DocxTemplate

    xml = etree.tostring(etree.fromstring(data, _parser()), encoding="unicode")
    source: str = DocxTemplate("").patch_xml(xml)
    return _PARAGRAPH.sub("\n<w:p", source)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _is_whole(tree: etree._Element) -> bool:
    """Whether all text stands where text may: a value outside its run is what Word calls damaged."""
    texts = (text for element in tree.iter(*_BLOCKS) for text in (element.text, *(child.tail for child in element)))
    return not any(text and not text.isspace() for text in texts)


def _held(value: Any) -> Any:
    """A text from outside, its braces and whatever XML cannot hold replaced, so that only the template's own remain."""
    return value.translate(_HOLD) if isinstance(value, str) else value


def _released(xml: str) -> str:
    """The braces from outside, as they were."""
    for held, brace in zip(_HELD, _BRACES, strict=True):
        xml = xml.replace(held, brace)
    return xml


def _compiled(
    name: str, environment: Environment, source: str, names: frozenset[str], attributes: frozenset[str]
) -> CodeType:
    errors = letters_file().errors
    try:
        tree = environment.parse(source)
        code = environment.compile(source)
    except TemplateSyntaxError as error:
        line = source.splitlines()[error.lineno - 1] if error.lineno <= len(source.splitlines()) else source
        raise _slip(name, errors.syntax.format(near=_quoted(line, r"\{[{%#]"))) from error
    _check_left(name, "".join(text for _, kind, text in environment.lex(source) if kind == "data"))
    used = {node.attr for node in tree.find_all(nodes.Getattr)}
    unknown = [*sorted(meta.find_undeclared_variables(tree) - names), *sorted(used - attributes - _LOOP)]
    if unknown:
        near = get_close_matches(unknown[0], sorted(names | attributes), n=3)
        told = errors.near.format(words=" ".join(near)) if near else ""
        raise _slip(name, errors.unknown.format(name=unknown[0], near=told))
    return code


def _check_left(name: str, xml: str) -> None:
    """Raises UserError where a text of the template's own still has braces."""
    if left := _LEFT.search(xml):
        raise _slip(name, letters_file().errors.leftover.format(near=_quoted(left[1], f"[{_BRACES}]")))


def _quoted(xml: str, mark: str) -> str:
    """The text from a little before the mark on."""
    text = _TAG.sub("", xml).strip()
    found = re.search(mark, text)
    start = max(found.start() - _NEAR // 2, 0) if found else 0
    return text[start : start + 2 * _NEAR]


def _slip(name: str, reason: str) -> UserError:
    return UserError(letters_file().errors.template.format(name=name, reason=reason))
