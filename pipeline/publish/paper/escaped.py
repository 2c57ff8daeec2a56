"""Text as it stands in XML. What Python has for it beside (xml.sax.saxutils) loads all that fetches addresses."""

from __future__ import annotations

from html import escape


def escaped(text: str) -> str:
    """Inside an element."""
    return escape(text, quote=False)


def quoted(text: str) -> str:
    """As the value of an attribute."""
    return f'"{escape(text)}"'
