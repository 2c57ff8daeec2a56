"""The tables of the register. Rows are added, never changed or removed; what holds now is what was written last. The
one lawful exception is forgetting (forgetting.py), which empties what tells of a person and keeps what is counted.

`batch` is the running number of the batch that wrote a row. The tables are made by migrations/*.sql, which say what is
a key and may be absent; here is what statements are put together of, and a test holds both equal.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnClause, Integer, LargeBinary, String, TableClause, column, table

ALL: dict[str, TableClause] = {}
"""By name."""


def _of(name: str, *columns: ColumnClause[Any]) -> TableClause:
    ALL[name] = table(name, *columns)
    return ALL[name]


def _table(name: str, texts: str, *more: ColumnClause[Any]) -> TableClause:
    """A table of these further columns and, after them, text columns."""
    return _of(name, *more, *map(_text, texts.split()))


def _text(name: str) -> ColumnClause[str]:
    return column(name, String)


def _whole(name: str) -> ColumnClause[int]:
    return column(name, Integer)


def _truth(name: str) -> ColumnClause[bool]:
    return column(name, Boolean)


meta = _table("meta", "key value")

batches = _table("batches", "name notice now program association settings terms", _whole("number"))
"""`terms` is a fingerprint of all by which the batch judged (judge.Terms); "" where that must be done anew."""

NO_BATCH = 0
"""Stands for the batch of what came and changed nothing: workbooks of ours that came back and say nothing new."""

events = _table("events", "kind", _whole("number"), _whole("batch"))
"""What happened to a batch after it was recorded: published; somebody in it forgotten; renewed in the outbox."""

contents = _of("contents", _text("sha256"), column("bytes", LargeBinary))
"""The bytes of the inbox files, each once."""

files = _table("files", "path sha256", _whole("batch"))

_SUBMISSION = "submission_id key notice form unit unit_key unit_source sender received_at received_from corrects mails"

submissions = _table("submissions", _SUBMISSION, _whole("batch"), _truth("late"), _truth("scan"))
"""As each was read last, with the batch that did; what was known of it before is kept in `submissions_before`.
`mails` is JSON (MailHead), "" where there are none."""

submissions_before = _table(
    "submissions_before", _SUBMISSION, _whole("until"), _whole("batch"), _truth("late"), _truth("scan")
)
"""Submissions of which something was tried again, as they were before: `until` is the batch that read them anew."""

documents = _table("documents", "submission_id file sha256 kind outcome message", _whole("number"), _whole("batch"))

attempts = _table("attempts", "kind submission_id batch path sha256 ended program faults", _whole("number"))
"""Attempts that ended by a limit, by a fault of the program or locked, and how those that followed ended
(model.Attempt); `faults` is JSON."""

replaced_documents = _table("replaced_documents", "", _whole("number"), _whole("batch"))
replaced_findings = _table("replaced_findings", "", _whole("number"), _whole("batch"))
"""Numbers of documents and findings that hold no more, since the batch read the document or the submission anew, or
got from the unit what it had been asked for (a scan)."""

row_fates = _table(
    "row_fates", "row_id submission_id file sheet fate text", _whole("number"), _whole("batch"), _whole("row")
)

projects = _table(
    "projects",
    "project_id submission_id section unit file sheet canonical",
    _whole("number"),
    _whole("batch"),
    _whole("row"),
)
"""Projects as they were understood when they were read: canonical is JSON of PROJECT_CANONICAL."""

people = _table("people", "person_id", _whole("number"), _whole("batch"))

person_rows = _table(
    "person_rows",
    "row_id submission_id form file sheet section project_id typed_person_id typed extra problems",
    _whole("number"),
    _whole("batch"),
    _whole("sheet_index"),
    _whole("row"),
    _whole("place"),
)
"""Person rows as the units typed them, numbered in the order in which the program met them (Row.arrival of reconcile);
typed, extra and problems are JSON."""

judgements = _table(
    "judgements",
    "row_id person_id disposition reason points_at society route_reason change withdrawn_from published "
    "name phone email canonical",
    _whole("batch"),
    _truth("route_confirmed"),
)
"""What a batch decided about a person row: the latest one holds. canonical is JSON."""

counted = _table(
    "counted",
    "submission_id section disposition society domain counted_values",
    _text("row_id"),
    _whole("person"),
    _whole("batch"),
    _truth("route_confirmed"),
    _truth("wrong"),
)
"""What reports count of each person row as it is judged now: the view `counting`, drawn out of the other tables when a
batch is recorded, and anew when the program counts other fields than before (drawn.py); no memory of its own. `person`
is the number of the person_id; `wrong` tells that the row has a finding of severity error; `domain` is that by
which the row was routed; `counted_values` are the values of drawn.JOINED, joined as reports read them."""

matched = _table("matched", "name phone email", _whole("number"), _whole("batch"), _whole("person"))
"""By what each person row is found again as it is judged now, in match keys (text.fold): the view `matching`,
drawn out of the other tables when a batch is recorded, and anew when the program folds otherwise than before; no memory
of its own. `number` is that of the person row, `person` that of the person_id. What was forgotten does not stand here.
"""


submission_figures = _of(
    "submission_figures", _text("submission_id"), _text("disposition"), _whole("amount"), _whole("batch")
)
"""How many person rows of a submission are what, as they are judged now; like the next two drawn out of the other
tables when a batch is recorded (drawn_figures.py), and no memory of its own. `batch` is
the one that touched them last."""

batch_figures = _of(
    "batch_figures",
    _whole("batch"),
    _text("disposition"),
    _text("society"),
    _truth("listed"),
    _truth("route_confirmed"),
    _whole("amount"),
    _whole("remembered"),
)
"""How many person rows a batch judged, by what became of them; `listed` are those that its workbooks list, `remembered`
those that are not forgotten."""

route_figures = _of(
    "route_figures",
    _whole("batch"),
    _text("notice"),
    _text("domain"),
    _text("society"),
    _text("since"),
    _whole("amount"),
)
"""How many person rows that a batch judged last wait for a society that nobody confirmed, and since when (a day)."""

unit_shelves = _of("unit_shelves", _text("shelf"), _text("unit_key"))
"""Where names of units lie, so that those that may be alike lie together; this and the next are drawn out like the
figures (drawn_units.py)."""

unit_names = _of("unit_names", _text("unit_key"), _truth("may_be_alike"))
"""The names that lie there, and whether they may be alike with any other one."""

submission_cases = _of(
    "submission_cases",
    _text("submission_id"),
    _whole("number"),
    *map(_text, ("slug", "decided_by", "unit", "since")),
    _truth("at_cell"),
)
"""What was found of whole submissions and their documents, as far as it holds: the number of the finding, whether it
points at a cell, and since when (a day) it waits, if it does. One that brings nobody has a line of number 0. It is
drawn out when a batch is recorded (drawn_cases.py), and no memory of its own."""

document_pages = _of("document_pages", _text("name"), _truth("holds_people"), _truth("is_kept"))
"""How the pages of documents are called, whether somebody was read in the document, and whether its bytes are kept;
drawn out likewise (drawn_pages.py)."""

findings = _table(
    "findings",
    "submission_id row_id slug severity field file sheet cell value message decided_by about",
    _whole("number"),
    _whole("batch"),
)
"""Those of a person row belong to its judgement of the same batch; those of a submission have no row_id."""

letters = _table(
    "letters",
    "submission_id due_on",
    _whole("number"),
    _whole("batch"),
    _whole("working_days"),
    _truth("calendar_known"),
)
"""The letters that a batch writes to units, one for each submission whose answer changed. `due_on` is the day until
which the unit may answer if it is asked something, so many working days after the batch: it is said as it was computed,
whatever becomes a holiday later. `calendar_known` tells that it was counted by a calendar and not by weekends alone."""

decisions = _table(
    "decisions",
    "question kind effect answer word subject row_id person_id submission_id notice field value decided_by decided_on "
    "reason source_file source_cell recorded_at",
    _whole("number"),
    _truth("for_all"),
)
"""What the secretary answered (model.Decision); one of effect `revoked` takes back the one that `question` names."""

person_events = _table(
    "person_events",
    "person_id row_id notice society domain kind stage conclusion date value note source_file source_sheet source_cell "
    "recorded_at",
    _whole("number"),
    _whole("batch"),
)
"""What societies said of people (model.results.Event)."""

certificate_events = _table(
    "certificate_events",
    "certificate_no person_id name society level event date valid_to cause document note source_file source_sheet "
    "source_cell recorded_at",
    _whole("number"),
    _whole("batch"),
)
"""What happened to certificates (model.certificates.CertificateEvent), beside the numbers that societies return in
their workbooks of results, which stand in `person_events` alone."""

activities = _table(
    "activities",
    "certificate_no person_id kind title organiser began_on ended_on grade claimed proof note source_file source_sheet "
    "source_cell recorded_at",
    _whole("number"),
    _whole("batch"),
    _whole("minutes"),
    _whole("place"),
)
"""What members did for their continuing development (model.hours.Activity)."""

exclusions = _table("exclusions", "digest person_id cause since", _whole("number"), _whole("event"))
"""Who may not be recommended any more: a keyed hash of name and phone, by which a person is known even after all that
tells of them was forgotten; `event` is the number of the certificate's event."""

mailbox = _table(
    "mailbox",
    "account host folder outcome message_id sent_at sha256 path sender subject recorded_at",
    _whole("number"),
    _whole("validity"),
    _whole("uid"),
    _whole("size"),
)
"""What became of each mail of a mailbox (model.mailbox.Kept): of one UID the latest holds."""

sendings = _table("sendings", "letter batch society address message_id state said recorded_at", _whole("number"))
"""What became of each mail that went out (model.sending.Sending): of one letter the latest holds."""

forgettings = _table(
    "forgettings", "now cause", _whole("number"), _whole("people"), _whole("rows"), _whole("originals")
)
"""Each time that personal data was erased: why (person, unit, retention), and how much."""

forgotten_rows = _of("forgotten_rows", _whole("forgetting"), _text("row_id"))

forgotten_originals = _of("forgotten_originals", _whole("forgetting"), _text("sha256"))
"""Inbox files whose bytes were erased; they are not kept again should they come again."""
