"""Tiny documents for the recogniser, written as rows of `a|b|c`; ⏎ is a line break inside a cell. All people are
invented."""

from __future__ import annotations

import re

from pipeline.model.documents import Document, Sheet
from pipeline.model.statements import Person, Recognition

PROJECT = "序号|企业名称|项目名称|项目所在国家|项目类型|项目状态|中方在外工程师人数|聘用外方工程师人数|符合条件人数"
PERSON = "姓名|联系方式|所在领域|当前所在地|拟申请级别|主要工程实践经历"
FLAT = f"{PROJECT}|{PERSON}"
FIRST = "1|远山公司|桥项目|缅甸|承包工程|在建|9|2|5"
BLANK = "||||||||"
ANNA = "安一凡|13900001111|土木工程类|缅甸|专业工程会员|负责主桥施工"
BORIS = "白二川|13900002222|电气工程类|泰国|资深工程会员|负责升压站设计"
CHLOE = "陈三石|13900003333|机械工程类|老挝|专业工程会员|负责起重设备安装"
GROUP = (
    "拟互认人员信息（姓名、联系方式、所在领域、当前所在地、拟申请级别（专业/资深）、"
    "300字以内主要工程实践经历）此列可另附表"
)


def sheet(*rows: str, name: str = "Sheet1", merges: str = "", **rest: object) -> Sheet:
    """A sheet of rows `a|b|c`; `merges` are ranges as Excel writes them, parted by blanks."""
    cells = [[cell.replace("⏎", "\n") for cell in row.split("|")] if row else [] for row in rows]
    return Sheet(name, cells, [_range(text) for text in merges.split()], **rest)  # type: ignore[arg-type]


def document(*sheets: Sheet, file: str = "附件3.xlsx") -> Document:
    """A document of sheets."""
    return Document(file, "", 0, "xlsx", sheets=list(sheets))


def told(recognition: Recognition, *fields: str) -> list[tuple[str, ...]]:
    """For each person the texts of the fields named; project fields from its project."""
    return [tuple(text(recognition, person, field) for field in fields) for person in recognition.people]


def text(recognition: Recognition, person: Person, field: str) -> str:
    """One field of a person or of its project, "" where there is none."""
    if field in ("section", "row"):
        return str(getattr(person, field))
    if field in person.fields:
        return person.fields[field].text
    project = recognition.projects[person.project].fields if person.project is not None else {}
    return project[field].text if field in project else ""


def fates(recognition: Recognition) -> list[str]:
    """The fates of all rows, in order."""
    return [row.fate.value for row in recognition.rows]


def _range(text: str) -> tuple[int, int, int, int]:
    first, _, last = text.partition(":")
    (top, left), (bottom, right) = _place(first), _place(last or first)
    return top, left, bottom, right


def _place(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", text)
    assert found
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
