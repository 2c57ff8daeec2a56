"""Every rule on lines of the workbook of certificates, with what can be and what cannot: lines as typed → what is
taken, and the slugs of what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from support_events import event_of

from pipeline.adopt.certificates import adopt_certificates, returned_certificates
from pipeline.model.certificates import REFUSED, CertificateEvent, Holder
from pipeline.model.documents import Examined, Outcome, Submission
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.model.results import CERTIFICATE, Event
from pipeline.model.statements import Filled, Typed
from pipeline.terms.findings import load_findings, make
from pipeline.terms.settings import Settings
from pipeline.terms.settings.routes import SocietyContact
from schemas.certificates import certificates_file
from schemas.layouts.sheet import sheet_layout

PE, SPE = "专业工程会员", "资深工程会员"
MACHINES, POWER, OWN = "中国机械工程学会", "中国电机工程学会", "某某特种工程学会"
QIAN, SUN, LI, ZHOU = "G00001-8", "G00002-6", "G00003-4", "G00004-2"
NOW = datetime.fromisoformat("2030-02-01T09:00:00+08:00")
PEOPLE = {
    QIAN: Holder(QIAN, "钱一", frozenset({"钱一", "錢一"}), frozenset({PE})),
    SUN: Holder(SUN, "孙二", frozenset({"孙二"}), frozenset({PE})),
    ZHOU: Holder(ZHOU, "周四", frozenset({"周四"}), frozenset({PE})),
}


def event(number: str, person: str, name: str, word: str, day: str, **more: str) -> CertificateEvent:
    return event_of(number, word, day, person_id=person, name=name, **more)


ISSUED = event("机-1", QIAN, "钱一", "签发", "2025-03-01", society=MACHINES, level=PE)
"""Holds until 2030-02-28; to be asked for again until 2029-11-28."""
POWERS = event("电-1", SUN, "孙二", "签发", "2026-01-01", society=POWER, level=PE)


def line(sheet: str, row: int, **typed: str) -> Filled:
    """A line of the sheet, every column that tells something there."""
    columns = [column for column in sheet_layout("certificates", sheet).columns if column.said]
    cells = {
        column.said: Typed(typed.get(column.said, ""), f"{chr(65 + place)}{row}", column.heading)
        for place, column in enumerate(columns)
    }
    assert typed.keys() <= cells.keys()
    return Filled("证书" if sheet == "certificates" else "新证书", row, cells)


GIVEN = {"given_society": MACHINES, "given_level": PE, "given_issued_on": "2025-03-01", "given_valid_to": "2030-02-28"}


def of(word: str, day: str, **more: str) -> Filled:
    """A line about 钱一's certificate."""
    own = {"certificate_no": "机-1", "person_id": QIAN, "name": "钱一", "event": word, "date": day, **GIVEN}
    return line("certificates", 2, **own | more)


def new(**more: str) -> Filled:
    """A line about a new certificate of 周四's."""
    own = {"certificate_no": "电-2", "person_id": ZHOU, "name": "周四", "society": POWER, "level": PE}
    return line("new", 2, **own | {"date": "2030-01-10"} | more)


class Case(NamedTuple):
    """Lines of one workbook, what happened before, and what comes of it: the events taken, and all slugs."""

    what: str
    lines: Sequence[Filled]
    taken: Sequence[str] = ()
    slugs: Sequence[str] = ()
    before: Sequence[CertificateEvent] = (ISSUED, POWERS)
    sender: str = ""


SUSPENDED = event("机-1", QIAN, "钱一", "暂停", "2028-01-01", cause="未缴会费", document="机字1号")
RESUMED = event("机-1", QIAN, "钱一", "恢复", "2028-06-01", cause="已缴")
CANCELLED = event("机-1", QIAN, "钱一", "注销", "2028-01-01", cause="去世")
REVOKED = event("机-1", QIAN, "钱一", "撤销", "2028-01-01", cause="提供虚假材料", document="机字2号")
RENEWED = event("机-1", QIAN, "钱一", "再注册", "2030-01-20")
SLIP, IMPOSSIBLE = {"cause": "编号填错"}, "certificate-not-possible"
VOIDED = event("机-1", QIAN, "钱一", "登记有误", "2029-01-01", **SLIP)
FULL = {"cause": "提供虚假材料", "document": "机字2号"}

