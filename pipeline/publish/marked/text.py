"""Text as a part can hold it."""

from __future__ import annotations

import re

from pipeline.publish.paper.grid import MAX_TEXT

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def storable(text: str) -> str:
    """The text without what XML cannot hold, cut to what a cell takes; `_x000D_` stays what it says."""
    units = _LIKE_AN_ESCAPE.sub("_x005F_", _CONTROL.sub("", text)).encode("utf-16-le", "replace")
    return units[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")
