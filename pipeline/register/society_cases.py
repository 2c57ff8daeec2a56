"""What societies owe: lines of theirs that were not taken, a word of people whom they got, an assessment in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from sqlalchemy import Connection, func, select

from pipeline.model.decisions import Question, question_id
from pipeline.model.judgements import Finding
from pipeline.register import tables
from pipeline.register.cases import About, case_of
from pipeline.register.decided import closed_questions
from pipeline.register.progress import is_begun, progress, refusals
from pipeline.register.reading import is_one_of
from pipeline.register.returned_again import returned_again
from pipeline.terms.findings import load_findings
from pipeline.terms.notices import procedure_of
from pipeline.terms.open_cases import SOCIETY
from pipeline.terms.progress import NEAR, OVER, SILENT, WAITING, Owed, Progress, Refusal, Term
from schemas.decisions import decisions_file
from schemas.named import NamedTuple
from schemas.results import results_file

_CORRECTION = "society-correction"
_batches = tables.batches.c


class Owing(NamedTuple):
    """What societies owe on a day."""

    owed: Sequence[Owed]
    today: date


def of_societies(connection: Connection, owing: Owing) -> Iterator[Question]:
    """A case for each line that a society must put right, for whom it returned more than once, and for what it owes."""
    yield from _corrections(connection)
    yield from returned_again(connection)
    yield from (_case(each, owing.today) for each in owing.owed)


def _corrections(connection: Connection) -> Iterator[Question]:
    """One for each person and thing that is wrong: where a society repeats it, of the last time only."""
    together: dict[tuple[str, ...], list[Refusal]] = defaultdict(list)
    for each in refusals(connection):
        event = each.event
        nobody = () if event.person_id else (event.source_file, event.source_sheet, event.source_cell)
        if each.is_open:
            together[event.notice, event.society, event.person_id, event.note, *nobody].append(each)
    rows = _people(connection, {own[-1].event.row_id for own in together.values()})
    for own in together.values():
        last = [each for each in own if each.event.batch == own[-1].event.batch]
        yield _correction(last, *rows.get(last[0].event.row_id, ("", "")))


def _people(connection: Connection, row_ids: set[str]) -> dict[str, tuple[str, str]]:
    """Name and unit of these rows, as they are judged now."""
    if not row_ids:
        return {}
    now, judged, rows, sent = (
        table.c for table in (tables.counted, tables.judgements, tables.person_rows, tables.submissions)
    )
    query = (
        select(now.row_id, judged.name, sent.unit)
        .join(tables.judgements, (judged.row_id == now.row_id) & (judged.batch == now.batch))
        .join(tables.person_rows, rows.row_id == now.row_id)
        .join(tables.submissions, sent.submission_id == rows.submission_id)
        .where(is_one_of(now.row_id, row_ids))
    )
    return {row_id: (name, unit) for row_id, name, unit in connection.execute(query)}


def _correction(own: Sequence[Refusal], name: str, unit: str) -> Question:
    event, submission_id = own[0].event, own[0].submission_id
    slug, since, place = event.note, event.recorded_at[:10], (event.source_file, event.source_sheet, event.source_cell)
    told = "\n".join(dict.fromkeys(each.message for each in own))
    message = decisions_file().asked.societies.correction.format(society=event.society, message=told)
    case = case_of(
        About("", event.person_id, submission_id, event.notice, unit, name, since, since),
        load_findings()[slug].title,
        Finding(submission_id, "", slug, "", "", *place, "", message, SOCIETY),
        (slug, _CORRECTION),
        SOCIETY,
    )
    number = question_id("case", submission_id, event.source_file, event.person_id or event.source_cell, slug)
    return case._replace(question_id=number, subject=event.society)


def watched(connection: Connection, today: date) -> list[Progress]:
    """Everybody who is with a society, once somebody can be so for long."""
    first = connection.execute(select(func.min(_batches.now))).scalar()
    is_young = first is None or (today - date.fromisoformat(first[:10])).days < _shortest(connection)
    return [] if is_young or not is_begun(connection) else progress(connection)


def _shortest(connection: Connection) -> int:
    """After how many days something may be owed at the earliest, by the notices that anybody answered."""
    cycle, answered = results_file().cycle, connection.execute(select(_batches.notice).distinct()).scalars()
    limits = chain.from_iterable(procedure_of(notice).limits for notice in answered)
    return min([cycle.silent_days, *(7 * limit.weeks - cycle.warn_days for limit in limits)])


def owed_of(people: Iterable[Progress], today: date) -> list[Owed]:
    """What societies owe these people on a day: those that said nothing, and those whose time is nearly over, or over,
    day by day on which they got people, or these passed a stage."""
    of_society: dict[tuple[str, str], list[Progress]] = defaultdict(list)
    for each in people:
        if each.is_begun:
            of_society[each.notice, each.society].append(each)
    found = ((*_silent(key, own, today), *_late(key, own, today)) for key, own in sorted(of_society.items()))
    return list(chain.from_iterable(found))


def owed_and_open(connection: Connection, today: date) -> list[Owed]:
    """What societies owe on a day, without what the secretary closed."""
    closed = closed_questions(connection)
    return [each for each in owed_of(watched(connection, today), today) if _number(each) not in closed]


def _number(owed: Owed) -> str:
    """The question_id of its case."""
    stage = (owed.limit.stage,) if owed.limit else ()
    return question_id("case", owed.notice, owed.society, owed.kind, owed.since, owed.last, *stage)


def _silent(key: tuple[str, str], own: Sequence[Progress], today: date) -> Iterator[Owed]:
    """People of whom the society said nothing for so long, when nothing else came of it meanwhile; those whose time is
    nearly over are told of as that."""
    last = max((event.recorded_at[:10] for each in own for event in each.events), default="")
    until = (today - timedelta(results_file().cycle.silent_days)).isoformat()
    waiting = [each for each in own if each.state(today) == WAITING and each.since <= until]
    if waiting and last <= until:
        yield Owed(SILENT, *key, min(each.since for each in waiting), last, tuple(waiting))


def _late(key: tuple[str, str], own: Iterable[Progress], today: date) -> Iterator[Owed]:
    of_term: dict[Term, list[Progress]] = defaultdict(list)
    for each in own:
        if each.state(today) in (NEAR, OVER) and (term := each.pressing(today)):
            of_term[term].append(each)
    for term, people in sorted(of_term.items(), key=lambda one: _order(one[0], today)):
        yield Owed(term.state(today), *key, term.since.isoformat(), "", tuple(people), term.due, term.limit)


def _order(term: Term, today: date) -> tuple[object, ...]:
    """By day and state; stages behind the whole."""
    return term.since, term.state(today), *(term.limit or ())


def _case(owed: Owed, today: date) -> Question:
    words = decisions_file().asked.societies
    told = {
        "society": owed.society,
        "people": len(owed.people),
        "day": owed.since,
        "days": (today - date.fromisoformat(owed.since)).days,
        "last": owed.last,
        "due": owed.due,
        **(owed.limit._asdict() if owed.limit else {}),
    }
    kind = f"{owed.kind}_stage" if owed.limit else owed.kind
    template = words.silent_since if owed.last else getattr(words, kind)
    slug = f"society-{owed.kind}"
    at = Finding("", "", slug, "", "", "", "", "", "", template.format(**told), SOCIETY)
    place = About(notice=owed.notice, since=owed.since)
    case = case_of(place, getattr(words, f"{kind}_title"), at, [slug], SOCIETY)
    return case._replace(question_id=_number(owed), subject=owed.society)
