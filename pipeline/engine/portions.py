"""Portions: what a run judges, records and publishes at once. Nearly every run is one; a very large inbox is several, a
batch each, so that memory is bounded by the portion and what is read first is in its place first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.model.documents import Examination, Fault, InboxFile, Outcome
from pipeline.read.limits import program_fault


@dataclass(frozen=True, slots=True)
class Portion:
    """Files of whole submissions with what was read in them (`examinations[i]` is what came out of `files[i]`), and
    row_ids of open rows to judge again. `more_open` tells that others of these wait for the next portion.
    """

    files: Sequence[InboxFile]
    examinations: Sequence[Examination]
    reopened: Sequence[str] = ()
    more_open: bool = False


def parted(portion: Portion) -> list[Portion]:
    """The portion as the smallest ones that can be judged: each open row, then each submission, by itself."""
    pairs = groupby(zip(portion.files, portion.examinations, strict=True), key=lambda pair: pair[0].submission)
    rows = [Portion([], [], [row_id]) for row_id in portion.reopened]
    return rows + [_portion(list(submission), []) for _, submission in pairs]


def together(parts: Sequence[Portion], more_open: bool) -> Portion:
    """Portions as one."""
    files = [file for part in parts for file in part.files]
    examinations = [examination for part in parts for examination in part.examinations]
    return Portion(files, examinations, [row_id for part in parts for row_id in part.reopened], more_open)


def unjudged(part: Portion, trace: str) -> Portion:
    """The files of one submission at which judging failed, as files that say nothing."""
    examinations = []
    for examination in part.examinations:
        documents = [
            replace(each, outcome=Outcome.UNREADABLE, problem=program_fault(each.sha256), recognition=None)
            for each in examination.documents
        ]
        faults = [Fault(each.file, each.sha256, trace) for each in documents]
        examinations.append(Examination([], documents, faults, examination.cut_short, unjudged=True))
    return Portion(part.files, examinations)


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
