"""Certificates of invented people, written straight into a register."""

from __future__ import annotations

from collections.abc import Sequence

from support_events import event_of

from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity
from pipeline.register import Register, certificate_events, store

FALSE_PAPERS = "提供虚假材料"


def happened(person_id: str, event: str, day: str, **more: str) -> CertificateEvent:
    """Something that happened to the certificate of a person on a day, as a workbook would tell it."""
    told = {"person_id": person_id, "name": "张三", "society": "水利学会", "level": "专业工程会员"} | more
    return event_of(told.pop("certificate_no", f"GC-{person_id}"), event, day, **told)


def issued(person_id: str, day: str, **more: str) -> CertificateEvent:
    return happened(person_id, "签发", day, **more)


def revoked(person_id: str, day: str, cause: str = FALSE_PAPERS, **more: str) -> CertificateEvent:
    return happened(person_id, "撤销", day, cause=cause, document="学会〔2026〕1号", **more)


def attended(person_id: str, day: str, **more: str) -> Activity:
    """Something that a holder did on a day."""
    told = {"kind": "seminar", "title": "张三的讲座", "organiser": "水利学会", "grade": "", "claimed": "2"}
    where = {
        "source_file": "张三 活动.xlsx",
        "source_sheet": "活动",
        "source_cell": "A5",
        "recorded_at": f"{day}T09:00",
    }
    about = {"certificate_no": f"GC-{person_id}", "proof": "证明.pdf", "note": "张三"} | told | where | more
    return Activity(person_id=person_id, began_on=day, ended_on=day, minutes=90, place=1, **about)


def write(register: Register, *happening: CertificateEvent, done: Sequence[Activity] = ()) -> None:
    """As if the newest batch had taken them."""
    batch = len(register.batches())
    with store.writing(register._engine) as connection:
        certificate_events.add(connection, batch, happening, done)
