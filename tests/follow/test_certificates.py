"""The life of a certificate: its days, what may follow what, who is excluded. Each case is named by its source."""

from __future__ import annotations

from datetime import date

import pytest
from support_events import event_of

from pipeline.follow.certificates import (
    all_standing,
    excludes,
    is_late,
    last_day,
    last_day_to_ask,
    refusal,
    remind_from,
    standing,
)
from pipeline.model.certificates import Certificate, CertificateEvent, Period
from pipeline.terms.levels import may_apply
from schemas.certificates import certificates_file

TODAY = date(2026, 6, 1)


def happened(event: str, day: str = "2025-09-01", number: str = "GC-0001", **more: str) -> CertificateEvent:
    told = {"person_id": "P00001", "name": "郑天明", "society": "中国电机工程学会", "level": "专业工程会员"}
    return event_of(number, event, day, **told | more)


def stood(*events: CertificateEvent, today: date = TODAY) -> Certificate:
    found = standing(events, today)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param("2025-09-01", "2030-08-31", id="003:192 five years less a day"),
        pytest.param("2024-02-29", "2029-02-28", id="09 §6 29 February ends on 28 February"),
        pytest.param("2024-03-01", "2029-02-28", id="003:192 the day after ends on the same day"),
        pytest.param("2023-03-01", "2028-02-29", id="003:192 the last day may be 29 February"),
        pytest.param("2025-01-01", "2029-12-31", id="003:192 a year's first day"),
    ],
)
def test_a_certificate_holds_for_five_years_less_a_day(first: str, last: str) -> None:
    assert last_day(date.fromisoformat(first)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("last", "ask", "remind"),
    [
        pytest.param("2028-05-31", "2028-02-29", "2027-11-30", id="09 §6 clamped to 29 February"),
        pytest.param("2030-03-31", "2029-12-31", "2029-09-30", id="09 §6 a year before"),
        pytest.param("2030-08-31", "2030-05-31", "2030-02-28", id="000:66 到期前3个月"),
    ],
)
def test_another_period_is_asked_for_three_months_before_and_told_of_six(last: str, ask: str, remind: str) -> None:
    valid_to = date.fromisoformat(last)
    assert (last_day_to_ask(valid_to), remind_from(valid_to)) == (date.fromisoformat(ask), date.fromisoformat(remind))


ISSUED = happened("签发")
SUSPENDED = happened("暂停", "2026-01-10", cause="未缴会费", document="学会〔2026〕3号")
RESUMED = happened("恢复", "2026-02-10", cause="已补缴")
CANCELLED = happened("注销", "2026-03-01", cause="本人申请")
REVOKED = happened("撤销", "2026-03-01", cause="提供虚假材料", document="学会〔2026〕9号")
RENEWED = happened("再注册", "2030-06-01")
ASKED = happened("申请再注册", "2030-05-31")


@pytest.mark.parametrize(
    ("events", "state"),
    [
        pytest.param([ISSUED], "有效", id="003:192 签发"),
        pytest.param([ISSUED, SUSPENDED], "暂停", id="003:216 暂停"),
        pytest.param([ISSUED, SUSPENDED, RESUMED], "有效", id="003:216 恢复"),
        pytest.param([ISSUED, CANCELLED], "注销", id="003:216 注销"),
        pytest.param([ISSUED, SUSPENDED, CANCELLED], "注销", id="003:216 注销 of a suspended one"),
        pytest.param([ISSUED, REVOKED], "撤销", id="003:114 撤销"),
        pytest.param([ISSUED, CANCELLED, REVOKED], "撤销", id="09 §6 撤销 of any"),
    ],
)
def test_the_state_of_a_certificate(events: list[CertificateEvent], state: str) -> None:
    assert stood(*events).state == state


def test_a_valid_certificate_ends_by_itself_and_a_renewal_keeps_its_number() -> None:
    ended = stood(ISSUED, today=date(2030, 9, 1))
    assert (ended.state, ended.valid_to) == ("到期", date(2030, 8, 31))
    assert stood(ISSUED, today=date(2030, 8, 31)).state == "有效"
    late = happened("再注册", "2030-10-01")
    renewed = stood(ISSUED, late, today=date(2030, 10, 2))
    assert (renewed.certificate_no, renewed.state) == ("GC-0001", "有效")
    assert renewed.periods == (
        Period(date(2025, 9, 1), date(2030, 8, 31)),
        Period(date(2030, 9, 1), date(2035, 8, 31)),
    )


def test_time_does_not_stop_while_it_is_suspended() -> None:
    again = stood(ISSUED, SUSPENDED, happened("恢复", "2031-01-01", cause="已补缴"), today=date(2031, 1, 2))
    assert (again.state, again.valid_to) == ("到期", date(2030, 8, 31))


