"""Fields whose type alone says how they are understood."""

from __future__ import annotations

import pytest

from pipeline.normalise.plain import PLAIN

READ = [
    ("text", "远山大学\n电气工程", "远山大学 电气工程", "ok"),
    ("text", "/", "", ""),
    ("month", "1985年3月", "1985-03", "ok"),
    ("month", "1985.12", "1985-12", "ok"),
    ("month", "198503", "1985-03", "ok"),
    ("month", "1985-03-01 00:00:00", "1985-03", "ok"),
    ("month", "1985年3月生", "1985-03", "ok"),
    ("month", "1985.03.", "1985-03", "ok"),
    ("month", "03/1985", "1985-03", "ok"),
    ("month", "65.09", "1965-09", "understood"),
    ("month", "6405", "1964-05", "understood"),
    ("month", "05年3月", "2005-03", "understood"),
    ("month", "6413", "", "invalid"),
    ("month", "1985年13月", "", "invalid"),
    ("month", "三月", "", "invalid"),
    ("month", "无", "", ""),
    ("date", "2010年7月1日", "2010-07-01", "ok"),
    ("date", "2010/7/1", "2010-07-01", "ok"),
    ("date", "20100701", "2010-07-01", "ok"),
    ("date", "2010-02-30", "", "invalid"),
    ("date", "2010年7月", "", "invalid"),
    ("years", "工作8年以上", "8", "ok"),
    ("years", "共12年", "12", "ok"),
    ("years", "近十年", "10", "ok"),
    ("years", "12年多", "12", "ok"),
    ("years", "12+", "12", "ok"),
    ("years", "很久", "", "invalid"),
    ("mark", "85.5分", "85.5", "ok"),
    ("mark", "优", "", "invalid"),
    ("phone", "139 0000 1111", "+8613900001111", "ok"),
    ("phone", "139000", "", "invalid"),
]


@pytest.mark.parametrize(("kind", "typed", "value", "how"), READ)
def test_plain(kind: str, typed: str, value: str, how: str) -> None:
    assert PLAIN[kind](typed)[:2] == (value, how)
