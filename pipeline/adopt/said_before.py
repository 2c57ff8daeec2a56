"""What a society said of a person before, and what of a line is older than that.

A society goes on filling in the workbook that it has: what it said long ago stands there still, and is no news. Where
it said otherwise since, nobody can tell a change of mind from an older copy but by the day that is written beside it.
"""

from __future__ import annotations

from pipeline.adopt.lines import Line
from pipeline.model.results import CERTIFICATE, RETURNED, STAGE, Assessed, Event, OnReturn
from pipeline.text.fold import fold
from schemas.results import conclusion_of, effect_of, results_file

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
    """Whether the line concludes a stage otherwise than it stands now, and did so before that, is dated before it, or
    came with it. A return that was answered since is no contradiction: it still stands in the older workbook."""
    person = line.person
    standing, conclusion = standing_of(person), conclusion_of(line.returned.text("conclusion"))
    if standing is None or standing.stage != stage or not standing.conclusion:
        return False
    if conclusion in ("", standing.conclusion):
        return False
    are_dated = bool(line.date and standing.date)
    if are_dated and line.date < standing.date:
        return True
    if standing.source_file in on.beside and not (are_dated and line.date > standing.date):
        return True
    return effect_of(conclusion) != RETURNED and _stage_of(line, stage) in said_before(person, on)


def corrects_number(line: Line, on: OnReturn, stage: str) -> bool:
    """Whether the line gives the person another number than is recorded, and says so: with a remark that was not there
    before, that it is a correction. An older copy, and rows that slipped, say nothing of the kind; and a number that
    was corrected stays so."""
    number, note = fold(line.returned.text("certificate_no")), line.returned.text("note")
    recorded = set(map(fold, _numbers_of(line.person)))
    is_said = any(word in note for word in results_file().words.corrects)
    is_another = bool(recorded) and number != "" and number not in recorded
    return is_another and is_said and _stage_of(line, stage) not in said_before(line.person, on)


def certificate_of(person: Assessed) -> str:
    """The number of the certificate that the society gave the person; "" for none."""
    return next(reversed(_numbers_of(person)), "")


def _numbers_of(person: Assessed) -> list[str]:
    return [each.value for each in person.events if each.kind == CERTIFICATE and each.society == person.society]


def _stage_of(line: Line, stage: str) -> _Said:
    """What the line says of the stage, as `Event.said` has it."""
    text = line.returned.text
    return STAGE, stage, conclusion_of(text("conclusion")), line.date, text("transferred_to"), text("note")
