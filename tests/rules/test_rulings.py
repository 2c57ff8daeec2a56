"""What the secretary decided of the names of units, as it holds."""

from __future__ import annotations

from typing import Any

from pipeline.kinds.marks import Origin
from pipeline.model.decisions import Decision, Ruling
from pipeline.terms.rulings import ANOTHER_UNIT, SAME_UNIT, Rulings


def decided(later: str, first: str, effect: str = SAME_UNIT) -> Decision:
    told: dict[str, Any] = dict.fromkeys(Decision._fields, "") | {"effect": effect, "value": later, "subject": first}
    return Decision(**told | {"for_all": False, "decision_id": later})


def test_the_names_of_one_unit_lead_to_the_first_one() -> None:
    rulings = Rulings(map(Ruling, [decided("乙（集团）", "甲公司"), decided("丙公司", "乙(集团)")]))
    assert [rulings.unit_of(name) for name in ("甲公司", "乙(集团)", "丙公司", "丁公司", "")] == [
        *["甲公司"] * 3,
        *("丁公司", ""),
    ]
    assert (rulings.called("丙公司"), rulings.called("丁公司")) == ("甲公司", "丁公司")
    back = rulings.with_more((), [decided("乙（集团）", "甲公司")])
    assert (back.unit_of("丙公司"), back.called("丙公司")) == ("乙(集团)", "乙(集团)")


def test_names_said_in_a_circle_lead_to_one() -> None:
    rulings = Rulings(map(Ruling, [decided("乙", "甲"), decided("丙", "乙"), decided("甲", "丙")]))
    assert {rulings.unit_of(name) for name in "甲乙丙"} == {"甲"}


def test_who_is_not_one_with_a_name_is_not_one_with_the_others_of_that_unit() -> None:
    rulings = Rulings(map(Ruling, [decided("乙", "甲"), decided("丙", "乙", ANOTHER_UNIT)]))
    assert rulings.other_units == {frozenset("甲丙")}


def test_a_correction_under_the_other_name_is_the_unit_s() -> None:
    unit_of = Rulings([Ruling(decided("乙", "甲"))]).unit_of
    one, other = (Origin("2025", unit, "").of_one_unit(unit_of) for unit in "甲乙")
    assert one.is_of(other)
