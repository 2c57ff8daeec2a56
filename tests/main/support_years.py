"""Six years of one association in files: a hundred people of five units, what societies, units and the secretary send
and fill in from the recommendation to the renewal, each on its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from docx import Document
from support_main import Office, person, workbook

from schemas.layouts.results import results_layout
from tests.support_results import filled_in, sent_to

BOOK = "证书台账.xlsx"
ISSUED_ON, VALID_TO = "2025-11-01", "2030-10-31"
LEVELS = ("专业工程会员", "资深工程会员")
SOCIETIES = {
    "电气工程类": "中国电机工程学会",
    "地质工程类": "中国地质学会",
    "建筑工程类": "中国建筑学会",
}
_FAMILIES, _GIVEN = "赵钱孙李周吴郑王冯陈", "子丑寅卯辰巳午未申酉"


class Member(NamedTuple):
    """One of the hundred; `number` from 0 decides what comes of them."""

    number: int
    name: str
    phone: str
    unit: str
    domain: str
    level: str

    @property
    def society(self) -> str:
        return SOCIETIES[self.domain]

    @property
    def certificate_no(self) -> str:
        return f"{self.domain[:2]}-2025-{self.number:03d}"

    @property
    def fails(self) -> bool:
        """Whether the society does not let them pass, one of ten."""
        return self.number % 10 == 9

    @property
    def is_idle(self) -> bool:
        """Whether they do too little for their development, one of seven."""
        return self.number % 7 == 0


def _member(number: int) -> Member:
    name = f"{_FAMILIES[number // 10]}{_GIVEN[number % 10]}{_GIVEN[(number * 3 + number // 10) % 10]}"
    unit = f"{'甲乙丙丁戊'[number % 5]}工程有限公司"
    domain = list(SOCIETIES)[number % 3]
    return Member(number, name, f"199111{20000 + number}", unit, domain, LEVELS[number % 4 == 3])


HUNDRED = tuple(map(_member, range(100)))
UNITS = tuple(dict.fromkeys(each.unit for each in HUNDRED))
CERTIFIED = tuple(each for each in HUNDRED if not each.fails)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def recommended(day: str, members: Iterable[Member], **changes: str) -> dict[str, bytes]:
    """Attachment 3 of each unit with these of its people, and its scan."""
    files: dict[str, bytes] = {}
    for unit in UNITS:
        own = [each._replace(**changes) for each in members if each.unit == unit]
        if own:
            people = [person(each.name, each.phone, each.domain, each.level) for each in own]
            files |= {f"{day} {unit}/附件3.xlsx": workbook(unit, *people), f"{day} {unit}/盖章.pdf": b"%PDF-1.4"}
    return files


def results(office: Office, day: str) -> dict[str, bytes]:
    """What each society fills into the workbook that it got: certificates, but for those who fail."""
    files = {}
    for society in SOCIETIES.values():
        answers = {each.name: _answer(each) for each in HUNDRED if each.society == society}
        files[f"{day} {society}.xlsx"] = filled_in(sent_to(office.outbox, society)[-1], answers)
    return files


def _answer(member: Member) -> Mapping[str, Any]:
    if member.fails:
        return {"环节": "面试考核", "结论": "不予通过", "日期": "2025-10-10", "说明": "未达到面试要求"}
    return {"环节": "证书签发", "结论": "通过", "日期": ISSUED_ON, "证书编号": member.certificate_no}


def told(office: Office, lines: Mapping[Member, Mapping[str, Any]]) -> None:
    """The secretary fills in the book of certificates where it lies, by number of the certificate and heading."""
    path = office.outbox / BOOK
    book = openpyxl.load_workbook(path)
    sheet = book["证书"]
    top, columns = next(
        (row, {str(cell.value): cell.column for cell in cells if cell.value})
        for row, cells in enumerate(sheet.iter_rows(), 1)
        if any(cell.value == "证书编号" for cell in cells)
    )
    places = {sheet.cell(row, columns["证书编号"]).value: row for row in range(top + 1, sheet.max_row + 1)}
    for member, values in lines.items():
        for heading, value in values.items():
            sheet.cell(places[member.certificate_no], columns[heading]).value = value
    saved = BytesIO()
    book.save(saved)
    path.write_bytes(saved.getvalue())


RECORD = (
    "姓名",
    "证书编号",
    "开始日期",
    "结束日期",
    "活动类别",
    "活动名称",
    "主办单位",
    "时长（分钟）",
    "级别",
    "证明材料",
)


def records(day: str, members: Sequence[Member]) -> dict[str, bytes]:
    """A record of activities of each unit for its people: what they did in the year before the day."""
    year = int(day[:4])
    files = {}
    for unit in UNITS:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["持续职业发展活动记录表"])
        sheet.append(["工作单位", unit])
        sheet.append(RECORD)
        for each in (own for own in members if own.unit == unit):
            for line in _activities(each, year):
                sheet.append([each.name, each.certificate_no, *line])
        saved = BytesIO()
        book.save(saved)
        files[f"{day} {unit}/持续职业发展活动记录表.xlsx"] = saved.getvalue()
    return files


def _activities(member: Member, year: int) -> Iterator[Sequence[Any]]:
    minutes = 900 if member.is_idle else 2250
    yield (
        f"{year}-03-02",
        f"{year}-03-06",
        "培训、考试",
        f"{year}年工程规范培训",
        "市继续教育基地",
        minutes,
        "",
        "结业证",
    )
    if member.number == 8:
        yield f"{year}-05-01", f"{year}-05-01", "论文发表", "一种施工方法", "某学报", "", "期刊论文", "复印件"


def ledger(office: Office) -> list[dict[str, Any]]:
    """The lines of the book of certificates, by heading."""
    rows = openpyxl.load_workbook(office.outbox / BOOK)["证书"].iter_rows(values_only=True)
    heading = next(row for row in rows if "证书编号" in row)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows if any(row)]


def standings(office: Office) -> list[dict[str, Any]]:
    """The lines of the book of results."""
    rows = openpyxl.load_workbook(office.outbox / results_layout().words.file)["结果"].iter_rows(values_only=True)
    heading = next(rows)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def text_of(letter: Path) -> str:
    """All that a letter says, its tables too."""
    document = Document(str(letter))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
