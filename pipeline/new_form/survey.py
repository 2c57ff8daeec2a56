"""Read one file in a worker, and say what its headings seem to ask for (`survey`), or how a form reads them
(`read_back`). Nothing of its cells goes back but headings, titles and labels."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.examine.document import Job, examined
from pipeline.model.documents import Document, Examination, Sheet
from pipeline.new_form.layout import Layout, layout_of
from pipeline.new_form.sheets import SheetSurvey, forms_of, surveyed
from pipeline.recognise import Seen
from pipeline.recognise.sheet.cards import CardFinder
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import find_tables
from pipeline.recognise.tools import Tools, tools_for
from pipeline.recognise.words.loading import forms
from pipeline.recognise.words.scoring import candidates
from pipeline.text.mask import unnumbered
from schemas.headings import headings_file
from schemas.named import NamedTuple
from schemas.vocabularies import vocabulary_file

_VERY_WORD = 3  # quality of a word that is known as it stands
_MOST_ROWS = 200  # that are looked at


class Told(NamedTuple):
    """What the text of a file tells of its notice; "" or 0 for what it does not. `deadline` is (year, month, day)."""

    number: str = ""
    title: str = ""
    deadline: tuple[int, int, int] = (0, 0, 0)
    year: int = 0
    domain: str = ""


class Reading(NamedTuple):
    """How a form reads a heading: `kind` as Meaning has it, "" where nobody takes it."""

    cell: str
    heading: str
    kind: str
    field: str


class ReadBack(NamedTuple):
    """`chosen` is the form by which the file is read, "" for none; `is_found` whether its table or card is; `people`
    how many were read."""

    chosen: str
    is_found: bool
    people: int
    readings: tuple[Reading, ...]


@dataclass(slots=True)
class Surveyed(Examination):
    """An examination with what was seen: of a survey the sheets with headings, what the text tells, and the form whose
    title the file bears already ("" for none); of a reading back how each document was read."""

    sheets: list[SheetSurvey] = field(default_factory=list)
    told: Told = field(default_factory=Told)
    bears: str = ""
    read: list[ReadBack] = field(default_factory=list)


def survey(job: Job) -> Surveyed:
    """What the headings of a file seem to ask for."""
    sheets: list[SheetSurvey] = []
    texts: list[str] = []
    borne: list[str] = []

    def show(document: Document, _: Seen) -> None:
        may_be = candidates(document.sheets, ())
        borne.extend(score.form.name for score in may_be[:1] if score.has_title)
        begun = list(map(_begun, document.sheets))
        looked = [surveyed(layout_of(Grid(sheet))) for sheet in begun]
        sheets.extend(forms_of(looked) if document.kind == "docx" else looked)
        texts.extend(text for sheet in begun for text in _texts(sheet))

    seen = examined(job, show)
    found = [sheet for sheet in sheets if any(not guess.outside for guess in sheet.guesses)]
    told = _told(texts, next((sheet.title for sheet in found if sheet.kind and sheet.title), ""))
    about = seen.envelopes, seen.documents, seen.faults, seen.cut_short
    return Surveyed(*about, sheets=found, told=told, bears=next(iter(borne), ""))


def read_back(job: Job, form: str = "") -> Surveyed:
    """How the form of that name reads the headings of a file."""
    read: list[ReadBack] = []
    tools = tools_for(next(each for each in forms() if each.name == form))

    def show(document: Document, seen: Seen) -> None:
        may_be = candidates(document.sheets, (form,))
        people = len(seen.recognition.people) if seen.recognition.form == form else 0
        grids = [Grid(_begun(sheet)) for sheet in document.sheets]
        readings = tuple(each for grid in grids for each in _readings(layout_of(grid), tools))
        is_found = any(_is_found(sheet, tools) for sheet in document.sheets)
        read.append(ReadBack(may_be[0].form.name if may_be else "", is_found, people, readings))

    seen = examined(job, show, (form,))
    return Surveyed(seen.envelopes, seen.documents, seen.faults, seen.cut_short, read=read)


def _begun(sheet: Sheet) -> Sheet:
    """The first rows of a sheet, which are all that tells of its form."""
    merges = [merge for merge in sheet.merges if merge[0] < _MOST_ROWS]
    return replace(sheet, rows=sheet.rows[:_MOST_ROWS], merges=merges)


def _is_found(sheet: Sheet, tools: Tools) -> bool:
    """Whether the sheet holds a table or a card of the form, with room beside a lone column of labels."""
    grid = Grid(replace(sheet, rows=[[*row, ""] for row in sheet.rows]))
    tables = find_tables(grid, tools.headings).ours
    return bool(tables or CardFinder(tools.headings, tools.looks).cards(grid))


def _readings(layout: Layout, tools: Tools) -> Iterator[Reading]:
    for heading in layout.headings if layout.kind else ():
        meaning = tools.headings.understand(heading.text)
        if len(heading.path) > 1:
            stacked, upper = map(tools.headings.understand, (heading.path[-2] + heading.text, heading.path[-2]))
            told = (each for each in (stacked, upper) if each.kind != "group" and each.quality > 1)
            is_stacked = stacked.quality == _VERY_WORD or meaning.quality < 2
            meaning = next(told, meaning) if is_stacked else meaning
        yield Reading(heading.cell, unnumbered(heading.text), meaning.kind, meaning.field)


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from sheet.above
    yield from (text for row in sheet.rows for text in row if text)
    yield from (aside.text for aside in sheet.beside)


def _told(texts: list[str], title: str) -> Told:
    found, whole = headings_file().found, "\n".join(texts)
    alone = (re.fullmatch(found.number, text.strip()) for text in texts)
    number, named = next(filter(None, alone), None) or re.search(found.number, whole), re.search(found.notice, whole)
    day = next(filter(_is_day, re.finditer(found.deadline, whole)), None)
    year = re.search(found.year, title + (number[0] if number else ""))
    domains = [domain for domain in vocabulary_file("domains").canonical if domain in title]
    return Told(
        number[0] if number else "",
        named[1] if named else "",
        (int(day[1] or 0), int(day[2]), int(day[3])) if day else (0, 0, 0),
        int(year[1]) if year else 0,
        domains[0] if len(domains) == 1 else "",
    )


def _is_day(found: re.Match[str]) -> bool:
    """Whether it is one of the calendar; 29 February may be without a year."""
    month, day = int(found[2]), int(found[3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(found[1] or 2024), month)[1]
