"""A notice with stages of its own, those of 国际工程师资质认证 (001, section 3): a whole round with a society.

The people come in as attachment 3 has them; what is tried begins with the society's workbook.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from support_main import Office, person, workbook
from support_notices import add_notice
from support_rounds import answers, told

import schemas
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.register import Register
from pipeline.report.data import Data, Span
from pipeline.report.figures.results import results, step_days
from pipeline.report.periods import Period
from pipeline.terms import fingerprint
from pipeline.terms.settings import WORKBOOK
from pipeline.upkeep.remind import remind
from schemas.layouts.results import results_layout
from tests.support_console import Console
from tests.support_results import PEOPLE, filled_in, headings, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT, SOCIETY = "甲工程有限公司", "中国电机工程学会"
NAMES = ("钱一", "孙二", "李三", "周四")
STAGES = ("报名", "培训", "申请认证", "面试", "ECUK注册", "颁发证书")
INTERVIEWED, DUE = "2026-05-08", "2026-05-29"


@pytest.fixture(scope="module", autouse=True)
def own_stages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A notice like that of 2025, with what 001 says of results."""
    fingerprint.program()  # of the real files
    root = tmp_path_factory.mktemp("own") / "schemas"
    shutil.copytree(schemas.ROOT, root)
    said = (root / "notices" / "csee-iet-2018.toml").read_text("utf-8")
    block = said.partition("\n[results]\n")[2].partition("\n\n")[0]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(schemas, "ROOT", root)
        results = "{ " + ", ".join(block.splitlines()) + " }"
        add_notice(root / "notices", "认证", results=results, evaluation_months="")
        yield
    schemas.forget()


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def office_in(root: Path, *notices: str) -> Office:
    made = Office(root)
    made.settings.mkdir()
    write_settings_workbook(made.settings / WORKBOOK, open_notices=notices)
    return made


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The society has four people; to be cloned, never run."""
    office = office_in(tmp_path_factory.mktemp("sent"), "认证")
    people = [person(name, f"1991111200{place}", "电气工程类") for place, name in enumerate(NAMES)]
    office.receive({f"2026-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.receive({f"2026-04-10 {UNIT}/盖章.pdf": b"%PDF-1.4"})
    office.run(now=at("2026-04-15"))
    return office


@pytest.fixture(scope="module")
def interviewed(sent: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """What the society wrote after the interviews; to be cloned, never run."""
    office = copied(sent, tmp_path_factory.mktemp("interviewed"))
    comes(
        office,
        "2026-05-10",
        {
            "钱一": {"环节": "面试", "结论": "通过", "日期": INTERVIEWED},
            "孙二": {"环节": "面试", "结论": "不予通过", "日期": INTERVIEWED, "说明": "沟通能力不足"},
            "李三": {"环节": "面试考核", "结论": "通过"},
            "周四": {"环节": "申请认证", "结论": "通过"},
        },
    )
    return office


def copied(office: Office, root: Path) -> Office:
    made = office.clone(root / "office", outbox=True)
    made.settings.mkdir()
    (made.settings / WORKBOOK).write_bytes((office.settings / WORKBOOK).read_bytes())
    return made


def comes(office: Office, day: str, answered: dict[str, dict[str, Any]]) -> None:
    """The society's workbook comes back on that day."""
    path, *_ = sent_to(office.outbox, SOCIETY)
    office.receive({f"{day} 结果.xlsx": filled_in(path, answered)})
    office.run(now=at(day))


def lines(office: Office) -> dict[str, tuple[Any, ...]]:
    """By name of the person: state, stage, conclusion and until when."""
    book = openpyxl.load_workbook(office.outbox / results_layout().words.file)
    heading, *rows = book["结果"].iter_rows(values_only=True)
    places = [heading.index(each) for each in ("状态", "环节", "结论", "期限")]
    return {row[heading.index("姓名")]: tuple(row[place] or "" for place in places) for row in rows}


def cases(office: Office) -> list[tuple[Any, ...]]:
    """List, title and message of what waits for the society's time."""
    rows = openpyxl.load_workbook(office.outbox / "台账.xlsx")["未结事项"].iter_rows(min_row=2, values_only=True)
    return [(row[0], row[4], row[8]) for row in rows if row[0] == "接近或超过期限"]


