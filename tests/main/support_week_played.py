"""The secretary's week, from the notice that goes out to the society that answers: what comes in, and what she does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from corpus_write import encrypted
from support_main import person, tree, workbook
from support_week import PDF, Week, bytes_of

from tests.support_decisions import choices, fill, lines_of
from tests.support_results import filled_in

A, B, C, D, E, F, G = (f"{name}地工程有限公司" for name in "甲乙丙丁戊己庚")
PASSWORD = "yu2025"
ROAD, MACHINES, POWER, EARTH = "中国公路学会", "中国机械工程学会", "中国电机工程学会", "中国地质学会"
FIRST, SECOND, THIRD = "20250428-01", "20250430-01", "20250506-01"


def cells(name: str, phone: str, domain: str, **others: Any) -> Mapping[str, object]:
    """A row of our blank form, by column."""
    project = {"B": f"{A}（联系人：金联络，手机：19911110000）", "C": "红河一期水电站", "D": "越南", "E": "承包工程"}
    numbers = {"F": "在建", "G": 30, "H": 10, "I": 5}
    own = {"J": name, "K": phone, "L": domain, "M": "越南", "N": "专业工程会员", "O": "主持水电站引水隧洞施工。"}
    return project | numbers | own | others


def played(root: Path) -> Week:
    """All that she does, in order; what was said, and what the desk showed, under the name of each step."""
    week = Week(root)
    for day in (
        *(notice_goes_out, mails_come_in, corrections_come_back),
        *(societies_confirm, month_ends, society_answers),
    ):
        day(week)
    return week


def notice_goes_out(week: Week) -> None:
    week.said["setup"] = week("setup")
    path = week.root / "settings/设置.xlsx"
    book = openpyxl.load_workbook(path)
    for row, value in enumerate(("渝州路1号", "王秘书", "023-63610000", "pj@example.org"), 5):
        book["本会"].cell(row, 2).value = value
    for row, unit in enumerate((A, B, C, D, G), 4):
        book["应报单位"].cell(row, 1).value = unit
    book.save(path)
    week.said["setup again"] = week("setup")
    week.said["template"] = week("template", "--output", "推荐表模板.xlsx")


def mails_come_in(week: Week) -> None:
    form = week.completed(
        A,
        cells("安一凡", "19911112001", "电气工程类"),
        cells("柏二宁", "1991111200", "电气工程类"),
        cells("岑三远", "19911112003", "机电"),
    )
    week.mail(
        "甲.eml", f"评价(2025)+{A}", "附件是推荐表和扫描件。", "Mon, 21 Apr", 推荐表__xlsx=form, 盖章__pdf=PDF + b"a"
    )
    (week.inbox / f"2025-04-22 {B}.xlsx").write_bytes(week.completed(B, cells("迟四涛", "19911112004", "电气工程类")))
    folder = week.inbox / f"2025-04-22 {C}"
    folder.mkdir()
    of_c = [person("张三", "19911112005"), person("鄂六晨", "19911112006", "地质工程类")]
    (folder / "附件3.xlsx").write_bytes(workbook(C, *of_c))
    (folder / "盖章.pdf").write_bytes(PDF + b"c")
    week.mail("丁.eml", f"评价(2025)+{D}", "扫描件先发，表格随后。", "Wed, 23 Apr", 盖章扫描件__pdf=PDF + b"d")
    week.mail("问.eml", "请问报名截止到哪天", "请问今年的推荐截止到哪一天？", "Wed, 23 Apr")
    locked = encrypted(workbook(E, person("范七雨", "19911112007", "电气工程类")), PASSWORD)
    week.mail("戊.eml", f"评价(2025)+{E}", "密码电话告知。", "Thu, 24 Apr", 推荐表__xlsx=locked, 盖章__pdf=PDF + b"e")
    broken = workbook(F, person("葛八霖", "19911112008"))[:5000]
    week.mail("己.eml", f"评价(2025)+{F}", "见附件。", "Thu, 24 Apr", 推荐表__xlsx=broken, 盖章__pdf=PDF + b"f")
    (week.root / "甲.xlsx").write_bytes(form)
    week.said["check"] = week("check", "甲.xlsx")
    week.said["first run"] = week.process("04-28")
    week.desk["first run"] = week.page("index.html")


def corrections_come_back(week: Week) -> None:
    """She decides while the unit corrects; a society is confirmed, but she forgets to say by whom."""
    (marked,) = week.outbox.glob(f"批次/{FIRST}/单位/{A}_S00001/*.xlsx")
    book = openpyxl.load_workbook(marked)
    book["已外派"]["K8"] = "19911112002"
    week.mail(
        *("甲2.eml", f"回复：评价(2025)+{A}", "已改。", "Tue, 29 Apr"),
        **{"推荐表（补正）__xlsx": bytes_of(book), "盖章__pdf": PDF + b"a2"},
    )
    (week.root / "密码.txt").write_text(f"{PASSWORD}\n", encoding="utf-8")
    domain, society = number(week, "所在领域有多种可能"), number(week, "对口学会待确认")
    by = {"决定人": "王秘书", "日期": date(2025, 4, 30), "说明": "单位来电说明"}
    decisions = {domain: {"决定": "按“机械工程类”理解"} | by, society: {"决定": "确认由中国公路学会受理"}}
    fill(week.questions, decisions)
    week.said["second run"] = week.process("04-30", "--passwords", "密码.txt")


def societies_confirm(week: Week) -> None:
    """The scan that was asked for comes by mail; she closes a question, but forgets to say why."""
    by = {"决定人": "王秘书", "日期": date(2025, 5, 6)}
    confirmed = {
        line["事项编号"]: {"决定": choices(week.questions, line["事项编号"])[0], "说明": "电话确认"} | by
        for line in lines_of(week.questions, "待决事项")
    }
    fill(week.questions, confirmed | {number(week, "没有人员的材料", "未结事项"): {"决定": "办结"} | by})
    week.mail("乙.eml", f"评价(2025)+{B} 补扫描件", "补发扫描件。", "Tue, 06 May", 盖章扫描件__pdf=PDF + b"b")
    week.said["third run"] = week.process("05-06")


def month_ends(week: Week) -> None:
    closed = {"决定": "办结", "决定人": "王秘书", "日期": date(2025, 5, 7), "说明": "已电话答复"}
    sent = {"决定": "已发出", "决定人": "王秘书", "日期": date(2025, 5, 7)}
    lists = [line["事项编号"] for line in lines_of(week.questions, "未结事项") if line["事项"] == "名单待发"]
    fill(week.questions, {number(week, "没有人员的材料", "未结事项"): closed} | dict.fromkeys(lists, sent))
    week.said["fourth run"] = week.process("05-07")
    week.desk["fourth run"] = week.page("index.html")
    week.said["report"] = week("report", "--month", "2025-04", "--now", "2025-05-07T10:00:00+08:00")
    for name in ("张三", "柏二宁", "岑三远", "葛八霖"):
        week.said[name] = week("person", name)
    week.said["combined"] = week("combined")
    week.said["backup"] = week("backup", "--now", "2025-05-07T11:00:00+08:00")
    before = tree(week.outbox)
    week.said["rerun"] = week.process("05-07")
    week.changed = [path for path, what in tree(week.outbox).items() if before.get(path) != what]
    week.said["doctor"] = week("doctor")


def society_answers(week: Week) -> None:
    (sent,) = week.outbox.glob(f"批次/{SECOND}/学会/{POWER}/*.xlsx")
    first = {"环节": "初审", "日期": date(2025, 5, 19)}
    answers = {"柏二宁": first | {"结论": "通过"}, "范七雨": first | {"结论": "不予通过", "说明": "工作年限不足"}}
    (week.inbox / f"2025-05-20 {POWER}.xlsx").write_bytes(filled_in(sent, answers))
    week.said["fifth run"] = week.process("05-20")
    week.said["remind"] = week("remind", "--now", "2025-05-20T09:00:00+08:00")


def number(week: Week, title: str, sheet: str = "待决事项") -> str:
    (line,) = [line for line in lines_of(week.questions, sheet) if line["事项"] == title]
    return str(line["事项编号"])
