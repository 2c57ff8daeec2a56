"""People whom one society returned more than once: somebody decides what is to be done with them (ours; 003:144-145
prints no limit)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from pipeline.model.decisions import Question, question_id
from pipeline.model.judgements import Disposition, Finding
from pipeline.model.results import Event
from pipeline.register import tables
from pipeline.register.cases import About, case_of
from pipeline.register.reading import is_one_of
from pipeline.register.results import standing_results
from pipeline.terms.open_cases import SECRETARIAT
from schemas.decisions import decisions_file
from schemas.results import results_file

SLUG = "society-again"


def returned_again(connection: Connection) -> Iterator[Question]:
    """A case for each of them, as long as the unit has not sent another row."""
    standings = standing_results(connection)
    times = standings.times if standings.returned else {}
    found = {
        row_id: (event, count)
        for row_id, event in standings.returned.items()
        for count in [times[event.person_id, event.notice, event.society]]
        if 0 < results_file().conclusion[event.conclusion].decided_from <= count
    }
    for row in _routed(connection, found):
        yield _case(row, *found[row.row_id])


def _routed(connection: Connection, row_ids: dict[str, Any]) -> list[Row[Any]]:
    """These rows, with name and unit, of those that are routed now."""
    if not row_ids:
        return []
    now, judged, rows, sent = (
        table.c for table in (tables.counted, tables.judgements, tables.person_rows, tables.submissions)
    )
    query = (
        select(now.row_id, judged.name, judged.society, sent.unit, sent.submission_id)
        .join(tables.judgements, and_(judged.row_id == now.row_id, judged.batch == now.batch))
        .join(tables.person_rows, rows.row_id == now.row_id)
        .join(tables.submissions, sent.submission_id == rows.submission_id)
        .where(is_one_of(now.row_id, list(row_ids)), now.disposition == Disposition.ROUTED.value)
        .order_by(rows.number)
    )
    return list(connection.execute(query))


def _case(row: Row[Any], event: Event, times: int) -> Question:
    words, since = decisions_file().asked.societies, event.recorded_at[:10]
    told = words.again.format(
        society=event.society,
        times=times,
        day=date.fromisoformat(event.day),
        stage=event.stage,
        note=words.again_note.format(note=event.note) if event.note else "",
    )
    place = event.source_file, event.source_sheet, event.source_cell
    at = Finding(row.submission_id, "", SLUG, "", "", *place, "", told, SECRETARIAT)
    about = About("", event.person_id, row.submission_id, event.notice, row.unit, row.name, since, since)
    case = case_of(about, words.again_title, at, [SLUG], SECRETARIAT)
    number = question_id("case", event.person_id, event.notice, event.society, SLUG, str(times))
    return case._replace(question_id=number, subject=event.society)
