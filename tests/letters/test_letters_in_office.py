"""Letters on pages, as LibreOffice lays them out."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support_letters import LETTERS

from pipeline.publish.units.letter import letter

OFFICE = shutil.which("soffice")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The texts of the pages of each letter."""
    folder = tmp_path_factory.mktemp("letters")
    for name, data in LETTERS.items():
        (folder / f"{name}.docx").write_bytes(letter(data, {}))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", folder, *files],
        check=True,
        capture_output=True,
    )
    return {name: text_of(folder / f"{name}.pdf").split("\f")[:-1] for name in LETTERS}


def text_of(path: Path) -> str:
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return told.translate({ord(" "): None, ord("\n"): None})


@pytest.mark.parametrize("name", LETTERS)
def test_letterhead_on_the_first_page_and_numbers_on_the_others(name: str, pages: dict[str, list[str]]) -> None:
    first, *others = pages[name]
    assert first.startswith("渝州市工程师协会〔")
    assert not first.endswith("—1—")
    assert all(page.endswith(f"—{number}—") for number, page in enumerate(others, 2))
    assert "渝州市工程师协会〔" not in "".join(others)


@pytest.mark.parametrize("name", LETTERS)
def test_the_signature_never_stands_alone(name: str, pages: dict[str, list[str]]) -> None:
    (signed,) = [page for page in pages[name] if "渝州市工程师协会20" in page]
    assert "有疑问的" in signed


def test_an_annex_begins_a_page_and_its_heading_row_is_on_each(pages: dict[str, list[str]]) -> None:
    annex = [page for page in pages["everything"] if page.startswith(("附件1", "序号姓名"))]
    assert [page.startswith("附件1") for page in annex] == [True, False]
    assert all("序号姓名单元格栏目现填问题请改为" in page for page in annex)
