"""What the association sees of the results: 结果台账.xlsx, the desk, the search and `person`."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document
from support_main import NOW, Office, person, tree, workbook

from pipeline.register import Register
from pipeline.upkeep.remind import remind
from schemas.layouts.results import results_layout
from tests.support_console import Console
from tests.support_decisions import fill, lines_of
from tests.support_results import filled_in, sent_to

pytestmark = pytest.mark.slow  # whole runs, round after round

UNIT, SOCIETY, OTHER = "甲工程有限公司", "中国电机工程学会", "中国机械工程学会"
NAMES = ("钱一", "孙二", "李三", "周四", "吴五", "郑六")
LEDGER = results_layout().words.file


def sheet(office: Office, name: str) -> list[dict[str, Any]]:
    """The lines of a sheet of the ledger of results, by heading; what is blank is left out."""
    heading, *rows = openpyxl.load_workbook(office.outbox / LEDGER)[name].iter_rows(values_only=True)
    return [{key: value for key, value in zip(heading, row, strict=True) if value not in (None, "")} for row in rows]


def of_people(office: Office, *headings: str) -> dict[str, tuple[Any, ...]]:
    return {line["姓名"]: tuple(line.get(heading, "") for heading in headings) for line in sheet(office, "结果")}


def cases(office: Office) -> list[tuple[Any, ...]]:
    """List, name, title, whose turn, days and message of what waits for societies."""
    rows = openpyxl.load_workbook(office.outbox / "台账.xlsx")["未结事项"].iter_rows(min_row=2, values_only=True)
    return [(row[0], row[2], row[4], row[6], row[8]) for row in rows if row[5] == "学会答复"]


def comes(office: Office, days: int, answers: dict[str, dict[str, Any]]) -> None:
    """The society's first workbook comes back so many days after it was made."""
    path, *_ = sent_to(office.outbox, SOCIETY)
    office.receive({f"{NOW + timedelta(days=days):%Y-%m-%d} 结果.xlsx": filled_in(path, answers)})
    office.run(now=NOW + timedelta(days=days))


def dispatched(office: Office, day: str, now: datetime = NOW) -> None:
    """The secretary says on which day the society's workbook went."""
    desk = office.outbox / "待决事项.xlsx"
    (line,) = [each for each in lines_of(desk, "未结事项") if each["事项"] == "名单待发"]
    fill(desk, {line["事项编号"]: {"决定": "已发出", "日期": day}})
    office.run(now=now)


@pytest.fixture(scope="module")
def routed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = Office(tmp_path_factory.mktemp("routed"))
    people = [person(name, f"1991111200{place}", "电气工程类") for place, name in enumerate(NAMES)]
    office.receive({f"2025-04-10 {UNIT}/附件3.xlsx": workbook(UNIT, *people)})
    office.receive({f"2025-04-10 {UNIT}/盖章.pdf": b"%PDF-1.4"})
    office.run()
    return office


