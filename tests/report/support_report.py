"""A register of any size for the tests of reporting: invented people over many months, written past the main job."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pipeline.model.fields import PROJECT_CANONICAL
from pipeline.register import Register
from pipeline.register.drawn import add_functions, counting

DOMAINS = ("土木工程类", "电气工程类", "机械工程类", "水利水电工程类", "信息通信工程类", "汽车工程类")
COUNTRIES = ("MM", "SG", "MY", "HK", "SA", "ET", "PK", "PE", "MM;TH")
TYPES, STATUSES = ("对外投资", "承包工程", "对外劳务"), ("筹建", "准备", "在建", "完工")
LEVELS = ("专业工程会员", "资深工程会员")
FIRST = date(2024, 5, 1)
PER_SUBMISSION, PER_BATCH = 12, 160  # people, submissions
WORK = "在境外水电站项目中主持引水隧洞施工方案编制，组织三个工作面平行掘进，提前四十五天贯通。"


def big_register(path: Path, people: int, months: int) -> str:
    """Make a register of so many people, evenly received over the months from FIRST on; its address.

    Each seventh was held at first and sent again, corrected, three weeks later in the same unit's next submission.
    """
    url = f"sqlite:///{path.as_posix()}"
    with Register.open(url):
        pass
    with sqlite3.connect(path) as connection:
        for table, rows in _tables(people, months).items():
            _insert(connection, table, rows)
        add_functions(connection)
        connection.execute(f"INSERT OR REPLACE INTO counted {counting()} ORDER BY batch")
    return url


def report_command(register: str, folder: Path) -> list[str]:
    """Writes the report of a month late in such a register below a folder."""
    command = [sys.executable, "-m", "pipeline", "report", "--month", "2025-12", "--register", register]
    places = ["--outbox", str(folder), "--settings", str(folder / "none")]
    return [*command, *places, "--now", "2026-06-01T09:00:00+08:00"]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    names = ", ".join(f'"{name}"' for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"
    connection.execute(statement, tuple(first.values()))
    connection.executemany(statement, (tuple(row.values()) for row in rows))


def _tables(people: int, months: int) -> dict[str, Iterator[dict[str, Any]]]:
    submissions = -(-people // PER_SUBMISSION)
    days = months * 30
    sent = [FIRST + timedelta(days=number * days // submissions) for number in range(submissions)]
    return {
        "batches": (_batch(number, sent) for number in range(-(-submissions // PER_BATCH))),
        "submissions": (_submission(number, day) for number, day in enumerate(sent)),
        "people": (
            {"number": number, "batch": _batch_of(number), "person_id": f"G{number:06d}"} for number in range(people)
        ),
        "person_rows": (_person_row(number) for number in range(people)),
        "judgements": (_judgement(number) for number in range(people)),
        "findings": (_finding(number) for number in range(0, people, 7)),
        "row_fates": (_fate(number) for number in range(people + people // 4)),
        "projects": (_project(number) for number in range(people // 4)),
    }


def _batch_of(person: int) -> int:
    return person // PER_SUBMISSION // PER_BATCH + 1


def _batch(number: int, sent: list[date]) -> dict[str, Any]:
    day = sent[min((number + 1) * PER_BATCH, len(sent)) - 1] + timedelta(days=1)
    blank = {"notice": "2025", "program": "0", "association": "{}", "settings": "{}"}
    return {"number": number + 1, "name": f"{day:%Y%m%d}-{number % 90 + 1:02d}", "now": f"{day}T09:00:00+08:00"} | blank


def _submission(number: int, day: date) -> dict[str, Any]:
    unit = f"重庆市渝北区试算第{number % 900}工程有限公司"
    return {
        "batch": number // PER_BATCH + 1,
        "late": False,
        "scan": True,
        "submission_id": f"S{number + 1:05d}",
        "key": f"k{number}",
        "notice": "2025",
        "form": "attachment3",
        "unit": unit,
        "unit_key": unit,
        "unit_source": "sheet",
        "sender": "",
        "received_at": f"{day}T10:00:00+08:00",
        "received_from": "mail",
    }


def _place(number: int) -> dict[str, Any]:
    return {"submission_id": f"S{number // PER_SUBMISSION + 1:05d}", "file": f"{number // PER_SUBMISSION}.xlsx"}


def _canonical(number: int) -> dict[str, str]:
    return {
        "company": "试算海外分公司",
        "company_contact": "金联络",
        "company_contact_phone": "+8619911110000",
        "project_name": f"供水项目{number // 4}标",
        "project_country": COUNTRIES[number // 4 % len(COUNTRIES)],
        "project_type": TYPES[number % 3],
        "project_status": STATUSES[number % 4],
        "chinese_engineers": "20",
        "foreign_engineers": "5",
        "qualified_engineers": "10",
        "name": f"试{number}",
        "phone": f"+86199{number:08d}",
        "domain": DOMAINS[number % len(DOMAINS)],
        "location": "缅甸",
        "location_country": "MM",
        "level": LEVELS[number % 2],
        "experience": WORK * 6,
    }


def _person_row(number: int) -> dict[str, Any]:
    typed = {f"{name}_typed": value for name, value in _canonical(number).items()}
    typed |= {f"{name}_cell": f"K{number % 90}" for name in _canonical(number)}
    return {
        "batch": _batch_of(number),
        "sheet_index": 0,
        "row": number % 12 + 5,
        "place": 0,
        "row_id": f"R{number:016x}",
        **_place(number),
        "form": "attachment3",
        "sheet": "附件3",
        "section": "planned" if number % 5 == 0 else "dispatched",
        "project_id": f"P{number // 4:016x}",
        "typed_person_id": "",
        "typed": json.dumps(typed, ensure_ascii=False),
        "extra": "{}",
        "problems": "[]",
    }


def _judgement(number: int) -> dict[str, Any]:
    held = number % 7 == 0
    return {
        "batch": _batch_of(number),
        "route_confirmed": False,
        "row_id": f"R{number:016x}",
        "person_id": f"G{number:06d}",
        "disposition": "held" if held else "routed",
        "reason": "",
        "points_at": "",
        "society": "" if held else f"第{number % len(DOMAINS)}学会",
        "route_reason": "对口学会未确认，待秘书处确认" * 6,
        "change": "new",
        "withdrawn_from": "",
        "published": f"{number:024x}",
        "name": f"试{number}",
        "phone": f"+86199{number:08d}",
        "email": "",
        "canonical": json.dumps(_canonical(number), ensure_ascii=False, separators=(",", ":")),
    }


def _finding(number: int) -> dict[str, Any]:
    return {
        "number": number + 1,
        "batch": _batch_of(number),
        **_place(number),
        "row_id": f"R{number:016x}",
        "slug": "level-unknown",
        "severity": "error",
        "field": "level",
        "sheet": "附件3",
        "cell": "K5",
        "value": "高级",
        "message": "拟申请级别看不懂，请改写。",
        "decided_by": "unit",
    }


def _fate(number: int) -> dict[str, Any]:
    own = number % 5
    return {
        "number": number + 1,
        "batch": _batch_of(number * 4 // 5),
        "row": number % 15 + 1,
        "row_id": f"F{number}",
        **_place(number * 4 // 5),
        "sheet": "附件3",
        "fate": "people" if own else "heading",
        "text": "试算 土木工程类 缅甸 专业工程会员",
    }


def _project(number: int) -> dict[str, Any]:
    own = _canonical(number * 4)
    return {
        "number": number + 1,
        "batch": _batch_of(number * 4),
        "row": 5,
        "project_id": f"P{number:016x}",
        **_place(number * 4),
        "section": "dispatched",
        "unit": "试算工程有限公司",
        "sheet": "附件3",
        "canonical": json.dumps({name: own[name] for name in PROJECT_CANONICAL}, ensure_ascii=False),
    }
