"""The settings workbook as it ships, without its looks: of what staff type into it nothing depends on them, and
opening and saving it takes a third of the time.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK


@cache
def _shipped() -> bytes:
    with TemporaryDirectory() as folder:
        write_settings_workbook(Path(folder, WORKBOOK))
        shipped = load_workbook(Path(folder, WORKBOOK))
    plain = Workbook()
    plain.remove(plain.worksheets[0])
    for sheet in shipped.worksheets:
        copied = plain.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    copied.cell(cell.row, cell.column).value = cell.value
    saved = BytesIO()
    plain.save(saved)
    return saved.getvalue()


def shipped_settings() -> Workbook:
    return load_workbook(BytesIO(_shipped()))
