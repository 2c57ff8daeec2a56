"""What a careful secretary reads off the desk: every open case on one list, figures that add up, files by name."""

from __future__ import annotations

import re
from contextlib import redirect_stdout
from datetime import timedelta
from email.message import EmailMessage
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support_main import NOW, Office, person, workbook

from pipeline.commands.closing import show
from pipeline.process import Options
from pipeline.terms.findings import load_findings
from schemas.decisions import decisions_file
from schemas.layouts.summary import summary_file
from tests.support_decisions import fill, lines_of

A, B, C = "甲建设有限公司", "乙建设有限公司", "丙建设有限公司"
BROKEN = "文件没能打开（文件已损坏或不完整），请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新发送。"
EMPTY = "这份材料里没有读到推荐人员，可能是询问、撤回、说明，也可能表格没有附上；请打开原件看一看，答复单位以后办结。"


def mail(subject: str, text: str, **attached: bytes) -> bytes:
    """A mail of 20 April; the names of what is attached have __ for their dot."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "office@unit.example", "m@example.org"
    message["Date"] = "Sun, 20 Apr 2025 10:00:00 +0800"
    message.set_content(text)
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("__", "."))
    return message.as_bytes()


ODD = {
    "a.eml": mail(f"评价(2025)+{C}", "附件是盖章扫描件", 扫描件__pdf=b"%PDF-1.4 x"),
    "b.eml": mail("请问报名截止到哪天", "老师好，请问报名截止到哪天？"),
    "c.eml": mail(f"评价(2025)+{A}", "您好，我单位撤回张三的推荐，请知悉。"),
    "d.eml": mail("评价(2025)+丁建设有限公司", "见附件", 附件3__xlsx=b"PK\x03\x04"),
    "e.eml": mail("评价(2025)+戊建设有限公司", "推荐表在网盘：https://pan.baidu.com/s/1abcDEF 提取码 ab12"),
}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, str]:
    """An office with odd mails only, and what the terminal said."""
    office = Office(tmp_path_factory.mktemp("odd"))
    office.receive(ODD)
    return office, terminal(office)


def terminal(office: Office, **options: Any) -> str:
    report = office.run(**options)
    chosen = Options(office.inbox, office.outbox, office.register, office.settings, None, NOW, 1)
    with redirect_stdout(StringIO()) as out:
        show(report, chosen)
    return out.getvalue()


def page_of(office: Office) -> str:
    return (office.outbox / "index.html").read_text(encoding="utf-8")


def cases_of(office: Office) -> list[tuple[Any, ...]]:
    """The lines of the sheet 未结事项 of 台账.xlsx."""
    return list(openpyxl.load_workbook(office.outbox / "台账.xlsx")["未结事项"].iter_rows(min_row=2, values_only=True))


def cards_of(page: str) -> dict[str, tuple[str, int]]:
    """By the title of each card of 今日待办 where it leads and its number."""
    found = re.findall(r'<li class="wait"><a href="#(\w+)">([^<]+)<b>(\d+)</b>', page)
    return {title: (key, int(number)) for key, title, number in found}


def test_every_odd_mail_is_an_open_case(odd: tuple[Office, str]) -> None:
    assert [(row[0], row[1], row[4], row[5], row[6], row[7], row[10]) for row in cases_of(odd[0])] == [
        ("打不开", "丁建设有限公司", "文件打不开", "单位补正", 16, "2025-04-20", "d.eml!附件3.xlsx"),
        ("打不开", "戊建设有限公司", "附件在网盘里", "单位补正", 16, "2025-04-20", "e.eml"),
        ("没有人员的材料", C, "只收到扫描件", "单位补正", 16, "2025-04-20", "a.eml"),
        ("没有人员的材料", A, "没有人员的材料", "秘书处决定", 16, "2025-04-20", "c.eml"),
        ("没有人员的材料", "未写明单位的来件", "没有人员的材料", "秘书处决定", 16, "2025-04-20", "b.eml"),
    ]
    assert [row[8] for row in cases_of(odd[0])][0::3] == [BROKEN, EMPTY]


def test_the_cards_lead_to_the_lists(odd: tuple[Office, str]) -> None:
    page = page_of(odd[0])
    assert cards_of(page) == {"打不开": ("unopened", 2), "没有人员的材料": ("nobody", 3)}
    assert "未结事项共 5 件：打不开 2 件，没有人员的材料 3 件；最久已等 16 天。" in page
    assert '<h3 id="unopened">打不开（2 件）</h3>' in page
    assert "没有未结事项" not in page


def test_the_terminal_and_the_summary_name_the_file(odd: tuple[Office, str]) -> None:
    office, text = odd
    assert text.startswith(f"以下 1 个文件打不开，其中的人员没有登记：\n  d.eml!附件3.xlsx：{BROKEN}")
    assert re.search(r"│ 现有未结事项 +│ 打不开 +│ 2 ", text)
    (summary,) = office.outbox.glob("批次/*/汇总/批次汇总.html")
    assert '<a href="#unopened">打不开的文件<b>1</b></a>' in summary.read_text(encoding="utf-8")
    assert "d.eml!附件3.xlsx" in summary.read_text(encoding="utf-8")


def test_a_case_is_closed_and_a_scan_waits_for_nobody_once_the_people_are_there(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.receive({name: ODD[name] for name in ("a.eml", "b.eml")})
    office.run()
    (line,) = [line for line in lines_of(office.outbox / "待决事项.xlsx", "未结事项") if line["文件"] == "b.eml"]
    fill(
        office.outbox / "待决事项.xlsx", {line["事项编号"]: {"决定": "办结", "决定人": "王秘书", "说明": "已电话答复"}}
    )
    office.receive({f"2025-04-21 {C}/附件3.xlsx": workbook(C, person("周八", "19911112008"))})
    office.run(now=NOW + timedelta(days=1))
    assert [row[0] for row in cases_of(office)] == ["对口学会待确认"]


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office after a correction, a repetition, a withdrawal and a confirmed society."""
    office = Office(tmp_path_factory.mktemp("busy"))
    first = [person("张三", "19911112001"), person("李四", "19911112002", "机电"), person("王五", "123")]
    office.receive({f"2025-04-21 {A}/附件3.xlsx": workbook(A, *first)})
    office.receive({f"2025-04-21 {B}/附件3.xlsx": workbook(B, person("赵六", "19911112003"))})
    office.receive({f"附件3 {C}.xlsx": workbook(C, person("孙七", "19911112004", "电气工程类"))})
    office.run()
    second = [person("张三", "19911112001"), person("李四", "19911112002", "机械工程类"), person("王五", "123")]
    office.receive({f"2025-04-23 {A}/附件3.xlsx": workbook(A, *second)})
    office.run(now=NOW + timedelta(days=1))
    path = office.outbox / "待决事项.xlsx"
    (asked,) = [line for line in lines_of(path, "待决事项") if "中国公路学会" in line["问题"]]
    fill(path, {asked["事项编号"]: {"决定": "确认由中国公路学会受理", "决定人": "王秘书"}})
    office.run(now=NOW + timedelta(days=2))
    return office


