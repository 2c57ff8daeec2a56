"""Invented answers to the notices other than attachment 3's, and how they come: applicants write themselves, units for
their people. No name, unit or number here is anybody's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from support_main import Office

from examples.applicants import FIELDS
from examples.papers import applicant, named_list, registration
from examples.registrations import ENGLISH, NO_MORE
from examples.units import CHINA, message
from pipeline.publish.desk.settings_workbook import write_settings_workbook
from pipeline.terms.settings import WORKBOOK

CIESC, CSEE, IET = "ciesc-2023", "csee-2022", "csee-iet-2018"
NOWS = {
    name: datetime.fromisoformat(f"{day}T09:00:00+08:00")
    for name, day in ((CIESC, "2023-04-25"), (CSEE, "2022-09-10"), (IET, "2018-11-20"))
}
"""When each is processed: before its last day, but for 电机学〔2022〕268号."""
ASSOCIATION = {"contact": "周秘书", "phone": "023-60000000", "email": "mishuchu@example.org"}
PLANT, GRID, HEAT = "渝江化工测试有限公司", "渝州送变电测试有限公司", "巴南热电测试有限公司"


def office_of(root: Path, notices: Iterable[str], name: str = "测试学会") -> Office:
    """An installation of that name, which has these notices open."""
    office = Office(root)
    office.settings.mkdir()
    write_settings_workbook(
        office.settings / WORKBOOK,
        association=ASSOCIATION | {"name": name},
        open_notices=list(notices),
    )
    return office


def mailed(address: str, day: str, subject: str, files: dict[str, bytes]) -> bytes:
    """A mail from an address; `day` is the moment, in China."""
    moment = datetime.fromisoformat(day).replace(tzinfo=CHINA)
    letter = message_from_bytes(message(subject, address, moment, "请查收。", files), policy=default)
    return letter.as_bytes()


def list_of(name: str, number: int, workplace: str = PLANT, **other: str) -> bytes:
    """申报人信息一览表 of one applicant, all as the notice wants it unless said otherwise."""
    values = [
        *(name, "女", "1985-06", f"S05000100{number}M", "专业工程会员", "化学工程与技术", "工艺管理", "硕士"),
        *("远山大学 化学工程", "工程师", workplace, "9", "4", f"{workplace} 主管", f"1390000110{number}"),
        *(f"a{number}@chem.example", "是"),
    ]
    return applicant(dict(zip(FIELDS, values, strict=True)) | other)


def member(name: str, number: int, unit: str = GRID, **other: str) -> list[str]:
    """A line of 《XX单位工程会员申请人员名单》."""
    values = {
        "name": name,
        "sex": "男",
        "workplace": unit,
        "position": "主管",
        "title": "工程师",
        "education": "本科",
        "major": "电气工程",
        "specialty": "输配电及用电工程专业",
        "level": "专业工程会员",
        "work_years": "9",
        "important_years": "4",
        "overseas_project": "",
        "member_no": f"E02000100{number}M",
        "phone": f"1390000220{number}",
        "email": f"m{number}@grid.example",
        "filled_online": "是",
        "foreign_title": "",
        "remark": "",
    }
    return list((values | other).values())


def members(unit: str, *people: list[str]) -> bytes:
    return named_list(unit, list(people))


def registered(name: str, number: int, unit: str = HEAT, interview: str = ENGLISH, phone: str = "") -> bytes:
    """The bilingual form of one person."""
    values = [
        *(name, "女", "高级工程师", "热能动力", phone or f"1390000330{number}", unit, "巴南区江滨路8号"),
        *("023-00000002", f"r{number}@heat.example", "CET-6", interview),
        *("1998.09 2002.06", "本科", "热能与动力工程", "远山大学", "2014.03 2018.11", unit, "副总工程师", "负责技改"),
        *NO_MORE,
        "主持完成两台机组节能改造。",
    ]
    return registration(values)
