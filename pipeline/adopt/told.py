"""What societies said, as it bears on how people are judged: who takes a person now, and what the unit is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import Event, Standings
from pipeline.model.statements import Problem
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
    for place, (row_id, disposition) in enumerate(zip(people["row_id"], people["disposition"], strict=True)):
        event = standings.returned.get(row_id)
        if event and disposition == Disposition.ROUTED:
            said = _said(event, words.returned)
            found.append((place, "returned-by-society", said if event.note else f"{said}{words.no_reason}"))
    return [_finding(people.iloc[place], slug, about) for place, slug, about in found]


def _transferred(people: DataFrame, standings: Standings) -> list[tuple[int, Event]]:
    keys = zip(people["person_id"], people["notice"], people["domain"], people["society"], strict=True)
    found = [
        (place, event, society)
        for place, (person_id, notice, domain, society) in enumerate(keys)
        if (event := standings.transfers.get((person_id, notice))) and event.domain == domain
    ]
    return [(place, event) for place, event, society in found if society]


def _said(event: Event, template: str) -> str:
    """Who said it, when, and why."""
    why = results_file().words.why.format(note=event.note) if event.note else ""
    return template.format(society=event.society, date=event.date or event.recorded_at[:10], note=why)


def _finding(row: Series[Any], slug: str, about: str) -> Finding:
    problem = Problem(slug, row["sheet"], row["name_cell"], row["name_typed"], about)
    return make(problem, row["submission_id"], row["row_id"], "name", row["file"])