def findings(office: Office, slug: str) -> list[str]:
    return [row["message"] for row in office.export("findings") if row["slug"] == slug]


def test_the_workbook_offers_and_explains_the_stages_of_the_notice(sent: Office) -> None:
    (path,) = sent_to(sent.outbox, SOCIETY)
    book = openpyxl.load_workbook(path)
    columns = headings(book[PEOPLE])
    assert [each for each in columns if "分" in each or "工程知识" in each or "工程伦理" in each] == []
    letter = openpyxl.utils.get_column_letter(columns["环节"])
    (offered,) = [
        each.formula1 for each in book[PEOPLE].data_validations.dataValidation if f"{letter}2" in str(each.sqref)
    ]
    assert offered == f'"{",".join(STAGES)}"'
    said = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert said["环节"] == (
        "本通知的环节依次是：报名、培训（可以不参加）、申请认证（初审和同行评审）、面试、"
        "ECUK注册（“面试”通过后 3 周内完成）、颁发证书。"
    )
    assert said["浅黄底"].endswith("日期如 2025-06-30。")
    assert said["环节和结论"].endswith("颁发证书以后，填证书编号。")


def test_what_is_a_stage_elsewhere_is_none_here(interviewed: Office) -> None:
    assert findings(interviewed, "result-stage-unknown") == ["环节“面试考核”不在下拉列表里，没有登记；请从列表中选择。"]
    assert lines(interviewed) == {
        "钱一": ("办理中", "面试", "通过", DUE),
        "孙二": ("不予通过", "面试", "不予通过", ""),
        "李三": ("待发", "", "", ""),
        "周四": ("办理中", "申请认证", "通过", ""),
    }


def test_a_letter_tells_who_failed_what_may_be_done(interviewed: Office) -> None:
    *_, folder = answers(interviewed, UNIT)
    assert (
        "1|孙二|中国电机工程学会|面试|不予通过|2026年5月8日|"
        "沟通能力不足；2至3年内可以免费再申请一次；对结果有异议的，有权申诉"
    ) in told(folder)
    assert "钱一" not in told(folder)


@pytest.mark.slow
def test_a_stage_that_is_due_is_near_and_over_until_it_is_passed(interviewed: Office, tmp_path: Path) -> None:
    office = copied(interviewed, tmp_path)
    office.run(now=at("2026-05-21"))
    assert cases(office) == []
    office.run(now=at("2026-05-22"))
    who = f"{SOCIETY}：{INTERVIEWED} 通过“面试”的人中，还有 1 人没有完成“ECUK注册”"
    assert cases(office) == [("接近或超过期限", "接近环节期限", f"{who}，应在 {DUE} 前完成（3 周内）。")]
    assert lines(office)["钱一"] == ("接近期限", "面试", "通过", DUE)
    office.run(now=at("2026-05-30"))
    assert cases(office) == [("接近或超过期限", "超过环节期限", f"{who}，已过 {DUE}（3 周内）。")]
    comes(office, "2026-05-30", {"钱一": {"环节": "ECUK注册"}})
    assert lines(office)["钱一"] == ("已超期", "ECUK注册", "", DUE)  # it is not passed yet
    comes(office, "2026-05-31", {"钱一": {"环节": "ECUK注册", "结论": "通过", "日期": "2026-05-30"}})
    assert (cases(office), lines(office)["钱一"]) == ([], ("办理中", "ECUK注册", "通过", ""))


def test_the_society_is_reminded_of_it(interviewed: Office, tmp_path: Path) -> None:
    office = copied(interviewed, tmp_path)
    with Register.open(office.register) as register:
        near, over = (
            remind(register, office.settings, office.outbox, at(day)).written for day in ("2026-05-22", "2026-05-30")
        )
    for written, said in (
        (near, "有1人通过“面试”后，还没有完成“ECUK注册”，将满3周（应在“面试”通过后3周内完成）"),
        (over, "有1人通过“面试”后，超过3周还没有完成“ECUK注册”（应在“面试”通过后3周内完成）"),
    ):
        (letter,) = [Document(str(path)) for path in written if path.suffix == ".docx" and SOCIETY in path.name]
        assert any(said in paragraph.text for paragraph in letter.paragraphs)
        (row,) = [[cell.text for cell in row.cells] for row in letter.tables[0].rows if row.cells[2].text == "钱一"]
        assert row[5:7] == ["面试通过", DUE]


