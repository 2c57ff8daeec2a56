"""Which notice (通知) a form answers: by what form it is, by the mail's subject and the names around it, by our own
mark in it, by its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.terms.name_patterns import expression
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.findings import findings_file
from schemas.named import NamedTuple


class Clues(NamedTuple):
    """What tells of a document's notice beside its form; `day` is None where only the file's own date is known;
    `corrects` is the submission that our mark in it names, or ""."""

    name: str  # of the document itself
    around: Sequence[str]  # subjects, folders and the names of the inbox files
    day: date | None
    corrects: str = ""


class Belonging(NamedTuple):
    """The notice, and a sentence on what is doubtful about it; "" where nothing is."""

    notice: Notice
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Notices:
    """All notices by name, oldest first; those that are open; the one that --notice names, "" without; and for
    submissions that come back corrected the name of theirs."""

    known: Mapping[str, Notice]
    open: frozenset[str]
    asked: str = ""
    corrected: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms of the notices that are open, or that --notice names."""
        wanted = {self.asked} if self.asked else self.open
        return tuple(dict.fromkeys(form for name in sorted(wanted) for form in self.known[name].forms))

    def of_form(self, form: str, clues: Clues) -> Belonging:
        """The notice of a form; where several fit, the newest of them with a doubt, unless --notice names one."""
        accepting = [notice for notice in self.known.values() if form in notice.forms]
        left = self._narrowed(accepting or list(self.known.values()), clues)
        if not accepting:
            return Belonging(left[-1], _doubts()["no_form"])
        asked = [notice for notice in left if notice.name == self.asked] if len(left) > 1 else left
        if asked:
            return Belonging(asked[0])
        names = "、".join(notice.title for notice in left)
        return Belonging(left[-1], _doubts()["several"].format(notices=names))

    def of_no_form(self, clues: Clues) -> Notice:
        """The notice of what holds no form, and so nobody whom a doubt could hold."""
        left = self._narrowed(list(self.known.values()), clues)
        return next((notice for notice in left if notice.name == self.asked), left[-1])

    @property
    def newest(self) -> Notice:
        """The one that is taken where nothing tells another: --notice, else the newest that is open."""
        return self.of_no_form(Clues("", (), None))

    def closed(self, notice: Notice) -> str:
        """A sentence where the notice is not open; "" where it is."""
        return "" if notice.name in self.open else _doubts()["closed"].format(notice=notice.title)

    def _narrowed(self, notices: list[Notice], clues: Clues) -> list[Notice]:
        """Those for which most speaks, clue by clue; one that speaks for none of them decides nothing."""
        tests: list[Callable[[Notice], bool]] = [
            lambda notice: tells(notice, [clues.name]),
            lambda notice: tells(notice, clues.around),
            lambda notice: self.corrected.get(clues.corrects) == notice.name,
            lambda notice: clues.day is None or notice.date <= clues.day,
            lambda notice: notice.name in self.open,
            lambda notice: clues.day is not None and clues.day <= notice.deadline.day,
        ]
        for fits in tests:
            if len(notices) == 1:
                break
            notices = list(filter(fits, notices)) or notices
        return notices


def tells(notice: Notice, texts: Iterable[str]) -> bool:
    """Whether one of these reads as the notice wants subjects or file names, or bears its number or title."""
    found = [expression(pattern, any_year=False) for pattern in (notice.subject, notice.file_name)]
    marks = [_folded(notice.number), _folded(notice.title)]
    return any(
        any(words is not None and words.search(text) for words in found) or any(mark in _folded(text) for mark in marks)
        for text in texts
    )


_BEFORE_NUMBER = pattern(r"(?<=\))第?0*(?=\d+号)")


def _folded(text: str) -> str:
    """The match key of a text, numbers of documents by body, year and number: 化会字[2023]5号 is that of
    化会字〔2023〕第05号."""
    return _BEFORE_NUMBER.sub("", fold(text))


def _doubts() -> Mapping[str, str]:
    return findings_file().doubts
