"""Characters that steer a terminal or turn the direction of writing, in names and texts from outside, made visible."""

from __future__ import annotations

import re

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_PICTURES = 0x2400  # where Unicode has a picture of each of the first 32 characters
_OTHER = {"\x7f": "\u2421"}


def visible(text: str, but: str = "") -> str:
    """`text` with a picture for each control character (␛ for ESC) and � for what has none: the second set of control
    characters, marks of direction, other ends of lines, halves of characters. What is in `but` stays."""
    return _STEERING.sub(lambda found: found[0] if found[0] in but else _shown(found[0]), text)


def _shown(character: str) -> str:
    return chr(_PICTURES + ord(character)) if character < " " else _OTHER.get(character, "\ufffd")
