"""Make characters visible that control a terminal or the writing direction, in names and texts from outside."""

from __future__ import annotations

from pipeline.text.patterns import pattern

_STEERING = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES = 0x2400  # first of the Unicode pictures for the first 32 characters
_OTHER = {"\x7f": "\u2421"}


def visible(text: str, but: str = "") -> str:
    """`text` with a picture for each control character (␛ for ESC) and � for what has none (C1 controls, direction
    marks, other line ends, lone surrogates). Characters in `but` stay."""
    return _STEERING.sub(lambda found: found[0] if found[0] in but else _shown(found[0]), text)


def _shown(character: str) -> str:
    return chr(_PICTURES + ord(character)) if character < " " else _OTHER.get(character, "\ufffd")
