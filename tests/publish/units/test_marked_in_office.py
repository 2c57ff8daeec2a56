"""LibreOffice opens marked workbooks with the same values, and marks survive what it saves."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from support_marked import LINES, SECRET, SHEETS, marked
from support_workbooks import NAME, WORKBOOKS, by_xlsxwriter
from test_preservation import NOT_READ_BY_CALAMINE, read_by_calamine

from pipeline.kinds.telling import told
from pipeline.publish.marked import Marking
from pipeline.publish.marked.marking import mark_package
from pipeline.publish.marked.shades import is_shade
from pipeline.publish.units.answering import corrections
from pipeline.read.documents import read_document
from pipeline.text import seal

OFFICE = shutil.which("soffice")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")]


def saved(files: dict[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """The workbooks opened in LibreOffice and saved in another format, all in one go."""
    source, target = folder / "source", folder / ending
    source.mkdir()
    for name, data in files.items():
        (source / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", ending, "--outdir", str(target)]
    subprocess.run([*command, *map(str, sorted(source.iterdir()))], check=True, capture_output=True, timeout=600)
    return {path.stem: path.read_bytes() for path in target.iterdir()}


def test_every_kind_opens_with_the_same_values(tmp_path: Path) -> None:
    data = {name: make() for name, make in WORKBOOKS.items()}
    files = {f"{name}.xlsx": each for name, each in data.items()}
    files |= {f"{name}-marked.xlsx": marked(each).workbook for name, each in data.items()}
    read = {name: read_by_calamine(each) for name, each in saved(files, "ods", tmp_path).items()}
    assert len(read) == len(files)
    for name in data:
        before, after = read[name], read[f"{name}-marked"]
        sheets = [sheet for sheet in after if sheet not in SHEETS]
        assert sheets == list(before), name
        assert {sheet: after[sheet][2] for sheet in sheets} == {sheet: before[sheet][2] for sheet in sheets}, name
    assert set(NOT_READ_BY_CALAMINE) <= set(data)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_the_seal_survives(ending: str, tmp_path: Path) -> None:
    (data,) = saved({"a.xlsx": marked(by_xlsxwriter()).workbook}, ending, tmp_path).values()
    assert seal.verify(told(read_document(f"a.{ending}", data, ())).mark, SECRET)


def test_marks_come_off_after_it_was_saved_there(tmp_path: Path) -> None:
    """A person corrects in LibreOffice and sends back."""
    plain = by_xlsxwriter()
    files = saved({"a.xlsx": marked(plain).workbook, "b.xlsx": plain}, "xlsx", tmp_path)
    result = mark_package(files["a"], [Marking(NAME, "D6", True, "x")], corrections(()), LINES).workbook
    sheet, old = (openpyxl.load_workbook(BytesIO(each))[NAME] for each in (result, files["b"]))
    cells = [cell for row in sheet["A1:E6"] for cell in row]
    assert [cell.coordinate for cell in cells if is_shade(str(cell.fill.fgColor.rgb))] == ["D6"]
    assert [cell.coordinate for cell in cells if cell.comment] == ["D6"]
    for cell in ("B4", "C5"):
        assert sheet[cell].border.left.style == old[cell].border.left.style
        assert sheet[cell].fill.patternType == old[cell].fill.patternType
