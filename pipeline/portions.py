"""Portions: what a run judges, records and publishes at once. Nearly every run is one; a very large inbox is several, a
batch each, so that memory is bounded by the portion and what is read first is in its place first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.model import Examination, InboxFile


@dataclass(frozen=True, slots=True)
class Portion:
    """Files of whole submissions with what was read in them (`examinations[i]` is what came out of `files[i]`), and
    row_ids of open rows to judge again. `more_open` tells that others of these wait for the next portion.
    """

    files: Sequence[InboxFile]
    examinations: Sequence[Examination]
    reopened: Sequence[str] = ()
    more_open: bool = False


def by_submission(files: Iterable[InboxFile]) -> list[InboxFile]:
    """The files in the order of their paths, but those of a submission together, where its first one stands."""
    groups: dict[str, list[InboxFile]] = {}
    for file in sorted(files, key=lambda file: file.path):
        groups.setdefault(file.submission, []).append(file)
    return [file for group in groups.values() for file in group]


def portions(
    files: Sequence[InboxFile], examinations: Iterable[Examination], reopened: Sequence[str], most: int
) -> Iterator[Portion]:
    """The open rows first, then the files, given `by_submission`; a portion is full when it has `most` people.

    `examinations` come as they are needed. Where the portions end depends on nothing but what is in them: a run that
    goes on where another one was killed makes the same ones.
    """
    while len(reopened) > most:
        yield Portion([], [], reopened[:most], more_open=True)
        reopened = reopened[most:]
    taken: list[tuple[InboxFile, Examination]] = []
    people = len(reopened)
    for _, submission in groupby(zip(files, examinations, strict=True), key=lambda pair: pair[0].submission):
        for file, examination in submission:
            taken.append((file, examination))
            people += _people_in(examination)
        if people >= most:
            yield _portion(taken, reopened)
            taken, reopened, people = [], [], 0
    if taken or reopened:
        yield _portion(taken, reopened)


def _portion(taken: list[tuple[InboxFile, Examination]], reopened: Sequence[str]) -> Portion:
    return Portion([file for file, _ in taken], [examination for _, examination in taken], reopened)


def _people_in(examination: Examination) -> int:
    return sum(len(document.recognition.people) for document in examination.documents if document.recognition)
