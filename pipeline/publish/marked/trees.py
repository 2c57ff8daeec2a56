"""Parts as trees that come out as they went in: nothing is resolved, nothing dropped, declaration and encoding kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from lxml import etree

from pipeline.publish.marked.model import NotMarkable, Reason

Element = Any
"""An lxml element; the library has no types."""

etree.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
# Prefixes are kept for a whole process, and other libraries register them too: the bytes must not depend on who did.


def parse(data: bytes, name: str) -> Element:
    """The root of a part. Raises NotMarkable where it is no XML, or declares a document type."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotMarkable(Reason.DAMAGED, name) from error
    if root.getroottree().docinfo.doctype:
        raise NotMarkable(Reason.ENTITIES, name)
    return root


def serialised(root: Element) -> bytes:
    """The part in the encoding that it had."""
    told = root.getroottree().docinfo
    written: bytes = etree.tostring(
        root.getroottree(), encoding=told.encoding or "UTF-8", xml_declaration=True, standalone=told.standalone
    )
    return written


def local(element: Element) -> str:
    """The element's name without its namespace; "" for a comment or processing instruction."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def own(element: Element, name: str) -> str:
    """The qualified name in the element's own namespace."""
    return f"{{{etree.QName(element).namespace}}}{name}"


def child(parent: Element, name: str) -> Element | None:
    """The first child of that name in the parent's namespace."""
    return parent.find(own(parent, name))


def children(parent: Element, name: str) -> list[Element]:
    return list(parent.iterchildren(own(parent, name)))


def number_of(text: str | None) -> int:
    """A whole number as an attribute has it, 0 where there is none. Raises NotMarkable for what is no number."""
    if text and not (text.isascii() and text.isdecimal()):
        raise NotMarkable(Reason.DAMAGED, text)
    return int(text or 0)


def made(parent: Element, name: str, attributes: dict[str, str] | None = None) -> Element:
    """A new last child in the parent's namespace, whichever prefix that has."""
    return etree.SubElement(parent, own(parent, name), attributes or {})


def placed(parent: Element, name: str, before: Collection[str]) -> Element:
    """A new child behind the last of those that stand before it by the schema."""
    element = etree.Element(own(parent, name), nsmap=parent.nsmap)
    at = max((place for place, each in enumerate(parent, 1) if local(each) in before), default=0)
    parent.insert(at, element)
    return element


def there(parent: Element, name: str, before: Collection[str]) -> Element:
    """The child of that name, made where there is none."""
    found = child(parent, name)
    return placed(parent, name, before) if found is None else found
