"""A list beside its own correction (附件3.xlsx, 附件3-更正.xlsx): whom both name counts as the correction has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model.documents import Examined, Outcome
from pipeline.model.statements import VOID, Person, Problem, Recognition, first_cell
from pipeline.receive.by_unit import common, within
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.submission import submission_file


class _Version(NamedTuple):
    """A form, what only it is called by, how new it is by that (-1, 0 or 1), and the match keys of whom it names."""

    form: Recognition
    called: str
    rank: int
    names: frozenset[str]


def void_corrected(documents: Sequence[Examined]) -> None:
    """Mark, in place, the people of forms that others of the same submission correct, by how these are called: those
    who stand in both; and where the correction is as good as a whole list, those whom it lacks."""
    versions = list(_versions(documents))
    for newer in versions:
        for older in versions:
            if newer.rank > older.rank:
                _void(older, newer)


def _void(older: _Version, newer: _Version) -> None:
    words = submission_file().versions
    is_whole = len(older.names & newer.names) >= len(older.names) * words.whole
    for person in older.form.people:
        is_in_both = _name(person) in newer.names
        is_said = any(problem.slug == VOID for problem in person.problems)
        if not is_said and (is_in_both or (is_whole and _name(person))):
            about = (words.corrected if is_in_both else words.lacking).format(file=newer.called)
            cell = first_cell(person.fields)
            person.problems.append(Problem(VOID, person.sheet, cell, "", about))


def _versions(documents: Sequence[Examined]) -> Iterator[_Version]:
    forms = [each for each in documents if each.outcome == Outcome.PROCESSED and each.recognition]
    if len(forms) < 2:  # as nearly always
        return
    shared = common(each.file for each in forms)
    for each in forms:
        assert each.recognition is not None  # as asked above
        called = "/".join(within(each.file)[len(shared) :])
        names = frozenset(filter(None, map(_name, each.recognition.people)))
        yield _Version(each.recognition, called, _rank(fold(called)), names)


def _name(person: Person) -> str:
    return fold(person.text("name"))


@lru_cache(maxsize=4096)  # the same names come again and again
def _rank(called: str) -> int:
    words = submission_file().versions
    return -1 if re.search(words.earlier, called) else 1 if re.search(words.corrects, called) else 0
