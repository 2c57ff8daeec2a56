"""Names that look like one unit's, and those that do not."""

from __future__ import annotations

import pytest

from pipeline.terms.near_units import near_units


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("渝州路桥集团有限公司", "渝州市路桥集团有限责任公司"),
        ("渝州路桥工程有限公司", "渝洲路桥工程有限公司"),
        ("渝江路桥", "渝江路桥建设集团有限公司"),
        ("渝州电建集团巴南勘测设计研究院有限公司", "渝州电建巴南院"),
        ("丁工程有限公司", "丁工程（集团）有限公司"),
        ("Yuzhou Road Ltd", "Yuzhou-Road Ltd."),
    ],
)
def test_one_unit_in_two_spellings(unit: str, other: str) -> None:
    assert near_units(unit, [other]) == [other]
    assert near_units(other, [unit]) == [unit]


@pytest.mark.parametrize(
    ("unit", "other"),
    [
        ("甲工程有限公司", "乙工程有限公司"),
        ("渝州一局集团有限公司", "渝州二局集团有限公司"),
        ("试算第1工程有限公司", "试算第12工程有限公司"),
        ("渝州机械设计院", "巴南机械设计院"),
        ("渝公司", "渝集团有限公司"),
    ],
)
def test_two_units(unit: str, other: str) -> None:
    assert near_units(unit, [other]) == near_units(other, [unit]) == []


def test_the_most_alike_come_first_and_no_more_than_three() -> None:
    others = [f"渝州路桥工程{letter}有限公司" for letter in "甲乙丙丁"] + ["渝州路桥工程集团有限公司", "巴南水务局"]
    assert near_units("渝州路桥工程有限公司", others) == [others[4], *sorted(others[:4])[:2]]