@pytest.mark.parametrize(
    ("before", "event", "state"),
    [
        pytest.param([], SUSPENDED, "", id="nothing before it is issued"),
        pytest.param([ISSUED, CANCELLED], RESUMED, "注销", id="09 §6 恢复 from 注销"),
        pytest.param([ISSUED, REVOKED], RESUMED, "撤销", id="09 §6 恢复 from 撤销"),
        pytest.param([ISSUED, REVOKED], RENEWED, "撤销", id="09 §6 再注册 from 撤销"),
        pytest.param([ISSUED, SUSPENDED], happened("再注册", "2026-02-01"), "暂停", id="再注册 of a suspended one"),
        pytest.param([ISSUED], happened("签发", person_id="P00002"), "有效", id="003:195 a number is one person's"),
        pytest.param([ISSUED], happened("作废"), "有效", id="what is no event"),
        pytest.param([ISSUED, RENEWED], happened("登记有误"), "有效", id="a slip that was renewed is none"),
        pytest.param([ISSUED], happened("暂停", "2030-09-01"), "到期", id="暂停 of one that has ended"),
    ],
)
def test_what_may_not_follow(before: list[CertificateEvent], event: CertificateEvent, state: str) -> None:
    assert refusal(standing(before, TODAY), event) == state
    assert standing([*before, event], TODAY) == standing(before, TODAY)


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ([], ISSUED),
        ([ISSUED], SUSPENDED),
        ([ISSUED], ASKED),
        ([ISSUED, ASKED], RENEWED),
        ([ISSUED], happened("再注册", "2031-01-01")),
        ([ISSUED], happened("签发", "2025-09-05")),
    ],
)
def test_what_may_follow(before: list[CertificateEvent], event: CertificateEvent) -> None:
    assert refusal(standing(before, TODAY), event) is None


def test_a_day_of_issue_may_be_put_right() -> None:
    assert stood(ISSUED, happened("签发", "2025-09-05")).periods == (Period(date(2025, 9, 5), date(2030, 9, 4)),)


def test_putting_right_how_it_was_issued_leaves_what_became_of_it() -> None:
    """A number that is returned once more, or a level that is put right, is no 恢复."""
    again = happened("签发", "2025-09-05", level="资深工程会员")
    changed = stood(ISSUED, ASKED, SUSPENDED, again)
    assert (changed.state, changed.level, changed.issued_on) == ("暂停", "资深工程会员", date(2025, 9, 5))
    assert changed.asked_on == date.fromisoformat(ASKED.date)
    assert stood(ISSUED, CANCELLED, again).state == "注销"


def test_the_last_day_that_the_society_wrote_holds() -> None:
    assert stood(happened("签发", valid_to="2028-12-31")).valid_to == date(2028, 12, 31)


@pytest.mark.parametrize(("asked", "late"), [("2030-05-31", False), ("2030-06-01", True), ("2030-10-01", True)])
def test_who_asks_after_the_last_day_is_marked_and_not_refused(asked: str, late: bool) -> None:
    certificate = stood(ISSUED, happened("申请再注册", asked), today=date(2030, 10, 2))
    assert (is_late(certificate), certificate.asked_on) == (late, date.fromisoformat(asked))


def test_who_asked_in_time_and_asks_again_is_not_late() -> None:
    again = happened("申请再注册", "2030-07-01", note="催办")
    certificate = stood(ISSUED, happened("申请再注册", "2030-05-01"), again, today=date(2030, 7, 2))
    assert (is_late(certificate), certificate.asked_on) == (False, date(2030, 5, 1))


def test_what_was_asked_for_is_done_with_by_the_renewal() -> None:
    renewed = stood(ISSUED, ASKED, RENEWED, today=date(2030, 10, 2))
    assert (renewed.asked_on, is_late(renewed)) == (None, False)


@pytest.mark.parametrize("cause", certificates_file().event["撤销"].causes)
def test_who_is_excluded_for_life(cause: str) -> None:
    """003:112-114: false papers, breach of law, conduct or ethics."""
    assert excludes(happened("撤销", cause=cause)) == (cause != "其他")
    assert not excludes(happened("注销", cause=cause))


@pytest.mark.parametrize(
    ("held", "level", "may"),
    [
        pytest.param([], "资深工程会员", True, id="003:239 a first application may be for any"),
        pytest.param([], "专业工程会员", True, id="003:239 a first application"),
        pytest.param(["专业工程会员"], "资深工程会员", True, id="003:235 one step"),
        pytest.param(["见习工程会员"], "专业工程会员", True, id="003:235 one step from 见习"),
        pytest.param(["见习工程会员"], "资深工程会员", False, id="003:239 no step is left out"),
        pytest.param(["专业工程会员"], "专业工程会员", False, id="held already"),
        pytest.param(["专业工程会员", "资深工程会员"], "专业工程会员", False, id="the highest counts"),
        pytest.param(["特许工程师"], "主任工程师", True, id="001:10 levels of other systems have no steps"),
        pytest.param(["专业工程会员"], "特许工程师", True, id="001:10 another system"),
    ],
)
def test_promotion_goes_one_step_at_a_time(held: list[str], level: str, may: bool) -> None:
    assert may_apply(held, level) is may


def test_certificates_stand_by_their_numbers() -> None:
    found = all_standing([ISSUED, happened("签发", number="GC-0002", person_id="P00002"), SUSPENDED], TODAY)
    assert {number: each.state for number, each in found.items()} == {"GC-0001": "暂停", "GC-0002": "有效"}
