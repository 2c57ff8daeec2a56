"""What is asked first, because it is quick, never says less than what it stands for."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.model import Sheet
from pipeline.recognise.form import fold, forms, is_ditto, is_ditto_cell
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import LISTED, Headings
from pipeline.recognise.identity import Identities, remove_numbers

FORM = forms()[0]
HEADINGS = Headings(FORM)
ORDINARY = st.text("工程，。 0139\n（）-")


@given(ORDINARY, st.from_regex(FORM.identity, fullmatch=True), ORDINARY)
def test_no_identity_number_stays(before: str, number: str, after: str) -> None:
    text = before + number + after
    assume(FORM.identity.search(text))
    grid, found = Grid(Sheet("表", [["序号", text]])), Identities()
    remove_numbers(grid, FORM, found)
    assert found.count == len(FORM.identity.findall(text))


@given(st.text(st.sampled_from("0123az王張一十工程聯繫甲")))
def test_an_unadorned_word_folds_as_any_other(text: str) -> None:
    assert fold(text) == fold(f" {text}")


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
