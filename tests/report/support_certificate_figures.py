"""Invented certificates and what their holders did, for the tests of their figures."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
from lxml import html
from sqlalchemy import func, select

from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.publish import certificate_figures
from pipeline.publish.certificate_figures import Span
from pipeline.publish.desk.certificate_page import certificate_page
from pipeline.register import Register, certificate_events, store, tables
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.report import parse_period
from pipeline.report.counted import Report
from pipeline.report.workbook import write_workbook
from pipeline.text.days import months_later
from tests.main.support_main import Office
from tests.support_events import event_of

DAY = date(2026, 6, 30)
SOCIETIES = ("中国电机工程学会", "中国机械工程学会", "中国公路学会", "中国化工学会")
PE, SPE = "专业工程会员", "资深工程会员"
KINDS = ("training", "seminar", "lecture", "paper", "standard")
GRADES = {"paper": "期刊论文", "standard": "行业标准"}


def holder(number: str) -> str:
    """The 编号 of who holds a certificate; of nobody who was ever recommended."""
    return f"G9{''.join(filter(str.isdigit, number)):0>4}-X"


def happened(number: str, event: str, day: str, **more: str) -> CertificateEvent:
    """Something that happened to a certificate, recorded on its day unless that is said."""
    told = {"person_id": holder(number), "name": f"持证{number}", "cause": "其他", "document": "决定〔2026〕1号"}
    return event_of(number, event, day, **told | more)


def issued(number: str, day: str, society: str = SOCIETIES[0], level: str = PE, **more: str) -> CertificateEvent:
    return happened(number, "签发", day, society=society, level=level, **more)


def did(number: str, kind: str, day: str, minutes: int = 0, **more: Any) -> Activity:
    """Something that a holder did on a day, recorded on it unless that is said."""
    told: dict[str, Any] = {"grade": "", "place": 1, "claimed": "", "proof": "", "note": "", "organiser": ""}
    where = {"source_file": "记录.xlsx", "source_sheet": "记录", "source_cell": "A5", "recorded_at": day}
    about = {"person_id": holder(number), "title": f"{number}的活动", "began_on": day, "ended_on": day}
    key = {"activity_id": f"H-{number}-{kind}-{day}"}
    return Activity(certificate_no=number, kind=kind, minutes=minutes, **{**told, **where, **about, **key, **more})


def many(count: int = 160) -> CertificatesKnown:
    """A few years of four societies, as of DAY: every state, every event, hours enough and not, confirmed and not."""
    events: list[CertificateEvent] = []
    activities: list[Activity] = []
    confirmed: dict[str, ConfirmedHours] = {}
    for place in range(count):
        number, since = f"证-{place:04d}", date(2020, 9, 1) + timedelta(days=place * 2000 // count)
        level = SPE if place % 4 == 0 else PE
        events.append(issued(number, since.isoformat(), SOCIETIES[place * 5 % 7 % 4], level))
        events += _later(number, place, since)
        for turn in range(place % 5 * 3):
            day, kind = since + timedelta(days=40 + turn * 90), KINDS[(place + turn) % len(KINDS)]
            if day <= DAY:
                activities.append(
                    did(number, kind, day.isoformat(), 300 + place * 37 % 1200, grade=GRADES.get(kind, ""))
                )
                if place % 3 == 0:
                    confirmed[activities[-1].activity_id] = ConfirmedHours(8, f"陈秘书 {day}")
    return CertificatesKnown(events, activities, confirmed)


def _later(number: str, place: int, since: date) -> list[CertificateEvent]:
    """What happened to a certificate after it was issued."""
    last = months_later(since, 60) - timedelta(days=1)
    asked = months_later(last, -4 if place % 2 else -2)
    if asked <= DAY and place % 6:
        renewed = [happened(number, "再注册", months_later(last, -1).isoformat())] if place % 5 else []
        return [each for each in (happened(number, "申请再注册", asked.isoformat()), *renewed) if each.date <= f"{DAY}"]
    month = f"2026-0{place % 6 + 1}-10"
    if f"{since}" < month <= f"{last}":
        if place % 13 == 0:
            return [happened(number, "暂停", month), *([happened(number, "恢复", "2026-06-20")] if place % 2 else [])]
        if place % 17 == 0:
            return [happened(number, "注销", month)]
        if place % 29 == 0:
            return [happened(number, "撤销", month)]
    return []


def put(office: Office, known: CertificatesKnown) -> None:
    """Write it into an office's register, as of its last batch."""
    with Register.open(office.register) as register, store.writing(register._engine) as connection:
        batch = connection.execute(select(func.max(tables.batches.c.number))).scalar_one()
        certificate_events.add(connection, batch, known.events, known.activities)


SPANS = (
    Span("2026年6月", date(2026, 6, 1), DAY),
    Span("2026年5月", date(2026, 5, 1), date(2026, 5, 31)),
    Span("登记以来", date.min, DAY),
)
LINES = ("h1", "h2", "h3", "p", "li", "tr", "dt", "dd")
GOLDENS = Path(__file__).parent / "goldens"
BOOK, PAGE = "月报 证书与学时.txt", "证书统计.txt"


def goldens(folder: Path) -> dict[str, str]:
    """By golden the sheet of the report's workbook, cell by cell, and the page of the desk, line by line."""
    figures = certificate_figures.figures_of(many(), DAY, SPANS)
    period = parse_period("2026-06", "", "")
    report = Report(period, "某某工程师协会", "统计", "数据截至 2026-06-30", DAY, ("备注",), figures, empty=False)
    write_workbook(report, folder / "book.xlsx", b"a key of the tests")
    sheet = openpyxl.load_workbook(folder / "book.xlsx")["证书与学时"]
    rows = [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]
    page = html.fromstring(certificate_page(many(), DAY, {"name": "某某工程师协会"}))
    lines = [
        " | ".join(" ".join(part.split()) for part in each.itertext() if part.strip()) for each in page.iter(*LINES)
    ]
    book = "".join(f"{' | '.join(row).rstrip(' |')}\n" for row in rows)
    return {BOOK: book, PAGE: "".join(f"{line}\n" for line in lines if line)}
