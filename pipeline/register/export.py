"""The tables of the register for other programs, as frames; a person is as the last judgement has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from pandas import DataFrame
from sqlalchemy import Connection

from pipeline.follow.certificates import all_standing, last_day_to_ask
from pipeline.model.judgements import Columns
from pipeline.register import frames
from pipeline.register.certificate_events import events
from pipeline.register.decided import exported as exported_decisions
from pipeline.register.hours import exported as exported_hours
from pipeline.register.reading import PEOPLE, latest, people
from pipeline.register.results import exported as exported_events
from pipeline.terms.notices import CHINA


def _people(connection: Connection) -> Columns:
    columns = people(connection, latest())
    return {name: columns[name] for name in PEOPLE}


CERTIFICATES = (
    *("certificate_no", "person_id", "society", "level", "issued_on", "valid_to", "state"),
    *("name", "last_day_to_ask", "asked_on", "renewals"),
)
"""`export certificates`; `renewals` is how often one was renewed."""


def _certificates(connection: Connection, today: date) -> Columns:
    """Every certificate as it stands on a day, in the order in which they were first told of."""
    lines = [
        {
            **each._asdict(),
            "issued_on": each.issued_on.isoformat(),
            "valid_to": each.valid_to.isoformat(),
            "last_day_to_ask": last_day_to_ask(each.valid_to).isoformat(),
            "asked_on": each.asked_on.isoformat() if each.asked_on else "",
            "renewals": len(each.periods) - 1,
        }
        for each in all_standing(events(connection), today).values()
    ]
    return {name: [line[name] for line in lines] for name in CERTIFICATES}


_OF_A_DAY: dict[str, Callable[[Connection, date], Columns]] = {"certificates": _certificates}
_TABLES: dict[str, Callable[[Connection], Columns]] = {
    "people": _people,
    "rows": frames.row_fates,
    "projects": frames.projects,
    "submissions": frames.submissions,
    "documents": frames.documents,
    "findings": frames.findings,
    "decisions": exported_decisions,
    "events": exported_events,
    "hours": exported_hours,
}


def exported(connection: Connection, table: str, today: date | None = None) -> DataFrame:
    """One of the tables as a frame: texts, and whole numbers where the export has them; as of a day what depends on
    one, without it on the day that it is."""
    if table in _OF_A_DAY:
        return DataFrame(_OF_A_DAY[table](connection, today or datetime.now(CHINA).date()))
    return DataFrame(_TABLES[table](connection))
