"""Names from outside as parts of a path."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.publish.paper.names import LONGEST, safe_name, same_file


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国机械工程学会", "中国机械工程学会"),
        ("某某（集团）有限公司", "某某（集团）有限公司"),
        ("a/b\\c", "a_b_c"),
        ("../../etc", "_.._etc"),
        ('<a>:"b"|?*', "_a_b_"),
        ("con", "_con"),
        ("LPT1.txt", "_LPT1.txt"),
        ("  空 \t 白 ", "空 _ 白"),
        ("结尾...", "结尾"),
        ("\u202egnp.exe", "_gnp.exe"),
        ("", "未具名"),
        ("///", "未具名"),
        (" . ", "未具名"),
    ],
)
def test_safe_name(text, expected):
    assert safe_name(text) == expected


@given(st.text(max_size=200))
def test_any_text_becomes_one_usable_part(text):
    name = safe_name(text)
    assert 0 < len(name) <= LONGEST + 1
    assert not set(name) & set('<>:"/\\|?*\0\n\r\t')
    assert name == name.strip(" .")
    assert name not in (".", "..")
    assert len(name.encode()) <= 255


def test_names_that_one_file_system_takes_for_one():
    assert same_file("A学会.xlsx") == same_file("a学会.xlsx")
    assert same_file("é") == same_file("e\u0301")
    assert same_file("甲") != same_file("乙")
