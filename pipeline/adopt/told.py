"""What societies said, as it bears on how people are judged: who takes a person now, and what the unit is asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import BY_SOCIETY, Event, Standings
from pipeline.model.statements import Problem
from pipeline.reconcile.disposition import SAME
from pipeline.route import Routes
from pipeline.terms.findings import make
from schemas.results import results_file

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def handed_on(people: DataFrame, standings: Standings, routes: Routes) -> DataFrame:
    """After routing: `people` with the society to which each was handed on, as long as the domain is the same."""
    if not standings.transfers:
        return people
    columns = {name: people[name].tolist() for name in ("society", "route_confirmed", "route_reason")}
    for place, event in _transferred(people, standings):
        columns["society"][place] = event.value
        columns["route_confirmed"][place] = routes.is_confirmed(event.value)
        columns["route_reason"][place] = _said(event, results_file().words.transferred)
    return people.assign(**columns)


def told_of(people: DataFrame, standings: Standings) -> list[Finding]:
    """A finding for each person who was handed on, and for each row that the unit shall mend for its society."""
    if not (standings.transfers or standings.returned):
        return []
    words = results_file().words
    handed = _transferred(people, standings)
    found = [(place, "transferred", _said(event, words.transferred)) for place, event in handed]
    for place, row_id in enumerate(_standing(people)):
        if event := standings.returned.get(row_id):
            said = _said(event, words.returned)
            found.append((place, BY_SOCIETY, said if event.note else f"{said}{words.no_reason}"))
    return [_finding(people.iloc[place], slug, about) for place, slug, about in found]


def _standing(people: DataFrame) -> list[str]:
    """For each row the one by which its person stands: itself where it is routed, that one where it says the same; ""
    for others."""
    columns = ("row_id", "disposition", "reason", "points_at")
    said = {Disposition.ROUTED: "row_id", Disposition.DUPLICATE: "points_at"}
    return [
        row[said[row["disposition"]]] if row["disposition"] == Disposition.ROUTED or row["reason"] in SAME else ""
        for row in people[list(columns)].to_dict("records")
    ]


def _transferred(people: DataFrame, standings: Standings) -> list[tuple[int, Event]]:
    keys = zip(people["person_id"], people["notice"], people["domain"], people["society"], strict=True)
    return [
        (place, event)
        for place, (person_id, notice, domain, society) in enumerate(keys)
        if society and (event := standings.transfers.get((person_id, notice))) and event.domain == domain
    ]


def _said(event: Event, template: str) -> str:
    """Who said it, when, and why."""
    why = results_file().words.why.format(note=event.note) if event.note else ""
    return template.format(society=event.society, date=_day(event), note=why)


def _day(event: Event) -> str:
    """When it was said, without the year where that is the one in which it came."""
    words, day = results_file().words, event.day
    template = words.day if day[:4] == event.recorded_at[:4] else words.day_of_year
    return template.format(day=date.fromisoformat(day))


def _finding(row: Series[Any], slug: str, about: str) -> Finding:
    problem = Problem(slug, row["sheet"], row["name_cell"], row["name_typed"], about)
    return make(problem, row["submission_id"], row["row_id"], "name", row["file"])
