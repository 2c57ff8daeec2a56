"""examine: one file of the inbox, read and recognised; its cells stay behind."""

from __future__ import annotations

import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from support_read import TEXTS, docx, xlsx

from pipeline.examine import document as examining
from pipeline.examine.document import examine
from pipeline.model.documents import Outcome
from pipeline.model.statements import Problem
from pipeline.read.limits import limits, refusal

HEAVY = (
    "pandas",
    "numpy",
    "openpyxl",
    "docx",
    "lxml",
    "msoffcrypto",
    "sqlalchemy",
    "typer",
    "rich",
    "opencc",
    "phonenumbers",
)


def test_a_workbook_without_our_table_says_so(tmp_path: Path) -> None:
    file = tmp_path / "统计.xlsx"
    file.write_bytes(xlsx([["年份", "产量"], [2024, 5]]))
    (document,) = examine(("甲/统计.xlsx", str(file), ())).documents
    assert (document.file, document.kind, document.outcome) == ("甲/统计.xlsx", "xlsx", Outcome.NOT_A_FORM)
    assert document.problem == Problem("no-table")
    assert (document.sha256, document.size) == (sha256(file.read_bytes()).hexdigest(), file.stat().st_size)


def test_what_reading_decided_is_not_recognised(tmp_path: Path) -> None:
    file = tmp_path / "说明.docx"
    file.write_bytes(docx("没有表格"))
    (document,) = examine(("说明.docx", str(file), ())).documents
    assert (document.outcome, document.problem, document.recognition) == (Outcome.NOT_A_FORM, Problem("no-table"), None)


def test_a_file_over_the_limit_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(xlsx(TEXTS))
    monkeypatch.setattr(examining, "limits", lambda: limits()._replace(file_bytes=100))
    (document,) = examine(("a.xlsx", str(file), ())).documents
    assert (document.outcome, document.problem) == (Outcome.UNREADABLE, refusal("bytes", "too-large"))


def test_a_worker_starts_without_heavy_imports() -> None:
    code = f"import sys, pipeline.engine.workers; print([name for name in {HEAVY} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