CASES = [
    # 003:192-193, 000:62: a new certificate
    Case("003:192 a new certificate", [new()], ["电-2 签发 2030-01-10"]),
    Case("003:192 its last day is five years less a day", [new(valid_to="2035-01-09")], ["电-2 签发 2030-01-10"]),
    Case(
        "003:192 another last day: the society's word holds",
        [new(valid_to="2034-12-31")],
        ["电-2 签发 2030-01-10"],
        ["certificate-valid-to-differs"],
    ),
    Case("ours: a last day before the first", [new(valid_to="2029-01-01")], [], ["certificate-valid-to-early"]),
    Case("ours: of another level", [new(level=SPE)], ["电-2 签发 2030-01-10"], ["certificate-level-differs"]),
    Case("ours: a level that there is not", [new(level="高级")], [], ["certificate-level-unknown"]),
    Case("ours: a society that there is not", [new(society="某学会")], [], ["certificate-society-unknown"]),
    Case("ours: one that only the settings name", [new(society=OWN)], ["电-2 签发 2030-01-10"]),
    Case("ours: what a new one needs", [new(society="", level="", date="")], [], ["certificate-incomplete"]),
    Case(
        "003:195 another's number in another width is the same one",
        [new(certificate_no="机－１")],
        [],
        ["certificate-taken"],
    ),
    Case(
        "ours: a certificate is known by its number in another width",
        [of("注销", "2030-01-20", cause="去世", certificate_no="机－１")],
        ["机-1 注销 2030-01-20"],
    ),
    Case("003:195 its number", [new(certificate_no="")], [], ["certificate-number-missing"]),
    Case(
        "ours: a second one of the same society and level is asked about",
        [new(certificate_no="机-2", person_id=QIAN, name="钱一", society=MACHINES)],
        ["机-2 签发 2030-01-10"],
        ["certificate-another"],
    ),
    Case(
        "ours: one of another society is none",
        [new(person_id=QIAN, name="钱一")],
        ["电-2 签发 2030-01-10"],
    ),
    Case(
        "ours: a number that was written over is told, though nothing happened",
        [of("", "", certificate_no="机-11")],
        [],
        ["certificate-unknown"],
    ),
    Case("ours: a name that was", [of("", "", name="钱壹")], [], ["certificate-holder-differs"]),
    Case("ours: one that is only handed on", [of("", "", certificate_no="机-11", person_id=LI)]),
    Case("000:62 its number has a digit", [new(certificate_no="待发")], [], ["certificate-number-unreadable"]),
    Case("000:62 its digits are whole", [new(certificate_no="3.2E+16")], [], ["certificate-number-unreadable"]),
    Case("ours: who holds it", [new(person_id="")], [], ["certificate-person-missing"]),
    Case("ours: by name too", [new(name="")], [], ["certificate-person-missing"]),
    Case("ours: a check digit that is wrong", [new(person_id="G00002-7")], [], ["certificate-person-unknown"]),
    Case("ours: nobody in the register", [new(person_id=LI)], [], ["certificate-person-unknown"]),
    Case("ours: somebody else's name", [new(name="钱一")], [], ["certificate-name-differs"]),
    Case("000:62 unique", [new(certificate_no="机-1")], [], ["certificate-taken"]),
    Case("ours: a day", [new(date="一月")], [], ["certificate-date-unreadable"]),
    Case("ours: a last day", [new(valid_to="五年")], [], ["certificate-date-unreadable"]),
    Case("ours: not in the future", [new(date="2030-02-02")], [], ["certificate-date-future"]),
    Case("ours: today", [new(date="2030年2月1日")], ["电-2 签发 2030-02-01"]),
    Case("ours: a time behind the day", [new(date="2030-01-10 00:00:00")], ["电-2 签发 2030-01-10"]),
    Case("ours: said with other words twice", [new(), new(level=SPE)], [], ["certificate-twice"] * 2),
    Case("ours: said twice", [new(), new()], ["电-2 签发 2030-01-10"]),
    Case(
        "ours: known from results, nothing new",
        [new(certificate_no="电-1", person_id=SUN, name="孙二", date="2026-01-01", valid_to="2030-12-31")],
    ),
    Case(
        "ours: known from results, put right",
        [new(certificate_no="电-1", person_id=SUN, name="孙二", date="2026-01-02")],
        ["电-1 签发 2026-01-02"],
    ),
    Case(
        "ours: not put right once renewed",
        [new(certificate_no="机-1", person_id=QIAN, name="钱一", society=MACHINES)],
        [],
        ["certificate-not-possible"],
        [ISSUED, RENEWED],
    ),
    # 000:66: another period
    Case("000:66 asked for in time", [of("申请再注册", "2029-11-28")], ["机-1 申请再注册 2029-11-28"]),
    Case("000:66 late", [of("申请再注册", "2029-11-29")], ["机-1 申请再注册 2029-11-29"], ["certificate-late"]),
    Case(
        "003:195 renewed, which nothing is refused for",
        [of("再注册", "2030-01-20")],
        ["机-1 再注册 2030-01-20"],
        ["certificate-hours-missing"],
    ),
    Case(
        "003:195 another last day",
        [of("再注册", "2030-01-20", valid_to="2034-12-31")],
        ["机-1 再注册 2030-01-20"],
        ["certificate-valid-to-differs", "certificate-hours-missing"],
    ),
    Case(
        "ours: a last day before the new period",
        [of("再注册", "2030-01-20", valid_to="2030-02-28")],
        [],
        ["certificate-valid-to-early"],
    ),
    # 003:216-218: what may happen
    Case("003:216 suspended", [of("暂停", "2029-01-01", **FULL)], ["机-1 暂停 2029-01-01"]),
    Case("ours: why, and by which document", [of("暂停", "2029-01-01")], [], ["certificate-incomplete"]),
    Case("ours: when", [of("申请再注册", "")], [], ["certificate-incomplete"]),
    Case(
        "003:216 resumed", [of("恢复", "2029-01-01", cause="已缴")], ["机-1 恢复 2029-01-01"], [], [ISSUED, SUSPENDED]
    ),
    Case("003:216 resumed though valid", [of("恢复", "2029-01-01", cause="已缴")], [], ["certificate-not-possible"]),
    Case("003:216 cancelled", [of("注销", "2029-01-01", cause="去世")], ["机-1 注销 2029-01-01"]),
    Case("ours: causes are a list", [of("注销", "2029-01-01", cause="搬家")], [], ["certificate-cause-unknown"]),
    Case("003:112 revoked", [of("撤销", "2029-01-01", **FULL)], ["机-1 撤销 2029-01-01"]),
    Case(
        "ours: never resumed once cancelled",
        [of("恢复", "2029-01-01", cause="误")],
        [],
        ["certificate-not-possible"],
        [ISSUED, CANCELLED],
    ),
    Case("ours: nor renewed", [of("再注册", "2029-01-01")], [], ["certificate-not-possible"], [ISSUED, REVOKED]),
    Case("ours: not before issue", [of("暂停", "2025-02-28", **FULL)], [], ["certificate-date-early"]),
    Case(
        "ours: not before what it follows",
        [of("恢复", "2027-12-31", cause="已缴")],
        [],
        ["certificate-date-early"],
        [ISSUED, SUSPENDED],
    ),
    Case(
        "ours: on the day of what it follows",
        [of("恢复", "2028-01-01", cause="已缴")],
        ["机-1 恢复 2028-01-01"],
        [],
        [ISSUED, SUSPENDED],
    ),
    Case(
        "ours: what was said before is known, whatever followed",
        [of("暂停", "2028-01-01", cause="未缴会费", document="机字1号")],
        [],
        [],
        [ISSUED, SUSPENDED, RESUMED],
    ),
    Case(
        "ours: asked for before the last renewal",
        [of("申请再注册", "2029-11-20")],
        [],
        ["certificate-date-early"],
        [ISSUED, RENEWED],
    ),
    Case(
        "ours: one renewal told twice is no second one",
        [of("再注册", "2030-01-21", document="机字3号")],
        [],
        ["certificate-date-early"],
        [ISSUED, RENEWED],
    ),
    Case(
        "ours: nor one that was told late",
        [of("再注册", "2030-01-31", **dict.fromkeys(GIVEN, ""))],
        [],
        ["certificate-date-early"],
        [ISSUED._replace(date="2025-01-05"), RENEWED],
    ),
    Case("ours: the day of issue", [of("暂停", "2025-03-01", **FULL)], ["机-1 暂停 2025-03-01"]),
    Case(
        "ours: a last day that changes nothing",
        [of("暂停", "2029-01-01", valid_to="2031-01-01", **FULL)],
        ["机-1 暂停 2029-01-01"],
        ["certificate-valid-to-unused"],
    ),
    Case("ours: no event", [of("", "2029-01-01")], [], ["certificate-event-missing"]),
    Case("ours: an event that there is not", [of("换证", "2029-01-01")], [], ["certificate-event-unknown"]),
    Case("ours: 签发 is told on the other sheet", [of("签发", "2029-01-01")], [], ["certificate-event-unknown"]),
    Case("ours: blank lines say nothing", [of("", "")]),
    Case(
        "ours: two events in their order",
        [of("暂停", "2028-01-01", **FULL), of("恢复", "2029-01-01", cause="已缴")],
        [
            "机-1 暂停 2028-01-01",
            "机-1 恢复 2029-01-01",
        ],
    ),
    Case(
        "ours: the same again",
        [of("暂停", "2028-01-01", cause="未缴会费", document="机字1号")],
        [],
        [],
        [ISSUED, SUSPENDED],
    ),
    # what was written down by a slip
    Case("ours: a slip is taken out", [of("登记有误", "2029-01-01", **SLIP)], ["机-1 登记有误 2029-01-01"]),
    Case("ours: with its cause", [of("登记有误", "2029-01-01")], [], ["certificate-incomplete"]),
    Case("ours: not once it was renewed", [of("登记有误", "2030-01-21", **SLIP)], [], [IMPOSSIBLE], [ISSUED, RENEWED]),
    Case(
        "ours: nor what a society returned",
        [of("登记有误", "2029-01-01", **SLIP)],
        [],
        [IMPOSSIBLE],
        [ISSUED._replace(event_id="E00001")],
    ),
    Case(
        "ours: its number may be somebody else's in the same workbook",
        [of("登记有误", "2029-01-01", **SLIP), new(certificate_no="机-1", society=MACHINES)],
        ["机-1 登记有误 2029-01-01", "机-1 签发 2030-01-10"],
    ),
    Case("ours: the same slip again", [of("登记有误", "2029-01-01", **SLIP)], [], [], [ISSUED, VOIDED]),
    Case("ours: what stood beside it in an older copy", [of("", "")], [], [], [ISSUED, VOIDED]),
    Case("ours: nothing happens to it", [of("再注册", "2030-01-20")], [], ["certificate-unknown"], [ISSUED, VOIDED]),
    # whose it is
    Case("ours: without 编号", [of("注销", "2029-01-01", cause="去世", person_id="")], ["机-1 注销 2029-01-01"]),
    Case("ours: an earlier name", [of("注销", "2029-01-01", cause="去世", name="錢一")], ["机-1 注销 2029-01-01"]),
    Case("ours: another's number", [of("注销", "2029-01-01", person_id=SUN)], [], ["certificate-holder-differs"]),
    Case("ours: another's name", [of("注销", "2029-01-01", name="孙二")], [], ["certificate-holder-differs"]),
    Case("ours: not there", [of("注销", "2029-01-01", certificate_no="机-9")], [], ["certificate-unknown"]),
    Case(
        "ours: issued in the same workbook",
        [
            of(
                "注销",
                "2030-01-20",
                cause="去世",
                certificate_no="电-2",
                person_id="",
                name="周四",
                given_society=POWER,
                given_issued_on="2030-01-10",
                given_valid_to="2035-01-09",
            ),
            new(),
        ],
        ["电-2 签发 2030-01-10", "电-2 注销 2030-01-20"],
    ),
    Case("ours: what we filled in was changed", [of("", "", given_level=SPE)], [], ["certificate-cells-changed"]),
    Case(
        "ours: a line that was added",
        [of("注销", "2029-01-01", cause="去世", **dict.fromkeys(GIVEN, ""))],
        ["机-1 注销 2029-01-01"],
    ),
    Case("ours: told in a workbook of the period before", [of("", "")], [], [], [ISSUED, RENEWED]),
    # by mail
    Case("ours: from nobody's address", [new()], [], ["certificates-from-elsewhere"], sender="x@example.org"),
    Case("ours: from its own society", [new()], ["电-2 签发 2030-01-10"], sender="Power@example.org"),
    Case("ours: from another society", [new()], [], ["certificate-other-society"], sender="machines@example.org"),
    Case(
        "ours: another society's certificate",
        [of("注销", "2029-01-01", cause="去世")],
        [],
        ["certificate-other-society"],
        sender="power@example.org",
    ),
]
SETTINGS = Settings(
    societies={
        MACHINES: SocietyContact("machines@example.org"),
        POWER: SocietyContact("power@example.org"),
        OWN: SocietyContact("own@example.org"),
    }
)


