"""Fills the blank forms of the other notices as people would."""

from __future__ import annotations

import copy
import io
from collections.abc import Sequence

import docx
import openpyxl
from docx.oxml.ns import qn

from pipeline.terms.notices import load_notice
from schemas.layouts.blanks import blanks_file

CIESC, CSEE, IET = (load_notice(name) for name in ("ciesc-2023", "csee-2022", "csee-iet-2018"))
FIRST_ROW = 3
"""The first row to fill in of the list of one applicant."""
BOXES = "□可以 ok", "□需要翻译 with translation"


def filled_list(blank: bytes, values: Sequence[str]) -> bytes:
    """The workbook with one applicant, whose number is left blank."""
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    for column, value in enumerate(values, 2):
        workbook.worksheets[0].cell(FIRST_ROW, column).value = value or None
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def filled_table(blank: bytes, unit: str, people: Sequence[Sequence[str]]) -> bytes:
    """The Word table with a unit's people, whose numbers are left blank; rows are added where there are too few."""
    document = docx.Document(io.BytesIO(blank))
    for paragraph in document.paragraphs[:2]:
        for run in paragraph.runs:
            run.text = run.text.replace(blanks_file().unit, unit)
    table = document.tables[0]
    for row, person in enumerate(people, 1):
        if row == len(table.rows):
            table._tbl.append(copy.deepcopy(table.rows[-1]._tr))
            for cell in table.rows[-1].cells:
                cell.text = ""
        for cell, value in zip(table.rows[row].cells[1:], person, strict=True):
            cell.text = value
    return _saved(document)


def filled_form(blank: bytes, values: Sequence[str], ticked: int) -> bytes:
    """The bilingual form with the values in the order of its blank cells, and one box ticked."""
    document = docx.Document(io.BytesIO(blank))
    table, left = document.tables[0], iter(values)
    for element in table._tbl.iter(qn("w:tc")):
        cell = docx.table._Cell(element, table)
        if not cell.text:
            cell.text = next(left)
        elif cell.text.startswith(BOXES[0]):
            cell.text = "\n\n".join(box.replace("□", "☑") if i == ticked else box for i, box in enumerate(BOXES))
    assert list(left) == []
    return _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()
