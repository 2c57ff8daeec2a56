"""Letters about certificates of invented people, as the rules make them of what happened."""

from __future__ import annotations

from datetime import date

from support_events import event_of
from support_letters import ASSOCIATION

from pipeline.follow.certificates import standing
from pipeline.follow.told import told_on
from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity
from pipeline.publish.units.certificate_letter import CertificateLetter, OfHolder, certificate_letter

UNIT, DAY = "渝州路桥建设集团有限公司", date(2030, 4, 1)
POWER, ROADS = "中国电机工程学会", "中国公路学会"
OWN = ASSOCIATION["name"]


def happened(event: str, day: str, number: str = "GC-0001", society: str = POWER, **more: str) -> CertificateEvent:
    held = {"person_id": "G00001-8", "society": society, "level": "专业工程会员"}
    return event_of(number, event, day, **held | more)


def done(number: str, day: str, minutes: int, kind: str = "training", grade: str = "") -> Activity:
    about = ("G00001-8", kind, "某某培训", "某学会", day, day, minutes, grade, 1, "", "", "")
    return Activity(number, *about, *("记录表.xlsx", "Sheet1", "A5", day), activity_id=f"H-{number}-{day}")


def of_holder(name: str, *events: CertificateEvent, done_by: tuple[Activity, ...] = (), today: date = DAY) -> OfHolder:
    """What is said of the certificate to which this happened. Raises ValueError where that is nothing."""
    certificate = standing(events, today)
    told = told_on(certificate, done_by, {}, today) if certificate else None
    if told is None:
        raise ValueError(name)
    return OfHolder(name, told)


def _full(number: str, *days: str) -> tuple[Activity, ...]:
    return tuple(done(number, day, 50 * 45) for day in days)


def _letters() -> dict[str, CertificateLetter]:
    in_time = of_holder(
        "郑天明",
        happened("签发", "2025-09-01"),
        done_by=(
            *_full("GC-0001", "2026-01-10", "2026-10-10", "2027-10-10"),
            *(done("GC-0001", "2028-10-10", 40 * 45 + 44), done("GC-0001", "2028-11-11", 0, "paper", "期刊论文")),
            done("GC-0001", "2029-10-10", 20 * 45),
        ),
    )
    late = of_holder(
        "王海",
        happened("签发", "2025-06-10", "GC-0002", ROADS, level="资深工程会员"),
        happened("暂停", "2029-10-10", "GC-0002", ROADS, cause="未缴会费", document="学会〔2029〕3号"),
        done_by=_full("GC-0002", *(f"{year}-12-01" for year in range(2025, 2030))),
    )
    ended = of_holder("李明", happened("签发", "2025-01-05", "电工程〔2025〕0003号", POWER))
    only_hours = of_holder("孙立", happened("签发", "2026-02-01", "GC-0004", ROADS))
    own = of_holder(
        "赵强",
        happened("签发", "2025-09-01", "GC-0005", OWN),
        done_by=_full("GC-0005", *(f"{year}-12-01" for year in range(2025, 2030))),
    )
    of_2023 = of_holder("周正", happened("签发", "2023-06-01", "GC-0006", OWN), today=date(2027, 6, 1))
    unit = CertificateLetter(UNIT, "S00009", "", "G00001-8", (ended, late, in_time, only_hours))
    return {
        "certificates": unit,
        "certificates-own": unit._replace(holders=(own,)),
        "certificates-mixed": unit._replace(holders=(own, in_time)),
        "certificates-hours": unit._replace(holders=(of_2023,)),
        "certificates-person": unit._replace(applicant="李明", holders=(ended,)),
        "certificates-person-late": unit._replace(applicant="王海", holders=(late,)),
    }


CERTIFICATES = _letters()
DAYS = {"certificates-hours": date(2027, 6, 1)}


def made_of_certificates(name: str) -> bytes:
    """The letter of that name."""
    return certificate_letter(CERTIFICATES[name], ASSOCIATION, DAYS.get(name, DAY), {})
