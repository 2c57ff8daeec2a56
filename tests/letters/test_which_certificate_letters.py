"""Which letters about certificates are due: one to a unit about all of its holders, and to nobody about who is
forgotten."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from support_certificate_letters import done, happened

from pipeline.follow.certificates import standing
from pipeline.model.certificates import Certificate
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.register.contents.recommendations import Recommendation
from pipeline.upkeep.certificate_letters import certificate_letters

TODAY = date(2030, 4, 1)


def certificate(number: str, person: str, issued: str = "2025-09-01") -> Certificate:
    found = standing([happened("签发", issued, number, person_id=person)], TODAY)
    assert found is not None
    return found


def recommended(person: str, unit: str, submission: str, notice: str = "2025") -> Recommendation:
    return Recommendation(person, f"人{person}", unit, unit.casefold(), notice, submission)


def due(
    certificates: list[Certificate], last: list[Recommendation], activities: list[Activity], alike: dict[str, str]
) -> list[Any]:
    """Unit, submission, applicant, and the number of each certificate with the years of which hours are missing."""
    known = {each.person_id: each for each in last}
    register: Any = SimpleNamespace(
        certificates=SimpleNamespace(
            standing=lambda _: {each.certificate_no: each for each in certificates},
            activities=lambda: activities,
            confirmed=lambda: {"H-A-2025-12-01": ConfirmedHours(50, "陈秘书 2026-01-05")},
        ),
        recommended_last=lambda people: {person: known[person] for person in people if person in known},
        rulings=lambda: SimpleNamespace(unit_of=lambda key: alike.get(key, key)),
    )
    return [
        (
            *(each.unit, each.submission_id, each.applicant),
            [(one.told.certificate.certificate_no, len(one.told.years)) for one in each.holders],
        )
        for each in certificate_letters(register, TODAY)
    ]


def test_the_hundred_thousandth_submission_came_last() -> None:
    last = [recommended("1", "甲", "S100000"), recommended("2", "甲", "S99999")]
    (letter,) = due([certificate("A", "1"), certificate("B", "2")], last, [], {})
    assert letter[1] == "S100000"


def test_a_unit_gets_one_letter_about_all_in_the_order_in_which_they_end() -> None:
    held = [certificate("A", "1"), certificate("B", "2", "2025-05-01"), certificate("C", "3"), certificate("D", "4")]
    last = [recommended("1", "甲", "S00001"), recommended("2", "甲", "S00003"), recommended("3", "乙", "S00002")]
    full = [done("A", f"{year}-12-01", 50 * 45) for year in range(2025, 2030)]
    assert due(held, last, full, {}) == [
        ("乙", "S00002", "", [("C", 5)]),
        ("甲", "S00003", "", [("B", 5), ("A", 0)]),
    ]


def test_units_that_are_one_by_decision_get_one_letter_and_unknown_ones_one_for_each_submission() -> None:
    held = [certificate("A", "1"), certificate("B", "2")]
    last = [recommended("1", "甲", "S00001"), recommended("2", "甲集团", "S00002")]
    assert due(held, last, [], {"甲集团": "甲"}) == [("甲集团", "S00002", "", [("A", 5), ("B", 5)])]
    nameless = [recommended("1", "", "S00001"), recommended("2", "", "S00002")]
    assert [each[1] for each in due(held, nameless, [], {})] == ["S00001", "S00002"]


def test_who_answered_for_himself_gets_a_letter_of_his_own() -> None:
    held = [certificate("A", "1"), certificate("B", "2"), certificate("C", "1", "2025-06-01")]
    last = [recommended(person, "甲", f"S0000{person}", "ciesc-2023") for person in "12"]
    assert due(held, last, [], {}) == [
        ("甲", "S00001", "人1", [("C", 5), ("A", 5)]),
        ("甲", "S00002", "人2", [("B", 5)]),
    ]


def test_a_notice_that_there_is_no_more_is_one_of_units() -> None:
    assert due([certificate("A", "1")], [recommended("1", "甲", "S00001", "gone-2020")], [], {}) == [
        ("甲", "S00001", "", [("A", 5)])
    ]


def test_nobody_is_asked_for_where_nothing_is_due() -> None:
    assert due([certificate("A", "1", "2029-09-01")], [recommended("1", "甲", "S00001")], [], {}) == []


def test_what_somebody_confirmed_counts() -> None:
    standard = done("A", "2025-12-01", 0, "standard", "国家标准")
    rest = [done("A", f"{year}-12-01", 50 * 45) for year in range(2026, 2030)]
    assert due([certificate("A", "1")], [recommended("1", "甲", "S00001")], [standard, *rest], {}) == [
        ("甲", "S00001", "", [("A", 0)])
    ]
