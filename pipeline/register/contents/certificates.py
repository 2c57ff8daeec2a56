"""What is known of certificates, for whoever counts or lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from pipeline.follow.hours import told_last
from pipeline.model.certificates import CertificateEvent, RefusedLine
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.text.days import written_day
from schemas.named import NamedTuple


class CertificatesKnown(NamedTuple):
    """All that happened to certificates, in order; all that was told of what their holders did (a later record of an
    activity stands in the place of earlier ones), and by activity_id what of it was confirmed; and the lines that were
    not taken."""

    events: Sequence[CertificateEvent] = ()
    activities: Sequence[Activity] = ()
    confirmed: Mapping[str, ConfirmedHours] = {}
    refused: Sequence[RefusedLine] = ()

    def until(self, day: date) -> CertificatesKnown:
        """What was known by the end of a day."""
        last = day.isoformat()
        return CertificatesKnown(
            [each for each in self.events if each.recorded_at[:10] <= last],
            told_last(each for each in self.activities if each.recorded_at[:10] <= last),
            {key: each for key, each in self.confirmed.items() if _confirmed_on(each, day) <= day},
        )


def _confirmed_on(confirmation: ConfirmedHours, otherwise: date) -> date:
    """The day that is told behind who confirmed it."""
    return written_day(confirmation.confirmed_by.rpartition(" ")[2]) or otherwise


class CertificatesOnDesk(NamedTuple):
    """The same on a day, to be read by who wants to know. `key` is the same as long as `read` would give the same, and
    "" while there is neither a certificate nor a society that may issue one; `now` is the moment of the last batch (""
    before there is one); `are_any`, whether there is a certificate; `societies`, those that only the settings name."""

    key: str
    now: str
    today: str
    are_any: bool
    societies: tuple[str, ...]
    read: Callable[[], CertificatesKnown]


NO_CERTIFICATES = CertificatesOnDesk("", "", "", are_any=False, societies=(), read=CertificatesKnown)
