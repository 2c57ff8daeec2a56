"""Sheet 通知: which notices are open. A workbook of before it had this sheet means those that are shipped as open."""

from __future__ import annotations

from pipeline.terms.notices import notice_names
from pipeline.terms.settings.sheets import Book, Cell, lines
from schemas.settings import settings_file


def shipped() -> tuple[str, ...]:
    """The notices that are open where nobody said otherwise."""
    return settings_file().notices.shipped


def opened(book: Book) -> tuple[str, ...]:
    """The names of the open notices, oldest first; one that the sheet does not name is as shipped. An unknown notice,
    one that stands twice, and an answer that is neither yes nor no are faults of the book."""
    file, known = settings_file(), notice_names()
    said, seen = dict.fromkeys(shipped(), True), dict[str, Cell]()
    for line in lines(book, "notices"):
        name, answer = line["notice"], line["open"]
        if not book.filled(line, "notices", "notice", "open"):
            continue
        if name.text not in known:
            book.unknown(name, file.sheets["notices"].labels["notice"], known)
        elif name.text in seen:
            book.fault(file.errors.twice, name, earlier=seen[name.text].address)
        elif answer.text not in (file.notices.yes, file.notices.no):
            book.fault(file.errors.answer, answer, yes=file.notices.yes, no=file.notices.no)
        else:
            seen[name.text], said[name.text] = name, answer.text == file.notices.yes
    return tuple(name for name in known if said.get(name))
