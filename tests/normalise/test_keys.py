from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.fold import fold


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ＸＹ（重慶）有限公司 ", "xy(重庆)有限公司"),
        ("專業  工程會員", "专业工程会员"),
        ("［在建］", "(在建)"),
        ("⼟木⼯程", "土木工程"),
        ("土\u200b木", "土木"),
        ("艾力•吾斯曼", "艾力·吾斯曼"),
        ("土木—岩土", "土木-岩土"),
        ("②", "2"),
        ("", ""),
    ],
)
def test_spellings_share_a_key(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="土木工程类專業會員 　ＡａA（）()【】"))
def test_blanks_say_nothing(text: str) -> None:
    assert fold(" ".join(text)) == fold(text)
