"""The societies' workbooks that go back to them, since a batch could not take all that stands in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select

from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import REFUSED, Event
from pipeline.register import tables
from pipeline.register.contents.batch import SentBack, WrongCell
from pipeline.register.reading import holding, is_one_of, latest, mails_of, of_nobody
from pipeline.register.results import events_in
from pipeline.register.rounds import day_of
from pipeline.terms.open_cases import SOCIETY
from pipeline.text.addresses import place_of

_found, _judged = tables.findings.c, tables.judgements.c
_sent, _documents = tables.submissions.c, tables.documents.c

_Place = tuple[str, str, str, str]
"""File, sheet, cell and slug."""


def sent_back(connection: Connection, batch: int) -> list[SentBack]:
    """In the order in which they came. Left out are what was put right in the same batch, what is said of people who
    were forgotten, and workbooks that are no society's or those of several."""
    events = events_in(connection, batch)
    if all(each.kind != REFUSED for each in events):
        return []
    wrong = _wrong(connection, batch)
    names = _names(connection, batch, {each.person_id for each in events})
    made = (_sent_back(connection, batch, *where, cells, events, names) for where, cells in wrong.items())
    return [each for each in made if each and each.wrong]


def _wrong(connection: Connection, batch: int) -> dict[tuple[str, str], list[Finding]]:
    """What a batch found that a society must put right, by submission and file."""
    query = (
        select(*(_found[name] for name in Finding._fields))
        .where(of_nobody(), holding(batch), _found.batch == batch, _found.decided_by == SOCIETY)
        .order_by(_found.number)
    )
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for row in connection.execute(query):
        finding = Finding(*row)
        found[finding.submission_id, finding.file].append(finding)
    return found


_FORGOTTEN = "?"


def _names(connection: Connection, batch: int, people: Collection[str]) -> dict[str, str]:
    """By person_id how those are called who are not forgotten; "" for nobody in particular."""
    living = _judged.row_id.not_in(select(tables.forgotten_rows.c.row_id))
    now = latest(batch).where(is_one_of(_judged.person_id, people), living).subquery()
    return {"": "", **dict(map(tuple, connection.execute(select(now.c.person_id, now.c.name))))}


def _sent_back(
    connection: Connection,
    batch: int,
    submission_id: str,
    file: str,
    findings: Sequence[Finding],
    events: Sequence[Event],
    names: Mapping[str, str],
) -> SentBack | None:
    own = [each for each in events if each.source_file == file]
    societies = {each.society for each in own} - {""}
    if len(societies) != 1:
        return None
    people = {each.person_id for each in own}
    of_whom = {_place(each): each.person_id for each in own if each.kind == REFUSED}
    whose = [(each, of_whom.get((each.file, each.sheet, each.cell, each.slug), _FORGOTTEN)) for each in findings]
    came = connection.execute(select(_sent.received_at, _sent.mails).where(_sent.submission_id == submission_id)).one()
    mails = mails_of(came.mails)
    return SentBack(
        society=min(societies),
        is_confirmed=_is_confirmed(connection, batch, min(societies), people),
        file=file,
        sha256=_original(connection, batch, file),
        received_on=day_of(came.received_at),
        taken=len({each.person_id for each in own if each.kind != REFUSED}),
        answers=mails[-1].message_id if mails else "",
        wrong=tuple(
            WrongCell(each, names[person_id]) for each, person_id in sorted(whose, key=_where) if person_id in names
        ),
    )


def _place(event: Event) -> _Place:
    return event.source_file, event.source_sheet, event.source_cell, event.note


def _where(whose: tuple[Finding, str]) -> tuple[str, tuple[int, int]]:
    """Sheet and place: as people read."""
    return whose[0].sheet, place_of(whose[0].cell)


def _is_confirmed(connection: Connection, batch: int, society: str, people: Collection[str]) -> bool:
    """Whether the route is by which these people came to the society; where none did, that of any who did."""
    now = latest(batch).where(_judged.society == society, _judged.disposition == Disposition.ROUTED.value).subquery()
    routes = connection.execute(select(now.c.person_id, now.c.route_confirmed)).all()
    own = [confirmed for person_id, confirmed in routes if person_id in people]
    return all(own or [confirmed for _, confirmed in routes])


def _original(connection: Connection, batch: int, file: str) -> str:
    """The sha256 of the file of the inbox that holds the document."""
    query = select(_documents.sha256).where(_documents.file == file.partition("!")[0], _documents.batch <= batch)
    return connection.execute(query.order_by(_documents.number.desc()).limit(1)).scalar() or ""
