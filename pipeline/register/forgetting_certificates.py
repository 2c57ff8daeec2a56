"""Forgetting where certificates and records of activities tell of people: what is counted stays, and nobody can tell of
whom.

Societies, levels, events, days, kinds and minutes stay, and which of them belong to one certificate; so does that
somebody is excluded (exclusions.py). A workbook of certificates may hold everybody who has one, so each that came is
forgotten with each of them, as with what societies return (forgetting_returns.py); a record of activities holds those
of whom it told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection

from pipeline.model.certificates import NAMELESS
from pipeline.model.results import CERTIFICATE
from pipeline.register.certificate_events import activities, events
from pipeline.register.reading import AMONG, to_json
from pipeline.text.fold import fold
from schemas.certificates import certificates_file
from schemas.safekeeping import safekeeping_file

OF_NO_OTHER_ROW = f"""
SELECT person_id FROM judgements WHERE row_id {AMONG} EXCEPT SELECT person_id FROM judgements
WHERE row_id NOT {AMONG} AND row_id NOT IN (SELECT row_id FROM forgotten_rows)
"""
"""People of whom no other row than these is left."""

_RETURNS = """
SELECT DISTINCT certificate_events.batch, documents.submission_id FROM certificate_events
JOIN documents ON documents.file = certificate_events.source_file
UNION SELECT DISTINCT batch, submission_id FROM findings WHERE slug LIKE 'certificate%' AND row_id = ''
"""

_RECORDS = f"""
SELECT DISTINCT activities.batch, documents.submission_id FROM activities
JOIN documents ON documents.file = activities.source_file WHERE activities.person_id {AMONG}
"""

_REFUSED = f"""
SELECT findings.number FROM findings JOIN certificate_events
    ON certificate_events.batch = findings.batch AND certificate_events.note = findings.slug
    AND certificate_events.source_file = findings.file AND certificate_events.source_sheet = findings.sheet
    AND certificate_events.source_cell = findings.cell
WHERE findings.row_id = '' AND certificate_events.person_id {AMONG}
"""


def numbers_of(connection: Connection, rows: Collection[str]) -> set[str]:
    """The numbers of the certificates that the people of these rows have or had."""
    people = _people(connection, rows)
    return {each.certificate_no for each in events(connection, people, with_corrected=True)}


def came_with(connection: Connection, rows: Collection[str]) -> set[tuple[int, str]]:
    """What came that tells of certificates and activities of the people of these rows, by batch and submission."""
    people = _people(connection, rows)
    found = set(map(tuple, connection.exec_driver_sql(_RECORDS, (to_json(people),))))
    return found.union(map(tuple, connection.exec_driver_sql(_RETURNS))) if events(connection, people) else found


def empty_certificates(connection: Connection, rows: Collection[str]) -> None:
    """What tells of the people of these rows, of whom no other row is left; they are not written down as forgotten
    yet."""
    one = to_json(sorted(rows))
    gone = sorted(connection.exec_driver_sql(OF_NO_OTHER_ROW, (one, one)).scalars())
    if not gone:
        return
    people = to_json(gone)
    submissions = to_json([sent for _, sent in connection.exec_driver_sql(_RECORDS, (people,))])
    refused = list(connection.exec_driver_sql(_REFUSED, (people,)).scalars())
    _say_instead(connection, f"number {AMONG}", to_json(refused))
    _say_instead(connection, f"slug LIKE 'hours%' AND row_id = '' AND submission_id {AMONG}", submissions)
    _number_anew(connection, gone)
    known = certificates_file().event
    causes = to_json(sorted({cause for each in known.values() for cause in each.causes}))
    note = f"CASE WHEN event {AMONG} THEN '' ELSE note END"  # a finding, where a line was refused
    connection.exec_driver_sql(
        f"UPDATE certificate_events SET {_blank('name', 'document', *_SOURCE)}, note = {note}, "
        f"cause = CASE WHEN cause {AMONG} THEN cause ELSE '' END WHERE person_id {AMONG}",
        (to_json(sorted(known)), causes, people),
    )
    _empty_activities(connection, gone)
    value = "CASE WHEN for_all THEN value ELSE '' END"
    connection.exec_driver_sql(
        f"UPDATE decisions SET value = {value}, reason = '' WHERE row_id = '' AND person_id {AMONG}", (people,)
    )


def _empty_activities(connection: Connection, people: Collection[str]) -> None:
    """In the place of title and file what tells only which activities are the same, and which came together: by that
    it is known which of them stand (follow.hours.told_last)."""
    done, titles, files = activities(connection, people), dict[str, str](), dict[str, str]()
    for each in done:
        titles.setdefault(fold(each.title), f"{NAMELESS}{each.activity_id}" if each.title else "")
        files.setdefault(each.source_file, f"{NAMELESS}{each.activity_id}")
    told = _blank("organiser", "claimed", "proof", "note", "source_sheet", "source_cell")
    for number, each in zip(_numbers(connection, people), done, strict=True):
        values = titles[fold(each.title)], files[each.source_file], number
        connection.exec_driver_sql(f"UPDATE activities SET title = ?, source_file = ?, {told} WHERE number = ?", values)


def _numbers(connection: Connection, people: Collection[str]) -> list[int]:
    query = f"SELECT number FROM activities WHERE person_id {AMONG} ORDER BY number"
    return list(connection.exec_driver_sql(query, (to_json(sorted(people)),)).scalars())


_SOURCE = ("source_file", "source_sheet", "source_cell")


def _blank(*columns: str) -> str:
    return ", ".join(f"{column} = ''" for column in columns)


def _people(connection: Connection, rows: Collection[str]) -> list[str]:
    query = f"SELECT DISTINCT person_id FROM judgements WHERE row_id {AMONG}"
    return sorted(connection.exec_driver_sql(query, (to_json(sorted(rows)),)).scalars())


def _say_instead(connection: Connection, which: str, values: str) -> None:
    sentence = safekeeping_file().forget.instead
    connection.exec_driver_sql(
        f"UPDATE findings SET value = '', about = '', message = ? WHERE {which}", (sentence, values)
    )


def _number_anew(connection: Connection, people: Collection[str]) -> None:
    """In the place of each number what tells only that these events and activities belong together."""
    first: dict[str, str] = {}
    for each in events(connection, people, with_corrected=True):
        first.setdefault(each.certificate_no, f"{NAMELESS}{each.event_id}")
    _replace(connection, "certificate_events", "certificate_no", first, people)
    _replace(connection, "activities", "certificate_no", first, people)
    _replace(connection, "person_events", "value", first, people, f" AND kind = '{CERTIFICATE}'")


def _replace(
    connection: Connection, table: str, column: str, first: Mapping[str, str], people: Iterable[str], more: str = ""
) -> None:
    own = to_json(sorted(people))
    for number, instead in first.items():
        connection.exec_driver_sql(
            f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND person_id {AMONG}{more}", (instead, number, own)
        )
