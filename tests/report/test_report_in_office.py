"""Workbook and letter in LibreOffice: charts are drawn, pages are whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support_asked import Ask

from schemas.certificate_figures import certificate_figures_file
from schemas.report import report_file
from tests.main.support_main import Office

OFFICE = shutil.which("soffice")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")]


def converted(files: Path, folder: Path) -> dict[str, Path]:
    """A report's workbook and letter as PDF, by suffix."""
    printed = {}
    for suffix in (".xlsx", ".docx"):
        target = folder / suffix[1:]
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [
                str(OFFICE),
                "--headless",
                profile,
                "--convert-to",
                "pdf",
                "--outdir",
                target,
                next(files.glob(f"*{suffix}")),
            ],
            check=True,
            capture_output=True,
        )
        printed[suffix] = next(target.glob("*.pdf"))
    return printed


@pytest.fixture(scope="module")
def printed(ask: Ask, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Of a month in which no society had answered."""
    return converted(ask("--month", "2025-04"), tmp_path_factory.mktemp("printed"))


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def charts_in(path: Path) -> set[str]:
    """Of which figures there are charts: a chart's title with its unit stands in the picture only."""
    words = report_file().words.chart_title
    text = "".join(text_of(path).split())
    titles = {name: words.format(title=each.title, unit=each.unit) for name, each in report_file().figure.items()}
    return {name for name, title in titles.items() if "".join(title.split()) in text}


def test_charts_of_the_workbook_are_drawn(printed: dict[str, Path]) -> None:
    figures = report_file().figure.items()
    assert charts_in(printed[".xlsx"]) == {name for name, each in figures if each.chart} - {"results"}


def test_the_chart_of_results_is_drawn_once_a_society_has_answered(assessed: Office, ask: Ask, tmp_path: Path) -> None:
    files = ask("--month", "2025-05", of=assessed, outbox=tmp_path, now="2025-08-01T09:00:00+08:00")
    assert "results" in charts_in(converted(files, tmp_path)[".xlsx"])


def test_charts_of_certificates_are_drawn_each_on_one_page(certified: Office, ask: Ask, tmp_path: Path) -> None:
    files = ask("--month", "2026-06", of=certified, outbox=tmp_path, now="2026-07-10T09:00:00+08:00")
    printed = converted(files, tmp_path)
    pages = ["".join(page.split()) for page in text_of(printed[".xlsx"]).split("\f")]
    for figure in certificate_figures_file().figure.values():
        title = "".join(report_file().words.chart_title.format(title=figure.title, unit=figure.unit).split())
        assert sum(title in page for page in pages) == bool(figure.chart)
    (last,) = [page for page in pages if "持续职业发展活动（学时）" in page]
    assert "超过上限不计" in last
    assert "六、证书与学时" in text_of(printed[".docx"])


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_no_page_is_empty(suffix: str, printed: dict[str, Path]) -> None:
    sheets = text_of(printed[suffix]).split("\f")[:-1]
    assert len(sheets) > 5
    assert all(len("".join(sheet.split())) > 20 for sheet in sheets)


def test_the_letter_has_its_chapters(printed: dict[str, Path]) -> None:
    text = text_of(printed[".docx"])
    for chapter in report_file().chapter.values():
        assert (f"、{chapter.title}" in text) is not chapter.optional
    assert "{{" not in text.replace("{{7*7}}", "")
