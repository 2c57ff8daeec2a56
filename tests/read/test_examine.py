"""examine: one file of the inbox, read and recognised; its cells stay behind."""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from support_read import TEXTS, docx, xlsx

from pipeline.examine import document as examining
from pipeline.examine.document import examine
from pipeline.kinds.telling import told
from pipeline.model.documents import Document, Outcome
from pipeline.model.statements import Problem
from pipeline.read.grid import make_sheet
from pipeline.read.limits import limits, refusal
from schemas.ready import ready_file
from tests.bench import make

ROOT = Path(__file__).parents[2]
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
    "xlsxwriter",
    "jinja2",
)
OTHERS = (
    *("archive", "biff", "codepages", "delimited", "locked", "mail", "markup", "opendocument", "second", "word"),
    *("colours", "strikes", "xlsb", "xml2003"),
)
"""What reads files of other formats, and workbooks in which something is struck through."""
OURS = ("certificates", "hours_lines", "marks", "results")
"""What reads workbooks of our own, and records of activities."""
EXAMINED = """
import sys
from pathlib import Path
import pipeline.engine.workers
from pipeline.examine.paged import examine_and_draw, leave
from pipeline.recognise.words.loading import form_of
examination = examine_and_draw((), ("a.xlsx", sys.argv[1], ()))
leave(Path("pages"), examination.pages)
(document,) = examination.documents
assert document.recognition and document.recognition.people
assert form_of.cache_info().currsize == 1, "it is told by its title"
print(*sys.modules)
"""
COMPILED = """
import re, sys
from pipeline.examine.paged import examine_and_draw, get_ready
if sys.argv[2] == "yes":
    get_ready()
compiled, compiler = [], re._compiler.compile
re._compiler.compile = lambda *given: compiled.append(given) or compiler(*given)
(document,) = examine_and_draw((), ("a.xlsx", sys.argv[1], ())).documents
assert document.recognition and document.recognition.people
print(len(compiled))
"""


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


def test_a_plain_workbook_loads_nothing_that_other_documents_need(tmp_path: Path) -> None:
    make(1, tmp_path / "inbox")
    command = [sys.executable, "-c", EXAMINED, str(next((tmp_path / "inbox").iterdir()))]
    shown = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    own = [f"pipeline.read.{name}" for name in OTHERS] + [f"pipeline.kinds.{name}" for name in OURS]
    unasked = {*HEAVY, *own, "pipeline.terms.findings", "pipeline.terms.notices", "pipeline.terms.settings"}
    assert sorted(unasked & set(shown.stdout.split())) == []
    assert list(tmp_path.glob("pages/*.html"))


def test_a_worker_that_made_ready_compiles_hardly_a_pattern_for_its_first_workbook(tmp_path: Path) -> None:
    make(1, tmp_path / "inbox")
    workbook = str(next((tmp_path / "inbox").iterdir()))
    compiled = {}
    for ready in ("yes", "no"):
        shown = subprocess.run(
            [sys.executable, "-c", COMPILED, workbook, ready],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        compiled[ready] = int(shown.stdout)
    assert compiled["yes"] * 5 < compiled["no"]


def test_the_form_that_makes_ready_is_read_without_a_doubt() -> None:
    form = ready_file()
    document = Document("", "", 0, "xlsx", sheets=[make_sheet("", list(map(list, form.rows)), form.merges)])
    recognition = told(document).seen.recognition
    assert (recognition.form, recognition.problems) == ("attachment3", [])
    assert recognition.unit
    assert recognition.unit.text == "海外工程有限公司"
    assert [(each.text("name"), each.section, each.problems) for each in recognition.people] == [
        ("李江河", "dispatched", []),
        ("周海", "dispatched", []),
        ("孙明远", "planned", []),
    ]
