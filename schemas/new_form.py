"""What is said of a form that is drafted or checked: schemas/new_form.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class Draft(NamedTuple):
    kinds: Mapping[str, str]
    title: str
    no_title: str
    unit: str
    no_number: str
    no_notice: str
    no_unit: str
    lists: str
    secret: str
    blocks: str
    outside: str
    sheets: str
    table: str
    headings: tuple[str, str, str, str, str]
    states: Mapping[str, str]
    fields: Mapping[str, str]
    counts: str
    comma: str
    written: str
    replaced: str
    next: str


class Check(NamedTuple):
    chosen: str
    other: str
    nothing: str
    not_ours: str
    table: str
    headings: tuple[str, str, str]
    kinds: Mapping[str, str]
    people: str
    nobody_takes: str
    no_column: str
    no_domain: str
    not_named: str
    sound: str
    unsound: str


class Refused(NamedTuple):
    known: str
    there: str
    name: str
    no_headings: str
    unread: str
    no_form: str
    no_file: str
    folder: str


class NewFormFile(NamedTuple):
    """`why`: what is said with a guess, `ask`: what is asked of it in the draft, by the same keys; none for a guess of
    which nothing is asked."""

    draft: Draft
    check: Check
    why: Mapping[str, str]
    ask: Mapping[str, str]
    refused: Refused


def new_form_file() -> NewFormFile:
    return read("new_form", NewFormFile)
