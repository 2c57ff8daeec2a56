"""One submission with forms of two notices is two: its documents are parted by the notice that each answers."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import PurePosixPath

from pipeline.model.documents import Examined, Outcome
from pipeline.model.statements import Problem
from pipeline.receive.belonging import Clues, Notices, tells
from pipeline.receive.groups import Group
from pipeline.terms.name_patterns import stem
from pipeline.terms.notices import Notice
from schemas.named import NamedTuple

DOUBTFUL = "notice-doubtful"


class Before(NamedTuple):
    """What is recorded of a submission that is tried again: its notice, whether anybody of it was judged, and the files
    in which what was read stands."""

    notice: str
    people: bool
    standing: Set[str]


def by_notice(group: Group, notices: Notices, before: Mapping[str, Before]) -> list[tuple[Group, Notice]]:
    """The parts of a group with their notices, in the order in which these are first met.

    What is no form goes with the form whose notice its name tells, else with the first one. What stands of submissions
    that came `before`, and of which somebody was judged, stays with the notice under which it was recorded. Whom a
    doubt holds is marked in the recognition.
    """
    judged = [before[sent] for sent in group.again if before[sent].people]
    placed = {file: known.notice for known in judged for file in known.standing}
    own = [
        placed.get(document.file) or _of_return(document) or _of_form(document, group, notices)
        for document in group.documents
    ]
    met = list(dict.fromkeys(filter(None, own)))
    if not met:
        met = [notices.of_no_form(_clues(group)).name]
    found = [notices.known[name] for name in met]
    parts: dict[str, list[Examined]] = {name: [] for name in met}
    for document, name in zip(group.documents, own, strict=True):
        parts[name or _companion(document, found)].append(document)
    numbers = _numbers(group, met, before)
    return [(replace(group, documents=parts[notice.name], again=numbers[notice.name]), notice) for notice in found]


def _of_return(document: Examined) -> str:
    """The name of the notice whose people a society answers about; "" for what is no such answer."""
    return document.returned.notice if document.returned else ""


def _of_form(document: Examined, group: Group, notices: Notices) -> str:
    """The name of the notice of a form, whose people are held where that is doubtful; "" for what is no form."""
    recognition = document.recognition
    if document.outcome != Outcome.PROCESSED or recognition is None:
        return ""
    notice, doubt = notices.of_form(recognition.form, _clues(group, document))
    problem = Problem(DOUBTFUL, about=doubt)
    for person in recognition.people if doubt else ():
        if problem not in person.problems:
            person.problems.append(problem)
    return notice.name


def _clues(group: Group, form: Examined | None = None) -> Clues:
    """What tells of a form; without one what tells of the whole group, the names of all its documents included."""
    received_at, known_from = group.received()
    inside = [] if form else [stem(document.file) for document in group.documents]
    names = [PurePosixPath(file.path).stem for file in group.files]
    around = [*group.subjects, *group.folders, *names, *inside]
    day = received_at.date() if known_from != "file" else None
    return Clues(stem(form.file), around, day, form.corrects) if form else Clues("", around, day)


def _companion(document: Examined, found: list[Notice]) -> str:
    """The notice with whose form a scan or another paper goes."""
    told = [notice for notice in found if tells(notice, [stem(document.file)])]
    return (told if len(told) == 1 else found)[0].name


def _numbers(group: Group, met: list[str], before: Mapping[str, Before]) -> dict[str, list[str]]:
    """Which of the submissions that came before each part is: that of its notice; else one of which nobody was judged,
    and which may so answer another notice than was thought."""
    free = [sent for sent in group.again if before[sent].notice not in met and not before[sent].people]
    numbers = {}
    for name in met:
        same = [sent for sent in group.again if before[sent].notice == name]
        numbers[name] = same or [free.pop(0) for _ in free[:1]]
    return numbers
