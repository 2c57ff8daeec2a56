"""The mail address in a From header. The display name is free text and may itself look like somebody's address."""

from __future__ import annotations

from pipeline.read.mail.headers import WORD, header_text
from pipeline.text.patterns import pattern

_CHARACTER = r"[^\s<>()\[\],;:\"'@]"
_ADDRESS = pattern(rf"(?<!{_CHARACTER}){_CHARACTER}+@{_CHARACTER}+")
_QUOTED_LOCAL_PART = pattern(r'"([^"\\\s@]+)"(?=@)')
_MAILBOX = pattern(r"([^<,;]*)(?:<([^<>]*)>?)?[^,;]*[,;]?")


def header_address(raw: bytes) -> str:
    """The address of the first mailbox in a raw header, whatever an encoded name (RFC 2047) contains; some programs
    encode the address too."""
    text = header_text(raw)
    return _first_mailbox(header_text(WORD.sub(b" ", raw))) or address(text)


def address(text: str) -> str:
    """The address of the first mailbox in a text, in lower case, or "". It may also stand in a quoted name."""
    if found := _first_mailbox(text):
        return found
    somewhere = _ADDRESS.search(text.rpartition("<")[2]) or _ADDRESS.search(text)
    return somewhere[0].lower() if somewhere else ""


def _first_mailbox(text: str) -> str:
    """The first address outside quotes and comments; within a mailbox, the one in angle brackets is preferred."""
    for name, angle in _MAILBOX.findall(_without_asides(_QUOTED_LOCAL_PART.sub(r"\1", text))):
        if found := _ADDRESS.search(angle) or _ADDRESS.search(name):
            return found[0].lower()
    return ""


def _without_asides(text: str) -> str:
    """The text without quoted strings and comments, which may be nested."""
    kept: list[str] = []
    quoted, escaped, depth = False, False, 0
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\" and (quoted or depth):
            escaped = True
        elif character == '"' and not depth:
            quoted = not quoted
        elif character in "()" and not quoted:
            depth = max(0, depth + (1 if character == "(" else -1))
        elif not quoted and not depth:
            kept.append(character)
    return "".join(kept)
