"""The register as the other stages see it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Engine, func, insert, select

from pipeline.kinds.marks import Origin
from pipeline.model.decisions import Decision, Question, decision_id
from pipeline.model.documents import Attempt, InboxFile, JudgedRows, MailHead, Outcome
from pipeline.model.judgements import Columns
from pipeline.model.results import Event, OnReturn, Return, Standings
from pipeline.register import attempts, corrected, decided, forgotten, integrity, kept, progress, results, store, tables
from pipeline.register.address import file_of
from pipeline.register.answers import answer_again
from pipeline.register.attempts import Again, Earlier
from pipeline.register.batch import batch_contents
from pipeline.register.contents import (
    BatchContents,
    DeskContents,
    DeskDocument,
    Dispatch,
    Everybody,
    Routed,
    RunRecord,
    Silent,
    Standing,
)
from pipeline.register.desk import desk
from pipeline.register.dispatched import dispatches, sendable
from pipeline.register.expecting import expected, silent
from pipeline.register.forgetting import FORGOTTEN, RENEWED, Extent, Selection, extent, forget
from pipeline.register.known import recommended, state
from pipeline.register.mailbox import Mailbox
from pipeline.register.marked import judged_rows
from pipeline.register.questions import questions
from pipeline.register.reading import people_of
from pipeline.register.recording import record
from pipeline.register.refusals import Complaint
from pipeline.register.replay import open_rows, typed_rows
from pipeline.register.routed import routed
from pipeline.register.seen import new_among
from pipeline.register.selecting import Told, of_closed, of_person, of_unit, told
from pipeline.register.sendings import Sendings, mails_of_submissions
from pipeline.register.society_cases import Owing, owed_and_open, owed_of, watched
from pipeline.register.standing import everybody, named, names_like, newest, story
from pipeline.terms.progress import Owed, Progress, Refusal
from pipeline.terms.rulings import NOTHING_DECIDED, in_force
from schemas.register import register_file

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.frame import Row
    from pipeline.quotas import Recommended
    from pipeline.reconcile.state import Sought, State
    from pipeline.register.statistics import Statistics
    from pipeline.terms.rulings import Rulings
    from pipeline.terms.settings import ExpectedUnit
    from pipeline.terms.working_days import Due


class Register:
    """One register, open. Append-only: nothing recorded is ever changed or removed, but by `forget`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def _path(self) -> str:
        return self._engine.url.database or ""

    @classmethod
    def open(cls, url: str, *, create: bool = True) -> Register:
        """Open the register at `url` (sqlite:///path), create it, or migrate an older one.

        UserError when it cannot be opened, is no register, was made by a newer program, or is absent and not to be
        created.
        """
        return cls(store.open_store(url, create))

    @classmethod
    def in_memory(cls) -> Register:
        """An empty register that is gone when it is closed."""
        return cls(store.in_memory())

    @staticmethod
    def is_there(url: str) -> bool:
        """Whether there is a file for the register at `url`."""
        return Path(file_of(url)).exists()

    @staticmethod
    def copy(url: str, target: Path) -> None:
        """Copy the register at `url`, if there is one, to the file `target`; OSError where that has no room."""
        store.copy(url, target)

    def __enter__(self) -> Register:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._engine.dispose()

    def alone(self, wait: float | None = None) -> AbstractContextManager[None]:
        """Hold the register, which must be a file, for one run, from before anything is read until all is published.

        UserError when it cannot be written, when it is found damaged, or when another run does not end within `wait`
        seconds (None: as schemas/register.toml says).
        """
        return store.alone(self._engine, register_file().wait_seconds if wait is None else wait)

    def new_among(self, files: Sequence[InboxFile]) -> list[InboxFile]:
        """The inbox files that are not recorded yet under their path with their bytes."""
        with store.reading(self._engine) as connection:
            recorded = connection.execute(select(tables.files.c.path, tables.files.c.sha256))
            return new_among(files, [(path, sha256) for path, sha256 in recorded])

    def seen_bytes(self) -> dict[str, set[Origin]]:
        """sha256 of every document that could be read, but containers -> where it came from, and to which notice."""
        documents, sent = tables.documents.c, tables.submissions.c
        query = (
            select(documents.sha256, sent.notice, sent.unit_key, sent.sender)
            .join(tables.submissions, sent.submission_id == documents.submission_id)
            .where(
                documents.outcome.not_in((Outcome.CONTAINER.value, Outcome.UNREADABLE.value)), documents.sha256 != ""
            )
        )
        seen: dict[str, set[Origin]] = defaultdict(set)
        with store.reading(self._engine) as connection:
            for sha256, *origin in connection.execute(query):
                seen[sha256].add(Origin(*origin))
        return seen

    def next_submission_number(self) -> int:
        """The number of the next submission; submissions are numbered without gaps."""
        with store.reading(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(tables.submissions)).scalar_one() + 1

    def open_rows(self, terms: Mapping[str, str], standing: Collection[tuple[str, str]] = ()) -> list[str]:
        """row_id of the rows that other terms than those of the last batch may judge otherwise, as they arrived; the
        terms of each notice by its name.

        Those are held, duplicate, or routed by a route that was not confirmed, unless (domain, society) is `standing`.
        """
        with store.reading(self._engine) as connection:
            return open_rows(connection, terms, standing)

    def typed_rows(self, row_ids: Collection[str]) -> list[Row]:
        """These person rows as they were typed (frame.ROW_COLUMNS)."""
        with store.reading(self._engine) as connection:
            return typed_rows(connection, row_ids)

    def sent(self, submissions: Collection[str]) -> dict[str, Origin]:
        """Where these submissions came from, of those that are known."""
        if not submissions:
            return {}
        with store.reading(self._engine) as connection:
            return corrected.sent(connection, submissions)

    def people_in(self, submissions: Collection[str]) -> dict[str, set[str]]:
        """person_id of those who stand in each of these submissions."""
        if not submissions:
            return {}
        with store.reading(self._engine) as connection:
            return corrected.people_in(connection, submissions)

    def state(self, sought: Sought, rulings: Rulings = NOTHING_DECIDED) -> State:
        """What is known of the people whom a run may meet again, in whatever notice, for reconcile; the names of one
        unit, by the rulings, are one."""
        with store.reading(self._engine) as connection:
            return state(connection, sought, rulings)

    def recommended(self, notice: str) -> list[Recommended]:
        """Whom units recommended to a notice so far: what its quotas are counted by."""
        with store.reading(self._engine) as connection:
            return recommended(connection, notice)

    def to_try_again(self, program: str, passwords: str, retry: bool) -> list[Again]:
        """The files that ended by a limit or a fault of the program, or locked, and are due to be tried again; with
        `retry` all but those locked. `passwords` is a `fingerprint` of those given."""
        with store.reading(self._engine) as connection:
            return attempts.to_try_again(connection, program, passwords, retry)

    def fingerprint(self, passwords: Collection[str]) -> str:
        """By which it is known that these passwords were tried; "" for none. They cannot be told from it."""
        said = "\0".join(sorted(passwords)).encode()
        return hashlib.blake2b(said, key=self.secret(), digest_size=16).hexdigest() if passwords else ""

    def earlier(self, submissions: Collection[str]) -> dict[str, Earlier]:
        """What is recorded of submissions that are tried again."""
        if not submissions:
            return {}
        with store.reading(self._engine) as connection:
            return attempts.earlier(connection, submissions)

    def original(self, sha256: str) -> bytes:
        """The bytes of a file of the inbox. LookupError where they are not kept."""
        found = self._kept(sha256)
        if found is None:
            raise LookupError(sha256)
        return found

    def _kept(self, sha256: str) -> bytes | None:
        with store.reading(self._engine) as connection:
            kept = select(tables.contents.c.bytes).where(tables.contents.c.sha256 == sha256)
            found: bytes | None = connection.execute(kept).scalar()
        return found

    def incomplete(self, program: str, retry: bool) -> list[str]:
        """Batches that went out without a file at which another program failed; with `retry` at which any did."""
        with store.reading(self._engine) as connection:
            return attempts.incomplete(connection, program, retry)

    def unsolved(self) -> list[Attempt]:
        """What ended by a fault of the program and has not been tried again with another end."""
        with store.reading(self._engine) as connection:
            return attempts.unsolved(connection)

    def tried(self, ended: Sequence[Attempt]) -> None:
        """Write down how attempts ended that belong to no run."""
        if ended:
            with store.writing(self._engine) as connection:
                attempts.add(connection, ended)

    def on_return(self, returned: Return) -> OnReturn:
        """What is known of a society's workbook that came back, whose mark is verified."""
        with store.reading(self._engine) as connection:
            return results.on_return(connection, returned)

    def standing_results(self) -> Standings:
        """What societies said that decides how people are judged."""
        with store.reading(self._engine) as connection:
            return results.standing_results(connection)

    def record(self, run: RunRecord) -> list[str]:
        """Remember a run in one transaction; the names of its batches, one for each notice that has something new."""
        with store.writing(self._engine) as connection:
            return record(connection, run)

    def rulings(self) -> Rulings:
        """What the secretary decided that holds."""
        with store.reading(self._engine) as connection:
            return decided.rulings(connection)

    def questions(self, now: datetime) -> list[Question]:
        """What she is asked on that day."""
        with store.reading(self._engine) as connection:
            holds = in_force(decided.all_decisions(connection))
            owing = Owing(owed_of(watched(connection, now.date()), now.date()), now.date())
            return questions(connection, holds, sendable(connection, holds), owing)

    def dispatches(self) -> Mapping[tuple[str, str], str]:
        """By batch and society the day (ISO) on which the workbook went to the society, of those that did."""
        with store.reading(self._engine) as connection:
            return dispatches(connection)

    def decisions(self) -> list[Decision]:
        """All that she ever decided, taken back or not, in order."""
        with store.reading(self._engine) as connection:
            return decided.all_decisions(connection)

    def judged_by(self, decision: Decision) -> list[str]:
        """row_id of the rows to be judged again when a decision is taken back."""
        with store.reading(self._engine) as connection:
            return decided.judged_by(connection, decision)

    def next_decision(self) -> str:
        """The decision_id of the next one."""
        return decision_id(1 + len(self.decisions()))

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Write down decisions that change how nobody is judged before the next run."""
        with store.writing(self._engine) as connection:
            decided.add(connection, decisions)

    def batches(self) -> list[str]:
        """The names of all batches, oldest first."""
        with store.reading(self._engine) as connection:
            return list(connection.execute(select(tables.batches.c.name).order_by(tables.batches.c.number)).scalars())

    def complaints(self) -> list[Complaint]:
        """What is wrong with the register itself, as keys of sentences with their words."""
        with store.reading(self._engine) as connection:
            return list(integrity.complaints(connection))

    def counts(self) -> dict[str, int]:
        """How many batches, rows of people and originals there are."""
        with store.reading(self._engine) as connection:
            return integrity.counts(connection)

    def was_forgotten_in(self, batch: str) -> bool:
        """Whether somebody in the batch was forgotten after it was recorded."""
        events, batches = tables.events.c, tables.batches.c
        query = select(events.number).join(tables.batches, batches.number == events.batch)
        with store.reading(self._engine) as connection:
            return bool(connection.execute(query.where(batches.name == batch, events.kind == FORGOTTEN)).first())

    def unpublished(self) -> list[str]:
        """Batches recorded but not yet published, oldest first."""
        published = select(tables.events.c.batch).where(tables.events.c.kind == "published")
        query = select(tables.batches.c.name).where(tables.batches.c.number.not_in(published))
        with store.reading(self._engine) as connection:
            return list(connection.execute(query.order_by(tables.batches.c.number)).scalars())

    def mark_published(self, batch: str) -> None:
        self._happened(batch, "published")

    def outdated(self) -> list[str]:
        """Batches in which somebody was forgotten since they were last written into the outbox, oldest first."""
        events, batches = tables.events.c, tables.batches.c
        last = {
            kind: select(events.batch, func.max(events.number).label("number")).where(events.kind == kind)
            for kind in (FORGOTTEN, RENEWED)
        }
        forgotten, renewed = (query.group_by(events.batch).subquery() for query in last.values())
        query = (
            select(batches.name)
            .join(forgotten, forgotten.c.batch == batches.number)
            .join(renewed, renewed.c.batch == batches.number, isouter=True)
            .where(func.coalesce(renewed.c.number, 0) < forgotten.c.number)
        )
        with store.reading(self._engine) as connection:
            return list(connection.execute(query.order_by(batches.number)).scalars())

    def mark_renewed(self, batch: str) -> None:
        self._happened(batch, RENEWED)

    def _happened(self, batch: str, kind: str) -> None:
        number = select(tables.batches.c.number).where(tables.batches.c.name == batch)
        with store.writing(self._engine) as connection:
            row = {"batch": connection.execute(number).scalar_one(), "kind": kind}
            connection.execute(insert(tables.events), row)

    def is_person(self, person_id: str) -> bool:
        """Whether this 编号 was ever given."""
        with store.reading(self._engine) as connection:
            known = connection.execute(select(tables.people.c.number).where(tables.people.c.person_id == person_id))
            return known.scalar() is not None

    def select_person(self, person_id: str) -> Selection:
        """What to forget so that nothing tells of this person; empty where that has happened."""
        with store.reading(self._engine) as connection:
            return of_person(connection, person_id)

    def select_unit(self, unit: str) -> Selection:
        """What to forget so that nothing tells of the people that units of this name recommended."""
        with store.reading(self._engine) as connection:
            return of_unit(connection, unit)

    def select_closed(self, before: Mapping[str, datetime]) -> Selection:
        """What to forget of cases closed before these moments, given for each notice."""
        with store.reading(self._engine) as connection:
            return of_closed(connection, before)

    def select_again(self) -> Selection:
        """What the register holds although it was forgotten: an older copy of it was put back, or a file read anew."""
        known, secret = self.forgotten(), self.secret()
        with store.reading(self._engine) as connection:
            return forgotten.returned(connection, secret, known)

    def forgotten(self) -> frozenset[str]:
        """All that was ever forgotten, as it stands on the list beside the register."""
        secret = self.secret()
        with store.reading(self._engine) as connection:
            return forgotten.recorded(connection, secret) | forgotten.listed(self._path)

    def told(self, selection: Selection) -> list[Told]:
        """Of whom a selection tells."""
        with store.reading(self._engine) as connection:
            return told(connection, selection.rows)

    def notices(self) -> list[str]:
        """The names of the notices of all submissions."""
        with store.reading(self._engine) as connection:
            return sorted(connection.execute(select(tables.submissions.c.notice).distinct()).scalars())

    def extent(self, selection: Selection) -> Extent:
        """How far forgetting would reach."""
        with store.reading(self._engine) as connection:
            return extent(connection, selection)

    def forget(self, selection: Selection, now: datetime) -> Extent:
        """Erase what tells of these people, so that not even the file holds it any more; gives how far it reached. That
        they were forgotten is kept beside the register first."""
        more = forgotten.hashes(self.secret(), selection.rows, selection.originals)
        forgotten.keep(self._path, self.forgotten() | more)
        with store.writing(self._engine) as connection:
            reach = forget(connection, selection, now)
        store.rebuild(self._engine)
        return reach

    def batch_contents(self, batch: str) -> BatchContents:
        """A batch as it was recorded. LookupError where there is none of this name."""
        with store.reading(self._engine) as connection:
            return batch_contents(connection, batch, self._people_of, self._kept)

    def answer_again(self, submission: str, due: Due) -> BatchContents:
        """The batch that answered a submission last, with that answer alone; where none ever did, the newest one with
        the answer as it would be now, to be met until `due`. LookupError where there is no such submission."""
        if not self.sent([submission]):
            raise LookupError(submission)
        with store.reading(self._engine) as connection:
            number, answered = answer_again(connection, submission, due)
            batch = connection.execute(select(tables.batches.c.name).where(tables.batches.c.number == number))
            return batch_contents(connection, batch.scalar_one(), self._people_of, self._kept, answered)

    def _people_of(self, batch: int, society: str) -> Columns:
        with store.reading(self._engine) as connection:
            return people_of(connection, batch, society)

    def desk(self, now: datetime, units: Sequence[ExpectedUnit] | None = None) -> DeskContents:
        """Every submission, open case and batch, as of the day of `now`; and what came of the `units` that are expected
        (None: of those by which the last batch was made)."""
        with store.reading(self._engine) as connection:
            day, today = now.date(), f"{now:%Y-%m-%d}"
            people = watched(connection, day)
            return desk(
                connection,
                everybody(connection, self._newest),
                expected(connection, today, units=units),
                progress.results(connection, today, lambda: self._results(people)),
                Owing(owed_of(people, day), day),
            )

    def _results(self, people: list[Progress]) -> tuple[list[Progress], list[Refusal]]:
        """Everybody who is with a society, where that is not known yet, and what was not taken."""
        with store.reading(self._engine) as connection:
            return people or progress.progress(connection), progress.refusals(connection)

    def documents(self) -> list[DeskDocument]:
        """Every document that was looked at for tables."""
        with store.reading(self._engine) as connection:
            return kept.documents(connection)

    def files_with(self, places: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
        """The inbox files, as (path, sha256), that are these documents, given by file and sha256, or hold them; those
        whose bytes are kept."""
        with store.reading(self._engine) as connection:
            return kept.files_with(connection, places)

    def _newest(self, most: int | None) -> tuple[list[Standing], bool]:
        with store.reading(self._engine) as connection:
            return newest(connection, most)

    def everybody(self) -> Everybody:
        """The person rows of the open notices as they stand."""
        with store.reading(self._engine) as connection:
            return everybody(connection, self._newest)

    def routed(self) -> list[Routed]:
        """Everyone who is routed now, for each of the open notices."""
        with store.reading(self._engine) as connection:
            return routed(connection)

    def story(self, person_id: str) -> list[Standing]:
        """All that was decided of a person's rows; empty where there are none, or they are forgotten."""
        with store.reading(self._engine) as connection:
            return story(connection, person_id)

    def said_of(self, person_id: str) -> tuple[list[Event], list[Refusal]]:
        """All that societies said of a person, in order, and why lines of theirs were not taken."""
        with store.reading(self._engine) as connection:
            return results.events_of(connection, [person_id]), progress.refusals(connection, [person_id])

    def progress_of(self, person_id: str) -> list[Progress]:
        """How far a person is with each society that has the person, or said something."""
        with store.reading(self._engine) as connection:
            return progress.progress(connection, [person_id])

    def named(self, name: str) -> list[str]:
        """The numbers of the people of this name."""
        with store.reading(self._engine) as connection:
            return named(connection, name)

    def names_like(self, name: str) -> list[str]:
        """Names of people that may be meant by one that nobody has."""
        with store.reading(self._engine) as connection:
            return names_like(connection, name)

    def silent(self, now: datetime) -> list[Silent]:
        """The submissions whose units did not correct until the day what they were asked for."""
        with store.reading(self._engine) as connection:
            return silent(connection, f"{now:%Y-%m-%d}")

    def owed(self, now: datetime) -> list[Owed]:
        """What societies owe on the day, but for what the secretary closed."""
        with store.reading(self._engine) as connection:
            return owed_and_open(connection, now.date())

    def statistics(self) -> Statistics:
        """What reports count."""
        from pipeline.register.statistics import statistics

        with store.reading(self._engine) as connection:
            return statistics(connection)

    @property
    def mailbox(self) -> Mailbox:
        """What became of the mails of the mailbox."""
        return Mailbox(self._engine)

    @property
    def sendings(self) -> Sendings:
        """What became of the letters that went out by mail."""
        return Sendings(self._engine)

    def mails_of(self, submissions: Collection[str]) -> dict[str, tuple[str, tuple[MailHead, ...]]]:
        """By submission its sender, and the mails around what it is about."""
        with store.reading(self._engine) as connection:
            return mails_of_submissions(connection, submissions)

    def sendable(self) -> list[Dispatch]:
        """Every workbook that can be sent to a society, in the order of the batches."""
        with store.reading(self._engine) as connection:
            return sendable(connection, in_force(decided.all_decisions(connection)))

    def secret(self) -> bytes:
        """The key of the checksums in published workbooks: 32 random bytes, made with the register."""
        with store.reading(self._engine) as connection:
            key = connection.execute(select(tables.meta.c.value).where(tables.meta.c.key == "secret")).scalar_one()
            return bytes.fromhex(key)

    def judged_rows(self, batch: str) -> JudgedRows | None:
        """What a batch judged; None where there is none of this name."""
        with store.reading(self._engine) as connection:
            return judged_rows(connection, batch)

    def export(self, table: str) -> DataFrame:
        """One of the tables of docs/interfaces.md, with its columns."""
        from pipeline.register.export import exported

        with store.reading(self._engine) as connection:
            return exported(connection, table)
