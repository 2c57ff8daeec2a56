"""Records of activities through the real program: first their holders are recommended and get certificates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity
from pipeline.register import Register, certificate_events, store
from tests.support_events import event_of
from tests.worlds.notices.deeds import NOW as THEN
from tests.worlds.notices.record import Record
from tests.worlds.run import NOW, export, main_job, write
from tests.worlds.score import root

ISSUED, REVOKED = "签发", "撤销"


@dataclass
class Told:
    """The activities in force, all findings, how many people were recommended, and how many rows there were before and
    after the records came."""

    activities: list[Activity]
    findings: list[dict[str, str]]
    wanted: int
    before: int
    after: int


def process_records(folder: Path, worlds: Sequence[Record], workers: int = 2) -> Told:
    """Run the main job over the recommendations, issue the certificates, run it over folder/inbox."""
    register = f"sqlite:///{folder / 'register.db'}"
    write([world.sent for world in worlds if world.sent], folder / "recommended")
    main_job(folder, "recommended", "outbox-recommended", NOW, workers)
    people = export("people", register, folder)
    opened = Register.open(register)
    batch = len(opened.batches())
    with store.writing(opened._engine) as connection:
        certificate_events.add(connection, batch, list(_happened(worlds, people)), ())
    main_job(folder, "inbox", "outbox-inbox", THEN, workers)
    activities, findings = opened.certificates.activities(), export("findings", register, folder)
    records = {root for world in worlds for root in world.roots}
    findings = [each for each in findings if root(each["file"]) in records and "推荐" not in each["file"]]
    wanted = sum(len(world.held) for world in worlds)
    return Told(activities, findings, wanted, len(people), len(export("people", register, folder)))


def _happened(worlds: Sequence[Record], people: list[dict[str, str]]) -> Iterator[CertificateEvent]:
    """What a workbook of certificates would tell of the holders."""
    ids = {(root(row["source_file"]), row["name"]): row["person_id"] for row in people}
    for world in worlds:
        for holder in world.held:
            numbers = {holder.certificate_no: holder.issued, **holder.more}
            for number, day in numbers.items():
                held = {"name": holder.name, "society": "中国水利学会", "level": holder.level}
                held["person_id"] = ids[world.unit, holder.name]
                yield event_of(number, ISSUED, day.isoformat(), **held)
                if holder.revoked_on:
                    yield event_of(number, REVOKED, holder.revoked_on, cause="提供虚假材料", **held)
