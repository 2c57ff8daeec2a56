"""Invented members with certificates, and the records of activities that they send."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from support_events import event_of
from support_main import Office, person, workbook

from pipeline.model.certificates import CertificateEvent
from pipeline.model.documents import Document, Sheet
from pipeline.register import Register, certificate_events, store

NOW = datetime.fromisoformat("2027-05-06T09:00:00+08:00")
UNIT, OTHER = "甲工程有限公司", "乙工程有限公司"
QIAN, SUN, LI = "CSE-0001", "CSE-0002", "CSE-0003"
HEADINGS = (
    *("序号", "开始日期", "结束日期", "活动类别", "活动名称", "主办单位", "时长（分钟）", "级别", "署名次序"),
    *("申报学时", "证明材料", "说明"),
)
"""Of the blank form."""


def line(title: str, began: str, kind: str = "培训、考试", duration: str = "90", **others: str) -> dict[str, str]:
    """A line by the headings of the blank form."""
    return {"开始日期": began, "活动类别": kind, "活动名称": title, "时长（分钟）": duration} | others


def record(name: str, number: str, *lines: Mapping[str, str], unit: str = UNIT) -> list[list[str]]:
    """The rows of a record as the blank form has them."""
    head = [["持续职业发展活动记录表"], ["姓名：", name, "证书编号：", number, "工作单位：", unit], list(HEADINGS)]
    body = [[str(place), *(each.get(heading, "") for heading in HEADINGS[1:])] for place, each in enumerate(lines, 1)]
    return [*head, *body]


def xlsx(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    """A workbook with these rows on its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for place, rows in enumerate(sheets):
        sheet = book.create_sheet(names[place] if names else f"Sheet{place + 1}")
        for row in rows:
            sheet.append([each if each != "" else None for each in row])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def document(*sheets: Sheet, file: str = "记录.xlsx") -> Document:
    return Document(file, "0" * 64, 1, "xlsx", sheets=list(sheets))


def office(root: Path) -> Office:
    """An office with three members: two of one unit, one of another; all issued on 2025-06-01."""
    made = Office(root)
    made.receive(
        {"2025-04-10 甲/附件3.xlsx": workbook(UNIT, person("钱一", "19911112001"), person("孙二", "19911112002"))}
    )
    made.receive({"2025-04-10 乙/附件3.xlsx": workbook(OTHER, person("李三", "19911112003"))})
    made.run()
    number = {row["name"]: row["person_id"] for row in made.people()}
    certify(
        made,
        issued(QIAN, number["钱一"], "钱一"),
        issued(SUN, number["孙二"], "孙二"),
        issued(LI, number["李三"], "李三"),
    )
    return made


def issued(number: str, person_id: str, name: str, day: str = "2025-06-01", event: str = "签发") -> CertificateEvent:
    held = {"society": "中国水力发电工程学会", "level": "专业工程会员"}
    return event_of(number, event, day, person_id=person_id, name=name, **held)


def certify(made: Office, *events: CertificateEvent) -> None:
    """Write down what a workbook of certificates would tell."""
    with Register.open(made.register) as register, store.writing(register._engine) as connection:
        certificate_events.add(connection, 1, events, ())


def activities(made: Office) -> list[Any]:
    with Register.open(made.register) as register:
        return register.certificates.activities()


def hours(made: Office) -> list[dict[str, Any]]:
    return made.export("hours")


def slugs(made: Office, file: str) -> list[str]:
    """The findings on a file, in order."""
    return [row["slug"] for row in made.export("findings") if row["file"] == file]
