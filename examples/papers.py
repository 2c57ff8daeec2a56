"""The forms of the other notices as people fill them in, with the columns and cells of the blank ones."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from pipeline.publish.units.template.word import word_document
from pipeline.terms.notices import load_notice
from schemas.layouts.blanks import SheetBlank, WordBlank, WordCell, WordRow, blank_of

MADE = datetime(2022, 8, 1)  # a workbook's property has no zone


def applicant(values: Mapping[str, str], headings: Mapping[str, str] | None = None) -> bytes:
    """The list of one applicant, by fields; `headings` are the applicant's own."""
    blank = blank_of("ciesc")
    assert isinstance(blank, SheetBlank)
    columns = [column for column in blank.columns if column.field == "number" or column.field in values]
    own = headings or {}
    heads = [own.get(column.field, column.heading) for column in columns]
    return workbook(load_notice("ciesc-2023").form_title, heads, [[values.get(one.field, "1") for one in columns]])


def workbook(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A list under its title."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE, "title": title})
    sheet = book.add_worksheet("Sheet1")
    boxed: dict[str, Any] = {"border": 1, "text_wrap": True, "valign": "vcenter", "font_name": "宋体", "font_size": 10}
    plain, head = book.add_format(boxed), book.add_format(boxed | {"align": "center", "bold": True})
    large = book.add_format({"bold": True, "align": "center", "font_size": 16, "font_name": "宋体"})
    sheet.set_landscape()
    sheet.set_column(0, len(headings) - 1, 13)
    sheet.merge_range(0, 0, 0, len(headings) - 1, title, large)
    sheet.write_row(1, 0, headings, head)
    for row, values in enumerate(rows, 2):
        sheet.write_row(row, 0, values, plain)
    book.close()
    return out.getvalue()


def named_list(unit: str, people: Sequence[Sequence[str]]) -> bytes:
    """The Word table of a unit's people, the unit in its title; without a unit and people the blank form itself."""
    blank, notice = blank_of("csee"), load_notice("csee-2022")
    assert isinstance(blank, WordBlank)
    if people:
        rows = [WordRow(0.95, tuple(map(WordCell, (str(number), *one)))) for number, one in enumerate(people, 1)]
        blank = blank._replace(titles=(f"{unit}工程会员申请人员名单",), rows=(blank.rows[0], *rows), notes=())
    return word_document(blank, notice)


def registration(values: Sequence[str]) -> bytes:
    """The registration form of one person, the values in the order of its cells."""
    blank = blank_of("csee-iet")
    assert isinstance(blank, WordBlank)
    left = iter(values)
    rows = tuple(
        row._replace(cells=tuple(_filled(row.cells, left)), times=1) for row in blank.rows for _ in range(row.times)
    )
    return word_document(blank._replace(rows=rows), load_notice("csee-iet-2018"))


def _filled(cells: Sequence[WordCell], values: Iterator[str]) -> Iterator[WordCell]:
    """The cells of a row, with the next values in those that are filled in; the boxes are, with what is ticked."""
    for cell in cells:
        yield cell._replace(text=next(values)) if cell.look in ("value", "text", "box") else cell
