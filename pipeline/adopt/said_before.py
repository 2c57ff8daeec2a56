"""What a society said of a person before, and what of a line is older than that.

A society goes on filling in the workbook that it has: what it said long ago stands there still, and is no news. Where
it said otherwise since, nobody can tell a change of mind from an older copy but by the day that is written beside it.
"""

from __future__ import annotations

from pipeline.adopt.lines import Line
from pipeline.model.results import RETURNED, STAGE, Assessed, Event, OnReturn
from pipeline.text.days import leading_day
from schemas.results import conclusion_of, effect_of

_Said = tuple[str, ...]


def standing_of(person: Assessed) -> Event | None:
    """The stage, with its conclusion, that the society which has the person now named last."""
    stages = [each for each in person.events if each.kind == STAGE and each.stage and each.society == person.society]
    return stages[-1] if stages else None


def said_before(person: Assessed, on: OnReturn) -> set[_Said]:
    """What the society said of the person. In the workbook with what the unit mended, what it says of that is new: the
    same return once more, and whatever follows the return."""
    standing = standing_of(person)
    was_returned = standing is not None and effect_of(standing.conclusion) == RETURNED
    is_mended = person.row_id in on.sent.get("row_id", ())
    return {
        each.said
        for each in person.events
        if each.society == person.society
        and not (
            is_mended and each.row_id != person.row_id and (was_returned or effect_of(each.conclusion) == RETURNED)
        )
    }


def is_outdated(line: Line, on: OnReturn, stage: str) -> bool:
    """Whether the line concludes a stage otherwise than it stands now, and did so before that, or is dated before it. A
    return that was answered since is no contradiction: it still stands in the older workbook."""
    person, text = line.person, line.returned.text
    standing, conclusion, day = standing_of(person), conclusion_of(text("conclusion")), leading_day(text("date"))
    if standing is None or standing.stage != stage or conclusion in ("", standing.conclusion):
        return False
    if not standing.conclusion:
        return False
    date = day.isoformat() if day else ""
    if date and standing.date and date < standing.date:
        return True
    said = (STAGE, stage, conclusion, date, text("transferred_to"), text("note"))
    return effect_of(conclusion) != RETURNED and said in said_before(person, on)