class Book:
    """What the register knows."""

    def __init__(self, before: Sequence[CertificateEvent], done: Sequence[Activity] = ()) -> None:
        self._before, self._done = list(before), list(done)

    def events(self) -> list[CertificateEvent]:
        return self._before

    def holders(self, people: set[str]) -> Mapping[str, Holder]:
        return {number: each for number, each in PEOPLE.items() if number in people}

    def activities(self) -> list[Activity]:
        return self._done

    def confirmed(self) -> Mapping[str, ConfirmedHours]:
        return {}

    def renumbered(self) -> Sequence[CertificateEvent]:
        return []


def came(lines: Sequence[Filled], sender: str = "") -> Submission:
    document = Examined("台账.xlsx", "", 0, "xlsx", Outcome.ANSWER, None, None, certificate_lines=tuple(lines))
    about: dict[str, Any] = dict.fromkeys(("key", "notice", "unit", "unit_source", "received_from", "form"), "")
    late = {"late": False, "scan": False, "received_at": NOW}
    return Submission(**about, **late, submission_id="S00001", sender=sender, documents=[document])


def adopted(
    submission: Submission,
    before: Sequence[CertificateEvent],
    results: Sequence[Event] = (),
    done: Sequence[Activity] = (),
) -> list[CertificateEvent]:
    register: Any = SimpleNamespace(certificates=Book(before, done))
    return adopt_certificates([submission], returned_certificates(results, register), register, SETTINGS, NOW)


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
def test_what_is_taken_and_what_is_wrong(case: Case) -> None:
    submission = came(case.lines, case.sender)
    events = adopted(submission, case.before)
    taken = [each for each in events if each.event != REFUSED]
    assert [f"{each.certificate_no} {each.event} {each.date}" for each in taken] == list(case.taken)
    (document,) = submission.documents
    assert [each.slug for each in document.remarks] == list(case.slugs)
    assert document.certificate_lines == ()
    refused = [each.note for each in events if each.event == REFUSED]
    assert set(refused) <= set(case.slugs)
    assert bool(case.lines and not taken and case.slugs and "cells" not in case.slugs[0]) == bool(
        refused or case.slugs == ["certificates-from-elsewhere"]
    )


