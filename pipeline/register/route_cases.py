"""Societies that nobody confirmed, as questions to the secretary."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from pipeline.model.decisions import Choice, Question, question_id
from pipeline.register import tables
from pipeline.register.cases import About
from schemas.decisions import decisions_file


def of_routes(connection: Connection) -> Iterator[Question]:
    """The societies that are only candidates and for which people wait."""
    row = tables.route_figures.c
    query = (
        select(row.notice, row.domain, row.society, func.sum(row.amount), func.min(row.since))
        .group_by(row.notice, row.domain, row.society)
        .order_by(row.notice, row.domain, row.society)
    )
    kind = "society-unconfirmed"
    entry = decisions_file().question[kind]
    for notice, domain, society, count, since in connection.execute(query):
        words = decisions_file().asked.society_unconfirmed
        offered = [decisions_file().answer[answer] for answer in entry.answers]
        yield Question(
            question_id=question_id(kind, domain, society),
            kind=kind,
            **About(notice=notice, since=since)._asdict(),
            field="domain",
            value=domain,
            message=words.format(value=domain, subject=society, count=count),
            file="",
            sheet="",
            cell="",
            sha256="",
            compared=(),
            other_place="",
            choices=tuple(Choice(each.label.format(society=society), each.effect) for each in offered),
            subject=society,
            slugs=(kind,),
        )
