"""Sentences of the command line: schemas/wording.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
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
    unopened: str
    unopened_file: str
    documents: Mapping[str, str]
    people: Mapping[str, str]
    societies: Mapping[str, str]
    held: Mapping[str, str]
    open: Mapping[str, str]


class Watch(NamedTuple):
    """What is said while the program stands by; `most` names are told of what arrived together."""

    begun: str
    line: str
    arrived: str
    more: str
    most: int
    written: str
    settings: str
    day: str
    between: str
    people: str
    nobody: str
    batch: str
    no_batch: str
    hindered: str
    mailbox: str
    outdated: str


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
    template_ending: str
    template_folder: str
    template: str
    no_demo: str
    no_notice: str


class Done(NamedTuple):
    page: str
    export: str
    template: str
    template_hours: str
    template_person: str
    template_certificates: str


class WordingFile(NamedTuple):
    stopped: str
    reading: str
    usage: Mapping[str, str]
    closing: Closing
    watch: Watch
    workers: Workers
    disk: Disk
    check: Check
    fault: Fault
    timings: Timings
    refusals: Refusals
    done: Done


def wording_file() -> WordingFile:
    """schemas/wording.toml."""
    return read("wording", WordingFile)
