"""Workbook and letter in LibreOffice: charts are drawn, pages are whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support_asked import Ask

from schemas.report import report_file

OFFICE = shutil.which("soffice")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")]


@pytest.fixture(scope="module")
def printed(ask: Ask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The month's workbook and letter as PDF, by suffix."""
    folder = tmp_path_factory.mktemp("printed")
    files = {suffix: next(ask("--month", "2025-04").glob(f"*{suffix}")) for suffix in (".xlsx", ".docx")}
    for suffix, path in files.items():
        target = folder / suffix[1:]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", target, path],
            check=True,
            capture_output=True,
        )
    return {suffix: next((folder / suffix[1:]).glob("*.pdf")) for suffix in files}


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_charts_of_the_workbook_are_drawn(printed: dict[str, Path]) -> None:
    """A chart's title with its unit stands in the picture only."""
    words = report_file().words.chart_title
    text = "".join(text_of(printed[".xlsx"]).split())
    for figure in report_file().figure.values():
        if figure.chart:
            assert "".join(words.format(title=figure.title, unit=figure.unit).split()) in text


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_no_page_is_empty(suffix: str, printed: dict[str, Path]) -> None:
    sheets = text_of(printed[suffix]).split("\f")[:-1]
    assert len(sheets) > 5
    assert all(len("".join(sheet.split())) > 20 for sheet in sheets)


def test_the_letter_has_its_chapters(printed: dict[str, Path]) -> None:
    text = text_of(printed[".docx"])
    for chapter in report_file().chapter.values():
        assert chapter.letter in text
    assert "{{" not in text.replace("{{7*7}}", "")
