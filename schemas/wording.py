"""Sentences of the command line: schemas/wording.toml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schemas import DataError
from schemas.typed import read


class Closing(NamedTuple):
    """The closing words of a run."""

    empty: str
    nothing_new: str
    done: str
    several: str
    plan: str
    headings: tuple[str, str, str]
    written: str
    faults: str
    kept_aside: str
    planned: str
    skipped: str
    clock_back: str
    documents: Mapping[str, str]
    people: Mapping[str, str]
    societies: Mapping[str, str]
    held: Mapping[str, str]


class Workers(NamedTuple):
    cannot_begin: str


class Disk(NamedTuple):
    """What the file system refuses; `reasons` by the name of the error."""

    refused: str
    temporary: str
    no_temporary: str
    reasons: Mapping[str, str]


class Check(NamedTuple):
    left_out: tuple[str, ...]
    error: str
    warning: str
    info: str
    sentence: str
    bare: str
    between: str
    comma: str
    to: str
    held: str
    all_clear: str
    nobody: str
    counts: Mapping[str, str]
    stop: str
    clean: str
    only_here: str


class Fault(NamedTuple):
    sentence: str
    somewhere: str
    data: str


class Timings(NamedTuple):
    title: str
    headings: tuple[str, str, str]
    total: str
    stages: Mapping[str, str]


class Refusals(NamedTuple):
    """What a command cannot do, and what to do about it."""

    passwords: str
    now: str
    no_file: str
    file: str
    no_inbox: str
    inbox: str
    page: str
    page_name: str
    page_in_inbox: str
    export_screen: str
    export: str
    template_there: str
    template_folder: str
    template: str
    no_notice: str


class Done(NamedTuple):
    page: str
    export: str
    template: str


class NoticeFile(NamedTuple):
    """What is wrong with a file in schemas/notices/: which key, and what it should be."""

    missing: str
    kind: str
    word: str
    twice: str
    unknown: str
    routed_by: str
    nameless: str
    kinds: Mapping[str, str]


class WordingFile(NamedTuple):
    stopped: str
    reading: str
    usage: Mapping[str, str]
    closing: Closing
    workers: Workers
    disk: Disk
    check: Check
    fault: Fault
    notice_file: NoticeFile
    timings: Timings
    refusals: Refusals
    done: Done


def damaged(error: DataError) -> str:
    """The sentence for a data file that cannot be used; its bare reason where the sentences themselves are damaged."""
    try:
        sentence = wording_file().fault.data
    except DataError:
        return str(error)
    return sentence.format(file=error.file, reason=error.reason)


def wording_file() -> WordingFile:
    """schemas/wording.toml."""
    return read("wording", WordingFile)
