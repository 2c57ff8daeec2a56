"""Letters and reminders of invented units, as the register would tell of them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.publish.units.letter import letter
from pipeline.publish.units.letter_data import (
    Again,
    Compared,
    Counts,
    Item,
    Letter,
    ReceivedFile,
    Result,
    Unopened,
)
from pipeline.publish.units.reminder import Reminder, reminder_letter
from pipeline.terms.notices import load_notice
from pipeline.terms.working_days import due

FILE, SCAN = "2025-04-21 渝州路桥/附件3.xlsx", "2025-04-21 渝州路桥/盖章扫描件.pdf"
ASSOCIATION = {
    "name": "渝州市工程师协会",
    "address": "渝州市江北路1号",
    "contact": "周秘书",
    "phone": "023-60000000",
    "email": "mishuchu@example.org",
}
DOMAIN = Item(
    *("张远", FILE, "附件3", "L5", "domain", "机电"),
    problem="“机电”可能指不同的工程技术领域，请写明是哪一个：电气工程类、机械工程类。",
    fix="选填一个工程技术领域",
)
PHONE = Item(
    *("李明", FILE, "附件3", "K6", "phone", "1991111200"),
    problem="“1991111200”不是有效的电话号码（只有10位），请核对后填写本人手机号码。",
    fix="填写本人手机号码；境外号码前写“+”和国家代码",
)
LEVEL = Item(
    *("王海", FILE, "附件3", "N7", "level", ""),
    problem="没有填写拟申请级别，请选填专业工程会员或资深工程会员。",
    fix="选填专业工程会员或资深工程会员",
)
COUNTRY = Item(
    *("赵强", FILE, "附件3", "C8", "project_country", "几内亚"),
    problem="与项目所在国家（地区）“几内亚”名称相近的国家不止一个，请核对是否确指“几内亚”。",
    fix="如不对，写明国家（地区）名称",
)
RETURNED = Item(
    *("王海", FILE, "附件3", "J7", "name", "王海"),
    problem=f"中国公路学会6月6日退回修改：{'请补写独立主持的项目，' * 40}并附证明，请按学会的意见修改后重新报送。",
    fix="按学会的意见修改后重新报送",
    is_society=True,
)
RESULTS = (
    Result("张远", "中国公路学会", "材料审查", "不予通过", date(2025, 6, 6), ("独立主持的项目不足，可再积累后申请",)),
    Result("李明", "中国机械工程学会", "证书签发", "通过", date(2025, 7, 1), certificate_no="ME-2025-001"),
    Result("钱进", "中国公路学会", "材料审查", "转下一批", None),
    Result(
        "赵强", "中国公路学会", "初审", "转交其他学会", date(2025, 6, 6), ("改由中国电机工程学会继续评价", "专业属电机")
    ),
    Result(
        "孙立", "中国公路学会", "面试考核", "通过", date(2025, 6, 20), ("此前告知的是“材料审查，不予通过”，以本次为准",)
    ),
)
LOCKED = Unopened("2025-04-21 渝州路桥/补充名单.xlsx", "文件设有打开密码，请取消密码后重新发送。")
BOTH = (ReceivedFile(FILE, ("附件3",), 25), ReceivedFile(SCAN))


def _base() -> Letter:
    return Letter(
        submission_id="S00001",
        unit="渝州路桥建设集团有限公司",
        notice=load_notice("2025"),
        association=ASSOCIATION,
        day=date(2025, 4, 24),
        received_on=date(2025, 4, 21),
        files=BOTH,
        counts=Counts(go_on=25),
    )


def _kinds() -> dict[str, Letter]:
    base, until = _base(), due(date(2025, 4, 24), 10)
    correction = replace(
        base,
        counts=Counts(go_on=20, to_correct=3, with_us=1, not_recommended=1),
        must=(DOMAIN, PHONE, LEVEL),
        may=(COUNTRY,),
        due=until,
        has_marked=True,
    )
    compared = (
        Compared("张远", "domain", "机电", "机械工程类", "right"),
        Compared("李明", "phone", "1991111200", "1991111201", "still"),
        Compared("孙立", "location", "老挝", "缅甸", "changed"),
        Compared("钱进", "", "", "", "new"),
        Compared("郑和平", "", "", "", "missing"),
    )
    return {
        "correction": correction,
        "receipt": base,
        "unopened": replace(base, files=(ReceivedFile(LOCKED.path),), counts=Counts(), unopened=(LOCKED,), due=until),
        "scan-only": replace(base, files=(ReceivedFile(SCAN),), counts=Counts(), scan_only=True, due=until),
        "supplement": replace(base, files=(ReceivedFile(SCAN),), counts=Counts(), supplement=True),
        "late": replace(base, received_on=date(2025, 5, 6), day=date(2025, 5, 8), late=True),
        "withdrawal": replace(base, counts=Counts(go_on=23, withdrawn=2), withdrawn=("张远", "李明")),
        "again": replace(
            base,
            counts=Counts(go_on=24, to_correct=1),
            must=(PHONE._replace(is_still=True),),
            again=Again(date(2025, 4, 21), compared),
            received_on=date(2025, 4, 28),
            day=date(2025, 4, 29),
            due=due(date(2025, 4, 29), 10),
            has_marked=True,
        ),
        "judged-anew": replace(
            base,
            day=date(2025, 5, 8),
            again=Again(
                date(2025, 4, 21),
                (
                    Compared("张远", "level", "高工", "高工", "settled"),
                    Compared("李明", "domain", "机电", "机电", "still"),
                ),
                resent=False,
            ),
            counts=Counts(go_on=24, to_correct=1),
            must=(DOMAIN._replace(name="李明", is_still=True),),
            due=due(date(2025, 5, 8), 10),
            has_marked=True,
        ),
        "results": replace(
            base,
            day=date(2025, 7, 2),
            again=Again(date(2025, 4, 21), (Compared("钱进", "", "", "", "settled"),), resent=False),
            results=RESULTS,
        ),
        "results-and-correction": replace(
            base,
            day=date(2025, 6, 9),
            again=Again(date(2025, 4, 21), (), resent=False),
            results=RESULTS[:1],
            counts=Counts(go_on=24, to_correct=1),
            must=(RETURNED,),
            due=due(date(2025, 6, 9), 10),
            has_marked=True,
        ),
        "everything": replace(
            correction,
            counts=Counts(go_on=10, to_correct=12, with_us=1, repeated=1, replaced=1, withdrawn=1),
            must=tuple(DOMAIN._replace(name=f"人员{n:02}", cell=f"L{n}", value=f"机电{n}") for n in range(5, 17)),
            unopened=(LOCKED,),
            scan_missing=True,
            late=True,
            withdrawn=("冯平",),
            received_on=date(2025, 5, 6),
            day=date(2025, 5, 8),
            due=due(date(2029, 5, 8), 10),
        ),
    }


def _reminders() -> dict[str, Reminder]:
    base = _base()
    about = (base.unit, base.notice)
    asked = Reminder(
        *("correction", *about, date(2025, 5, 9)),
        submission_id=base.submission_id,
        received_on=base.received_on,
        asked_on=base.day,
    )
    return {
        "remind-report": Reminder("report", *about, date(2025, 4, 28)),
        "remind-report-nobody": Reminder("report", *about, date(2025, 4, 28), received_on=base.received_on),
        "remind-people": asked._replace(waiting=3),
        "remind-files": asked._replace(files=2),
        "remind-scan": asked._replace(scan=True),
        "remind-everything": asked._replace(waiting=3, files=1, scan=True),
    }


LETTERS = _kinds()
REMINDERS = _reminders()
REMINDED_ON = date(2025, 5, 21)


def made(name: str) -> bytes:
    """The letter, or the reminder, of that name."""
    if name in LETTERS:
        return letter(LETTERS[name], {})
    return reminder_letter(REMINDERS[name], ASSOCIATION, REMINDED_ON, {})


def text_of(document: bytes) -> str:
    """The letter as its reader finds it: each paragraph with its style, each row of a table in bars, headers first."""
    opened = Document(io.BytesIO(document))
    first = opened.sections[0].first_page_header
    lines = [_paragraph(paragraph) for paragraph in first.paragraphs]
    for block in opened.iter_inner_content():
        lines += _rows(block) if isinstance(block, Table) else [_paragraph(block)]
    return "\n".join(lines) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    return f"{paragraph.style.name}｜{paragraph.text}" if paragraph.style else paragraph.text


def _rows(table: Table) -> list[str]:
    return [" | ".join(["", *(cell.text for cell in row.cells), ""]).strip() for row in table.rows]
