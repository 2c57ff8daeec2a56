"""What a cell says is stored cleaned, and nothing of it is folded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from unicodedata import is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.decode import decode
from pipeline.text.clean import cell_text, cells_text, clean

CLEANED = [
    ("工甲", "工甲"),
    ("  工甲　", "工甲"),
    ("\ufeff工\u200b甲\u200d", "工甲"),
    ("工\u00a0甲", "工 甲"),
    ("工　甲", "工　甲"),
    ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
    ("第一行 \t\n第二行", "第一行\n第二行"),
    ("第一段\u2029第二段\u0085完", "第一段\n第二段\n完"),
    ("\u2f2f程", "工程"),
    ("\u2ea0\u2ed3", "民长"),
    ("\uf900", "豈"),
    ("e\u0301", "é"),
    ("ＡＢ１２", "ＡＢ１２"),
    ("緬甸", "緬甸"),
    ("☑\ufe0f专业", "☑专业"),
    ("a\x00\x0bb\ud800", "a\nb"),
    ("工甲\u00ad", "工甲"),
    ("=1+1", "=1+1"),
]


@pytest.mark.parametrize(("raw", "expected"), CLEANED)
def test_text_is_cleaned(raw: str, expected: str) -> None:
    assert clean(raw) == expected


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("工 \u3000\n\r\t\u200b\u2f2fe\u0301\ufeff"))))
def test_clean_text_stays_as_it_is(raw: str) -> None:
    cleaned = clean(raw)
    assert clean(cleaned) == cleaned
    assert is_normalized("NFC", cleaned)


@given(st.lists(st.lists(st.one_of(st.text(), st.floats(allow_nan=False), st.booleans()), max_size=3), max_size=3))
def test_a_sheet_is_cleaned_like_its_cells(rows: list[list[object]]) -> None:
    assert cells_text(rows) == [[cell_text(value) for value in row] for row in rows]


SHOWN = [
    (13900001234, "13900001234"),
    (13900001234.0, "13900001234"),
    (1.38e10, "13800000000"),
    (12.5, "12.5"),
    (0.1 + 0.2, "0.3"),
    (-3.0, "-3"),
    (1e300, "1e+300"),
    (True, "TRUE"),
    (False, "FALSE"),
    (None, ""),
    (date(2025, 4, 21), "2025-04-21"),
    (datetime(2025, 4, 21), "2025-04-21"),
    (datetime(2025, 4, 21, 8, 30), "2025-04-21 08:30:00"),
    (time(8, 30), "08:30:00"),
    (timedelta(hours=30, minutes=5), "30:05:00"),
]


@pytest.mark.parametrize(("value", "expected"), SHOWN)
def test_values_are_shown_as_text(value: object, expected: str) -> None:
    assert cell_text(value) == expected


CHINESE = "序号,姓名,联系方式\n1,工甲,13900001234\n2,工乙,手机：13900005678；缅甸皎漂港项目，负责施工"
TRADITIONAL = "序號,姓名,聯繫方式\n1,工甲,負責緬甸皎漂港項目的施工管理工作，曾經參加過三個國家的工程"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_chinese_is_decoded(encoding: str) -> None:
    assert decode(CHINESE.encode(encoding)) in (CHINESE, "\ufeff" + CHINESE)


def test_traditional_chinese_is_no_simplified_chinese() -> None:
    assert decode(TRADITIONAL.encode("big5")) == TRADITIONAL


def test_what_merely_decodes_as_gb18030_is_no_chinese() -> None:
    western = "Nom;Prénom;Téléphone\nLefèvre;André;0612345678\nBérénice;Zoé;0698765432\nMüller;Jürgen;017012345\n"
    assert "Müller;Jürgen" in (decode(western.encode("cp1252")) or "")


def test_a_piece_may_end_inside_a_character() -> None:
    assert decode("工程".encode("gbk")[:3], whole=False) == "工"
