"""What people read stands in schemas/ and templates/: no Chinese word of it stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u3400-\u9fff]")
MAP = ROOT / "pipeline/recognise/passes.py"  # its sentences are for maintainers and quote what units write
FILES = [file for folder in ("pipeline", "schemas") for file in sorted((ROOT / folder).rglob("*.py")) if file != MAP]


def said(code: str) -> Iterator[str]:
    """Every Chinese string that is neither a docstring nor a pattern: patterns tell what people write to us."""
    if not CHINESE.search(code):
        return
    tree = ast.parse(code)
    patterns = [node for node in ast.walk(tree) if is_pattern(node)]
    parts = {part.id for node in patterns for part in ast.walk(node) if isinstance(part, ast.Name)}
    silent = [node for node in ast.walk(tree) if is_docstring(node) or is_part(node, parts)] + patterns
    left_out = {id(part) for node in silent for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in left_out and CHINESE.search(str(node.value)):
            yield node.value


def is_pattern(node: ast.AST) -> bool:
    """A call of a function of `re`, or of that of text/patterns.py."""
    function = node.func if isinstance(node, ast.Call) else None
    if isinstance(function, ast.Name):
        return function.id == "pattern"
    return isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "re"


def is_part(node: ast.AST, names: set[str]) -> bool:
    """A value with a name of which a pattern is made."""
    return isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in names


def is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_chinese_word_stands_in_code() -> None:
    assert FILES
    found = {file.relative_to(ROOT).as_posix(): list(said(file.read_text(encoding="utf-8"))) for file in FILES}
    assert {file: words for file, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ('"""表"""\nA = "表"', ["表"]),
        ('f"第 {1} 页"', ["第 ", " 页"]),
        ('import re\nA = "[年月]"\nre.compile(rf"{A}日")', []),
        ('pattern("[年月]")', []),
        ("def f():\n    '''说明'''\n    return {'表': 1}", ["表"]),
    ],
)
def test_words_are_told_from_docstrings_and_patterns(code: str, words: list[str]) -> None:
    assert list(said(code)) == words
