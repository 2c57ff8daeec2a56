"""A list in an earlier mail that a letter quotes, below the list that it brings itself: whom it names is struck out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.model.documents import Document, Examined
from pipeline.model.statements import VOID, Person, Problem, first_cell
from schemas.second_look import second_look_file


def void_quoted(documents: Sequence[Document], found: Sequence[Examined]) -> None:
    """Mark, in place, the people of quoted lists; not where the mail brings no others, nor where it forwards them."""
    subjects = {each.file: each.letter.partition("\n")[0] for each in documents if each.letter}
    for letter in filter(lambda each: each.is_letter, documents):
        mail, quoted = letter.file.rpartition("!")[0], set(_quoted_sheets(letter))
        if not quoted or _forwards(subjects.get(mail, "")):
            continue
        people = [(each.file, person) for each in found if _is_in(each, mail) for person in _people(each)]
        old = [person for file, person in people if file == letter.file and person.sheet in quoted]
        for person in old if len(old) < len(people) else ():
            cell = first_cell(person.fields)
            person.problems.append(Problem(VOID, person.sheet, cell, "", second_look_file().letters.in_quoted))


def _quoted_sheets(letter: Document) -> Iterator[str]:
    """The tables of a letter behind the line under which an earlier mail begins."""
    is_quoted = False
    for sheet in letter.sheets:
        begins = next((line for line in sheet.above if _quoted().match(line)), "")
        if _forwards(begins):
            return
        is_quoted = is_quoted or begins != ""
        if is_quoted:
            yield sheet.name


def _forwards(line: str) -> bool:
    return any(word in line.casefold() for word in second_look_file().letters.forwards)


def _is_in(document: Examined, mail: str) -> bool:
    return document.file.startswith(f"{mail}!")


def _people(document: Examined) -> Sequence[Person]:
    return document.recognition.people if document.recognition else ()


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(second_look_file().letters.quoted)