@pytest.fixture(scope="module")
def sent(routed: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = routed.clone(tmp_path_factory.mktemp("sent"), outbox=True)
    dispatched(office, "2025-05-06")
    return office


@pytest.fixture(scope="module")
def answered(sent: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    office = sent.clone(tmp_path_factory.mktemp("answered"), outbox=True)
    first = {
        "钱一": {"环节": "初审", "结论": "通过", "日期": "2025-05-15"},
        "孙二": {"环节": "初审", "结论": "退回修改", "说明": "缺业绩证明"},
        "李三": {"环节": "初审", "结论": "不予通过"},
        "周四": {"环节": "材料审查", "结论": "转下一批", "日期": "2025-05-16"},
        "吴五": {"环节": "初审", "结论": "转交其他学会", "转交至": OTHER},
    }
    comes(office, 14, first)
    marks = {"工程知识与专业能力": 25.5, "工程伦理与职业道德": 15, "面试总分": 78.5}
    last = {"环节": "证书签发", "结论": "通过", "日期": "2025-06-05", "证书编号": "电-0001", "会员号": "E1"}
    comes(office, 31, {"钱一": last | {"是否本会会员": "是"} | marks})
    return office


def test_it_begins_when_a_workbook_went_and_the_time_counts_from_that_day(routed: Office, tmp_path: Path) -> None:
    assert not (routed.outbox / LEDGER).exists()  # nothing went to a society yet
    office = routed.clone(tmp_path, outbox=True)
    office.run(now=NOW + timedelta(days=200))
    assert cases(office) == []
    dispatched(office, "2025-05-12", NOW + timedelta(days=37))
    headings = ("状态", "交给学会日期", "已用天数", "期限")
    assert of_people(office, *headings)["钱一"] == ("未答复", "2025-05-12", 31, "2025-11-12")
    assert [case[2] for case in cases(office)] == ["学会未答复"]


def test_a_line_for_each_person_at_a_society(answered: Office) -> None:
    told = of_people(answered, "状态", "环节", "结论", "日期", "说明", "已用天数", "期限")
    due, used = "2025-11-06", 31
    assert told == {
        "钱一": ("通过（已发证）", "证书签发", "通过", "2025-06-05", "", 30, due),
        "孙二": ("退回修改中", "初审", "退回修改", "", "缺业绩证明", used, due),
        "李三": ("未答复", "", "", "", "", used, due),
        "周四": ("转下一批", "材料审查", "转下一批", "2025-05-16", "", 10, due),
        "吴五": ("转交", "初审", "转交其他学会", "", "", 14, due),
        "郑六": ("未答复", "", "", "", "", used, due),
    }
    (handed_on, _) = [line for line in sheet(answered, "结果") if line["姓名"] == "吴五"]
    assert (handed_on["学会"], handed_on["状态"], "期限" in handed_on) == (OTHER, "学会待确认", False)
    headings = ("交给学会日期", "工程知识与专业能力", "面试总分", "是否本会会员", "会员号", "证书编号", "出自文件")
    assert of_people(answered, *headings)["钱一"] == (
        *("2025-05-06", "25.5", "78.5", "是", "E1", "电-0001", "2025-06-06 结果.xlsx"),
    )


def test_all_that_was_said_in_its_order(answered: Office) -> None:
    lines = sheet(answered, "经过")
    assert [(line["姓名"], line["内容"], line["现况"]) for line in lines][:5] == [
        ("钱一", "初审：通过，2025-05-15", "有效"),
        ("孙二", "初审：退回修改；说明：缺业绩证明", "有效"),
        (
            "李三",
            "结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人",
            "没有登记，待学会更正",
        ),
        ("周四", "材料审查：转下一批，2025-05-16", "有效"),
        ("吴五", f"初审：转交其他学会（{OTHER}）", "有效"),
    ]
    assert [line["内容"] for line in lines[5:]] == [
        "证书签发：通过，2025-06-05",
        "工程知识与专业能力 25.5 分",
        "工程伦理与职业道德 15 分",
        "面试总分 78.5 分",
        "会员号 E1",
        "证书编号 电-0001",
    ]
    assert lines[0]["出自文件"] == "2025-05-20 结果.xlsx"


def test_the_figures_of_societies_add_up(answered: Office) -> None:
    lines = sheet(answered, "学会")
    states = results_layout().states.values()
    assert [(line["学会"], line["人员"], line["有答复"], line["待更正（处）"]) for line in lines] == [
        (OTHER, 1, 0, 0),
        (SOCIETY, 6, 4, 1),
        ("合计", 7, 4, 1),
    ]
    assert all(sum(line[state] for state in states) == line["人员"] for line in lines)
    assert len(sheet(answered, "结果")) == lines[-1]["人员"]


def test_a_line_that_was_not_taken_waits_for_the_society_until_it_is_mended(answered: Office, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    (waiting,) = cases(office)
    message = f"{SOCIETY}：结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人。"
    assert waiting == ("待学会更正", "李三", "缺理由", 17, message)
    page = (office.outbox / "index.html").read_text("utf-8")
    assert '<a href="#society-corrections">待学会更正<b>1</b></a>' in page
    comes(office, 35, {"李三": {"环节": "初审", "结论": "不予通过", "说明": "年限不足"}})
    assert cases(office) == []
    assert of_people(office, "状态")["李三"] == ("不予通过",)
    assert [line["现况"] for line in sheet(office, "经过") if line["姓名"] == "李三"] == ["没有登记，已更正", "有效"]


def test_a_line_of_nobody_is_closed_by_hand(sent: Office, tmp_path: Path) -> None:
    office = sent.clone(tmp_path, outbox=True)
    comes(office, 14, {"钱一": {"编号": "G99999-9", "环节": "初审"}})
    (waiting,) = cases(office)
    assert waiting[:3] == ("待学会更正", None, "结果的编号有误")
    questions = office.outbox / "待决事项.xlsx"
    (line,) = [each for each in lines_of(questions, "未结事项") if each["事项"] == "结果的编号有误"]
    fill(questions, {line["事项编号"]: {"决定": "办结", "说明": "已电话更正"}})
    office.run(now=NOW + timedelta(days=15))
    assert cases(office) == []


def test_a_society_that_says_nothing_and_one_whose_time_is_over(sent: Office, tmp_path: Path) -> None:
    office = sent.clone(tmp_path, outbox=True)
    office.run(now=NOW + timedelta(days=29))
    assert cases(office) == []
    office.run(now=NOW + timedelta(days=30))
    assert cases(office) == [
        (
            *("学会未答复", None, "学会未答复", 30),
            f"{SOCIETY}：6 人的名单已交给学会 30 天（最早 2025-05-06），还没有收到结果。",
        )
    ]
    comes(office, 31, {"钱一": {"环节": "初审", "结论": "通过"}})
    assert cases(office) == []
    near = "2025-05-06 交给学会的人中，还有 6 人没有办完，应在 2025-11-06 前办完。"
    office.run(now=NOW.replace(month=10))
    assert cases(office) == [("接近或超过期限", None, "接近评价期限", 153, f"{SOCIETY}：{near}")]
    office.run(now=NOW.replace(month=11, day=7))
    assert [case[2] for case in cases(office)] == ["超过评价期限"]
    assert set(of_people(office, "状态").values()) == {("已超期",)}


def reminded(office: Office, days: int) -> dict[str, tuple[str, list[list[str]]]]:
    """The letters to societies of that day by their path: the text, and the rows of the table."""
    with Register.open(office.register) as register:
        done = remind(register, office.settings, office.outbox, NOW + timedelta(days=days))
    letters = {
        path.relative_to(done.folder).as_posix(): Document(str(path)) for path in done.written if SOCIETY in path.name
    }
    return {
        name: (
            "\n".join(each.text for each in letter.paragraphs),
            [[cell.text for cell in row.cells] for table in letter.tables for row in table.rows],
        )
        for name, letter in letters.items()
    }


def test_a_society_is_reminded_of_its_own_people(answered: Office, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    assert reminded(office, 40) == {}
    letters = reminded(office, 62)
    assert list(letters) == [f"催学会/{SOCIETY}_2025.docx"]
    text, rows = letters[f"催学会/{SOCIETY}_2025.docx"]
    assert f"{SOCIETY}：" in text
    assert "截至2025年7月7日，有2人交给贵会后还没有收到结果。人员见下表。" in text
    assert rows[0] == ["序号", "编号", "姓名", "拟申请级别", "交给日期", "环节", "应办完", "情况"]
    about = ["专业工程会员", "2025-05-06", "", "2025-11-06", "未答复"]
    assert [row[2:] for row in rows[1:]] == [["李三", *about], ["郑六", *about]]
    (late,) = reminded(office, 190).values()
    assert (
        "截至2025年11月12日，有3人还没有办完，已超过6个月（评价总周期不超过6个月，从名单交给贵会之日起算）。" in late[0]
    )
    assert late[1][1][5:] == ["初审退回修改", "2025-11-06", "已超期"]


def test_what_is_closed_is_reminded_of_no_more(sent: Office, tmp_path: Path) -> None:
    office = sent.clone(tmp_path, outbox=True)
    office.run(now=NOW + timedelta(days=30))
    desk = office.outbox / "待决事项.xlsx"
    (line,) = [each for each in lines_of(desk, "未结事项") if each["事项"] == "学会未答复"]
    fill(desk, {line["事项编号"]: {"决定": "办结", "说明": "已约定七月统一发回"}})
    office.run(now=NOW + timedelta(days=31))
    assert (cases(office), reminded(office, 31)) == ([], {})


def test_it_is_written_only_when_something_changed_and_an_edited_one_is_kept(answered: Office, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    path = office.outbox / LEDGER
    today = NOW + timedelta(days=31)
    before, made = tree(office.outbox), path.stat().st_mtime_ns
    office.run(now=today)
    assert (tree(office.outbox), path.stat().st_mtime_ns) == (before, made)
    os.utime(path)
    book = openpyxl.load_workbook(path)
    book["结果"]["A2"] = "手工"
    book.save(path)
    report = office.run(now=today)
    assert [kept.name for kept in report.kept_aside] == ["结果台账（手工修改 2025-06-06）.xlsx"]
    assert tree(office.outbox)[LEDGER] == before[LEDGER]


def test_it_is_known_when_it_comes_back(answered: Office, tmp_path: Path) -> None:
    office = answered.clone(tmp_path, outbox=True)
    (office.inbox / "结果.xlsx").write_bytes((office.outbox / LEDGER).read_bytes())
    office.run(now=NOW + timedelta(days=32))
    (document,) = [row for row in office.export("documents") if row["file"] == "结果.xlsx"]
    assert document["outcome"] == "answer"
    assert len(office.export("events")) == len(sheet(answered, "经过"))


def test_the_search_and_the_workbook_of_everybody_tell_how_far_somebody_is(answered: Office) -> None:
    script = (answered.outbox / "人员查找.js").read_text("utf-8")
    assert f"推荐，5月6日已分配到{SOCIETY}，批次 20250506-01；学会6月5日：证书签发通过。" in script
    heading, *rows = openpyxl.load_workbook(answered.outbox / "人员总表.xlsx")["人员总表"].iter_rows(values_only=True)
    told = {row[1]: (row[heading.index("环节")], row[heading.index("结论")]) for row in rows}
    assert (told["孙二"], told["郑六"]) == (("初审", "退回修改"), (None, None))


def test_person_tells_every_event(
    answered: Office, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, _ = Console(monkeypatch, capsys)("person", "李三", "--register", answered.register)
    assert code == 0
    assert lines.splitlines()[-1] == (
        f"　　2025年5月20日，{SOCIETY}：结论是“不予通过”而没有写理由，没有登记；请在“说明”里写明，以便告知本人"
        "（2025-05-20 结果.xlsx，人员名单 AE4）。"
    )
    with Register.open(answered.register) as register:
        assert register.complaints() == []
