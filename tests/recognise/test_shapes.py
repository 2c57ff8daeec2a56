"""What a text shows by its shape alone, however it is written."""

from __future__ import annotations

import pytest

from pipeline.recognise.columns.contents import contents_for
from pipeline.recognise.tools import tools_for
from pipeline.recognise.words.loading import forms
from schemas.forms import common_file


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fan@example.org", "email"),
        ("2025年", "date"),
        ("２０２５－０４－２１", "date"),
        ("85%", "number"),
        ("35岁", "number"),
        ("约20人", "number"),
        ("二十余人", "number"),
        ("+95 9 421 234 567", "phone"),
        ("手机：１９９００００１１１１", "phone"),
        ("张三", ""),
        ("百里一鸣", ""),
    ],
)
def test_shape(text: str, kind: str) -> None:
    assert contents_for(tools_for(forms()[0])).shows(text) == kind


def test_numerals_that_count_people_have_a_shape() -> None:
    shows = contents_for(tools_for(forms()[0])).shows
    numerals = {sign for sign in common_file().cells.people_count if "\u4e00" <= sign <= "\u9fff"}
    counted = [sign for sign in numerals if forms()[0].cells["people_count"](sign)]
    assert len(counted) > 10
    assert {shows(sign) for sign in counted} == {"number"}
