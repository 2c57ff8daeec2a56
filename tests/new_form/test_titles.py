"""Which of the texts over a form is its title."""

from __future__ import annotations

import pytest

from pipeline.new_form.titles import Title, title_of


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (["附件2", "远山学会骨干名册"], Title("远山学会骨干名册", "", True)),
        (["远山学会骨干推荐名册", "一、在岗人员名单"], Title("远山学会骨干推荐名册", "", True)),
        (["2026年远山学会骨干推荐名册", "在岗人员名单"], Title("2026年远山学会骨干推荐名册", "", True)),
        (["情况表", "远山学会骨干推荐名册"], Title("远山学会骨干推荐名册", "", True)),
        (["一、在岗人员名单"], Title("在岗人员名单", "", True)),
        (["一、基本情况", "二、工作"], Title()),
        (["骨干登记卡\nRecord of Key Staff"], Title("骨干登记卡", "骨干登记卡Record of Key Staff", True)),
        (["Record of Key Staff 骨干登记卡"], Title("骨干登记卡", "Record of Key Staff骨干登记卡", True)),
        (["远山学会\n骨干名册"], Title("远山学会骨干名册", "", True)),
        (["推荐信息", "以下由本人填写：请写全。"], Title("推荐信息")),
        ([], Title()),
    ],
)
def test_the_title_of_a_form(texts: list[str], title: Title) -> None:
    assert title_of(texts) == title
