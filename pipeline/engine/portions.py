"""Portions: what a run judges, records and publishes in one go. Nearly every run is one portion. A very large inbox is
split into several, each a batch, so that memory stays bounded and the first results are published early.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.model.decisions import Decision
from pipeline.model.documents import Examination, Fault, InboxFile, Outcome
from pipeline.read.limits import program_fault
from schemas.named import NamedTuple


class Portion(NamedTuple):
    """The files of whole submissions with their examinations (`examinations[i]` is that of `files[i]`), and the row_ids
    of open rows to judge again. `more_open`: whether further open rows wait for the next portion. `decisions`: what the
    secretary answered, to be recorded with it. `is_last`: no portion follows.
    """

    files: Sequence[InboxFile]
    examinations: Sequence[Examination]
    reopened: Sequence[str] = ()
    more_open: bool = False
    decisions: Sequence[Decision] = ()
    is_last: bool = False


def parted(portion: Portion) -> list[Portion]:
    """Split a portion into the smallest that can be judged: one for each open row, then one for each submission."""
    pairs = groupby(zip(portion.files, portion.examinations, strict=True), key=lambda pair: pair[0].submission)
    rows = [Portion([], [], [row_id]) for row_id in portion.reopened]
    return rows + [_portion(list(submission), []) for _, submission in pairs]


def together(parts: Sequence[Portion], more_open: bool) -> Portion:
    """Join portions into one."""
    files = [file for part in parts for file in part.files]
    examinations = [examination for part in parts for examination in part.examinations]
    return Portion(files, examinations, [row_id for part in parts for row_id in part.reopened], more_open)


def unjudged(part: Portion, trace: str) -> Portion:
    """A submission on which judging failed: its documents become unreadable, with a program fault."""
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
    """The files sorted by path, but with each submission's files together at the place of its first one."""
    groups: dict[str, list[InboxFile]] = {}
    for file in sorted(files, key=lambda file: file.path):
        groups.setdefault(file.submission, []).append(file)
    return [file for group in groups.values() for file in group]


def portions(
    files: Sequence[InboxFile],
    examinations: Iterable[Examination],
    decided: Sequence[str],
    reopened: Sequence[str],
    most: int,
) -> Iterator[Portion]:
    """Portions of the open rows first, then of the files (ordered `by_submission`); one is full at `most` people. All
    rows of which something was `decided` are in the first, whose batch records that: a run that ends after it would
    never come back to them.

    `examinations` are consumed as needed. The boundaries depend only on the contents, so a run that continues where
    another one was killed makes the same portions.
    """
    reopened, first = merged(decided, reopened), max(most, len(set(decided)))
    while len(reopened) > first:
        yield Portion([], [], reopened[:first], more_open=True)
        reopened, first = reopened[first:], most
    taken: list[tuple[InboxFile, Examination]] = []
    people, left = len(reopened), len(files)
    for _, submission in groupby(zip(files, examinations, strict=True), key=lambda pair: pair[0].submission):
        for file, examination in submission:
            taken.append((file, examination))
            left -= 1
            people += _people_in(examination)
        if people >= most:
            yield _portion(taken, reopened)._replace(is_last=not left)
            taken, reopened, people = [], [], 0
    if taken or reopened:
        yield _portion(taken, reopened)._replace(is_last=True)


def with_decisions(portions: Iterator[Portion], decisions: Sequence[Decision]) -> Iterator[Portion]:
    """The portions, the first with the decisions; one that holds nothing else where there is none."""
    for portion in portions:
        yield portion._replace(decisions=decisions)
        del portion  # room for the next one
        decisions = ()
    if decisions:
        yield Portion([], [], decisions=decisions, is_last=True)


def merged(rows: Sequence[str], more: Sequence[str]) -> list[str]:
    """Both lists of rows, each row once."""
    return list(dict.fromkeys([*rows, *more]))


def _portion(taken: list[tuple[InboxFile, Examination]], reopened: Sequence[str]) -> Portion:
    return Portion([file for file, _ in taken], [examination for _, examination in taken], reopened)


def _people_in(examination: Examination) -> int:
    return sum(len(document.recognition.people) for document in examination.documents if document.recognition)
