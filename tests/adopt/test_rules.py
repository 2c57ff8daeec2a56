"""Every rule of schemas/returns.py, with what can be and what cannot, named by the clause that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pytest

from pipeline.adopt.checks import checked
from pipeline.adopt.lines import Line
from pipeline.model.results import CERTIFICATE, STAGE, Assessed, Event, OnReturn, Returned
from pipeline.model.statements import Problem, Typed
from pipeline.terms.findings import make
from pipeline.terms.notices import procedure_of
from schemas.results import results_file
from schemas.returns import RULES

SOCIETY, OTHER, THIRD = "中国机械工程学会", "G00002-6", "中国电机工程学会"
IET, GIVES_UP = "csee-iet-2018", "result-note-gives-up"
PE, SPE = "专业工程会员", "资深工程会员"
TODAY, SINCE = "2025-06-30", "2025-05-06"


class Case(NamedTuple):
    """What a society fills in, beside what is known, and the slugs of what is wrong with it."""

    clause: str
    answers: Mapping[str, str]
    wrong: tuple[str, ...] = ()
    level: str = PE
    reached: str = ""
    certificate: str = ""
    notice: str = "2025"
    person_id: str = "G00001-8"
    said: tuple[tuple[str, str, str], ...] = ()
    """Stages with conclusion and day ("" for none) that were taken before, beside `reached`."""


def interview(knowledge: str, ethics: str, total: str, conclusion: str = "通过") -> dict[str, str]:
    marks = {"knowledge": knowledge, "ethics": ethics, "total": total}
    return {"stage": "面试考核", "conclusion": conclusion} | marks


CASES = [
    Case("003:134-136 PE 21/12 of 60 passes", interview("21", "12", "60")),
    Case("003:134-135 PE 20.9 fails at 90", interview("20.9", "20", "90"), ("result-mark-low",)),
    Case("003:135 SPE 18/12 of 60 passes", interview("18", "12", "60"), (), SPE),
    Case("003:135 SPE 17.9 fails", interview("17.9", "12", "60"), ("result-mark-low",), SPE),
    Case("003:135-136 ethics 11.9 fails at any total", interview("30", "11.9", "99"), ("result-mark-low",)),
    Case("003:134 total 59.96 is compared unrounded", interview("21", "12", "59.96"), ("result-mark-low",)),
    Case("003:134 full width and 分 are numbers too", interview("２１", "12分", "60.5")),
    Case("003:134 low marks do not contradict 不予通过", interview("3", "2", "9", "不予通过") | {"note": "未达标"}),
    Case("ours: a mark that is missing says nothing", interview("21", "", "60")),
    Case("ours: no floor is printed for 见习", interview("1", "1", "1"), (), "见习工程会员"),
    Case("ours: above the maximum is a question", interview("35.5", "12", "60"), ("result-mark-high",)),
    Case("ours: SPE reaches 30 at most", interview("31", "12", "60"), ("result-mark-high",), SPE),
    Case("a mark is a number", interview("良好", "12", "60"), ("result-mark-unreadable",)),
    Case(
        "a mark is not negative", interview("-1", "12", "60", "不予通过") | {"note": "无"}, ("result-mark-unreadable",)
    ),
    Case("002:96 a stage of the society", {"stage": "初审"}),
    Case("002:96 委员会初筛 is no stage of the society", {"stage": "委员会初筛"}, ("result-stage-unknown",)),
    Case("003:118 stages never go backwards", {"stage": "初审"}, ("result-stage-backwards",), reached="材料审查"),
    Case("003:145 the same stage again", {"stage": "材料审查", "conclusion": "通过"}, reached="材料审查"),
    Case("003:118 a stage may be skipped", {"stage": "公示", "conclusion": "通过"}, reached="初审"),
    Case("a conclusion has its stage", {"conclusion": "通过"}, ("result-stage-missing",)),
    Case("a mark has its stage", {"knowledge": "25"}, ("result-stage-missing",)),
    Case("a day alone has its stage", {"date": "2025-06-01"}, ("result-stage-missing",)),
    Case("a day may be that of a remark", {"date": "2025-06-01", "note": "已联系"}),
    Case("a day may be that of membership", {"date": "2025-06-01", "member": "是"}),
    Case(
        "what was said before and otherwise since is an older copy, or a change of mind without its day",
        {"stage": "初审", "conclusion": "合格"},
        ("result-outdated",),
        said=(("初审", "通过", ""), ("初审", "不予通过", "")),
    ),
    Case(
        "what is dated before what stands is late, though it never came",
        {"stage": "初审", "conclusion": "通过", "date": "2025-05-20"},
        ("result-outdated",),
        said=(("初审", "不予通过", "2025-05-28"),),
    ),
    Case(
        "with a later day it is a change of mind",
        {"stage": "初审", "conclusion": "通过", "date": "2025-06-02"},
        said=(("初审", "通过", ""), ("初审", "不予通过", "2025-05-28")),
    ),
    Case(
        "another conclusion that was never said is one",
        {"stage": "初审", "conclusion": "通过"},
        said=(("初审", "不予通过", "2025-05-28"),),
    ),
    Case(
        "the same conclusion of an earlier day contradicts nothing",
        {"stage": "初审", "conclusion": "通过", "date": "2025-05-20"},
        said=(("初审", "通过", "2025-05-20"), ("初审", "通过", "2025-05-21")),
    ),
    Case(
        "a return that was answered since still stands in the older workbook",
        {"stage": "初审", "conclusion": "退回修改"},
        said=(("初审", "退回修改", ""), ("初审", "通过", "")),
    ),
    Case("a conclusion is one of five", {"stage": "初审", "conclusion": "良好"}, ("result-conclusion-unknown",)),
    Case("as earlier workbooks called it", {"stage": "初审", "conclusion": "补充材料后再次审查"}),
    Case("as habit calls it, with blanks", {"stage": "初 审", "conclusion": "合　格"}),
    Case("as habit calls what needs a reason", {"stage": "初审", "conclusion": "不合格"}, ("result-note-missing",)),
    Case(
        "003:148 不予通过 is told with reasons",
        {"stage": "综合审议", "conclusion": "不予通过"},
        ("result-note-missing",),
    ),
    Case("003:148 with reasons", {"stage": "综合审议", "conclusion": "不予通过", "note": "业绩不足"}),
    Case("a day", {"stage": "初审", "date": "五月"}, ("result-date-unreadable",)),
    Case("a day whose cell lost its format", {"stage": "初审", "date": "45783"}),
    Case("the day before dispatch, counted", {"stage": "初审", "date": "45782"}, ("result-date-early",)),
    Case("not in the future", {"stage": "初审", "date": "2025-07-01"}, ("result-date-future",)),
    Case("today is not in the future", {"stage": "初审", "date": "2025/6/30"}),
    Case("004:171 not before dispatch", {"stage": "初审", "date": "2025-05-05"}, ("result-date-early",)),
    Case("004:171 the day of dispatch", {"stage": "初审", "date": "2025年5月6日"}),
    Case(
        "003:192 the number only at 证书签发",
        {"stage": "公示", "conclusion": "通过", "certificate_no": "A1"},
        ("result-certificate-early",),
    ),
    Case(
        "003:192 nor where it is not passed",
        {"stage": "证书签发", "certificate_no": "A1"},
        ("result-certificate-early",),
    ),
    Case(
        "000:62 unique",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "X9"},
        ("result-certificate-taken",),
    ),
    Case(
        "000:62 unique however it is written",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "ｘ 9"},
        ("result-certificate-taken",),
    ),
    Case(
        "000:62 unique within what is returned",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "B1"},
        ("result-certificate-twice",),
    ),
    Case(
        "000:62 nor to the other",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "b1"},
        ("result-certificate-twice",),
        person_id=OTHER,
    ),
    Case(
        "003:195 the same number written otherwise",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "ａ1"},
        reached="证书签发",
        certificate="A1",
    ),
    Case(
        "000:62 a number has a digit",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "待发"},
        ("result-certificate-unreadable",),
    ),
    Case(
        "000:62 a number keeps its digits",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "3.22501123456789E+16"},
        ("result-certificate-unreadable",),
    ),
    Case(
        "003:216 a certificate stays until its end is told",
        {"stage": "证书签发", "conclusion": "不予通过", "note": "发错了"},
        ("result-certificate-left",),
        reached="证书签发",
        certificate="A1",
    ),
    Case("003:192 with its number", {"stage": "证书签发", "conclusion": "通过", "certificate_no": "A-1（沪）"}),
    Case("003:192 without its number", {"stage": "证书签发", "conclusion": "通过"}, ("result-certificate-missing",)),
    Case(
        "003:195 never another number",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "A2"},
        ("result-certificate-changed",),
        reached="证书签发",
        certificate="A1",
    ),
    Case(
        "003:195 a slip is corrected by who says so",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "A2", "note": "更正证书编号"},
        ("result-certificate-corrected",),
        reached="证书签发",
        certificate="A1",
    ),
    Case(
        "003:195 a remark of something else corrects nothing",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "A2", "note": "已领取"},
        ("result-certificate-changed",),
        reached="证书签发",
        certificate="A1",
    ),
    Case(
        "000:62 nor to a number of somebody else's",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "X9", "note": "更正证书编号"},
        ("result-certificate-corrected", "result-certificate-taken"),
        reached="证书签发",
        certificate="A1",
    ),
    Case(
        "003:216 not once more is known of it",
        {"stage": "证书签发", "conclusion": "通过", "certificate_no": "A2", "note": "更正证书编号"},
        ("result-certificate-corrected", "result-certificate-used"),
        reached="证书签发",
        certificate="U1",
    ),
    Case("somebody who gave up and passed", {"stage": "初审", "conclusion": "通过", "note": "本人放弃"}, (GIVES_UP,)),
    Case("somebody who gave up, without a conclusion", {"note": "本人放弃，不再参加"}, (GIVES_UP,)),
    Case(
        "somebody who gave up and failed",
        {"stage": "初审", "conclusion": "不予通过", "note": "本人放弃"},
    ),
    Case("transfer names a society", {"stage": "初审", "conclusion": "转交其他学会"}, ("result-society-missing",)),
    Case("transfer to a society", {"stage": "初审", "conclusion": "转交其他学会", "transferred_to": THIRD}),
    Case(
        "transfer to one that there is not",
        {"stage": "初审", "conclusion": "转交其他学会", "transferred_to": "某学会"},
        ("result-society-unknown",),
    ),
    Case(
        "transfer to oneself",
        {"stage": "初审", "conclusion": "转交其他学会", "transferred_to": SOCIETY},
        ("result-society-unknown",),
    ),
    Case(
        "a society without a transfer",
        {"stage": "初审", "conclusion": "通过", "transferred_to": THIRD},
        ("result-society-unasked",),
    ),
    Case("000:58 审查材料 of 000", {"stage": "审查材料", "conclusion": "通过"}, notice="ciesc-2023"),
    Case("000:58 no 笔试", {"stage": "笔试"}, ("result-stage-unknown",), notice="ciesc-2023"),
    Case("003:134 marks of 000 too", interview("20.9", "12", "60"), ("result-mark-low",), notice="ciesc-2023"),
    Case("002:96 核实 of 002", {"stage": "核实", "conclusion": "通过"}, reached="公示", notice="csee-2022"),
    Case("002:96 no 材料审查", {"stage": "材料审查"}, ("result-stage-unknown",), notice="csee-2022"),
    Case(
        "002:96 公示 behind 综合审议", {"stage": "综合审议"}, ("result-stage-backwards",), PE, "公示", "", "csee-2022"
    ),
    Case("001:12 报名", {"stage": "报名", "conclusion": "通过"}, notice=IET),
    Case("001:17 培训 may be left out", {"stage": "申请认证", "conclusion": "通过"}, (), "", "报名", notice=IET),
    Case("001:24 ECUK注册 behind 面试", {"stage": "面试"}, ("result-stage-backwards",), "", "ECUK注册", notice=IET),
    Case("001:20 no 面试考核", {"stage": "面试考核"}, ("result-stage-unknown",), notice=IET),
    Case("001:22 one-to-one, no marks", {"stage": "面试", "conclusion": "通过", "total": "1"}, (), PE, notice=IET),
    Case(
        "001:27 颁发证书 with its number",
        {"stage": "颁发证书", "conclusion": "通过", "certificate_no": "C1"},
        notice=IET,
    ),
    Case(
        "001:27 颁发证书 without its number",
        {"stage": "颁发证书", "conclusion": "通过"},
        ("result-certificate-missing",),
        notice=IET,
    ),
    Case(
        "001:27 no number before",
        {"stage": "ECUK注册", "conclusion": "通过", "certificate_no": "C1"},
        ("result-certificate-early",),
        notice=IET,
    ),
    Case(
        "001:30 不合格 is told with reasons",
        {"stage": "面试", "conclusion": "不予通过"},
        ("result-note-missing",),
        notice=IET,
    ),
    Case("003:48 membership is yes or no", {"member": "已交费"}, ("result-member-unknown",)),
    Case("003:48 no member has a number", {"member": "否", "member_no": "E01123"}, ("result-member-differs",)),
    Case("003:48 a member", {"member": "是", "member_no": "E01123"}),
]


def person(case: Case) -> Assessed:
    blank = Event(case.person_id, "R1", "2025", SOCIETY, "机械工程类", STAGE, "", "", "", "", "", "", "", "", "")
    said = [blank._replace(stage=case.reached)] if case.reached else []
    said += [blank._replace(stage=stage, conclusion=word, date=day) for stage, word, day in case.said]
    said += [blank._replace(kind=CERTIFICATE, value=case.certificate)] if case.certificate else []
    return Assessed(
        case.person_id, "R1", "周四", SOCIETY, "机械工程类", case.level, SINCE, frozenset({"周四"}), tuple(said)
    )


def line(case: Case) -> Line:
    keys = [*results_file().columns._fields[2:], *(mark.field for mark in results_file().marks)]
    answers = {key: Typed(case.answers.get(key, ""), f"{chr(65 + place)}2") for place, key in enumerate(keys)}
    return Line(Returned("人员名单", 2, Typed("G00001-8"), Typed("周四", "B2"), answers, {}), person(case))


@pytest.fixture(scope="module")
def told() -> dict[str, list[str]]:
    """What is wrong by each clause, the lines of a notice checked together."""
    found = {}
    for notice in {case.notice for case in CASES}:
        on = OnReturn(notice, SOCIETY, {}, frozenset(), {"person_id": []}, {"X9": OTHER}, {"U1"})
        cases = [case for case in CASES if case.notice == notice]
        lines = checked(list(map(line, cases)), on, procedure_of(notice), TODAY)
        found |= {
            case.clause: sorted(problem.slug for problem in problems)
            for case, (_, problems) in zip(cases, lines, strict=True)
        }
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.clause)
def test_rule(case: Case, told: dict[str, list[str]]) -> None:
    assert told[case.clause] == sorted(case.wrong)


def test_every_rule_has_its_case_and_its_words() -> None:
    assert {slug for case in CASES for slug in case.wrong} == set(RULES)
    for slug in RULES:
        assert make(Problem(slug, "人员名单", "A2", "x", "y"), "S00001").message


def test_what_is_said_of_a_certificate_names_the_stage_of_the_notice() -> None:
    on = OnReturn(IET, SOCIETY, {}, frozenset(), {"person_id": []}, {})
    case = Case("", {"stage": "颁发证书", "conclusion": "通过"})
    ((_, (missing,)),) = checked([line(case)], on, procedure_of(IET), TODAY)
    assert make(missing, "S00001").message == "“颁发证书、通过”而没有填证书编号，没有登记；请补填。"


def test_what_is_said_of_a_number_that_is_given_twice() -> None:
    on = OnReturn("2025", SOCIETY, {}, frozenset(), {"person_id": []}, {})
    twice = [line(case) for case in CASES if case.answers.get("certificate_no") in ("B1", "b1")]
    (_, (problem,)), _ = checked(twice, on, procedure_of("2025"), TODAY)
    message = "证书编号“B1”在第 2 行也填给了别人，都没有登记；请核对各人的证书编号。"
    assert make(problem, "S00001").message == message


def test_what_is_said_of_a_mark() -> None:
    on = OnReturn("2025", SOCIETY, {}, frozenset(), {"person_id": []}, {})
    ((_, (low,)),) = checked([line(Case("", interview("20.9", "12", "60")))], on, procedure_of("2025"), TODAY)
    assert make(low, "S00001").message == (
        "结论是“通过”，而专业工程会员“工程知识与专业能力”应不低于 21 分，填的是“20.9”，没有登记；请核对分数和结论。"
    )


def test_lines_are_checked_together_and_told_apart() -> None:
    on = OnReturn("2025", SOCIETY, {}, frozenset(), {"person_id": []}, {})
    lines = [line(CASES[0]), line(Case("", {"stage": "不明"})), line(CASES[0])]
    assert [len(each.problems) for each in checked(lines, on, procedure_of("2025"), TODAY)] == [0, 1, 0]


def test_what_is_said_of_a_number_on_another_sheet() -> None:
    on = OnReturn("2025", SOCIETY, {}, frozenset(), {"person_id": []}, {})
    first, other = [line(case) for case in CASES if case.answers.get("certificate_no") in ("B1", "b1")]
    other = other._replace(returned=other.returned._replace(sheet="结果", row=7))
    (_, (problem,)), _ = checked([first, other], on, procedure_of("2025"), TODAY)
    assert problem.about == "“结果”第 7 行"
