"""What is known of certificates, for whoever counts or lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.follow.hours import in_force
from pipeline.model.certificates import CertificateEvent
from pipeline.model.hours import Activity, Confirmation
from pipeline.text.days import written_day


class CertificatesKnown(NamedTuple):
    """All that happened to certificates, all that was told of what their holders did (a later record of an activity
    stands in the place of earlier ones), and by activity_id what of it was confirmed."""

    events: Sequence[CertificateEvent] = ()
    activities: Sequence[Activity] = ()
    confirmed: Mapping[str, Confirmation] = {}

    def until(self, day: date) -> CertificatesKnown:
        """What was known by the end of a day."""
        last = day.isoformat()
        return CertificatesKnown(
            [each for each in self.events if each.recorded_at[:10] <= last],
            in_force(each for each in self.activities if each.recorded_at[:10] <= last),
            {key: each for key, each in self.confirmed.items() if _confirmed_on(each, day) <= day},
        )


def _confirmed_on(confirmation: Confirmation, otherwise: date) -> date:
    """The day that is told behind who confirmed it."""
    return written_day(confirmation.confirmed_by.rpartition(" ")[2]) or otherwise


@dataclass(frozen=True, slots=True)
class KnownOnDesk:
    """The same, to be read by who wants to know. `key` is the same as long as `read` would give the same on the same
    day, and "" while there is no certificate."""

    key: str
    read: Callable[[], CertificatesKnown]


NOTHING_KNOWN = KnownOnDesk("", CertificatesKnown)
