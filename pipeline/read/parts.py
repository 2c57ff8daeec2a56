"""What opening a container (mail, archive) gives, and the names of its parts.

A name from outside is only displayed and stored in `Document.file`; nothing is ever opened or saved under it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

from pipeline.model.documents import Outcome
from pipeline.model.statements import Problem
from pipeline.text.patterns import pattern
from schemas.mail import mail_file

_CONTROL = pattern(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_DRIVE = pattern(r"^[A-Za-z]:$")


@dataclass(slots=True)
class Part:
    """One file inside a container.

    `kind` is set where the container knows it (a forwarded mail); `outcome` and `problem` where it has already decided
    them (an inline picture, a member whose password is unknown); `opened` for a container without bytes of its own.
    """

    name: str
    data: bytes
    kind: str = ""
    outcome: Outcome | None = None
    problem: Problem | None = None
    opened: Opened | None = None


@dataclass(slots=True)
class Opened:
    """An opened container. The mail fields stay empty for archives; `problem` says what could not be opened.

    `subjects` holds the container's own subject first, then those quoted in its text. `body` is the letter as HTML,
    "" for plain text; `text` is it without markup.
    """

    parts: list[Part] = field(default_factory=list)
    problem: Problem | None = None
    subjects: list[str] = field(default_factory=list)
    sender: str = ""
    message_id: str = ""
    received_at: datetime | None = None
    body: str = ""
    text: str = ""
    cloud_link: str = ""


class Names:
    """Gives the parts of one container names that are safe to display, never empty and unique."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._repeated: Counter[str] = Counter()
        self._number = 0

    def give(self, name: str, kind: str) -> str:
        """The name for the next part; an unnamed part is named by its number and its (sniffed) kind."""
        self._number += 1
        wanted = shown_name(name) or _nameless(self._number, kind)
        unique = wanted
        while unique in self._given:
            self._repeated[wanted] += 1
            path = PurePosixPath(wanted)
            number = self._repeated[wanted] + 1
            repeated = mail_file().names.repeated
            unique = str(path.with_name(repeated.format(stem=path.stem, suffix=path.suffix, number=number)))
        self._given.add(unique)
        return unique


def shown_name(name: str) -> str:
    """A name from outside without control characters, drive letters, `.` and `..`, and with "/" between folders."""
    text = _CONTROL.sub("", unicodedata.normalize("NFC", re.sub(r"\s*[\r\n]+\s*", "", name)))
    pieces = [piece.strip() for piece in re.split(r"[/\\]", text.replace("!", "！"))]
    kept = [piece for piece in pieces if piece.strip(". ") and not _DRIVE.match(piece)]
    return "/".join(_shortened(piece) for piece in kept)


def _shortened(name: str) -> str:
    limit = mail_file().mail.name_characters
    return name if len(name) <= limit else name[: limit - 10] + name[-10:]


def _nameless(number: int, kind: str) -> str:
    names = mail_file().names
    return names.attachment.format(number=number) + names.suffixes.get(kind, "")


def problem(slug: str, reason: str) -> Problem:
    """A problem whose wording is the entry `reason` under `reasons` in the data file."""
    return Problem(slug, about=mail_file().reasons[reason])
