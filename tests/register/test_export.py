"""The exports: columns as docs/interfaces.md has them, and texts that stay what they are."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from pandas import DataFrame
from support_register import Office, P, submission

from pipeline.publish.exports import serialise

PEOPLE = (
    "person_id, submission_id, notice, unit, company, company_contact, company_contact_phone, section, project_name, "
    "project_country, project_type, project_status, chinese_engineers, foreign_engineers, qualified_engineers, name, "
    "phone, email, domain, specialty, location, location_country, level, experience, society, disposition, findings, "
    "source_file, source_sheet, source_row, batch, received_at, row_id, project_id, form, phone_other, company_typed"
)
COLUMNS = {
    "people": PEOPLE,
    "rows": "row_id, file, sheet, row, fate, text",
    "projects": "project_id, submission_id, section, unit, company, project_name, project_country, project_type, "
    "project_status, chinese_engineers, foreign_engineers, qualified_engineers, people, source_file, source_sheet, "
    "source_row",
    "submissions": "submission_id, notice, form, unit, unit_source, sender, received_at, received_from, late, scan, "
    "people, held, batch",
    "documents": "submission_id, file, sha256, kind, outcome, message",
    "findings": "submission_id, person_id, slug, severity, field, file, sheet, cell, value, message, decided_by",
    "events": "event_id, person_id, notice, kind, stage, conclusion, date, value, note, source_file, source_sheet, "
    "source_cell, batch, recorded_at, society, row_id",
}
HOSTILE = ["=1+1", "+86", "-1", "@SUM(A1)", 'a"b,c', "第一行\n第二行", "\t制表", "０１２"]


@pytest.fixture(scope="module")
def office() -> Office:
    office = Office()
    office.run(submission("甲", 1, [P(f"人{i}", str(i), experience=text) for i, text in enumerate(HOSTILE)]))
    return office


@pytest.mark.parametrize("table", COLUMNS)
def test_columns(office: Office, table: str) -> None:
    wanted = COLUMNS[table].split(", ")
    assert list(office.register.export(table).columns)[: len(wanted)] == wanted


def test_projects_count_their_people(office: Office) -> None:
    assert office.register.export("projects")["people"].tolist() == [len(HOSTILE)]


def test_csv_gives_every_text_back_and_marks_what_a_spreadsheet_would_reckon_with(office: Office) -> None:
    text = serialise(office.register.export("people"), "csv").decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    marked = [f"'{text}" if text in ("=1+1", "@SUM(A1)", "\t制表") else text for text in HOSTILE]
    assert [row["experience"] for row in rows] == marked
    assert [row["source_row"] for row in rows] == [str(number) for number in range(5, 5 + len(HOSTILE))]


def test_jsonl_gives_every_text_back(office: Office) -> None:
    lines = serialise(office.register.export("people"), "jsonl").decode("utf-8").splitlines()
    assert [json.loads(line)["experience"] for line in lines] == HOSTILE


def test_xlsx_holds_text_only_and_is_the_same_each_time(office: Office) -> None:
    table = office.register.export("people")
    data = serialise(table, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet
    column = list(table.columns).index("experience") + 1
    assert [sheet.cell(row, column).value for row in range(2, 2 + len(HOSTILE))] == HOSTILE
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert serialise(table, "xlsx") == data


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx"])
def test_an_empty_table_has_its_heading(form: str) -> None:
    data = serialise(Office().register.export("rows"), form)
    assert (b"row_id,file" in data) == (form == "csv")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("+8613800135678", "+8613800135678"),
        ("+8613800135678;+95912345678", "+8613800135678;+95912345678"),
        ("+86 138-0013 (5678)", "+86 138-0013 (5678)"),
        ("-12", "-12"),
        ("+1+1", "'+1+1"),
        ("-负责施工", "'-负责施工"),
        ("+86138\n=1+1", "'+86138\n=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\r=1+1", "'\n=1+1"),
        ("'=1+1", "'=1+1"),
        ("甲=1", "甲=1"),
    ],
)
def test_what_a_csv_marks(text: str, shown: str) -> None:
    data = serialise(DataFrame({"text": [text], "number": [7]}), "csv").decode()
    assert list(csv.reader(io.StringIO(data, newline=""))) == [["text", "number"], [shown, "7"]]