def test_the_certificate_is_issued_at_the_last_stage_of_the_notice(interviewed: Office, tmp_path: Path) -> None:
    office = copied(interviewed, tmp_path)
    comes(office, "2026-07-01", {"钱一": {"环节": "颁发证书", "结论": "通过"}})
    assert findings(office, "result-certificate-missing") == ["“颁发证书、通过”而没有填证书编号，没有登记；请补填。"]
    last = {"环节": "颁发证书", "结论": "通过", "日期": "2026-06-30", "证书编号": "ECUK-1"}
    comes(office, "2026-07-02", {"钱一": last})
    assert (cases(office), lines(office)["钱一"]) == ([], ("通过（已发证）", "颁发证书", "通过", ""))
    *_, folder = answers(office, UNIT)
    assert "1|钱一|中国电机工程学会|颁发证书|通过|2026年6月30日|证书编号：ECUK-1" in told(folder)


def test_person_tells_the_stages_and_what_is_due(
    interviewed: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, text, _ = Console(monkeypatch, capsys)("person", "钱一", "--register", interviewed.register)
    said, due = text.splitlines()[-2:]
    assert f"{SOCIETY}：面试：通过，{INTERVIEWED}（2026-05-10 结果.xlsx，人员名单 " in said
    assert due == f"　　{SOCIETY}：“面试”通过后 3 周内应完成“ECUK注册”，即2026年5月29日以前。"


@pytest.mark.slow
def test_a_report_counts_each_notice_by_its_own_stages(tmp_path: Path) -> None:
    """Who is behind 培训 is not said to have been there; 面试 is none of the other notice's stages."""
    office = office_in(tmp_path, "2025", "认证")
    for day, names in (("2025-04-10", NAMES[:2]), ("2026-04-10", NAMES[2:])):
        people = [person(name, f"1991111200{NAMES.index(name)}", "电气工程类") for name in names]
        office.receive({f"{day} {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
        office.run(now=at(f"{day[:-2]}15"))
    ours, theirs = sent_to(office.outbox, SOCIETY)
    first = {
        "钱一": {"环节": "面试考核", "结论": "通过", "日期": "2026-04-20"},
        "孙二": {"环节": "初审", "日期": "2026-04-17"},
    }
    second = {
        "李三": {"环节": "ECUK注册", "结论": "通过", "日期": "2026-04-25"},
        "周四": {"环节": "培训", "日期": "2026-04-19"},
    }
    office.receive({"甲.xlsx": filled_in(ours, first), "乙.xlsx": filled_in(theirs, second)})
    office.run(now=at("2026-04-30"))
    with Register.open(office.register) as register:
        whole = Span(Period("全部", "全部", date(2025, 1, 1), date(2026, 12, 31)), "", covered=True)
        data = Data(register.statistics(), [whole])
    ours_named, theirs_named = "渝工协〔2025〕17号", "渝工协〔2026〕3号"
    assert {row.label: row.values for row in results(data).rows if row.label.startswith("到")} == {
        **{
            f"到“{stage}”（{ours_named}）": (2 if stage == "初审" else 1,)
            for stage in ("初审", "材料审查", "笔试", "面试考核")
        },
        **{f"到“{stage}”（{ours_named}）": (0,) for stage in ("综合审议", "公示", "核实", "注册备案")},
        f"到“报名”（{theirs_named}）": (2,),
        f"到“培训”（{theirs_named}）": (1,),
        **{f"到“{stage}”（{theirs_named}）": (1,) for stage in ("申请认证", "面试", "ECUK注册")},
    }
    steps = {row.label: row.values for row in step_days(data).rows if row.label.startswith("到")}
    assert steps == {
        f"到“初审”（{ours_named}）": (367.0,),
        f"到“面试考核”（{ours_named}）": (370.0,),
        f"到“培训”（{theirs_named}）": (4.0,),
        f"到“ECUK注册”（{theirs_named}）": (10.0,),
    }
