"""What is asked first, because it is quick, never says less than what it stands for."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.model.documents import Sheet
from pipeline.recognise.sheet.column_headings import read_columns
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, remove_numbers
from pipeline.recognise.words.alphabets import may_fit
from pipeline.recognise.words.form import fold_word, is_ditto, is_ditto_cell
from pipeline.recognise.words.headings import LISTED, Headings
from pipeline.recognise.words.loading import forms
from pipeline.text.identity_numbers import replaced
from pipeline.text.width import narrow
from schemas import table
from schemas.forms import form_file

FORM = forms()[0]
HEADINGS = Headings(FORM)
IDENTITY = table("identity_numbers")
SHAPES = (IDENTITY["card"], IDENTITY["phone"] + IDENTITY["long"], IDENTITY["short"] + IDENTITY["long"])
OF_SECTIONS = [pattern for section in form_file(FORM.name).sections.values() for pattern in section.patterns]
ORDINARY = st.text("工程，。 0139\n（）-")


@given(ORDINARY, st.one_of(st.from_regex(shape, fullmatch=True) for shape in SHAPES), ORDINARY)
def test_no_identity_number_stays(before: str, number: str, after: str) -> None:
    text = before + number + after
    _, count = replaced(text, lambda _: "")
    assume(count)
    grid, found = Grid(Sheet("表", [["序号", text]])), Identities()
    remove_numbers(grid, found)
    assert found.count == count


@given(st.text(st.sampled_from("0123az王張一十工程聯繫甲")))
def test_an_unadorned_word_folds_as_any_other(text: str) -> None:
    assert fold_word(text) == fold_word(f" {text}")


@given(st.text("同上〃“”如前 \n123工程"))
def test_a_ditto_mark_may_hold_blanks(text: str) -> None:
    assert is_ditto_cell(text) == is_ditto("".join(text.split()))


@given(
    st.lists(
        st.sampled_from(
            ["姓名", "联系方式", "所在领域", "级别", "推荐", "（", "）", "、", "，", "/", "及", " ", "：", "①"]
        )
    )
)
def test_a_heading_that_lists_fields(parts: list[str]) -> None:
    text = "".join(parts)
    assert HEADINGS.lists(text) == (len(HEADINGS.understand(text).order) >= LISTED)


@given(st.one_of(st.from_regex(pattern, fullmatch=True) for pattern in OF_SECTIONS))
def test_what_names_a_section_may_name_one(text: str) -> None:
    assert FORM.may_name_section(text)


@pytest.mark.parametrize(
    ("pattern", "text", "may"),
    [
        (r"(?:20)?\d\d年(?:[1-3]月)?外派", "2026年2月外派", True),
        (r"(?:20)?\d\d年(?:[1-3]月)?外派", "外派外派", True),  # made of its characters, though it does not fit
        (r"(?:20)?\d\d年(?:[1-3]月)?外派", "王磊", False),
        (r"外派", "", True),
        (r"外派|.{2}人员", "王磊", True),
        (r"[^甲]+", "王磊", True),
        (r"[一-龥]+", "王磊", True),
        (r"[0-z]+", "x", True),
        (r"\w+", "王磊", True),
        (r"(?i:a)", "A", True),
    ],
)
def test_a_text_of_other_characters_cannot_fit(pattern: str, text: str, may: bool) -> None:
    assert bool(may_fit([pattern])(text)) is may


@given(st.text() | st.text("，。；、（）…　１２ＡＢ～①㎡ﾊﾞe\u0301\u0338=＝é工程12 \n"))
def test_a_text_in_one_width(text: str) -> None:
    assert narrow(text) == normalize("NFKC", text)


def test_what_is_remembered_of_headings_is_no_tables_own() -> None:
    grid = Grid(Sheet("表", [["序号", "姓名", "联系方式", "备注"], ["1", "甲某", "13900001111", ""]]))
    first, again = (read_columns(grid, 0, 0, HEADINGS) for _ in range(2))
    assert first == again
    first[1].kind, first[1].field = "extra", ""
    assert [column.field for column in read_columns(grid, 0, 0, HEADINGS)] == [column.field for column in again]
    assert [column.index for column in again] == [0, 1, 2, 3]
