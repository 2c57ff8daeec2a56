"""Delimited text: .csv and .tsv, also when named like a workbook.

A row is a CSV record, so a quoted line break stays inside its cell.
"""

from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import PurePosixPath

from pipeline.model.documents import Sheet
from pipeline.read.decode import decode
from pipeline.read.grid import check_cells, make_sheet
from pipeline.read.limits import Refused
from pipeline.text.clean import clean
from pipeline.text.patterns import pattern

_DELIMITERS = ",\t;"
_LINES = 30
_FORMULA_TEXT = pattern(r'="([^"]*)"')  # how web exports mark a phone number as text: ="13800000000"
_NAMED_DELIMITER = pattern(r"sep=([,;\t|])\s*$")


def read_delimited(data: bytes, name: str) -> list[Sheet]:
    """One sheet, named by the file's stem."""
    text = decode(data)
    if text is None:
        raise Refused("encoding")
    rows = [_trimmed([_text(cell) for cell in record]) for record in _records(text)]
    while rows and not any(rows[-1]):
        rows.pop()
    check_cells(sum(map(len, rows)) + len(rows))
    made = make_sheet(PurePosixPath(name).stem, rows)
    made.knows_hidden = False  # saving as text loses which rows were hidden
    return [made]


def _trimmed(row: list[str]) -> list[str]:
    """The row without empty cells at its end: Excel writes them for every formatted row and column."""
    while row and not row[-1]:
        row.pop()
    return row


def _records(text: str) -> list[list[str]]:
    first, _, _ = text.partition("\n")
    named = _NAMED_DELIMITER.match(first)
    delimiter = named[1] if named else delimiter_of(text) or ","
    try:
        records = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:  # an unclosed quote has swallowed the rest of the file
        records = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    return [[], *records[1:]] if named else records


def _text(cell: str) -> str:
    wrapped = _FORMULA_TEXT.fullmatch(cell)
    return clean(wrapped[1] if wrapped else cell)


def delimiter_of(text: str, certain: bool = False) -> str:
    """The delimiter that most lines have most often, "" for none.

    With `certain`, all but a few lines must have it equally often and at least twice: the text must be a table.
    """
    lines = [line for line in re.sub(r'"[^"]*"', "", text[:65_536]).splitlines() if line.strip()][:_LINES]
    counts = {delimiter: [line.count(delimiter) for line in lines] for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: (sum(map(bool, counts[delimiter])), sum(counts[delimiter])))
    if not any(counts[best]):
        return ""
    usual = max(set(counts[best]), key=counts[best].count)
    steady = len(lines) > 1 and usual >= 2 and counts[best].count(usual) * 10 >= len(lines) * 8
    return best if steady or not certain else ""
