"""Every cell of which something is asked is marked, and no other: in whatever units send (tests/worlds)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from support_main import NOW, Office
from support_rounds import listed

from pipeline.model.documents import Outcome
from pipeline.publish.marked.shades import is_shade
from pipeline.read.containers import bytes_of
from pipeline.read.documents import read_document
from pipeline.register import Register
from pipeline.register.contents.answer import Answer
from pipeline.terms.findings import asking
from pipeline.text.addresses import address, place_of
from schemas.layouts.correction import correction_file
from tests.worlds.clerk import draw_world
from tests.worlds.run import write

OURS = (correction_file().words.must, correction_file().words.may)
LISTING = correction_file().listing.sheet


class Asked(NamedTuple):
    """What is asked in one document: its cells, and those of what is blank, which may be asked for at the heading."""

    cells: set[tuple[str, str]]
    blanks: set[tuple[str, str]]


def asked_in(answer: Answer) -> dict[str, Asked]:
    """By document, from the findings alone."""
    found: dict[str, Asked] = defaultdict(lambda: Asked(set(), set()))
    read = {each.file for each in answer.documents if each.outcome == Outcome.PROCESSED}
    for finding in answer.findings:
        if asking(finding) and finding.sheet and finding.cell and finding.file in read:
            own = found[finding.file]
            (own.cells if finding.value or not finding.field else own.blanks).add((finding.sheet, finding.cell))
    return found


def marked_in(path: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """The cells that are filled as our marks are, and those with a comment of ours."""
    filled, told = set(), set()
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.title == LISTING or not isinstance(sheet, Worksheet):
            continue
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if is_shade(str(cell.fill.fgColor.rgb)) and cell.coordinate == anchor(sheet, cell.coordinate):
                filled.add((sheet.title, cell.coordinate))
            if cell.comment and any(words in cell.comment.text for words in OURS):
                told.add((sheet.title, cell.coordinate))
    return filled, told


def anchor(sheet: Worksheet, cell: str) -> str:
    areas = (area for area in sheet.merged_cells.ranges if cell in area)
    return next((sheet.cell(area.min_row, area.min_col).coordinate for area in areas), cell)


def where(path: Path, data: bytes, document: str, cells: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Where these cells of the unit's document are in the workbook that went back: what was made anew may have lines of
    text above its tables, and other names of sheets; of merged cells the first one is marked."""
    read = read_document(document, data, ())
    book = openpyxl.load_workbook(path)
    own = [sheet.title for sheet in book.worksheets if sheet.title != LISTING]
    names = dict(zip((sheet.name for sheet in read.sheets), own, strict=False))
    is_rebuilt = Path(document.rpartition("!")[2]).suffix.lower() not in (".xlsx", ".xlsm")
    above = {sheet.name: len(sheet.above) * is_rebuilt for sheet in read.sheets}
    found = set()
    for sheet, cell in cells:
        name = sheet if sheet in book.sheetnames else names[sheet]
        row, column = place_of(cell)
        found.add((name, anchor(book[name], address(row + above[sheet], column))))
    return found


def answered(office: Office) -> Iterator[tuple[Answer, dict[str, bytes]]]:
    with Register.open(office.register) as register:
        for batch in register.batches():
            contents = register.batch_contents(batch)
            for answer in contents.answers:
                files = {path: contents.original(sha256) for path, sha256 in answer.originals.items()}
                yield answer, {path: data for path, data in files.items() if data is not None}


def compare(office: Office) -> tuple[int, list[Any]]:
    """How many workbooks came back, and what is other than asked in them."""
    wrong: list[Any] = []
    workbooks = 0
    for answer, originals in answered(office):
        wanted = asked_in(answer)
        (folder,) = office.outbox.glob(f"批次/*/单位/*_{answer.submission_id}")
        paths = sorted(folder.glob("*.xls[xm]"))
        if len(paths) != len(wanted):
            wrong.append((answer.submission_id, "workbooks", [path.name for path in paths], list(wanted)))
            continue
        for document, path in ((document, path) for document in wanted for path in paths if is_of(path, document)):
            workbooks += 1
            around = document.partition("!")[0]
            data = bytes_of(around, originals[around], document)
            assert data is not None
            filled, told = marked_in(path)
            cells, blanks = (where(path, data, document, each) for each in wanted[document])
            missing, more = cells - filled, filled - cells - blanks
            # A blank of a column that the table lacks is asked for at a heading above it.
            headings = {place for place in more if any(_is_above(place, blank) for blank in blanks - filled)}
            at_own = blanks <= filled or bool(headings)
            if missing or more - headings or not at_own or filled != told:
                wrong.append((answer.submission_id, document, missing, more - headings, blanks - filled, filled ^ told))
            links = {line[1] for line in listed(path)}
            if {f"{sheet}!{cell}" for sheet, cell in filled} - links and len(links) < len(filled):
                wrong.append((answer.submission_id, "list", filled, links))
    return workbooks, wrong


def is_of(path: Path, document: str) -> bool:
    """Whether the workbook is named after the document."""
    return path.stem.removesuffix(correction_file().words.behind) == Path(document.rpartition("!")[2]).stem


def _is_above(place: tuple[str, str], other: tuple[str, str]) -> bool:
    return place[0] == other[0] and place_of(place[1])[0] < place_of(other[1])[0]


@pytest.mark.parametrize("worlds", [2, pytest.param(60, marks=pytest.mark.slow)])
def test_every_cell_that_is_asked_is_marked_and_no_other(worlds: int, tmp_path: Path) -> None:
    office = Office(tmp_path)
    write([draw_world(number, "marked cells", "seen") for number in range(worlds)], office.inbox)
    office.run(now=NOW)
    workbooks, wrong = compare(office)
    assert wrong == []
    assert workbooks >= max(1, worlds // 4)
