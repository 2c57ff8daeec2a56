"""Promotion goes one step at a time, and nobody applies at two levels at once (问答手册 A34, A35: 003:235-242).

Each case is named by its source.
"""

from __future__ import annotations

from itertools import permutations

import pytest
from support_holders import happened, issued, write
from support_register import Office, P, Submission, lines, submission

from pipeline.model.certificates import CertificateEvent
from pipeline.reconcile.identifiers import person_id

AE, PE, SPE, CENG = "见习工程会员", "专业工程会员", "资深工程会员", "会员"
FIRST = person_id(1)
BEFORE, AFTER = "2025-04-01", "2025-05-01"


def row(level: str, **more: str) -> P:
    return P("张三", "13800000001", level=level, **more)


def told(office: Office, *slugs: str) -> list[tuple[str, str, str]]:
    """Notice, disposition and those of these findings of each row, in order of receipt."""
    notices = {each["submission_id"]: each["notice"] for each in lines(office.register.export("submissions"))}
    people = office.register.export("people").sort_values(["received_at", "source_row"])
    return [
        (
            notices[each["submission_id"]],
            each["disposition"],
            ";".join(slug for slug in each["findings"].split(";") if slug in slugs or not slugs),
        )
        for each in lines(people)
    ]


@pytest.mark.parametrize(
    ("held", "asks", "found", "disposition"),
    [
        pytest.param(PE, SPE, "promotion", "routed", id="003:235 one step"),
        pytest.param(AE, PE, "promotion", "routed", id="003:235 one step from 见习"),
        pytest.param(AE, SPE, "level-step", "held", id="003:239 a step is left out"),
        pytest.param(SPE, PE, "level-step", "held", id="003:241 a higher level only"),
        pytest.param(PE, PE, "level-held", "routed", id="ours: holds it already"),
        pytest.param(PE, CENG, "", "routed", id="001:10 another system"),
    ],
)
def test_who_holds_a_certificate(held: str, asks: str, found: str, disposition: str) -> None:
    assert second(asks, issued(FIRST, BEFORE, level=held)) == ("b", disposition, found)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        pytest.param("暂停", "level-step", id="003:216 suspended, it is still held"),
        pytest.param("注销", "", id="003:217 cancelled, it is not"),
        pytest.param("到期", "", id="003:171 over, it is not"),
    ],
)
def test_whether_a_certificate_still_counts(state: str, found: str) -> None:
    happening = [issued(FIRST, "2019-04-01" if state == "到期" else BEFORE, level=AE)]
    if state != "到期":
        happening.append(happened(FIRST, state, BEFORE, cause="其他", document="学会〔2025〕1号"))
    assert second(SPE, *happening)[2] == found


def second(level: str, *happening: CertificateEvent) -> tuple[str, str, str]:
    """What becomes of an application of somebody to whose certificate this happened after the first one."""
    office = Office()
    office.run(submission("甲", 1, [row(CENG)], notice="a"))
    write(office.register, *happening)
    office.run(submission("乙", 5, [row(level)], notice="b"))
    return told(office)[1]


def test_a_first_application_may_be_for_any_level() -> None:
    """003:239."""
    for level in (PE, SPE):
        office = Office()
        office.run(submission("甲", 1, [row(level)]))
        assert told(office) == [("notice", "routed", "")]


def test_the_certificate_that_an_application_led_to_is_none_that_was_held() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(PE)]))
    write(office.register, issued(FIRST, AFTER))
    office.run(submission("甲", 5, [row(PE, experience="新")]))
    assert told(office) == [("notice", "superseded", ""), ("notice", "routed", "")]


def test_who_got_a_certificate_and_asks_for_the_next_level_of_the_same_notice_is_promoted() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(PE)]))
    write(office.register, issued(FIRST, "2025-04-03"))
    office.run(submission("甲", 5, [row(SPE)]))
    assert told(office, "promotion", "level-step") == [("notice", "superseded", ""), ("notice", "routed", "promotion")]


def test_the_history_is_told() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(CENG)], notice="a"))
    write(office.register, issued(FIRST, BEFORE), happened(FIRST, "暂停", BEFORE, cause="其他", document="1号"))
    office.run(submission("乙", 5, [row(SPE)], notice="b"))
    (message,) = {each["message"] for each in lines(office.register.export("findings"))}
    history = f"专业工程会员，证书编号GC-{FIRST}，有效期至2030-03-31，暂停"
    assert message == f"此人申请晋级，已有证书：{history}；晋级按全部流程评价，不减免。"


LATER_HELD = [("a", "routed", ""), ("b", "held", "levels-differ")]


def sent() -> tuple[Submission, Submission]:
    return submission("甲", 1, [row(PE)], notice="a"), submission("乙", 5, [row(SPE)], notice="b")


def test_two_applications_in_one_run() -> None:
    """Ours: two open applications in two levels, a human decides."""
    office = Office()
    office.run(*sent())
    assert told(office) == LATER_HELD
    assert office.run() is None


def test_what_was_routed_goes_on_whichever_came_first() -> None:
    for first, second in permutations(range(2)):
        office, both = Office(), sent()
        office.run(both[first])
        office.run(both[second])
        expected = ["routed", "routed"]
        expected[second] = "held"
        assert [disposition for _, disposition, _ in told(office)] == expected
        assert office.run() is None


@pytest.mark.parametrize("unit", ["甲", "乙"])
def test_the_same_level_or_one_of_another_system_in_two_notices(unit: str) -> None:
    for other in (PE, CENG):
        office = Office()
        office.run(submission("甲", 1, [row(PE)], notice="a"))
        office.run(submission(unit, 5, [row(other)], notice="b"))
        assert told(office) == [("a", "routed", ""), ("b", "routed", "")]


def test_a_unit_that_corrects_the_level_has_one_application() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(PE)]))
    office.run(submission("甲", 5, [row(SPE)]))
    assert told(office) == [("notice", "superseded", ""), ("notice", "routed", "")]


def test_two_units_in_one_notice_are_the_question_that_they_were() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(PE)]))
    office.run(submission("乙", 5, [row(SPE)]))
    assert told(office) == [("notice", "routed", ""), ("notice", "duplicate", "duplicate-across-units")]


def test_when_the_first_is_corrected_to_the_other_level_both_go_on() -> None:
    office = Office()
    office.run(*sent())
    office.run(submission("甲", 7, [row(SPE)], notice="a"))
    assert told(office) == [("a", "superseded", ""), ("b", "routed", ""), ("a", "routed", "")]


def test_a_correction_to_another_level_than_the_other_application_is_a_question() -> None:
    office = Office()
    office.run(submission("甲", 1, [row(PE)], notice="a"), submission("乙", 5, [row(PE)], notice="b"))
    office.run(submission("甲", 7, [row(SPE)], notice="a"))
    assert told(office, "levels-differ") == [("a", "routed", ""), ("b", "routed", ""), ("a", "held", "levels-differ")]


def test_what_ended_with_a_certificate_is_no_open_application() -> None:
    """The promotion of 003:235 is no second application."""
    office = Office()
    office.run(submission("甲", 1, [row(PE)], notice="a"))
    write(office.register, issued(FIRST, "2025-04-03"))
    office.run(submission("乙", 5, [row(SPE)], notice="b"))
    assert told(office) == [("a", "routed", ""), ("b", "routed", "promotion")]
