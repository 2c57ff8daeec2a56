"""What is double-clicked and what make calls: plain text, the same call, read by Pythons that are too old, too."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support_make import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
MAIN = ROOT / "pipeline/start/__main__.py"
WORDS = tomllib.loads((ROOT / "schemas/start.toml").read_text("utf-8"))
BATCH = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
where py >nul 2>nul || type templates\\start\\no-python.txt
py -3 pipeline\\start {command}
pause
"""
NEWER = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.FunctionDef, ast.AsyncFunctionDef, ast.Nonlocal, ast.Match)
"""What no Python 2.7 reads, or what would need it (a function without annotations is none of ours)."""


@pytest.mark.parametrize(("name", "command"), [("处理.bat", "process"), ("工荐.bat", "menu")])
def test_a_batch_file_holds_the_call_and_nothing_else(name: str, command: str) -> None:
    data = (ROOT / name).read_bytes()
    assert data.decode("ascii") == BATCH.format(command=command).replace("\n", "\r\n")
    assert (ROOT / "templates/start/no-python.txt").read_text("utf-8").startswith("这台电脑上没有找到 Python。")


def test_the_ends_of_their_lines_are_kept() -> None:
    assert "*.bat text eol=crlf" in (ROOT / ".gitattributes").read_text("utf-8").splitlines()


def test_make_calls_the_same_and_no_pip_of_its_own() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^\.venv/run\.stamp: requirements\.lock .*\n\t@\$\(PYTHON\) pipeline/start\n", makefile, re.M)
    assert ".venv/dev.stamp: requirements-dev.lock .venv/run.stamp\n\t@$(PYTHON) pipeline/start --dev\n" in makefile
    assert re.findall(r"pip install.*", makefile) == ["pip install --quiet uv"]  # of `make lock`, for developers


def test_make_begins_anew_where_the_environment_has_lost_its_python(tmp_path: Path) -> None:
    (tmp_path / "requirements.lock").touch()
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/run.stamp").touch()

    def make() -> str:
        command = ["make", "-n", "-f", str(ROOT / "Makefile"), "routes"]
        done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True)
        return done.stdout

    (tmp_path / ".venv/bin/python").symlink_to("/not/on/this/computer")
    assert make() == "python3 pipeline/start\n.venv/bin/python -m pipeline routes\n"
    (tmp_path / ".venv/bin/python").unlink()
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    assert make() == ".venv/bin/python -m pipeline routes\n"


def test_a_python_that_is_too_old_can_read_it() -> None:
    text = MAIN.read_text(encoding="ascii")
    assert [node for node in ast.walk(ast.parse(text)) if isinstance(node, NEWER)] == []


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 6, 15), (3, 10, 13)])
def test_a_python_that_is_too_old_is_told_in_one_sentence(version: tuple[int, ...]) -> None:
    code = f"import runpy, sys; sys.version_info = {version}; runpy.run_path({str(MAIN.parent)!r}, run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    sentence = WORDS["python"].format(found=".".join(map(str, version)), needed="3.11")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n")


def test_the_sentences_are_read_line_by_line_as_they_stand() -> None:
    [pattern] = re.findall(r"findall\('(.*?)', ", MAIN.read_text("ascii"))
    assert dict(re.findall(pattern, (ROOT / "schemas/start.toml").read_text("utf-8"), re.MULTILINE)) == WORDS


def test_another_python_is_told_how_the_program_is_run() -> None:
    """One without our packages: -S leaves out all that was installed."""
    command = [sys.executable, "-S", "-m", "pipeline", "doctor"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(re.escape(WORDS["outside"]).replace(r"\{package\}", "[a-z]+") + "\n", done.stderr)