@pytest.mark.parametrize("case", CASES, ids=[case.what for case in CASES])
def test_each_finding_says_where_and_what_to_do(case: Case) -> None:
    submission = came(case.lines, case.sender)
    adopted(submission, case.before)
    for problem in submission.documents[0].remarks:
        finding = make(problem, "S00001", file="台账.xlsx")
        assert "“”" not in finding.message
        assert (finding.sheet and finding.cell) or finding.slug == "certificates-from-elsewhere"
        assert any(word in finding.message for word in ("请", "逾期"))


def test_every_finding_on_certificates_has_a_case() -> None:
    told = {slug for slug in load_findings() if slug.startswith("certificate")}
    elsewhere = {
        "certificates-received",
        "certificates-unproven",
        "certificate-expired",
        "certificate-unread",
    }  # of no line: tests/kinds, tests/main
    assert told - {slug for case in CASES for slug in case.slugs} == elsewhere


def test_every_event_has_a_case() -> None:
    assert {word for case in CASES for each in case.taken for word in [each.split()[1]]} == set(
        certificates_file().event
    )


def returned(person_id: str, society: str, number: str) -> Event:
    where = ("f", "s", "A1", NOW.isoformat())
    return Event(person_id, "R1", "n", society, "", CERTIFICATE, "", "", "2030-01-10", number, "", *where)


