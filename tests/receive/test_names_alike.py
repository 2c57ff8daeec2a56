"""Which names of units look like one, and which never do."""

from __future__ import annotations

import pytest

from pipeline.receive.units_alike import alike
from pipeline.text.fold import fold


def near(one: str, other: str, sign: str = "") -> bool:
    names = [fold(one), fold(other)]
    return bool(alike(names, {name: {sign} for name in names} if sign else {}))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲建设集团有限公司", "甲建设集团"),
        ("渝江测试工程有限公司", "渝江侧试工程有限公司"),
        ("渝江测试工程有限公司", "渝江测工程有限公司"),
        ("重庆市渝江建设有限公司", "重庆渝江建设有限公司"),
        ("重庆渝江建设有限公司", "渝江建设有限公司"),
        ("渝江建设股份有限公司", "渝江建设有限公司"),
        ("渝江建设（集团）有限公司", "渝江建设集团有限公司"),
        ("中铁1局", "中铁一局集团有限公司"),
        ("重庆渝江设计院", "重庆渝江设计园"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲一局", "甲二局"),
        ("甲第一建设公司", "甲第二建设公司"),
        ("重庆渝江建设", "成都渝江建设"),
        ("江苏渝江建设", "江西渝江建设"),
        ("重庆宏达建设", "重庆宏远建设"),
        ("渝江公路有限公司", "渝江铁路有限公司"),
        ("渝江建设公司", "渝江建设公司重庆分公司"),
        ("渝江总公司", "渝江分公司"),
        ("重庆建筑工程有限公司", "建筑工程有限公司"),
        ("重庆大学", "成都大学"),
        ("渝江设计院", "渝江设计"),
        ("甲地测试工程有限公司", "乙地测试工程有限公司"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert not near(one, other)
    assert not near(other, one)


def test_a_sign_makes_any_slip_one_but_none_that_tells_units_apart() -> None:
    assert near("重庆宏达建设", "重庆宏远建设", "one address")
    assert near("渝江华建设", "渝江建设", "one address")
    assert near("甲建三局", "甲国建筑第三工程局有限公司", "one address")
    assert near("水电七局", "渝国水利水电第7工程局有限公司", "one address")
    assert not near("甲建三局", "甲国建筑第三工程局有限公司")
    assert not near("甲建三局", "甲国建筑第八工程局有限公司", "one address")
    assert not near("甲建三局", "甲国建筑第三工程局第二分公司", "one address")
    assert not near("甲铁三局", "甲国建筑第三工程局有限公司", "one address")
    assert not near("甲一局建设", "甲二局建设", "one address")
    assert not near("重庆渝江建设", "成都渝江建设", "one address")


def test_the_earlier_ones_in_their_order() -> None:
    first, second, third = map(fold, ("渝江建设有限公司", "渝江建设集团有限公司", "渝江健设股份有限公司"))
    assert alike([first, second, third]) == {second: [first], third: [first, second]}
