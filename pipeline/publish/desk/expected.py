"""The units that are expected to answer, against what came: on the desk, in 台账 and in the summary of a batch.

Who is waited for longest stands first, who has answered last.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.publish.paper.book import Table
from pipeline.publish.paper.layout import load_layout
from pipeline.terms.near_units import near_units
from pipeline.terms.notices import load_notice
from pipeline.text.fold import fold
from schemas.layouts.ledger import ledger_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.units import Came, Expected
    from pipeline.terms.settings import ExpectedUnit

ORDER = ("overdue", "overdue_waiting", "waiting", "missing", "corrected", "sent")
WANTED = frozenset(ORDER[:4])
"""States in which something is still to come."""

SILENT = ("overdue", "missing")
"""States of units of which nobody came yet."""


class Overdue(NamedTuple):
    """A unit of which no people came for the notice until a day; `received_on` tells when something else came last, ""
    where nothing did; `alike` are units that look like it, of which something came."""

    unit: str
    notice: str
    due_on: str
    received_on: str
    alike: Sequence[str]


def unit_lines(expected: Expected | None) -> list[dict[str, Any]]:
    """A line for each expected unit, with the columns of the layout, and `key`, its state."""
    if expected is None:
        return []
    today = date.fromisoformat(expected.today)
    otherwise = max((load_notice(name).deadline.day for name in expected.notices), default=None)
    came = [expected.came.get(fold(unit.unit)) for unit in expected.units]
    lines = [
        _line(unit, sent, unit.due_on or otherwise, today, () if sent else near_units(unit.unit, expected.others))
        for unit, sent in zip(expected.units, came, strict=True)
    ]
    return sorted(lines, key=_urgency)


def _urgency(line: dict[str, Any]) -> tuple[int, int]:
    """Days to go count upwards, days waited downwards."""
    days = line["days"] or 0
    return ORDER.index(line["key"]), days if line["key"] == "missing" else -days


def overdue(expected: Expected) -> list[Overdue]:
    """The units of which no people came until their day."""
    notice = max(expected.notices, key=lambda name: load_notice(name).deadline.day, default="")
    lines = [line for line in unit_lines(expected) if line["key"] == "overdue"]
    return [
        Overdue(line["unit"], notice, line["due_on"], line["received_on"], line["alike"]) for line in lines if notice
    ]


def unit_tables(expected: Expected | None) -> list[Table]:
    """The sheet 应报单位, where anybody is expected."""
    sources = load_layout("ledger", "units").sources
    rows = [tuple(map(line.__getitem__, sources)) for line in unit_lines(expected)]
    return [Table("ledger", "units", rows)] if rows else []


def _line(
    unit: ExpectedUnit, came: Came | None, due_on: date | None, today: date, alike: Sequence[str]
) -> dict[str, Any]:
    key, since = _state(came, due_on, today)
    days = abs((today - since).days) if since else 0
    words = ledger_file().expected
    told = came._asdict() if came else {"people": 0, "received_on": "", "submissions": 0, "waiting": 0, "asked_on": ""}
    note = words.notes[key].format(
        days=days, due_on=due_on or "", answer_by=came.due_on if came else "", **{name: told[name] for name in _QUOTED}
    )
    if came and not came.people:
        note += words.notes["nobody"].format(submissions=came.submissions)
    elif came and came.people < unit.people:
        note += words.notes["fewer"].format(fewer=unit.people - came.people)
    if alike:
        note += words.notes["alike"].format(units=words.between.join(alike))
    return {
        **unit._asdict(),
        "wanted": unit.people or "",
        "people": told["people"],
        "due_on": due_on.isoformat() if due_on else "",
        "received_on": told["received_on"],
        "state": words.states[key],
        "days": days or "",
        "note": note,
        "key": key,
        "alike": alike,
    }


_QUOTED = ("submissions", "waiting", "asked_on")


def _state(came: Came | None, due_on: date | None, today: date) -> tuple[str, date | None]:
    """The state of a unit, and the day from which or to which days are counted."""
    if came is None or not came.people:
        return ("overdue" if due_on and today > due_on else "missing"), due_on
    if came.waiting:
        answer_by = date.fromisoformat(came.due_on) if came.due_on else None
        if answer_by and today > answer_by:
            return "overdue_waiting", answer_by
        return "waiting", date.fromisoformat(came.asked_on or came.received_on)
    return ("corrected" if came.was_asked else "sent"), None