def test_a_line_about_a_certificate_that_results_of_the_same_run_tell_of() -> None:
    submission = came([of("注销", "2030-01-20", cause="去世", certificate_no="电-2", person_id=ZHOU, name="周四")])
    (taken,) = adopted(submission, [], [returned(ZHOU, POWER, "电-2")])
    assert (taken.certificate_no, taken.event, taken.person_id) == ("电-2", "注销", ZHOU)
    again = came([new(), new(certificate_no="电-3")])
    assert [each.certificate_no for each in adopted(again, [], [returned(ZHOU, POWER, "电-2")])] == ["电-3"]


def test_a_number_that_results_of_the_same_run_give_to_somebody_else() -> None:
    submission = came([new()])
    adopted(submission, [ISSUED], [returned(QIAN, POWER, "电-2")])
    assert [each.slug for each in submission.documents[0].remarks] == ["certificate-taken"]


def test_what_is_taken_says_all_of_the_line() -> None:
    (taken,) = adopted(came([new(valid_to="2034-12-31", note="补发")]), [])
    assert taken == CertificateEvent(
        "电-2", ZHOU, "周四", POWER, PE, "签发", "2030-01-10", "2034-12-31", "", "", "补发", "台账.xlsx", "新证书",
        "A2", NOW.isoformat(),
    )  # fmt: skip


def attended(day: str, minutes: int) -> Activity:
    return Activity("机-1", QIAN, "training", "课", "会", day, day, minutes, "", 1, "", "", "", "f", "s", "A2", "")


def test_hours_that_are_missing_are_said_year_by_year() -> None:
    hours = {2025: 50, 2026: 50, 2027: 50, 2028: 50, 2029: 38}
    done = [attended(f"{year}-05-01", 45 * number) for year, number in hours.items()]
    submission = came([of("再注册", "2030-01-20")])
    adopted(submission, [ISSUED], done=done)
    (problem,) = submission.documents[0].remarks
    assert problem.about == "证书“机-1”（钱一），2029-03-01 起的一年缺 12 学时（要求 50，已计 38，待确认 0）"
