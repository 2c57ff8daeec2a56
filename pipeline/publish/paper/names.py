"""Turn names from outside into parts of a path; this is done nowhere else.

A society or a unit may have any name; its file must open on Linux, macOS and Windows, and two names must not share one
file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import PurePosixPath

from pipeline.errors import UserError
from schemas.layouts.intake import intake_file
from schemas.layouts.paper import paper_file

LONGEST = 60  # characters; fits into a path on Windows (260 characters) and a part of one on Linux (255 bytes)

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+'
)
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def safe_name(text: str, otherwise: str = "") -> str:
    """`text` as one part of a path; `otherwise`, or the word for nameless files, if nothing usable remains of it.

    Characters that Windows forbids, control characters, direction marks and what is no character become `_`; leading
    and trailing dots and blanks are removed; device names get a leading `_`; long names are cut.
    """
    name = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", text))
    name = re.sub(r"\s+", " ", name).strip(" .")[:LONGEST].strip(" .")
    if not name.strip("_"):
        return otherwise or paper_file().nameless
    return f"_{name}" if _RESERVED.fullmatch(name) else name


def workbook_path(batch: str, society: str, flagged: bool = False) -> str:
    """The path of a society's workbook below the folder of its batch; `flagged` if its route is not confirmed."""
    words, folder = intake_file().words, safe_name(society)
    name = (words.unconfirmed_file if flagged else words.file).format(society=folder, batch=batch)
    return str(PurePosixPath(words.folder, folder, name))


def marked_names(document: str, behind: str) -> Iterator[str]:
    """What a document that goes back marked may be called: after it, whatever format that had, with `behind` behind it
    and alike in each round; then with a number, where another one has the same name."""
    path = PurePosixPath(document.rpartition("!")[2])
    ending = path.suffix if path.suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
    stem = safe_name(path.stem.removesuffix(behind))
    yield stem + behind + ending
    yield from (f"{stem}_{number}{behind}{ending}" for number in count(2))


def same_file(name: str) -> str:
    """Key of a path: two paths with the same key may be the same file on some file system (which ignores case or
    normalises characters).
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", name).casefold())


def check_distinct(names: Iterable[tuple[str, str]]) -> None:
    """For pairs (name, path made from it): raises UserError if two names would share a file or folder."""
    met: dict[str, str] = {}
    for name, path in names:
        key = same_file(path)
        if key in met:
            raise UserError(paper_file().collision.format(one=met[key], other=name))
        met[key] = name
