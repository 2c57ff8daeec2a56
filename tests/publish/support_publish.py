"""An invented batch and desk, in the shape of pipeline/register/contents/, for the tests of publishing."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.model.decisions import Question
from pipeline.model.fields import CANONICAL, FIELDS
from pipeline.model.judgements import Columns
from pipeline.publish.outbox.batch import publish_batch
from pipeline.publish.outbox.desk_files import publish_desk
from pipeline.publish.paper.planned import Published, Runner
from pipeline.register.contents.batch import BatchContents, BatchPeople
from pipeline.register.contents.desk import DeskContents
from pipeline.register.contents.people import Everybody, Place, Standing
from pipeline.register.contents.units import Expected
from tests.support_questions import CLOSED, question

BATCH = "20250421-01"
NOW = "2025-04-21T09:00:00+08:00"
SECRET = b"a key of the tests"
DOMAINS = {"电气工程类": "中国电机工程学会", "机械工程类": "中国机械工程学会", "土木工程类": "中国公路学会"}
UNCONFIRMED = "中国公路学会"
EXPERIENCE = "我在供水项目中负责取水泵站机电设备安装，一次并网成功，节约投资约百分之八。"


def person(number: int, **changes: Any) -> dict[str, Any]:
    """One routed person row; `changes` replace its columns."""
    domain = list(DOMAINS)[number % 3]
    unit, project = f"试算第{number // 24}工程有限公司", number // 4
    canonical = dict.fromkeys(CANONICAL, "") | {
        "company": f"{unit}海外分公司",
        "company_contact": "联络员",
        "company_contact_phone": f"+861380000{project % 10000:04d}",
        "project_name": f"海外供水项目{project}标",
        "project_country": ("MM", "TH", "AE;SA")[project % 3],
        "project_type": "承包工程",
        "project_status": "在建",
        "chinese_engineers": "20",
        "foreign_engineers": "5",
        "qualified_engineers": "10",
        "name": f"工{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
        "phone": f"+861390000{number % 10000:04d}",
        "phone_other": "",
        "email": "",
        "domain": domain,
        "specialty": "",
        "location": "缅甸",
        "location_country": "MM",
        "level": ("专业工程会员", "资深工程会员")[number % 2],
        "experience": EXPERIENCE * (1 + number % 7),
        "education": "",
        "work_years": "",
    }
    place = {
        "person_id": f"G{number:05d}X",
        "row_id": f"R{number:016x}",
        "submission_id": f"S{number // 24 + 1:05d}",
        "project_id": f"P{project:016x}",
        "notice": "2025",
        "unit": unit,
        "received_at": "2025-04-18T10:00:00+08:00",
        "section": "dispatched" if number % 24 < 16 else "planned",
        "file": f"单位{number // 24}.xlsx",
        "sheet": "附件3",
        "extra": "{}",
        "sheet_index": 0,
        "row": 5 + number % 24,
        "place": 0,
        "disposition": "routed",
        "society": DOMAINS[domain],
        "route_confirmed": DOMAINS[domain] != UNCONFIRMED,
        "route_reason": f"{domain}由{DOMAINS[domain]}评价（通知附件1）",
        "change": "new",
        "withdrawn_from": "",
        "points_at": "",
        "read_in": BATCH,
        "batch": BATCH,
    }
    typed = {f"{field}_typed": str(canonical.get(field, "")) for field in FIELDS}
    record = {**canonical, **place, **typed, **changes}
    return record | {"source_file": record["file"], "source_sheet": record["sheet"], "source_row": record["row"]}


def finding(person_row: dict[str, Any], slug: str = "phone-invalid", **changes: Any) -> dict[str, Any]:
    """One finding about that row."""
    record = {
        **{name: person_row[name] for name in ("submission_id", "person_id", "row_id", "file", "sheet")},
        "slug": slug,
        "severity": "error",
        "field": "phone",
        "cell": f"K{person_row['row']}",
        "value": "1380000",
        "message": "“1380000”不是有效的电话号码，请核对后填写本人手机号码。",
        "decided_by": "unit",
    }
    return record | changes


_FINDING = list(finding(person(0)))
EARLIER = ("row_id", "person_id", "name", "old_disposition", "disposition", "withdrawn_from", "society")
_DOCUMENT = ["submission_id", "file", "sha256", "kind", "outcome", "message"]


def columns(records: Iterable[dict[str, Any]], names: Iterable[str]) -> Columns:
    """Records as a table of these columns; what a record lacks is blank."""
    rows = list(records)
    return {name: [row.get(name, "") for row in rows] for name in names}


def contents(
    people: list[dict[str, Any]], findings: list[dict[str, Any]] | None = None, **changes: Any
) -> BatchContents:
    """A batch of these people, each unit's in a document of its own."""
    files = sorted({(p["submission_id"], p["file"], p["unit"]) for p in people})
    submissions = [
        {
            "submission_id": submission_id,
            "unit": unit,
            "people": sum(p["submission_id"] == submission_id and p["read_in"] == BATCH for p in people),
            "batch": BATCH,
        }
        for submission_id, _, unit in files
    ]
    documents = [
        dict(zip(_DOCUMENT, (submission_id, file, "0" * 64, "xlsx", "processed", ""), strict=True))
        for submission_id, file, _ in files
    ]
    batch = BatchContents(
        batch=BATCH,
        notice="2025",
        now=NOW,
        program="0.1.0",
        association={"name": "重庆市工程师协会"},
        people=BatchPeople(
            Counter(sorted(p["society"] for p in people)),
            lambda societies: {
                society: columns([p for p in people if p["society"] == society], person(0)) for society in societies
            },
        ),
        changed_earlier=columns([], EARLIER),
        submissions=columns(submissions, ("submission_id", "unit", "people", "batch")),
        documents=columns(documents, _DOCUMENT),
        fates={"people": len(people), "heading": 1},
        read=len([one for one in people if one["read_in"] == BATCH]),
        findings=columns(findings or [], _FINDING),
    )
    return dataclasses.replace(batch, **changes)


