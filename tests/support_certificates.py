"""Workbooks of certificates as who keeps them treats them: written, opened, filled in, saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from pipeline.model.certificates import REFUSED, CertificateEvent, RefusedLine
from pipeline.publish.desk.certificates import blank_book, certificates_book
from pipeline.publish.paper.writing import write_book
from pipeline.register.contents.certificates import CertificatesKnown, CertificatesOnDesk
from tests.support_events import event_of

BOOK = "证书台账.xlsx"
CERTIFICATES, NEW, EVENTS = "证书", "新证书", "记录"
SECRET = b"a key of the tests"
TODAY = "2030-02-01"
OWN_SOCIETY = "某某特种工程学会"
"""A society that only the settings name."""
_NOW = f"{TODAY}T09:00:00+08:00"


def happened(number: str, person: str, name: str, word: str, day: str, **more: str) -> CertificateEvent:
    """An event as the register has it."""
    where = {"source_file": "信.eml!台账.xlsx", "recorded_at": _NOW, "batch": "20300201-01"}
    return event_of(number, word, day, person_id=person, name=name, **where | more)


def told() -> CertificatesKnown:
    """Certificates in every state in which one may be, and a line that was not taken."""
    issued = {"society": "中国机械工程学会", "level": "专业工程会员"}
    why = {"cause": "提供虚假材料", "document": "机字〔2028〕2号"}
    days = (
        "2029-06-01",
        "2025-06-01",
        "2025-04-15",
        "2025-03-01",
        "2025-03-01",
        "2024-06-01",
        "2027-01-01",
        "2027-01-01",
    )
    events = [
        happened(f"机-000{place}", f"G0000{place}-0", f"人{'甲乙丙丁戊己庚辛'[place]}", "签发", day, **issued)
        for place, day in enumerate(days)
    ]
    events += [
        happened("机-0003", "G00003-0", "人丁", "申请再注册", "2029-11-28"),
        happened("机-0004", "G00004-0", "人戊", "申请再注册", "2029-12-05", note="出差"),
        happened("机-0006", "G00006-0", "人庚", "暂停", "2028-01-01", **why),
        happened("机-0007", "G00007-0", "人辛", "撤销", "2028-01-01", **why),
    ]
    numbered = [each._replace(event_id=f"C{number:05d}") for number, each in enumerate(events, 1)]
    refused = happened("机-0009", "", "=1+1", REFUSED, "", note="certificate-unknown")._replace(event_id="C00099")
    message = "登记库里没有证书“机-0009”（=1+1），这件事没有登记；请核对编号，新发的证书先填在“新证书”一页。"
    lines = [RefusedLine(refused, message, "S00001", True)]
    return CertificatesKnown(numbered, refused=lines)


def written(path: Path, contents: CertificatesKnown | None = None) -> Path:
    """The workbook as the desk has it; the blank one without contents."""
    if contents:
        desk = CertificatesOnDesk("key", _NOW, TODAY, are_any=True, societies=(OWN_SOCIETY,), read=lambda: contents)
        write_book(certificates_book(desk, path, SECRET))
    else:
        write_book(blank_book(path, SECRET))
    return path


def filled_in(
    path: Path,
    lines: Mapping[str, Mapping[str, Any]],
    new: list[Mapping[str, Any]] | None = None,
    edit: Callable[[Workbook], None] | None = None,
) -> bytes:
    """The workbook with cells filled in by number of the certificate and heading, and with new certificates."""
    book = openpyxl.load_workbook(path)
    if lines:
        sheet = book[CERTIFICATES]
        columns = {cell.value: cell.column for cell in sheet[1]}
        rows = {row[0].value: row[0].row for row in sheet.iter_rows(min_row=2)}
        for number, values in lines.items():
            for heading, value in values.items():
                sheet.cell(rows[number], columns[heading]).value = value
    sheet = book[NEW]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, values in enumerate(new or [], 2):
        for heading, value in values.items():
            sheet.cell(row, columns[heading]).value = value
    if edit:
        edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def lines_of(path: Path, sheet: str = CERTIFICATES) -> list[dict[str, str]]:
    """The lines of a sheet by heading, blank cells as ""."""
    heading, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [{str(key): str(value or "") for key, value in zip(heading, row, strict=True)} for row in rows]
