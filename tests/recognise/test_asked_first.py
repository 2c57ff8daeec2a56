"""What is asked first, because it is quick, never says less than what it stands for."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.model.documents import Sheet
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, remove_numbers
from pipeline.recognise.words.form import fold_word, forms, is_ditto, is_ditto_cell
from pipeline.recognise.words.headings import LISTED, Headings
from pipeline.text.identity_numbers import replaced
from schemas import table

FORM = forms()[0]
HEADINGS = Headings(FORM)
IDENTITY = table("identity_numbers")
SHAPES = (IDENTITY["card"], IDENTITY["phone"] + IDENTITY["long"], IDENTITY["short"] + IDENTITY["long"])
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
