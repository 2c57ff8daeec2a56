"""Which society got what and when: each workbook that can be sent waits on the desk until it is said that it went."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from support_main import NOW, Office, person, workbook

from pipeline.register import Register
from tests.support_decisions import choices, fill, lines_of

A = "甲建设有限公司"
ELECTRICAL = "中国电机工程学会"
FIRST, THIRD = "20250506-01", "20250508-01"
SENT = {"决定": "已发出", "决定人": "王秘书"}


def office_of(root: Path) -> Office:
    """One society that can be sent its people, and one of which nobody has confirmed that it takes them."""
    office = Office(root)
    people = person("张三", "19911112001", "电气工程类"), person("李四", "19911112002", "生态环境工程类")
    office.receive({f"2025-04-21 {A}/附件3.xlsx": workbook(A, *people)})
    office.run()
    return office


def asked(office: Office) -> Path:
    return office.outbox / "待决事项.xlsx"


def to_send(office: Office) -> list[dict[str, Any]]:
    return [line for line in lines_of(asked(office), "未结事项") if line["事项"] == "名单待发"]


def listed(office: Office) -> list[tuple[Any, ...]]:
    """The sheet 学会名单 of 台账.xlsx."""
    book = openpyxl.load_workbook(office.outbox / "台账.xlsx")
    return list(book["学会名单"].iter_rows(min_row=2, values_only=True)) if "学会名单" in book.sheetnames else []


def page(office: Office) -> str:
    return (office.outbox / "index.html").read_text(encoding="utf-8")


def days(office: Office) -> Mapping[tuple[str, str], str]:
    with Register.open(office.register) as register:
        return register.dispatches()


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return office_of(tmp_path_factory.mktemp("waiting"))


def test_a_workbook_that_can_be_sent_waits_and_one_to_be_confirmed_does_not(waiting: Office) -> None:
    (line,) = to_send(waiting)
    assert line["问题"] == (
        f"批次 {FIRST} 给{ELECTRICAL}的名单（1 人）已经写好，还没有登记发出；"
        "发出以后在“决定”一栏选“已发出”，并写明日期。"
    )
    assert (line["文件"], line["自何日"]) == (f"{ELECTRICAL}_推荐人员_{FIRST}.xlsx", "2025-05-06")
    assert choices(asked(waiting), line["事项编号"]) == ["已发出"]
    assert listed(waiting) == [(FIRST, ELECTRICAL, 1, 0, "2025-05-06", "待发", None, 0, "打开")]
    assert days(waiting) == {}


def test_the_desk_shows_it_on_a_card_and_leads_to_the_workbook(waiting: Office) -> None:
    text = page(waiting)
    assert '<li class="wait"><a href="#dispatches">待发名单<b>1</b></a></li>' in text
    (address,) = re.findall(r'data-label="名单"><a href="([^"]+)">打开</a>', text)
    assert (waiting.outbox / unquote(address)).is_file()
    assert f'{ELECTRICAL}_推荐人员_{FIRST}.xlsx</a> <span class="tag">待发</span>' in text
    book = openpyxl.load_workbook(waiting.outbox / "台账.xlsx")
    assert unquote(book["学会名单"]["I2"].hyperlink.target) == unquote(address)
    (case,) = [row for row in book["未结事项"].iter_rows(min_row=2, values_only=True) if row[0] == "待发名单"]
    assert case[5:7] == ("秘书处发出", 0)
    numbers = re.search(r"未结事项共 (\d+) 件：(.*?)；", text)
    assert numbers
    assert int(numbers[1]) == sum(map(int, re.findall(r"(\d+) 件", numbers[2])))


def test_it_is_said_when_it_went_and_taken_back(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    (line,) = to_send(office)
    fill(asked(office), {line["事项编号"]: {**SENT, "日期": "2025-05-07"}})
    report = office.run(now=NOW + timedelta(days=2))

    assert (report.decisions, report.batches) == (["待决事项：已采用 1 项。"], [])
    assert to_send(office) == []
    assert days(office) == {(FIRST, ELECTRICAL): "2025-05-07"}
    assert listed(office) == [(FIRST, ELECTRICAL, 1, 0, "2025-05-06", "已发", "2025-05-07", None, "打开")]
    assert f'{FIRST}.xlsx</a> <span class="tag">2025-05-07 已发</span>' in page(office)
    assert "待发名单" not in page(office)
    (decided,) = lines_of(asked(office), "已决事项")
    assert (decided["事项"], decided["字段与原填"]) == ("名单待发", f"{ELECTRICAL}，批次 {FIRST}")

    fill(asked(office), {decided["决定编号"]: {"撤销": "撤销", "撤销人": "王秘书"}})
    office.run(now=NOW + timedelta(days=3))
    assert len(to_send(office)) == 1
    assert days(office) == {}
    assert listed(office)[0][5:8] == ("待发", None, 3)


@pytest.mark.slow
def test_without_a_day_it_is_that_on_which_it_was_recorded(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    (line,) = to_send(office)
    for wrong in ("2025-05-05", "2025-05-09"):
        fill(asked(office), {line["事项编号"]: {**SENT, "日期": wrong}})
        (said,) = office.run(now=NOW + timedelta(days=2)).decisions
        assert f"发出的日期“{wrong}”早于这一批的日期 2025-05-06，或者晚于今天，请核对" in said
        assert days(office) == {}
    fill(asked(office), {line["事项编号"]: SENT})
    office.run(now=NOW + timedelta(days=2))
    assert days(office) == {(FIRST, ELECTRICAL): "2025-05-08"}


@pytest.mark.slow
def test_who_is_taken_back_is_told_in_a_workbook_that_waits_as_well(tmp_path: Path) -> None:
    office = office_of(tmp_path)
    moved = workbook(A, person("张三", "19911112001", "汽车工程类"))
    office.receive({f"2025-04-30 {A}/附件3.xlsx": moved})
    office.run(now=NOW + timedelta(days=2))
    waits = [(row[0], row[1], row[2], row[3]) for row in listed(office)]
    assert (THIRD, ELECTRICAL, 0, 1) in waits
    assert (FIRST, ELECTRICAL, 1, 0) in waits
    files = {path.name for path in office.outbox.glob("批次/*/学会/*/*.xlsx") if "待确认" not in path.name}
    assert files == {f"{society}_推荐人员_{batch}.xlsx" for batch, society, *_ in waits}
    assert f"批次 {THIRD} 给{ELECTRICAL}的名单（0 人，撤回 1 人）已经写好" in str(to_send(office))
