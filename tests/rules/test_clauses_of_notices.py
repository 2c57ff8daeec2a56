"""What each clause says of a whole notice: last days, quotas, fees, scans, names of mails. 000, 001, 002 and 004 as in
test_clauses.py."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest

from pipeline.model.documents import Envelope, Examination, Examined, InboxFile, Outcome, Submission
from pipeline.model.statements import Recognition, Typed
from pipeline.quotas import Recommended, check_quotas
from pipeline.receive.belonging import Notices, tells
from pipeline.receive.files import submission_of
from pipeline.receive.submissions import gather
from pipeline.recognise.words.loading import forms
from pipeline.terms.notices import load_notice, notices

CHEMISTRY, POWER, IET, CHONGQING = "ciesc-2023", "csee-2022", "csee-iet-2018", "2025"
FORMS = {CHEMISTRY: "ciesc", POWER: "csee", IET: "csee-iet", CHONGQING: "attachment3"}
UNIT = "渝东电力有限公司"


@pytest.mark.parametrize(
    ("notice", "day", "said"),
    [
        pytest.param(CHEMISTRY, date(2023, 4, 30), "2023年4月30日", id="000:106 printed with its year"),
        pytest.param(IET, date(2018, 11, 25), "11月25日，通知没有写年份，推定为2018年", id="001:14 no year printed"),
        pytest.param(POWER, date(2022, 9, 5), "9月5日，通知没有写年份，推定为2022年", id="002:140 no year printed"),
        pytest.param(
            CHONGQING, date(2025, 4, 28), "4月28日，通知没有写年份，推定为2025年", id="004:53 no year printed"
        ),
    ],
)
def test_the_last_day_is_in_time_and_the_next_one_is_late_and_says_what_is_inferred(
    notice: str, day: date, said: str
) -> None:
    own = load_notice(notice)
    assert (own.deadline.day, str(own.deadline), own.deadline.inferred) == (day, said, "推定" in said)
    in_time, late = (_problems(notice, datetime(day.year, day.month, day.day, hour, tzinfo=UTC)) for hour in (15, 16))
    assert "late" not in in_time  # 23:00 in China
    assert late["late"] == said  # midnight


@pytest.mark.parametrize(
    ("notice", "asked"),
    [
        pytest.param(CHONGQING, True, id="004:53 扫描件和EXCEL文档"),
        pytest.param(CHEMISTRY, False, id="000:109 asks for no sealed copy"),
        pytest.param(POWER, False, id="002:140 asks for no sealed copy"),
        pytest.param(IET, False, id="001:14 asks for no sealed copy"),
    ],
)
def test_a_sealed_scan_is_missed_where_it_is_asked_for(notice: str, asked: bool) -> None:
    assert ("scan-missing" in _problems(notice, datetime(2018, 1, 1, tzinfo=UTC))) is asked


def _problems(notice: str, came: datetime) -> dict[str, str]:
    """What is said of a mail with one form that came then: the slugs with what they tell."""
    form = Recognition("recommendation", FORMS[notice], Typed(UNIT, "A2", "推荐单位"))
    file = InboxFile("a.eml", "/a.eml", "0" * 64, 1, came, submission_of("a.eml"))
    documents = [
        Examined("a.eml", "0" * 64, 1, "eml", Outcome.CONTAINER, None, None),
        Examined("a.eml!1.xlsx", "0" * 64, 1, "xlsx", Outcome.PROCESSED, None, form),
    ]
    mail = Envelope("a.eml", [""], "hr@example.com", came)
    open_now = Notices({notice: load_notice(notice)}, frozenset({notice}))
    (submission,) = gather([file], [Examination([mail], documents)], open_now, 1, {})[0]
    return {problem.slug: problem.about for problem in submission.problems}


LINES = {
    "国家电网有限公司": 10,
    "中国南方电网有限责任公司": 5,
    "中国华能集团有限公司": 5,
    "中国大唐集团有限公司": 5,
    "中国华电集团有限公司": 5,
    "国家电力投资集团有限公司": 5,
    "中国长江三峡集团有限公司": 5,
    "国家能源投资集团有限责任公司": 5,
    "中国电力建设集团有限公司": 10,
    "中国能源建设集团有限公司": 5,
    "中国广核集团有限公司": 5,
}
OTHERS = "学会集体会员单位"


def test_001_34_75_people_in_12_lines_as_advice() -> None:
    quotas = load_notice(IET).quotas
    assert quotas is not None
    assert (quotas.kind, quotas.total.people if quotas.total else 0, quotas.each) == ("suggestion", 75, None)
    assert {quota.name: quota.people for quota in quotas.lines.values()} == LINES
    assert (quotas.others.name, quotas.others.people) == (OTHERS, 10) if quotas.others else False
    assert sum(LINES.values()) + 10 == 75
    assert len(LINES) + 1 == 12


@pytest.mark.parametrize("unit", LINES)
def test_001_34_each_unit_has_its_own_line(unit: str) -> None:
    assert _over(*[unit] * LINES[unit]) == []
    assert _over(*[unit] * (LINES[unit] + 1)) == [
        f"报送人数多于通知的名额：{unit}的建议名额是{LINES[unit]}人，连同此前报送的共{LINES[unit] + 1}人，仍照常受理。"
    ]


def test_001_42_and_001_65_are_two_units() -> None:
    assert _over(*["国家能源投资集团有限责任公司"] * 5, *["中国能源建设集团有限公司"] * 5) == []


def test_001_71_all_other_units_share_one_line() -> None:
    ten = [f"渝东第{number}电力有限公司" for number in range(10)]
    assert _over(*ten) == []
    assert _over(*ten, "国家电网有限公司") == []
    assert _over(*ten, "渝西电力有限公司") == [
        f"报送人数多于通知的名额：{OTHERS}的建议名额是10人，连同此前报送的共11人，仍照常受理。"
    ]


def test_001_34_all_together() -> None:
    everybody = [unit for unit, people in LINES.items() for _ in range(people)]
    full = [*everybody, *["渝东电力有限公司"] * 10]
    assert _over(*full) == []
    more = "报送人数多于通知的名额：各单位合计的建议名额是75人，连同此前报送的共76人，仍照常受理。"
    assert more in _over(*full, "渝西电力有限公司")


def _over(*units: str) -> list[str]:
    """What is said where each of these units recommends one person, in a submission of its own."""
    sent = [f"S{number:05d}" for number in range(1, len(units) + 1)]
    rows = [Recommended(f"R{one}", one, unit, one)._asdict() for one, unit in zip(sent, units, strict=True)]
    people = pd.DataFrame(rows).assign(notice=IET, disposition="routed")
    came = datetime(2018, 11, 1, tzinfo=UTC)
    submissions = [
        Submission(one, one, IET, unit, "sheet", "", came, "mail", False, False, "csee-iet", [])
        for one, unit in zip(sent, units, strict=True)
    ]
    found = check_quotas(submissions, people, {IET: load_notice(IET)}, lambda _: (), ())
    assert {(finding.slug, finding.severity) for finding in found} <= {("over-quota", "warning")}
    return [finding.message for finding in found]


@pytest.mark.parametrize(
    "notice",
    [
        pytest.param(POWER, id="002:142-144 数量不限 (C11)"),
        pytest.param(CHEMISTRY, id="000 names no number"),
        pytest.param(CHONGQING, id="004:55 可随时反馈 (C11)"),
    ],
)
def test_a_notice_that_names_no_number_has_no_quota(notice: str) -> None:
    assert load_notice(notice).quotas is None


@pytest.mark.parametrize(
    ("notice", "fee"),
    [
        pytest.param(CHEMISTRY, (0, "试点开展阶段，免收评价费"), id="000:102 免收 (C15)"),
        pytest.param(IET, (8000, "预计，以学会另行通知为准"), id="001:32 预计 8000元/人 (C15)"),
        pytest.param(POWER, None, id="002 says nothing (C15)"),
        pytest.param(CHONGQING, None, id="004 says nothing (C15)"),
    ],
)
def test_what_a_person_pays(notice: str, fee: tuple[int, str] | None) -> None:
    said = load_notice(notice).fee
    assert (said and (said.yuan, said.note)) == fee


@pytest.mark.parametrize(
    ("notice", "one_file_per", "file_name", "subject"),
    [
        pytest.param(CHEMISTRY, "person", "{name}-{level}", "", id="000:109 姓名-申请类别 (C36)"),
        pytest.param(IET, "person", "", "国际工程师资质认证报名表+{unit}", id="001:14 报名表"),
        pytest.param(POWER, "unit", "", "{unit}工程会员申请人员名单", id="002:140 本单位 (C36)"),
        pytest.param(CHONGQING, "unit", "", "评价(2025)+{unit}", id="004:53 评价(2025)+推荐单位"),
    ],
)
def test_one_file_for_whom_and_its_names(notice: str, one_file_per: str, file_name: str, subject: str) -> None:
    own = load_notice(notice)
    assert (own.one_file_per, own.file_name, own.subject) == (one_file_per, file_name, subject)


def test_004_53_the_subject_tells_the_notice() -> None:
    told = [name for name, notice in notices().items() if tells(notice, ["评价(2025)+渝东电力有限公司"])]
    assert told == [CHONGQING]


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        *(
            (f"{number}的申报材料", CHEMISTRY)
            for number in ("化会字〔2023〕第05号", "化会字[2023]05号", "化会字（2023）5号")
        ),
        *((number, POWER) for number in ("电机学〔2022〕268 号", "关于电机学（2022）第268号的报名")),
        *((number, CHONGQING) for number in ("渝工协〔2025〕17号", "渝工协【2025】17 号", "渝工协[2025]017号")),
        *((number, None) for number in ("渝工协〔2025〕117号", "渝工协〔2024〕17号", "化会字〔2023〕第50号")),
    ],
)
def test_numbers_of_documents_are_compared_by_body_year_and_number(text: str, notice: str | None) -> None:
    assert [name for name, own in notices().items() if tells(own, [text])] == [notice] * (notice is not None)


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("渝东电力有限公司工程会员申请人员名单", "渝东电力有限公司"),
        ("附件3：渝东电力有限公司工程会员申请人员名单", "渝东电力有限公司"),
        ("工程会员申请人员名单", None),
    ],
    ids=lambda text: f"002:160 {text}",
)
def test_002_160_the_unit_stands_in_the_title(title: str, unit: str | None) -> None:
    (form,) = (form for form in forms() if form.name == "csee")
    found = form.unit_title(title)
    assert (found[1] if found else None) == unit


@pytest.mark.parametrize(
    ("notice", "society"),
    [
        pytest.param(CHEMISTRY, "中国化工学会", id="000:13 经授权，组织开展"),
        pytest.param(POWER, "中国电机工程学会", id="002:43 经授权"),
        pytest.param(IET, "中国电机工程学会", id="001:8 联合 IET"),
        pytest.param(CHONGQING, "", id="004:47 按工程技术领域分配"),
    ],
)
def test_who_assesses_whoever_answers(notice: str, society: str) -> None:
    assert load_notice(notice).assessor == society


def test_004_171_the_cycle_is_that_of_one_notice_only() -> None:
    assert {name: notice.evaluation_months for name, notice in notices().items()} == {
        **dict.fromkeys((IET, POWER, CHEMISTRY), 0),
        CHONGQING: 6,
    }
