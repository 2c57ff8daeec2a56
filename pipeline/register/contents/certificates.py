"""What the workbook of certificates tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.model.certificates import Certificate, CertificateEvent, RefusedLine
from pipeline.model.hours import Activity, Confirmation


class CertificatesTold(NamedTuple):
    """Every certificate by its number, as it stands on a day; all that happened, in order; the lines that were not
    taken; and what holders did for their continuing development, with what of it was confirmed, by activity_id."""

    standing: Mapping[str, Certificate]
    events: list[CertificateEvent]
    refused: list[RefusedLine]
    activities: Sequence[Activity] = ()
    confirmed: Mapping[str, Confirmation] = {}


@dataclass(frozen=True, slots=True)
class CertificateBook:
    """What is known of certificates on a day. `key` is the same as long as `read` would give the same, and "" while
    there is neither a certificate nor a society that may issue one; `now` is the moment of the last batch ("" before
    there is one)."""

    key: str
    now: str
    today: str
    read: Callable[[], CertificatesTold]


NO_CERTIFICATES = CertificateBook("", "", "", lambda: CertificatesTold({}, [], []))
