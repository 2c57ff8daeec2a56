"""Sheet 通知: which notices are open. A workbook of before it had this sheet means those that are shipped as open."""

from __future__ import annotations

import schemas
from pipeline.terms.notices import notice_names
from pipeline.terms.settings.sheets import Book, Cell, fault, filled, labels, lines, unknown

_SHEET = "notices"


def shipped() -> tuple[str, ...]:
    """The notices that are open where nobody said otherwise."""
    return tuple(schemas.table("settings")[_SHEET]["shipped"])


def opened(book: Book) -> tuple[str, ...]:
    """The names of the open notices, oldest first; one that the sheet does not name is as shipped. Raises UserError for
    an unknown notice, one that stands twice, or an answer that is neither yes nor no."""
    known, words = notice_names(), schemas.table("settings")[_SHEET]
    said = dict.fromkeys(shipped(), True)
    seen: dict[str, Cell] = {}
    for line in lines(book, _SHEET) if words["sheet"] in book else ():
        name, answer = (filled(line, key, _SHEET) for key in ("notice", "open"))
        if name.text not in known:
            raise unknown(name, labels(_SHEET)["notice"], known)
        if name.text in seen:
            raise fault("twice", name, earlier=seen[name.text].address)
        if answer.text not in (words["yes"], words["no"]):
            raise fault("answer", answer, yes=words["yes"], no=words["no"])
        seen[name.text], said[name.text] = name, answer.text == words["yes"]
    return tuple(name for name in known if said.get(name))
