"""The mark survives what people save our workbooks with."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from support_kinds import OURS, Outcome, all_come_back, come_back, published

from pipeline.kinds.telling import told
from pipeline.publish.paper.grid import make_workbook
from pipeline.publish.paper.mark import add_mark
from pipeline.read.documents import read_document
from pipeline.text import seal
from tests.main.support_main import Office

OFFICE = shutil.which("soffice")
INTAKE, COMBINED = "中国电机工程学会", "推荐参加"


def saved(source: Path, ending: str, folder: Path) -> Path:
    """The workbook opened in LibreOffice and saved in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / ending
    command = [str(OFFICE), "--headless", profile, "--convert-to", ending, "--outdir", str(target), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{source.stem}.{ending}"


def test_saved_by_openpyxl(office: Office) -> None:
    found = all_come_back(
        office, [(published(office, name), lambda book: book[seal.SHEET]) for name in (INTAKE, COMBINED)]
    )
    assert [each.outcome for each in found] == ["answer", "answer"]


def large(path: Path) -> list[str]:
    """Write a workbook with the mark of 24,000 rows; the lines of the mark."""
    lines = seal.make("combined", "20250506-01", [f"R{number:016x}" for number in range(24_000)], b"a key of the tests")
    book = make_workbook(str(path), datetime(2025, 5, 6), "")
    book.add_worksheet("表").write_string(0, 0, "年份")
    add_mark(book, lines)
    book.close()
    return lines


def lines_in(path: Path) -> list[str]:
    return list(told(read_document(path.name, path.read_bytes(), ())).mark)


def test_a_large_mark_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    assert large(path) == lines_in(path)


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
def test_a_large_mark_is_saved_whole_by_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "大.xlsx"
    lines = large(path)
    for ending in ("xlsx", "ods", "xls"):
        path = saved(path, ending, tmp_path)
        assert lines_in(path) == lines


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize(("beginning", "title"), [(INTAKE, "学会推荐人员名单"), (COMBINED, "推荐人员情况汇总表")])
def test_saved_by_libreoffice_in_every_format(office: Office, beginning: str, title: str, tmp_path: Path) -> None:
    path = published(office, beginning)
    for ending in ("xlsx", "ods", "xls"):
        path = saved(path, ending, tmp_path)
        found = come_back(office, path, file=f"2025-05-02 交回/{ending}.{ending}")
        assert found == Outcome("answer", [OURS.format(title)], [])
