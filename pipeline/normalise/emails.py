"""Mail addresses, in their own column or next to a phone."""

from __future__ import annotations

import re
from unicodedata import normalize

from pipeline.normalise.marks import is_blank
from pipeline.normalise.vocabulary import NOTHING, Match
from pipeline.text.patterns import pattern

# "/" and "|" are legal in an address but never used there: they separate a phone from an address.
_LOCAL = r"[A-Za-z0-9](?:[A-Za-z0-9.!#$%&'*+=?^_`{}~-]*[A-Za-z0-9_+-])?"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = pattern(rf"(?<![A-Za-z0-9.+-]){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z]{{2,}}(?![A-Za-z0-9])")
_LOOSE = pattern(r"[A-Za-z0-9._%+-]+\s*@\s*[A-Za-z0-9.\s-]+\.\s*[A-Za-z]{2,}(?![A-Za-z0-9])")


def email(text: str) -> Match:
    """The first usable address in `text`. Blanks inside an address (a@b- c.org.cn) are slips and are removed."""
    if is_blank(text):
        return NOTHING
    found, _ = take_emails(text)
    return Match(found[0], "ok") if found else Match(how="invalid")


def take_emails(text: str) -> tuple[list[str], str]:
    """The usable addresses in `text`, and the text without them."""
    if "@" not in text and "＠" not in text:
        return [], text
    plain = normalize("NFKC", text)
    found = _ADDRESS.findall(plain)
    rest = _ADDRESS.sub(" ", plain)
    for loose in _LOOSE.findall(rest):
        repaired = re.sub(r"\s+", "", loose)
        if _ADDRESS.fullmatch(repaired):
            found.append(repaired)
            rest = rest.replace(loose, " ")
    return [address for address in found if ".." not in address], rest
