"""Regular expressions are short, or made of named parts: nobody can read or mend one of a thousand characters."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest

import schemas
from pipeline.text.patterns import WholeTexts, pattern
from schemas import DataError

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 200
LIKE_A_PATTERN = re.compile(r"\(\?|\\[dswb]|\[\^|[\])}]\?|\.\*")
DATA = sorted((ROOT / "schemas").rglob("*.toml"))
CODE = sorted((ROOT / "pipeline").rglob("*.py"))


def pattern_tables(held: dict[str, Any], *keys: str) -> Iterator[tuple[str, ...]]:
    """The keys of every pattern that is a table."""
    for key, value in held.items():
        if isinstance(value, dict) and "regex" in value:
            yield (*keys, key)
        elif isinstance(value, dict):
            yield from pattern_tables(value, *keys, key)


TABLES = {
    ".".join((path.stem, *keys)): (path, keys)
    for path in DATA
    for keys in pattern_tables(tomllib.loads(path.read_text(encoding="utf-8")))
}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


def test_patterns_of_the_data_are_short() -> None:
    assert DATA
    found = [(path.stem, text) for path in DATA for text in texts(tomllib.loads(path.read_text(encoding="utf-8")))]
    assert [each for each in found if len(each[1]) > LONGEST and LIKE_A_PATTERN.search(each[1])] == []


def long_ones(code: str) -> list[str]:
    """Every pattern that is too long; what has lines is a docstring."""
    if not LIKE_A_PATTERN.search(code):
        return []
    values = [node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant)]
    words = [value for value in values if isinstance(value, str) and len(value) > LONGEST and "\n" not in value]
    return [word for word in words if LIKE_A_PATTERN.search(word)]


def test_patterns_of_the_code_are_short() -> None:
    assert CODE
    found = {path.relative_to(ROOT).as_posix(): long_ones(path.read_text(encoding="utf-8")) for path in CODE}
    assert {path: patterns for path, patterns in found.items() if patterns} == {}


def test_a_long_pattern_is_found_in_code() -> None:
    long = "|".join(["[^甲]?"] * 60)
    assert long_ones(f'A = "{long}"') == [long]
    assert long_ones(f'"""{long}\n"""\nA = "[^甲]?"') == []


def test_patterns_that_are_compiled_when_asked_are_right() -> None:
    """One that nobody asks in a test tells nobody of its slip."""
    asked = [code for path in CODE if f" {pattern.__name__}(" in (code := path.read_text(encoding="utf-8"))]
    assert asked
    calls = [node for code in asked for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    own = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == pattern.__name__]
    assert all(re.compile(each.value) for each in own if isinstance(each, ast.Constant))


def test_a_pattern_of_many_parts_is_told_from_words() -> None:
    assert all(LIKE_A_PATTERN.search(text) for text in (r"(?:甲|乙)", r"\d+", "[^甲]", "[甲乙]?", ".*甲"))
    assert not LIKE_A_PATTERN.search("请用 Excel 或 WPS 打开检查（{about}），另存为 .xlsx。")


@pytest.mark.parametrize("pattern", TABLES)
def test_every_named_part_of_a_pattern_is_used(pattern: str) -> None:
    path, keys = TABLES[pattern]
    parts = reduce(getitem, keys, tomllib.loads(path.read_text(encoding="utf-8")))
    named = {part for text in parts.values() for part in re.findall(r"\{([a-z_]+)\}", text)}
    assert named == parts.keys() - {"regex"}
    whole = reduce(getitem, keys, schemas.table(path.relative_to(schemas.ROOT).with_suffix("").as_posix()))
    assert re.compile(whole)
    assert not re.search(r"\{[a-z_]+\}", whole)


BLANK, POINTER, NOTE = ("cells", "blank"), ("cells", "reference"), ("cells", "note")


@pytest.mark.parametrize(
    ("pattern", "fits", "fails"),
    [
        (BLANK, ["/", "无", "暂不推荐人员", "待落实", "N/A", "#REF!"], ["王五", "无锡", "暂"]),
        (POINTER, ["详见《人员名单》", "见后面的名单", "见附件2", "附表1"], ["王五", "会见", "名单"]),
        (
            NOTE,
            ["注：一式两份", "填表人：王五", "负责人", "推荐意见：同意", "盖章", "联系人:王五", "承诺", "以上属实"],
            ["王五"],
        ),
        (
            ("cells", "name"),
            ["王五", "王五（组长）", "阿里·买买提", "John Smith".replace(" ", "")],
            ["13800000000", "王"],
        ),
        (
            ("cells", "data_word"),
            ["字符型", "下拉框", "非必填", "主键", "字段名", "varchar", "int", "null", "pk"],
            ["王五"],
        ),
        (("contents", "level"), ["专业工程会员", "☑专业□资深", "专业/资深", "高级工程师"], ["会员"]),
        (("contents", "domain"), ["☑土木类", "机械工程类", "土木"], ["王五"]),
    ],
)
def test_each_part_still_says_what_it_said(pattern: tuple[str, str], fits: list[str], fails: list[str]) -> None:
    group, name = pattern
    test = re.compile(schemas.table("forms/common")[group][name]).fullmatch
    assert [text for text in fits if not test(text)] == []
    assert [text for text in fails if test(text)] == []


def test_a_part_that_is_not_there_is_an_error_at_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "ROOT", tmp_path)
    (tmp_path / "odd.toml").write_text('[cells.note]\nregex = "{heading}|x{2,3}"\n', encoding="utf-8")
    with pytest.raises(DataError) as raised:
        schemas.table("odd")
    monkeypatch.undo()
    assert str(raised.value) == "schemas/odd.toml: 缺少 cells.note.heading"


def test_a_pattern_is_compiled_when_it_is_first_asked() -> None:
    wrong, word, byte = pattern("("), pattern("(?P<letter>[a-z])", re.IGNORECASE), pattern(rb"\d+")
    with pytest.raises(re.error):
        wrong.search("")
    assert word.sub("x", "A-b") == "x-x"
    assert [found["letter"] for found in word.finditer("A-b")] == ["A", "b"]
    assert (word.match("1"), word.fullmatch("ab"), word.split("1a2")) == (None, None, ["1", "a", "2"])
    assert (word.groupindex, byte.findall(b"1 22")) == ({"letter": 1}, [b"1", b"22"])


def test_of_several_patterns_only_those_are_compiled_that_are_asked() -> None:
    tests = WholeTexts({"number": r"\d+", "wrong": "("})
    assert (tests["number"]("12") is not None, tests["number"]("12a"), list(tests)) == (True, None, ["number"])
    with pytest.raises(re.error):
        tests["wrong"]
