"""Of very many submissions, open cases and people the desk lists some, with the sums of all; what is left out there has
its place."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support_main import NOW, Office, person, workbook

from pipeline.model.decisions import Decision, Question
from pipeline.publish.desk import ledger, questions
from pipeline.publish.outbox import everybody_files
from pipeline.register import earlier, many_cases
from pipeline.register.register import Register
from pipeline.terms.open_cases import by_list, open_cases, others_by_list
from schemas.layouts.everybody import everybody_file
from schemas.layouts.ledger import ledger_file


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of a kind are very many."""
    few = ledger_file()._replace(words=ledger_file().words._replace(page_lines=2, page_lately=1, part=2))
    for module in (ledger, questions, earlier, many_cases):
        monkeypatch.setattr(module, "ledger_file", lambda: few)
    people = everybody_file()._replace(words=everybody_file().words._replace(most=2, lately=1))
    monkeypatch.setattr(everybody_files, "everybody_file", lambda: people)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Seven units, of which each sent somebody who is held."""
    office = Office(tmp_path)
    office.receive({f"2025-04-2{n} 第{n}公司/附件3.xlsx": sent(n, "123") for n in range(7)})
    office.run()
    return office


def sent(number: int, phone: str) -> bytes:
    return workbook(f"第{number}公司", person("张三李四王五赵六孙七周八吴九"[2 * number : 2 * number + 2], phone))


def numbers(path: Path) -> list[Any]:
    return [row[0] for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)]


def parts(office: Office) -> dict[str, int]:
    return {path.stem: path.stat().st_mtime_ns for path in sorted(office.outbox.glob("台账/*"))}


def test_the_last_stand_in_the_ledger_and_the_earlier_in_workbooks_of_their_own(office: Office) -> None:
    assert numbers(office.outbox / "台账.xlsx") == ["S00005", "S00006", "S00007", "合计"]
    assert list(parts(office)) == ["报送台账_S00001-S00002", "报送台账_S00003-S00004"]
    assert numbers(office.outbox / "台账/报送台账_S00003-S00004.xlsx") == ["S00003", "S00004"]
    *_, sums = openpyxl.load_workbook(office.outbox / "台账.xlsx").worksheets[0].iter_rows(values_only=True)
    assert (sums[6], sums[8]) == (7, 7)


def test_the_page_tells_of_all(office: Office) -> None:
    page = (office.outbox / "index.html").read_text(encoding="utf-8")
    assert "全部 7 份报送共有人员 7 人次，按现在的结果：已分配 0，待补正或待决 7，" in page
    assert "未结事项共 14 件：催补正 7 件，" in page
    assert "这里先列 1 件，共 7 件；办结以后再列其余的。" in page
    table = page[page.index('id="submissions"') : page.index('id="batches"')]
    assert len(re.findall(r"<tr><td", table)) == 1
    assert '再早的见文件夹 <a href="%E5%8F%B0%E8%B4%A6">台账</a>，全部 7 份。' in table


def test_open_cases_and_people_are_cut_and_said_to_be(office: Office) -> None:
    book = openpyxl.load_workbook(office.outbox / "台账.xlsx")
    assert book["未结事项"].max_row == 1 + 2 * 2  # of each list
    assert "未结事项每类最多先列 2 件" in str(book["未结事项"].oddFooter)
    assert openpyxl.load_workbook(office.outbox / "待决事项.xlsx")["未结事项"].max_row == 3
    assert len(numbers(office.outbox / "人员总表.xlsx")) == 1


def test_the_same_cases_stand_in_both_workbooks(tmp_path: Path) -> None:
    """The first ones unit by unit, though units do not come in the order of their names."""
    office = Office(tmp_path)
    people = person("张三", "19911112001")
    office.receive({f"2025-04-2{n} 第{6 - n}公司/附件3.xlsx": workbook(f"第{6 - n}公司", people) for n in range(7)})
    office.run()
    for name in ("台账.xlsx", "待决事项.xlsx"):
        lines = openpyxl.load_workbook(office.outbox / name)["未结事项"].values
        lacking = {str(cell) for line in lines if "缺盖章扫描件" in line for cell in line}
        assert {each for each in lacking if re.fullmatch(r"S\d{5}", each)} == {"S00006", "S00007"}


def test_of_very_many_cases_the_first_are_read_and_the_others_counted(office: Office) -> None:
    routed = workbook("甲公司", person("郑十", "19911112007"))
    office.receive({"2025-04-28 空公司/说明.csv": "询问".encode(), "2025-04-19 甲公司/附件3.xlsx": routed})
    office.run()
    for closed in ("", "第3公司"):
        if closed:
            path = office.outbox / "待决事项.xlsx"
            with Register.open(office.register) as register:
                case = next(each for each in register.questions(NOW) if each.unit == closed and not each.row_id)
                register.decide([_closing(case, register.next_decision())])
            path.unlink()
            office.run()
        with Register.open(office.register) as register:
            every, desk = register.questions(NOW), register.desk(NOW)
        lists = by_list(open_cases(every))
        shown, others = by_list(open_cases(desk.questions)), others_by_list(desk.others)
        assert desk.others
        for key, own in lists.items():
            assert len(own) == len(shown[key]) + sum(each.amount for each in others[key])
            assert own[:2] == shown[key][:2]
            first = min((each.since for each in own), default="")
            assert first == min([each.since for each in (*shown[key], *others[key])], default="")
        for kind in ("case", "dispatch"):
            of_kind = [[each for each in listed if each.kind == kind] for listed in (every, desk.questions)]
            assert of_kind[0][:2] == of_kind[1][:2]


def _closing(case: Question, number: str) -> Decision:
    told = {name: getattr(case, name) for name in Decision._fields if hasattr(case, name)}
    answer = case.choices[0]
    return Decision(
        **told,
        decision_id=number,
        question=case.question_id,
        effect=answer.effect,
        answer=answer.label,
        word="",
        for_all=False,
        decided_by="王秘书",
        decided_on="",
        reason="电话问过",
        source_file="待决事项.xlsx",
        source_cell="未结事项!J2",
        recorded_at=NOW.isoformat(),
    )


def test_only_a_part_in_which_something_changed_is_written_again(office: Office) -> None:
    before = parts(office)
    office.receive({"2025-05-07 第2公司/附件3.xlsx": sent(2, "19911112002")})
    office.run(now=NOW + timedelta(days=1))
    after = parts(office)
    assert {name for name in after if after[name] != before.get(name)} == {"报送台账_S00003-S00004"}
    line = openpyxl.load_workbook(office.outbox / "台账/报送台账_S00003-S00004.xlsx").worksheets[0][2]
    assert [line[column].value for column in (0, 6, 8, 10)] == ["S00003", 1, 0, 1]
    with Register.open(office.register) as register:
        assert list(register.complaints()) == []


def test_an_edited_part_is_kept_aside(office: Office) -> None:
    path = office.outbox / "台账/报送台账_S00001-S00002.xlsx"
    whole = path.read_bytes()
    path.write_bytes(b"mine")
    (aside,) = office.run().kept_aside
    assert (aside.parent, aside.read_bytes(), path.read_bytes()) == (path.parent, b"mine", whole)
