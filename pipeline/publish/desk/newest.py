"""How an open page of the desk learns that there is a newer one: it bears a stamp, and a file beside it says the stamp
of the one that lies there now. The stamp is made of what the page shows, so that the same desk has the same."""

from __future__ import annotations

import hashlib

from schemas.named import NamedTuple

UNSTAMPED = "0" * 32
"""What the page bears in the place of its stamp while that is being made; nothing from outside stands before it."""


class Stamped(NamedTuple):
    page: str
    stamp: str


def stamped(page: str, *beside: str) -> Stamped:
    """A page with its stamp, which tells also of what lies beside it."""
    stamp = hashlib.sha256("\0".join([page, *beside]).encode()).hexdigest()[: len(UNSTAMPED)]
    return Stamped(page.replace(UNSTAMPED, stamp, 1), stamp)


def newest_script(stamp: str) -> str:
    """What the page asks for."""
    return f'newest("{stamp}");\n'
