"""What came before: the same file again, and the same bytes again from the same unit or sender."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set

from sqlalchemy import Connection, select

from pipeline.kinds.marks import Origin, origin_of
from pipeline.model.documents import InboxFile, Outcome, Submission
from pipeline.register import tables
from pipeline.register.filled import is_empty
from pipeline.register.reading import AMONG, is_one_of, to_json
from pipeline.text.mask import MASK

_EACH_TIME = (Outcome.CONTAINER, Outcome.SYSTEM_FILE, Outcome.UNREADABLE)


_FEW = 1_000
"""So many files are sought one by one in the time in which all of very many are read."""


def new_among(connection: Connection, files: Sequence[InboxFile]) -> list[InboxFile]:
    """The files that are not recorded under their path with their bytes.

    In the path of a forgotten file MASK stands for what told of the person.
    """
    if is_empty(connection, tables.files):
        return list(files)
    own = tables.files.c
    recorded = select(own.path, own.sha256).where(is_one_of(own.sha256, {file.sha256 for file in files}))
    exact = {(path, sha256) for path, sha256 in connection.execute(recorded)}
    masked: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for path, sha256 in exact:
        if MASK in path:
            masked[sha256].append(re.compile(".*".join(map(re.escape, path.split(MASK))), re.DOTALL))
    return [
        file
        for file in files
        if (file.path, file.sha256) not in exact
        and not any(pattern.fullmatch(file.path) for pattern in masked.get(file.sha256, ()))
    ]


def unrecorded(connection: Connection, pairs: Set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of these files, by path and sha256, those that are not recorded."""
    query, words = "SELECT path, sha256 FROM files", tuple[str, ...]()
    if len(pairs) <= _FEW:
        query, words = f"{query} WHERE path {AMONG}", (to_json([path for path, _ in pairs]),)
    return {*pairs}.difference(map(tuple, connection.exec_driver_sql(query, words).all()))


def seen_bytes(connection: Connection, among: Collection[str]) -> dict[str, set[Origin]]:
    """sha256 of every document `among` these that could be read, but containers -> where it came from, and to which
    notice."""
    if is_empty(connection, tables.documents):
        return {}
    documents, sent = tables.documents.c, tables.submissions.c
    unread = (Outcome.CONTAINER.value, Outcome.UNREADABLE.value)
    query = (
        select(documents.sha256, sent.notice, sent.unit_key, sent.sender)
        .join(tables.submissions, sent.submission_id == documents.submission_id)
        .where(documents.outcome.not_in(unread), documents.sha256 != "", is_one_of(documents.sha256, among))
    )
    seen: dict[str, set[Origin]] = defaultdict(set)
    for sha256, *origin in connection.execute(query):
        seen[sha256].add(Origin(*origin))
    return seen


def already_seen(
    submissions: Iterable[Submission], seen: Mapping[str, Set[Origin]], standing: Set[tuple[str, str]] = frozenset()
) -> None:
    """Mark the documents that came before, in the register or earlier in this run: they say nothing a second time.

    `submissions` are in order of receipt; `seen` is Register.seen_bytes(). Containers are opened and counted each time;
    what could not be read is tried each time that it comes, as is a record of activities. `standing` are documents
    (submission_id, file) that were recorded already under this very submission: they are read again beside those that
    are tried again.
    """
    here: dict[str, set[Origin]] = defaultdict(set)
    for submission in submissions:
        origin = origin_of(submission)
        own: set[str] = set()
        for document in submission.documents:
            place = (submission.submission_id, document.file)
            # a record tells nothing new again, but whose it is may be known by now
            is_record = document.outcome == Outcome.ANSWER and bool(document.activity_lines)
            if document.outcome in _EACH_TIME or is_record or not document.sha256 or place in standing:
                continue
            known = seen.get(document.sha256, set()) | here[document.sha256]
            if document.sha256 in own or any(_same(origin, other) for other in known):
                document.outcome, document.recognition, document.problem = Outcome.ALREADY_SEEN, None, None
            own.add(document.sha256)
            here[document.sha256].add(origin)


def _same(one: Origin, other: Origin) -> bool:
    places = ((one.unit_key, other.unit_key), (one.sender, other.sender))
    return one.notice == other.notice and any(mine and mine == theirs for mine, theirs in places)