def summed(text: str) -> int:
    """The sum of the numbers after the words of dispositions."""
    return sum(
        int(number) for label in summary_file().dispositions.values() for number in re.findall(f"{label} (\\d+)", text)
    )


def test_the_page_adds_up(busy: Office) -> None:
    page = page_of(busy)
    (sent, people, became) = re.findall(r"全部 (\d+) 份报送共有人员 (\d+) 人次，按现在的结果：(.*?)。", page)[0]
    assert (int(sent), int(people)) == (4, 8)
    assert became == "已分配 4，待补正或待决 1，重复 1，被更新 2，已撤回 0"
    assert summed(became) == 8
    batches = re.findall(r"本批判断 (\d+) 人次(?:，当时的结果：(.*?))?</span>", page)
    assert [(int(count), summed(told)) for count, told in batches] == [(int(count), int(count)) for count, _ in batches]
    assert len(batches) == 3
    table = page[page.index('id="submissions"') : page.index('id="batches"')]
    for row in re.findall(r"<tr><td.*?</tr>", table, re.DOTALL):
        numbers = [int(text or 0) for text in re.findall(r'class="n">(\d*)<', row)]
        assert numbers[0] == sum(numbers[1:])


def test_every_case_is_counted_once(busy: Office) -> None:
    page = page_of(busy)
    cards = cards_of(page)
    (total,) = re.findall(r"未结事项共 (\d+) 件", page)
    assert sum(number for _, number in cards.values()) == int(total) == len(cases_of(busy))
    for title, (key, number) in cards.items():
        (listed,) = re.findall(rf'<h3 id="{key}">{title}（(\d+) 件）</h3>(.*?)</table>', page, re.DOTALL)
        assert (int(listed[0]), listed[1].count("<tr><td")) == (number, number)


def test_the_summary_of_a_batch_that_only_judges_anew_shows_whom(busy: Office) -> None:
    newest = max(busy.outbox.glob("批次/*/汇总/批次汇总.html")).read_text(encoding="utf-8")
    (told,) = re.findall("本批判断人员.*?。", newest)
    assert told == "本批判断人员 4 人次（新读到 0，以前读到、这次重新判断 4）：已分配 2，待补正或待决 1，重复 1。"
    assert "<li>判断人员<b>4</b></li>" in newest


def test_lists_that_a_newer_batch_replaced_say_so(busy: Office) -> None:
    found = re.findall(
        r"<li><a [^>]*>([^<]*（待确认）.xlsx)</a>(?: <span class=.tag.>(.*?)</span>)?</li>", page_of(busy)
    )
    assert dict(found) == {
        "中国公路学会_推荐人员_20250506-01（待确认）.xlsx": "已由批次 20250508-01 代替",
        "中国机械工程学会_推荐人员_20250507-01（待确认）.xlsx": "",
    }


def test_times_are_told_as_exactly_as_they_are_known(busy: Office, odd: tuple[Office, str]) -> None:
    times = re.findall(r'data-label="收到时间" class="nowrap">([^<]*?) *<', page_of(busy))
    assert [text for text in times if not text.endswith("（文件日期）")] == ["2025-04-23", "2025-04-21", "2025-04-21"]
    assert "2025-04-20 10:00" in page_of(odd[0])
    assert "00:00" not in unescape(page_of(busy))


def test_every_case_has_a_list() -> None:
    """The lists name findings that there are, and the last one takes what no other has."""
    file = decisions_file()
    named = {slug for each in file.lists for slug in each.slugs} | {*file.cases.slugs, *file.cases.with_people}
    assert named - load_findings().keys() == {
        *("nobody", "society-unconfirmed", "units-alike", "dispatch", "mail-too-large"),
        *("society-correction", "society-again", "society-silent", "society-near", "society-over"),
        *("certificate-correction", "hours-conversion"),
    }
    unopened = {slug for each in file.lists if each.key == "unopened" for slug in each.slugs}
    assert unopened == {*file.cases.unopened, "mail-too-large"}  # the last never came into the inbox
    assert file.lists[-1][3:] == ((), "", False, "")