_SUBMISSION = {
    "submission_id": "S00001",
    "notice": "2025",
    "unit": "试算第0工程有限公司",
    "sender": "hr@example.cn",
    "received_at": "2025-04-18T10:00:00+08:00",
    "received_from": "name",
    "late": "false",
    "scan": "true",
    "people": 24,
    "routed": 23,
    "held": 1,
    "duplicate": 0,
    "superseded": 0,
    "withdrawn": 0,
    "batch": BATCH,
    "answered_by": "",
}
_BATCH = {
    "batch": BATCH,
    "notice": "2025",
    "now": NOW,
    "people": 24,
    "routed": 23,
    "held": 1,
    "duplicate": 0,
    "superseded": 0,
    "withdrawn": 0,
}


def desk(today: str = "2025-04-21", cases: int = 1) -> DeskContents:
    """A desk with one submission, `cases` open cases and one batch."""
    return DeskContents(
        today=today,
        submissions=columns([_SUBMISSION], _SUBMISSION),
        batches=columns([_BATCH], _BATCH),
        everybody=everybody([standing(0)]),
        expected=Expected(today, ("2025",), (), {}),
        questions=[held_case(number) for number in range(cases)],
    )


def held_case(number: int, **changes: Any) -> Question:
    """An open case of somebody who is held for the phone; `changes` replace what is said of it."""
    return question(
        f"Q{number}",
        "case",
        [CLOSED],
        **{
            "person_id": "G00003X",
            "row_id": f"R{number}",
            "unit": "试算第0工程有限公司",
            "name": "工丁",
            "since": "2025-04-21",
            "title": "联系电话有误",
            "message": "“1380000”不是有效的电话号码，请核对后填写本人手机号码。",
            "file": "单位0.xlsx",
            "cell": "K8",
            "slugs": ("phone-invalid",),
            "waits_for": "unit",
            **changes,
        },
    )


def standing(number: int, **changes: Any) -> Standing:
    """One person row that is routed; `changes` replace what is said of it."""
    place = Place("S00001", "试算第0工程有限公司", "2025-04-18", "单位0.xlsx", "附件3", 5 + number, f"J{5 + number}")
    routed = Standing(
        row_id=f"R{number:016x}",
        person_id=f"G{number:05d}X",
        name=f"工{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
        notice="2025",
        place=place,
        sha256="0" * 64,
        disposition="routed",
        society="中国电机工程学会",
        confirmed=True,
        route_reason="电气工程类由中国电机工程学会评价（通知附件1）",
        batch=BATCH,
        since="2025-04-21",
        why=(),
        asked=None,
        other=None,
        differs=(),
    )
    return routed._replace(**changes)


def everybody(standings: list[Standing], key: str = "as it is") -> Everybody:
    """Who stands where, as the register gives it."""
    return Everybody(key, NOW, lambda most, _: (standings[:most], most is not None and len(standings) > most))


def publish(
    batch: BatchContents | None, desk: DeskContents, outbox: Path, secret: bytes, workers: Runner | None
) -> Published:
    """A run's files: the batch, where there is one, then the desk."""
    made = publish_batch(batch, outbox, secret, workers) if batch else Published([], [], [])
    published = publish_desk(desk, outbox, secret)
    return Published([*made.files, *published.files], published.kept_aside, made.missed + published.missed)
