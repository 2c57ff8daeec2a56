"""The workbook of certificates, as it goes out and comes back: certificates.toml. What may happen to one is in
schemas/certificates.toml."""

from typing import Literal

from schemas.layouts.sheet import Offers, SheetLayout
from schemas.named import NamedTuple
from schemas.typed import read


class AboutLine(NamedTuple):
    """A line of what is explained; `look` is that of the cells of which it tells."""

    label: str
    text: str
    look: Literal["", "text given", "input-text"] = ""


class CertificatesWords(NamedTuple):
    file: str
    title: str
    title_blank: str
    blank: str
    footer: str
    footer_blank: str
    most: int
    blank_lines: int
    no_certificates: str
    no_events: str
    cell: str
    refused: str
    about: tuple[AboutLine, ...]


class Attention(NamedTuple):
    """What is said of a certificate that somebody must look at."""

    late: str
    asked: str
    expired: str
    over: str
    remind: str


class LineWords(NamedTuple):
    """What the finding of a line adds: of which certificate it is, and what would be right."""

    line: str
    nameless: str
    numberless: str
    nobody: str
    holder: str
    named: str
    applied: str
    needed: str
    stands: str
    issued: str
    bound: str
    since: str
    later: str
    renewable: str
    due: str
    another: str
    computed: str
    causes: str
    hours: str
    year: str
    expired: str
    among: str
    changed: str
    change: str
    rows: str
    between: str
    listed: str


class TakenWords(NamedTuple):
    """What the run's summary says of it."""

    all: str
    some: str
    none: str
    place: str
    between: str
    unreadable: str


class CertificatesLayout(NamedTuple):
    words: CertificatesWords
    attention: Attention
    lines: LineWords
    taken: TakenWords
    offers: Offers
    certificates: SheetLayout
    new: SheetLayout
    events: SheetLayout
    about: SheetLayout


def certificates_layout() -> CertificatesLayout:
    return read("layouts/certificates", CertificatesLayout)
