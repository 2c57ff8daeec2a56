"""What happens to certificates, invented: the one place of the tests that makes an event with all its columns."""

from __future__ import annotations

from pipeline.model.certificates import CertificateEvent

BLANK = dict.fromkeys(("person_id", "name", "society", "level", "valid_to", "cause", "document", "note"), "")
WHERE = {"source_file": "证书台账.xlsx", "source_sheet": "证书", "source_cell": "A2"}


def event_of(number: str, event: str, day: str, **more: str) -> CertificateEvent:
    """What happened to a certificate on a day, recorded then; of whom, and by whom, only where `more` says it."""
    about = {**BLANK, **WHERE, "recorded_at": f"{day}T09:00:00+08:00", **more}
    return CertificateEvent(certificate_no=number, event=event, date=day, **about)
