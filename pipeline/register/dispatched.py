"""Which society was sent what, and when: of each workbook that can be sent, what it holds and the day on which it went.

A workbook can be sent where the routes of all its people were confirmed when its batch was made; that it was, `send`
writes down (sendings.py), or the secretary says (effect `dispatched`), as she is asked of each. Batches of earlier
versions are asked of like all others: nothing tells which of their workbooks went. A society that runs this program
itself has its workbook with the batch, and nobody is asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, func, select

from pipeline.model.decisions import Choice, Decision, Question, question_id
from pipeline.register import tables
from pipeline.register.cases import About
from pipeline.register.contents.desk import Dispatch
from pipeline.register.decided import all_decisions
from pipeline.register.sendings import mailed_lists
from pipeline.terms.notices import notices
from pipeline.terms.rulings import DISPATCHED, in_force
from schemas.decisions import decisions_file
from schemas.layouts.intake import intake_file
from schemas.named import NamedTuple
from schemas.routes import societies

KIND = "dispatch"


def dispatches(connection: Connection) -> Mapping[tuple[str, str], str]:
    """By batch and society the day (ISO) on which the workbook went to the society, of those that did: the day that
    was written, else that on which it was said."""
    return _days(connection, in_force(all_decisions(connection)))


def sendable_now(connection: Connection) -> list[Dispatch]:
    """Every workbook that can be sent, by all that was decided."""
    return sendable(connection, in_force(all_decisions(connection)))


def sendable(connection: Connection, decisions: Iterable[Decision]) -> list[Dispatch]:
    """Every workbook that can be sent, in the order of the batches; `decisions` are those that hold."""
    days, batches = _days(connection, decisions), _batches(connection)
    mailed = mailed_lists(connection)
    return [
        Dispatch(
            batch=batches[number].name,
            notice=batches[number].notice,
            society=society,
            people=people,
            left=left,
            since=batches[number].now[:10],
            sent_on=days.get((batches[number].name, society), ""),
            by_mail=(batches[number].name, society) in mailed,
        )
        for (number, society), (people, left) in sorted(_counts(connection).items())
        if number in batches and society != batches[number].own
    ]


def of_dispatches(dispatches: Iterable[Dispatch]) -> Iterator[Question]:
    """Of each workbook that can be sent and did not go by mail whether it was sent."""
    words, entry = decisions_file().asked, decisions_file().question[KIND]
    offered = [decisions_file().answer[answer] for answer in entry.answers]
    for each in dispatches:
        if each.by_mail:
            continue
        told = each._asdict()
        message = (words.dispatch_left if each.left else words.dispatch).format(**told)
        yield Question(
            question_id=question_id(KIND, each.batch, each.society),
            kind=KIND,
            **About(notice=each.notice, since=each.since)._asdict(),
            field="",
            value=each.batch,
            message=message,
            file=intake_file().words.file.format(society=each.society, batch=each.batch),
            sheet="",
            cell="",
            sha256="",
            compared=(),
            other_place="",
            choices=tuple(Choice(answer.label, answer.effect) for answer in offered),
            subject=each.society,
            slugs=(KIND,),
        )


def _days(connection: Connection, decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    said = {(each.value, each.subject): each.day for each in decisions if each.effect == DISPATCHED}
    kept = {(each.name, each.own): each.now[:10] for each in _batches(connection).values() if each.own}
    return kept | said | mailed_lists(connection)


class _Batch(NamedTuple):
    """A batch, and `own`, the society whose program this was then; "" where that was none."""

    name: str
    notice: str
    now: str
    own: str


def _batches(connection: Connection) -> dict[int, _Batch]:
    """The batches of notices that have workbooks of societies."""
    known, made, taking = notices(), tables.batches.c, frozenset(societies())
    rows = connection.execute(select(made.number, made.name, made.notice, made.now, made.association))
    found = {}
    for number, name, notice, now, association in rows:
        if notice not in known or "intake" in known[notice].publishes:
            told = json.loads(association).get("name") or (known[notice].association if notice in known else "")
            found[number] = _Batch(name, notice, now, told if told in taking else "")
    return found


def _counts(connection: Connection) -> dict[tuple[int, str], tuple[int, int]]:
    """By number of the batch and society how many people a workbook lists and how many it takes back; without those
    with somebody whose route was not confirmed."""
    sums = tables.batch_figures.c
    went = select(sums.batch, sums.society, func.sum(sums.remembered), func.min(sums.route_confirmed))
    listed = went.where(sums.listed, sums.remembered > 0).group_by(sums.batch, sums.society)
    people, waiting = dict[tuple[int, str], int](), set()
    for batch, society, count, confirmed in connection.execute(listed):
        people[batch, society] = count
        waiting |= set() if confirmed else {(batch, society)}
    left = {(batch, society): count for batch, society, count in connection.exec_driver_sql(_LEFT)}
    return {each: (people.get(each, 0), left.get(each, 0)) for each in {*people, *left} - waiting}


_LEFT = """
SELECT batch, withdrawn_from, count(DISTINCT person_id) FROM judgements
WHERE withdrawn_from <> '' AND row_id NOT IN (SELECT row_id FROM forgotten_rows) GROUP BY batch, withdrawn_from
"""
