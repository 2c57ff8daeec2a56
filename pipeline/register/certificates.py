"""What the register tells of certificates: to the rules, to the desk, to letters and to statistics."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Engine

from pipeline.follow.certificates import all_standing
from pipeline.follow.hours import told_last
from pipeline.model.certificates import Certificate, CertificateEvent, Holder
from pipeline.model.hours import Activity, ConfirmedHours
from pipeline.reconcile.state import Histories, State
from pipeline.register import histories, store
from pipeline.register.certificate_events import activities, confirmed, events
from pipeline.register.certificate_people import holders
from pipeline.register.certificates_known import certificates_known, own_societies
from pipeline.register.contents.certificates import CertificatesKnown
from pipeline.register.recommendations import units
from pipeline.terms.exclusions import Exclusions


class Certificates:
    """What the register knows of certificates."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def events(self) -> list[CertificateEvent]:
        """All that happened, in order."""
        with store.reading(self._engine) as connection:
            return events(connection)

    def renumbered(self) -> list[CertificateEvent]:
        """That certificates were issued, as societies said it under numbers that they corrected since."""
        with store.reading(self._engine) as connection:
            now = {each.event_id for each in events(connection)}
            return [each for each in events(connection, with_corrected=True) if each.event_id not in now]

    def standing(self, today: date, people: Collection[str] | None = None) -> dict[str, Certificate]:
        """Number → certificate as it stands on a day; all, or those of these people."""
        with store.reading(self._engine) as connection:
            return all_standing(events(connection, people), today)

    def activities(self, people: Collection[str] | None = None) -> list[Activity]:
        """All that holders did, or these, in order, as it was told last."""
        with store.reading(self._engine) as connection:
            return told_last(activities(connection, people))

    def confirmed(self) -> dict[str, ConfirmedHours]:
        """activity_id → what somebody decided that it counts for."""
        with store.reading(self._engine) as connection:
            return confirmed(connection)

    def units(self, people: Collection[str]) -> dict[str, set[str]]:
        """person_id → the match keys of the units that ever recommended the person."""
        with store.reading(self._engine) as connection:
            return units(connection, people)

    def holders(self, people: Collection[str]) -> dict[str, Holder]:
        """Those of these people to whom a certificate may be issued, by person_id."""
        with store.reading(self._engine) as connection:
            return holders(connection, people)

    def excluded(self, today: date, happening: Sequence[CertificateEvent] = ()) -> tuple[Exclusions, list[str]]:
        """Everybody who is excluded, by this too that is about to be recorded; and the row_id of what must be judged
        again for it."""
        with store.reading(self._engine) as connection:
            return histories.excluded(connection, today, happening)

    def histories(self, state: State, notices: Collection[str], today: date, excluded: Exclusions) -> Histories:
        """What certificates tell on the day of those whom rows that answer these notices may be about."""
        with store.reading(self._engine) as connection:
            return histories.histories(connection, state, notices, today, excluded)

    def known(self) -> CertificatesKnown:
        """All of it, for whoever counts or lists it."""
        with store.reading(self._engine) as connection:
            return certificates_known(connection)

    def own_societies(self) -> tuple[str, ...]:
        """Those that only the settings name by which the last batch was made."""
        with store.reading(self._engine) as connection:
            return own_societies(connection)
