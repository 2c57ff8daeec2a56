"""From where that came of which the secretary is asked for its address, and what the receiving server wrote of it.

Authentication-Results (RFC 8601) is written by the server that receives a mail, on top of what came; whoever sends one
may have written such a line himself, so it is shown beside a question and decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from pipeline.model.decisions import Question
from pipeline.register import tables
from pipeline.register.reading import is_one_of
from pipeline.text.visible import visible
from schemas.decisions import decisions_file

_sent, _files, _contents = tables.submissions.c, tables.files.c, tables.contents.c
_BEGINNING = 65_536  # bytes of a mail, in which its headers end
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_WRITTEN = re.compile(rb"^authentication-results:[ \t]*([^;\r\n]*)([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_RESULT = re.compile(r"\b(spf|dkim|dmarc)\s*=\s*([a-z]+)", re.IGNORECASE)
_SERVER = 80  # characters that are shown


def with_origin(connection: Connection, questions: Sequence[Question]) -> list[Question]:
    """The questions; those that are asked because of an address with what is known of it."""
    kinds = set(decisions_file().asked.origin.kinds)
    asked = {each.question_id: each.submission_id for each in questions if kinds & {each.kind, *each.slugs}}
    if not asked:
        return list(questions)
    said = _origins(connection, set(asked.values()))
    return [
        each._replace(message=f"{each.message}\n{said[each.submission_id]}") if each.question_id in asked else each
        for each in questions
    ]


def _origins(connection: Connection, submissions: Collection[str]) -> dict[str, str]:
    words = decisions_file().asked.origin
    query = select(_sent.submission_id, _sent.key, _sent.unit_key, _sent.sender, _sent.received_at)
    found: dict[str, str] = {}
    for number, key, unit, sender, received_at in connection.execute(
        query.where(is_one_of(_sent.submission_id, submissions))
    ).all():
        if not sender:
            found[number] = words.by_hand
            continue
        others = select(_sent.sender).where(
            _sent.unit_key == unit, _sent.received_at < received_at, _sent.unit_key != ""
        )
        used = sorted({*connection.execute(others).scalars()} - {"", sender})
        origin = words.sender.format(sender=sender, used="、".join(used) or words.nothing_used)
        found[number] = origin + _authentication(connection, key)
    return found


def _authentication(connection: Connection, path: str) -> str:
    """What stands topmost in the mail, of which the original is still kept."""
    words = decisions_file().asked.origin
    kept = (
        select(func.substr(_contents.bytes, 1, _BEGINNING))
        .join(tables.files, _files.sha256 == _contents.sha256)
        .where(_files.path == path)
        .order_by(_files.batch.desc())
    )
    start = bytes(connection.execute(kept).scalar() or b"")
    headers = _FOLDED.sub(b" ", _HEADERS_END.split(start, maxsplit=1)[0])
    written = _WRITTEN.search(headers)
    results = _RESULT.findall(written[2].decode("ascii", "replace")) if written else []
    if not written or not results:
        return words.not_said
    told = {method.upper(): words.results.get(result.lower(), result) for method, result in reversed(results)}
    server = visible(written[1].decode("ascii", "replace").strip())[:_SERVER]
    shown = "，".join(f"{method} {told[method]}" for method in sorted(told))
    return words.said.format(server=server, results=shown)
