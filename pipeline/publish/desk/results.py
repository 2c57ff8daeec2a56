"""The ledger of results, 结果台账.xlsx: everybody who is with a society and how far, all that societies said in its
order, and the figures of each society. It is the association's own file, and goes to nobody."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.model.results import MARK, STAGE, Event
from pipeline.publish.desk.event_sentences import said
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.values import Value
from pipeline.terms.progress import STATES, Progress, Refusal, Results
from pipeline.text import seal
from schemas.layouts.results import results_layout
from schemas.results import results_file

LAYOUT = "results"
Line = Mapping[str, Any]


def results_book(results: Results, path: Path, secret: bytes) -> Book:
    """The workbook, as of the day of `results`."""
    words = results_layout().words
    everybody, refused = results.read()
    today, most = date.fromisoformat(results.today), words.most
    lines = [_line(each, today) for each in everybody[-most:]]
    more = len(everybody) > most
    footer = (words.footer_more if more else words.footer).format(today=results.today, count=len(lines))
    events = list(_events(everybody, refused))[-most:]
    tables = [
        Table(LAYOUT, "results", _rows("results", lines)),
        Table(LAYOUT, "events", _rows("events", events), nothing=words.no_events),
        _societies(everybody, refused, today),
    ]
    created = datetime.fromisoformat(results.now).replace(tzinfo=None)
    return Book(str(path), created, words.title, words.title, footer, seal.make(LAYOUT, "", (), secret), tables=tables)


def _rows(sheet: str, lines: Iterable[Line]) -> list[tuple[Value, ...]]:
    sources = load_layout(LAYOUT, sheet).sources
    return [tuple(map(line.__getitem__, sources)) for line in lines]


def _line(each: Progress, today: date) -> Line:
    """A person at a society."""
    own, stage = results_layout(), each.stage
    days, marks = each.days(today), each.marks
    is_sent = days is not None
    return {
        **each._asdict(),
        "since": each.since if is_sent else "",
        "state": own.states[each.state(today)],
        "stage": stage.stage if stage else "",
        "conclusion": stage.conclusion if stage else "",
        "date": stage.date if stage else "",
        "note": each.note,
        "days": days if is_sent else "",
        "due": each.due.isoformat() if each.due and is_sent else "",
        **{f"mark_{mark.field}": marks.get(mark.field, "") for mark in results_file().marks},
        **_membership(each.member),
        "certificate": each.certificate,
        **(_place(each.events[-1]) if each.events else {"file": "", "place": ""}),
    }


def _membership(member: str) -> Line:
    """Whether a member, and the number."""
    words = results_file().words
    is_member = (words.no if member == words.no else words.yes) if member else ""
    return {"is_member": is_member, "member_no": "" if member in (words.yes, words.no) else member}


def _place(event: Event) -> Line:
    words = results_layout().words
    place = words.cell.format(sheet=event.source_sheet, cell=event.source_cell) if event.source_cell else ""
    return {"file": event.source_file, "place": place}


def _events(everybody: Sequence[Progress], refused: Sequence[Refusal]) -> Iterator[Line]:
    """All that was said, in the order in which it was recorded."""
    own = results_layout().standings
    names = {each.person_id: each.name for each in everybody}
    taken = [event for each in everybody for event in each.events]
    last = {_about(event): event for event in sorted(taken, key=_order)}
    standings = {
        each.event_id: own["holds" if _says(each) == _says(last[_about(each)]) else "replaced"] for each in taken
    }
    standings |= {each.event.event_id: own["refused" if each.is_open else "mended"] for each in refused}
    messages = {each.event.event_id: each.message for each in refused}
    for event in sorted([*taken, *(each.event for each in refused)], key=_order):
        yield {
            **event._asdict(),
            **_place(event),
            "name": names.get(event.person_id, ""),
            "recorded_on": event.recorded_at[:10],
            "said": said(event, messages),
            "standing": standings[event.event_id],
        }


def _order(event: Event) -> tuple[int, str]:
    return len(event.event_id), event.event_id


def _about(event: Event) -> tuple[str, ...]:
    """What it tells of: a later event about the same stands in its place."""
    of_kind = {STAGE: event.stage, MARK: event.note}.get(event.kind, "")
    return event.person_id, event.notice, event.society, event.kind, of_kind


def _says(event: Event) -> tuple[str, ...]:
    """What it tells of that; a mark or a number is the same whenever it is said."""
    day, note = (event.date, event.note) if event.kind == STAGE else ("", "")
    return event.conclusion, event.value, day, note


def _societies(everybody: Sequence[Progress], refused: Sequence[Refusal], today: date) -> Table:
    """The figures of each society, and at the end their sums: each person is in one of the states."""
    of_society: dict[tuple[str, str], list[Progress]] = defaultdict(list)
    for each in everybody:
        of_society[each.notice, each.society].append(each)
    open_lines = Counter((each.event.notice, each.event.society) for each in refused if each.is_open)
    lines = [_figures(*key, own, open_lines[key], today) for key, own in sorted(of_society.items())]
    numbers = ("people", *STATES, "answered", "refused")
    total: dict[str, Any] = {name: sum(line[name] for line in lines) for name in numbers}
    total |= {"society": results_layout().words.total, "notice": "", "last": ""}
    rows = _rows("societies", [*lines, total] if lines else [])
    return Table(LAYOUT, "societies", rows, sums=frozenset([len(lines)] if lines else []))


def _figures(notice: str, society: str, own: Sequence[Progress], open_lines: int, today: date) -> Line:
    states = Counter(each.state(today) for each in own)
    returned = [event.recorded_at[:10] for each in own for event in each.events]
    return {
        "notice": notice,
        "society": society,
        "people": len(own),
        **{state: states[state] for state in STATES},
        "answered": sum(bool(each.events) for each in own),
        "refused": open_lines,
        "last": max(returned, default=""),
    }
