"""The mark survives what people save our workbooks with."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support_kinds import OURS, Outcome, all_come_back, come_back, published

from pipeline.text.seal import SHEET
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
    found = all_come_back(office, [(published(office, name), lambda book: book[SHEET]) for name in (INTAKE, COMBINED)])
    assert [each.outcome for each in found] == ["answer", "answer"]


@pytest.mark.slow
@pytest.mark.skipif(not OFFICE, reason="needs LibreOffice")
@pytest.mark.parametrize(("beginning", "title"), [(INTAKE, "学会推荐人员名单"), (COMBINED, "推荐人员情况汇总表")])
def test_saved_by_libreoffice_in_every_format(office: Office, beginning: str, title: str, tmp_path: Path) -> None:
    path = published(office, beginning)
    for ending in ("xlsx", "ods", "xls"):
        path = saved(path, ending, tmp_path)
        found = come_back(office, path, file=f"2025-05-02 交回/{ending}.{ending}")
        assert found == Outcome("answer", [OURS.format(title)], [])
