"""Fills the blank form as a unit would, and reads it back the way a submission goes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import openpyxl

from pipeline.file_names import check_file_names
from pipeline.frame import as_frame, people_of
from pipeline.model.documents import Examined, Outcome, Submission
from pipeline.normalise import normalise
from pipeline.read.documents import read_document
from pipeline.recognise import recognise
from pipeline.terms.notices import load_notice
from pipeline.validate import validate

FIRST_ROW = 7
"""The first row to fill in both tables."""

NOTICE = load_notice("2025")


def filled(blank, tables, layout):
    """The template's bytes with these tables filled in.

    `tables` holds for each section its projects as (cells of the project, list of people's cells); `layout` says what
    the unit does with the project's cells of further people: blank, repeated or merged.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(blank))
    for sheet, section in zip(workbook.worksheets, NOTICE.sections, strict=False):
        row = FIRST_ROW
        for project, people in tables.get(section, ()):
            for number, person in enumerate(people):
                cells = (
                    [*project, *person] if layout == "repeated" or number == 0 else [None] * len(project) + [*person]
                )
                for column, value in enumerate(cells, 2):
                    sheet.cell(row + number, column).value = value
            if layout == "merged" and len(people) > 1:
                for column in range(2, len(project) + 2):
                    sheet.merge_cells(None, row, column, row + len(people) - 1, column)
            row += len(people)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def read_back(data, notice=NOTICE, name="附件3.xlsx"):
    """The people as judged (a frame), the findings on them and on their file's name, and the recognition itself."""
    document = read_document(name, data, ())
    document.expected = notice.forms
    recognition = recognise(document)
    examined = Examined(
        document.file, document.sha256, document.size, document.kind, Outcome.PROCESSED, None, recognition
    )
    received = datetime.combine(notice.deadline.day, time.min, UTC)
    submission = Submission(
        "k", "S00001", notice.name, "某单位", "sheet", "", received, "mail", False, True, "", [examined]
    )
    people = normalise(as_frame(people_of([submission])), notice, ())
    return people, [*validate(people, notice), *check_file_names(people, notice)], recognition
