"""What stands on a sheet outside its cells (text boxes, comments, page headers, notes in Word) is not read for people.
Where it looks as if somebody or a condition stood there, that is said, so that nobody is lost unnoticed. What a comment
in somebody's row says against that one is a remark on the person."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import normalize

from pipeline.model.documents import Aside, AsidePlace
from pipeline.model.statements import VOID, Person, Problem, Typed
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.remarks_beside import problems_said
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.looks import Looks
from pipeline.recognise.words.remarks import CHANGE, DOUBTFUL, VETO, remarks_in
from pipeline.text.addresses import place_of as at
from pipeline.text.patterns import pattern
from schemas.documents import documents_file

_OF_PEOPLE = (AsidePlace.BOX, AsidePlace.COMMENT)  # people type there; pages and notes are part of a letter's paper
_NUMBER = pattern(r"\d[\d \-]{5,}\d")
_NO_DIGITS = pattern(r"[ \-]")
_WHO = pattern(r"^[^:：]{1,12}[:：]\s*")  # before what is said, as Excel begins a comment
_PARTS = pattern(r"[\s,，;；、:：|/（）()]+")
_PLACES_TOLD = 5


def report_unread_beside(draft: Draft, tools: Tools) -> None:
    """Add content-unread, once for each sheet, with the places; also for a sheet of nothing but pictures."""
    if not any(grid.sheet.beside for grid in draft.grids):
        return
    told, words = _Told(draft.grids, tools.looks), tools.form.about
    for grid in draft.grids:
        asides = [aside for aside in grid.sheet.beside if not _is_said_in_row(aside, grid.sheet.name, draft, tools)]
        unread = [aside for aside in asides if told.is_unread(aside)]
        if unread:
            about = words.beside.format(places="、".join(dict.fromkeys(map(place_of, unread[:_PLACES_TOLD]))))
            draft.result.problems.append(Problem("content-unread", grid.sheet.name, unread[0].cell, "", about))
        elif not grid.rows and any(aside.place == AsidePlace.PICTURE for aside in grid.sheet.beside):
            draft.result.problems.append(Problem("content-unread", grid.sheet.name, "", "", words.pictures))


def place_of(aside: Aside) -> str:
    """Where an aside stands, for people."""
    return f"{documents_file().places[aside.place]}{aside.cell}"


def _is_said_in_row(aside: Aside, sheet: str, draft: Draft, tools: Tools) -> bool:
    """Whether a comment says something against the people of its row; it is added to their problems."""
    if aside.place is not AsidePlace.COMMENT or not aside.cell:
        return False
    row = at(aside.cell)[0] + 1
    people = [person for person in draft.result.people if person.sheet == sheet and person.row == row]
    found = [(person, problem) for person in people for problem in _against(aside, person, tools)]
    for person, problem in found:
        person.problems.append(problem)
    return bool(found)


def _against(aside: Aside, person: Person, tools: Tools) -> Iterator[Problem]:
    """What its lines say; a doubt (离职) may be no more than what the form asks for, and stays with the sheet."""
    heading = documents_file().places[aside.place]
    for line in aside.text.split("\n"):
        for problem in problems_said(person, Typed(_WHO.sub("", line), aside.cell, heading), tools):
            if problem.slug in (VETO, VOID, CHANGE):
                yield problem


class _Told:
    """Which asides tell of somebody, given the numbers that stand in cells."""

    def __init__(self, grids: list[Grid], looks: Looks) -> None:
        self._looks, self._cells = looks, looks.form.cells
        self._known = "|".join(_digits(text) for grid in grids for row in grid.rows for text in row if text)

    def is_unread(self, aside: Aside) -> bool:
        """Whether one of its lines tells of a person, or says on a sheet's margin what is to be done with one."""
        return any(self._tells(line, aside.place in _OF_PEOPLE) for line in aside.text.split("\n"))

    def _tells(self, line: str, is_of_people: bool) -> bool:
        plain = squash(normalize("NFKC", line))
        if not plain or self._cells["note"](plain) or self._cells["others"](plain):
            return False
        if is_of_people and (self._cells["condition"](plain) or _is_said_of_somebody(line)):
            return True
        return self._is_new_contact(line) and (is_of_people or self._has_choice(line))

    def _is_new_contact(self, line: str) -> bool:
        """Whether a phone stands there that stands in no cell."""
        return any(_digits(number) not in self._known for number in _NUMBER.findall(normalize("NFKC", line)))

    def _has_choice(self, line: str) -> bool:
        return any(self._looks.is_choice(part) for part in _parts(line))


def _is_said_of_somebody(line: str) -> bool:
    """Whether it would be a remark on a person: 此人不报了, 改为资深."""
    return any(said.slug != DOUBTFUL for said in remarks_in(line, "", ""))


def _parts(line: str) -> Iterator[str]:
    return filter(None, _PARTS.split(line))


def _digits(text: str) -> str:
    return _NO_DIGITS.sub("", normalize("NFKC", text)) if any(map(str.isdigit, text)) else ""
