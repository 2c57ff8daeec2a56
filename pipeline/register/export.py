"""The tables of the register for other programs, as frames; a person is as the last judgement has it."""

from __future__ import annotations

from collections.abc import Callable

from pandas import DataFrame
from sqlalchemy import Connection

from pipeline.model.judgements import Columns
from pipeline.register import frames
from pipeline.register.decided import exported as exported_decisions
from pipeline.register.hours import exported as exported_hours
from pipeline.register.reading import PEOPLE, latest, people
from pipeline.register.results import exported as exported_events


def _people(connection: Connection) -> Columns:
    columns = people(connection, latest())
    return {name: columns[name] for name in PEOPLE}


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


def exported(connection: Connection, table: str) -> DataFrame:
    """One of the tables as a frame: texts, and whole numbers where the export has them."""
    return DataFrame(_TABLES[table](connection))
