"""What of the lines can be: the adapter between lines and the pandera schema of schemas/returns.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.adopt.lines import Line
from pipeline.adopt.numbers import Numbers, number_of, numbers_in
from pipeline.adopt.said_before import certificate_of, corrects_number, is_outdated, standing_of
from pipeline.model.results import TRANSFERRED, Assessed, OnReturn
from pipeline.model.statements import Problem
from pipeline.terms.findings import load_findings
from pipeline.terms.open_cases import SOCIETY
from pipeline.terms.procedure import Procedure
from pipeline.text.certificate_numbers import is_certificate_number
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.results import MarkEntry, conclusion_of, effect_of, results_file
from schemas.routes import societies

if TYPE_CHECKING:
    from pandas import DataFrame


_TWICE, _TAKEN = "result-certificate-twice", "result-certificate-taken"


class Checked(NamedTuple):
    """A line and what is wrong with it."""

    line: Line
    problems: list[Problem]


def checked(lines: Sequence[Line], on: OnReturn, procedure: Procedure, today: str) -> list[Checked]:
    """Each line with what is wrong with it by the procedure of its notice, in their order."""
    if not lines:
        return []
    found: list[list[Problem]] = [[] for _ in lines]
    numbers = numbers_in(lines, on, procedure)
    for index, slug, column in _failures([_values(line, on, numbers, procedure, today) for line in lines]):
        line = lines[index]
        at = line.cell(column)
        about = numbers.rows(line) if slug == _TWICE else _about(slug, column, line, procedure)
        found[index].append(Problem(slug, line.returned.sheet, at.cell, at.text, about))
    _refused_with(found, lines, numbers)
    return list(map(Checked, lines, found))


def refusing(problems: Sequence[Problem]) -> list[Problem]:
    """Those for which a line is not taken."""
    return [each for each in problems if load_findings()[each.slug].decided_by == SOCIETY]


def _refused_with(found: Sequence[list[Problem]], lines: Sequence[Line], numbers: Numbers) -> None:
    """A number is not free where the line that gives it up is not taken, and so on from line to line."""
    places = {id(line): place for place, line in enumerate(lines)}
    waiting = [(place, places[id(other)]) for place, line in enumerate(lines) if (other := numbers.giving_up(line))]
    while kept := [(place, other) for place, other in waiting if refusing(found[other]) and not refusing(found[place])]:
        for place, _ in kept:
            at = lines[place].cell("certificate_no")
            found[place].append(Problem(_TAKEN, lines[place].returned.sheet, at.cell, at.text))


def _failures(values: Sequence[Mapping[str, object]]) -> list[tuple[int, str, str]]:
    """Place of the line, slug and column of each check that fails."""
    import pandera.pandas as pa

    from schemas.returns import returns_schema

    try:
        returns_schema().validate(_frame(values), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases[["index", "check"]].drop_duplicates()
    else:
        return []
    ours = cases[~cases["check"].str.contains("@", regex=False)]
    if len(ours):
        raise ValueError(f"what societies returned breaks the columns of schemas/returns.py:\n{ours}")
    told = ((int(index), *check.split("@")) for index, check in cases.itertuples(index=False))
    return [(index, slug, column) for index, slug, column in told]


def _frame(values: Sequence[Mapping[str, object]]) -> DataFrame:
    import pandas as pd

    from schemas.returns import NUMBERS

    return pd.DataFrame(values).astype(dict.fromkeys(NUMBERS, float))


def _values(line: Line, on: OnReturn, numbers: Numbers, procedure: Procedure, today: str) -> dict[str, object]:
    """The line as schemas/returns.py wants it."""
    file, text, person = results_file(), line.returned.text, line.person
    stage, conclusion = procedure.stage_of(text("stage")), conclusion_of(text("conclusion"))
    to_society = text("transferred_to") if text("transferred_to") in societies() else ""
    entry = file.conclusion.get(conclusion)
    is_another = fold(certificate_of(person)) not in ("", number_of(line))
    corrects = is_another and corrects_number(line, on, stage)
    return {
        "stage_at": _place(stage, procedure),
        "reached": _place(reached(person), procedure),
        "is_stage": bool(stage),
        "is_certified": stage == procedure.certified,
        "is_known": bool(conclusion),
        "effect": effect_of(conclusion),
        "needs_note": entry is not None and entry.needs_note,
        "day": line.date,
        "since": person.since,
        "today": today,
        "is_changed": is_another and not corrects,
        "is_corrected": corrects,
        "is_used": corrects and certificate_of(person) in on.used,
        "is_taken": numbers.is_taken(line),
        "is_twice": bool(numbers.rows(line)),
        "is_number": is_certificate_number(text("certificate_no")),
        "gives_up": any(word in text("note") for word in file.words.gives_up),
        "is_outdated": is_outdated(line, on, stage),
        "is_certificate_left": bool(certificate_of(person)) and (entry is not None and entry.effect != "passed"),
        "to_society": to_society,
        "society": person.society,
        "is_member_word": text("member") in (file.words.yes, file.words.no),
        "is_none": text("member") == file.words.no,
        **{
            key: text(key)
            for key in (
                *("stage", "conclusion", "note", "date", "certificate_no"),
                *("transferred_to", "member", "member_no"),
            )
        },
        **{
            name: value
            for mark in file.marks
            for name, value in _mark(mark, line, mark.field in procedure.marks).items()
        },
    }


def _mark(mark: MarkEntry, line: Line, is_given: bool) -> dict[str, object]:
    """A mark with its bounds, where the procedure gives it; where not, whatever is written says nothing of passing."""
    typed, level, field = line.returned.text(mark.field), line.person.level, mark.field
    nothing = float("nan")
    return {
        field: number_in(typed),
        f"{field}_typed": typed,
        f"{field}_least": mark.least.get(level, nothing) if is_given else nothing,
        f"{field}_most": mark.most.get(level, nothing) if is_given else nothing,
    }


def number_in(text: str) -> float:
    """The number that a cell holds, NaN where it holds none; 分 behind it is no part of it."""
    try:
        number = float(fold(text).removesuffix(results_file().words.points))
    except ValueError:
        return float("nan")
    return number if number != float("inf") else float("nan")


def reached(person: Assessed) -> str:
    """The stage that is recorded of a person by the society that has the person now; "" for none."""
    standing = standing_of(person)
    return standing.stage if standing else ""


def _place(stage: str, procedure: Procedure) -> float:
    place = procedure.place(stage)
    return place if place >= 0 else float("nan")


def _about(slug: str, column: str, line: Line, procedure: Procedure) -> str:
    """What fills {about} of the finding."""
    said = _SAID.get(slug)
    return said(line, column, procedure) if said else ""


def _standing(line: Line, _column: str, _procedure: Procedure) -> str:
    standing = standing_of(line.person)
    words = results_file().words
    return words.standing.format(conclusion=standing.conclusion, day=standing.day) if standing else ""


def _concluded(line: Line, _column: str, _procedure: Procedure) -> str:
    conclusion, words = conclusion_of(line.returned.text("conclusion")), results_file().words
    return words.concluded.format(conclusion=conclusion) if conclusion else words.unconcluded


def _named(effect: str) -> str:
    return next(name for name, entry in results_file().conclusion.items() if entry.effect == effect)


def _certified(_line: Line, _column: str, procedure: Procedure) -> str:
    return results_file().words.certified.format(stage=procedure.certified, conclusion=_named("passed"))


def _transferred(*_: object) -> str:
    return _named(TRANSFERRED)


def _mark_of(column: str) -> MarkEntry:
    return next(mark for mark in results_file().marks if mark.field == column)


def _least(line: Line, column: str, _: Procedure) -> str:
    mark, level = _mark_of(column), line.person.level
    return results_file().words.mark_least.format(level=level, column=mark.column, least=mark.least[level])


def _most(line: Line, column: str, _: Procedure) -> str:
    mark = _mark_of(column)
    return results_file().words.mark_most.format(column=mark.column, most=mark.most[line.person.level])


_SAID: Mapping[str, Callable[[Line, str, Procedure], str]] = {
    "result-stage-backwards": lambda line, *_: reached(line.person),
    "result-note-missing": lambda line, *_: conclusion_of(line.returned.text("conclusion")),
    "result-date-early": lambda line, *_: line.person.since,
    "result-outdated": _standing,
    "result-certificate-left": lambda line, *_: certificate_of(line.person),
    "result-note-gives-up": _concluded,
    "result-member-differs": lambda line, *_: line.returned.text("member_no"),
    "result-certificate-changed": lambda line, *_: certificate_of(line.person),
    "result-certificate-corrected": lambda line, *_: certificate_of(line.person),
    "result-certificate-used": lambda line, *_: certificate_of(line.person),
    "result-certificate-early": _certified,
    "result-certificate-missing": _certified,
    "result-society-missing": _transferred,
    "result-society-unasked": _transferred,
    "result-mark-unreadable": lambda _line, column, _: _mark_of(column).column,
    "result-mark-low": _least,
    "result-mark-high": _most,
}
"""By slug, what the finding adds: what is recorded already, or what would be right."""
