"""The register as the other stages see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from pipeline.kinds.marks import Origin
from pipeline.model.decisions import Decision, Question, decision_id
from pipeline.model.documents import InboxFile, JudgedRows
from pipeline.model.results import Event, OnReturn, Return, Standings
from pipeline.register import (
    batches,
    corrected,
    decided,
    integrity,
    kept,
    progress,
    results,
    seen,
    store,
    submissions,
)
from pipeline.register.address import file_of
from pipeline.register.attempts import Attempts
from pipeline.register.batch import answered_again, batch_contents
from pipeline.register.certificates import Certificates
from pipeline.register.certificates_known import certificates_known
from pipeline.register.contents.batch import BatchContents, Routed
from pipeline.register.contents.desk import DeskContents, Dispatch, PageFiles
from pipeline.register.contents.people import Everybody, Standing
from pipeline.register.contents.recommendations import Recommendation
from pipeline.register.contents.run import RunRecord
from pipeline.register.contents.units import Silent
from pipeline.register.desk import asked, desk
from pipeline.register.dispatched import dispatches, sendable_now
from pipeline.register.drawn_pages import page_files
from pipeline.register.earlier import submissions_of
from pipeline.register.expecting import silent
from pipeline.register.known import is_person, recommended, state
from pipeline.register.lately import everybody, newest
from pipeline.register.mailbox import Mailbox
from pipeline.register.marked import judged_rows
from pipeline.register.reading import people_of
from pipeline.register.recommendations import recommendations
from pipeline.register.recording import record
from pipeline.register.refusals import Complaint
from pipeline.register.replay import open_rows, typed_rows
from pipeline.register.routed import routed
from pipeline.register.sendings import Sendings
from pipeline.register.society_cases import owed_and_open
from pipeline.register.standing import named, names_like, story
from pipeline.register.to_forget import Forgetting
from pipeline.register.written_last import written_last
from pipeline.terms.progress import Owed, Progress, Refusal
from pipeline.terms.rulings import NOTHING_DECIDED
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


Given = ParamSpec("Given")
Got = TypeVar("Got")
Asking = Callable[Concatenate[Connection, Given], Got]


class Register:
    """One register, open: what the modules of this room know, each question with a connection of its own. Append-only:
    nothing recorded is ever changed or removed, but by `forgetting`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._secret = b""

    def _read(self, ask: Asking[Given, Got], *given: Given.args, **named: Given.kwargs) -> Got:
        """What a module of the register answers from one consistent look at it."""
        with store.reading(self._engine) as connection:
            return ask(connection, *given, **named)

    def _later(self, ask: Asking[Given, Got]) -> Callable[Given, Got]:
        """The same question, to be asked when somebody wants to know, each time with a look of its own."""
        return partial(self._read, ask)

    def _write(self, do: Asking[Given, Got], *given: Given.args, **named: Given.kwargs) -> Got:
        """Have a module of the register write, in one transaction."""
        with store.writing(self._engine) as connection:
            return do(connection, *given, **named)

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

    @staticmethod
    def standing_by(url: str) -> AbstractContextManager[None]:
        """Keep others from standing by at the register at `url`; runs are not kept out. UserError where somebody stands
        by already."""
        return store.standing_by(file_of(url))

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
        return self._read(seen.new_among, files)

    def unrecorded(self, files: Set[tuple[str, str]]) -> set[tuple[str, str]]:
        """Of these inbox files, by path and sha256, those that are not recorded."""
        return self._read(seen.unrecorded, files) if files else set()

    def seen_bytes(self, among: Collection[str]) -> dict[str, set[Origin]]:
        """sha256 of every document `among` these that could be read, but containers -> where it came from, and to which
        notice."""
        return self._read(seen.seen_bytes, among)

    def next_submission_number(self) -> int:
        """The number of the next submission; submissions are numbered without gaps."""
        return self._read(submissions.next_number)

    def open_rows(self, terms: Mapping[str, str], standing: Collection[tuple[str, str]] = ()) -> list[str]:
        """row_id of the rows that other terms than those of the last batch may judge otherwise, as they arrived; the
        terms of each notice by its name.

        Those are held, duplicate, or routed by a route that was not confirmed, unless (domain, society) is `standing`.
        """
        return self._read(open_rows, terms, standing)

    def typed_rows(self, row_ids: Collection[str]) -> list[Row]:
        """These person rows as they were typed (frame.ROW_COLUMNS)."""
        return self._read(typed_rows, row_ids)

    def sent(self, submissions: Collection[str]) -> dict[str, Origin]:
        """Where these submissions came from, of those that are known."""
        return self._read(corrected.sent, submissions) if submissions else {}

    def people_in(self, submissions: Collection[str]) -> dict[str, set[str]]:
        """person_id of those who stand in each of these submissions."""
        return self._read(corrected.people_in, submissions) if submissions else {}

    def state(self, sought: Sought, rulings: Rulings = NOTHING_DECIDED) -> State:
        """What is known of the people whom a run may meet again, in whatever notice, for reconcile; the names of one
        unit, by the rulings, are one."""
        return self._read(state, sought, rulings)

    def recommended(self, notice: str) -> list[Recommended]:
        """Whom units recommended to a notice so far: what its quotas are counted by."""
        return self._read(recommended, notice)

    def original(self, sha256: str) -> bytes:
        """The bytes of a file of the inbox. LookupError where they are not kept."""
        found = self._read(kept.original, sha256)
        if found is None:
            raise LookupError(sha256)
        return found

    def on_return(self, returned: Return) -> OnReturn:
        """What is known of a society's workbook that came back, whose mark is verified."""
        return self._read(results.on_return, returned)

    def standing_results(self) -> Standings:
        """What societies said that decides how people are judged."""
        return self._read(results.standing_results)

    def record(self, run: RunRecord) -> list[str]:
        """Remember a run in one transaction; the names of its batches, one for each notice that has something new."""
        return self._write(record, run)

    def rulings(self) -> Rulings:
        """What the secretary decided that holds."""
        return self._read(decided.rulings)

    def questions(self, now: datetime) -> list[Question]:
        """What she is asked on that day."""
        return self._read(asked, now.date())

    def dispatches(self) -> Mapping[tuple[str, str], str]:
        """By batch and society the day (ISO) on which the workbook went to the society, of those that did."""
        return self._read(dispatches)

    def decisions(self) -> list[Decision]:
        """All that she ever decided, taken back or not, in order."""
        return self._read(decided.all_decisions)

    def judged_by(self, decision: Decision) -> list[str]:
        """row_id of the rows to be judged again when a decision is taken back."""
        return self._read(decided.judged_by, decision)

    def next_decision(self) -> str:
        """The decision_id of the next one."""
        return decision_id(1 + len(self.decisions()))

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Write down decisions that change how nobody is judged before the next run."""
        self._write(decided.add, decisions)

    def batches(self) -> list[str]:
        """The names of all batches, oldest first."""
        return self._read(batches.names)

    def complaints(self) -> list[Complaint]:
        """What is wrong with the register itself, as keys of sentences with their words."""
        with store.reading(self._engine) as connection:
            return list(integrity.complaints(connection))

    def counts(self) -> dict[str, int]:
        """How many batches, rows of people and originals there are."""
        return self._read(integrity.counts)

    def unpublished(self) -> list[str]:
        """Batches recorded but not yet published, oldest first."""
        return self._read(batches.unpublished)

    def mark_published(self, batch: str) -> None:
        self._write(batches.happened, batch, batches.PUBLISHED)

    def is_person(self, person_id: str) -> bool:
        """Whether this 编号 was ever given."""
        return self._read(is_person, person_id)

    def notices(self) -> list[str]:
        """The names of the notices of all submissions."""
        return self._read(submissions.notices)

    def batch_contents(self, batch: str) -> BatchContents:
        """A batch as it was recorded. LookupError where there is none of this name."""
        return self._read(batch_contents, batch, self._later(people_of), self._later(kept.original))

    def answer_again(self, submission: str, due: Due) -> BatchContents:
        """The batch that answered a submission last, with that answer alone; where none ever did, the newest one with
        the answer as it would be now, to be met until `due`. LookupError where there is no such submission."""
        return self._read(answered_again, submission, due, self._later(people_of), self._later(kept.original))

    def desk(self, now: datetime, units: Sequence[ExpectedUnit] | None = None) -> DeskContents:
        """Every submission, open case and batch, as of the day of `now`; and what came of the `units` that are expected
        (None: of those by which the last batch was made)."""
        told = self._later(newest), self._later(progress.progress_and_refusals), self._later(certificates_known)
        return self._read(desk, now, units, *told, self._later(submissions_of))

    def written_last(self) -> str:
        """A fingerprint that is the same as long as nothing is written."""
        return self._read(written_last)

    def page_files(self) -> PageFiles:
        """How the files of pages of documents are called."""
        return self._read(page_files)

    def files_with(self, places: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
        """The inbox files, as (path, sha256), that are these documents, given by file and sha256, or hold them; those
        whose bytes are kept."""
        return self._read(kept.files_with, places)

    def everybody(self) -> Everybody:
        """The person rows of the open notices as they stand."""
        return self._read(everybody, self._later(newest))

    def routed(self) -> list[Routed]:
        """Everyone who is routed now, for each of the open notices."""
        return self._read(routed)

    def story(self, person_id: str) -> list[Standing]:
        """All that was decided of a person's rows; empty where there are none, or they are forgotten."""
        return self._read(story, person_id)

    def said_of(self, person_id: str) -> tuple[list[Event], list[Refusal]]:
        """All that societies said of a person, in order, and why lines of theirs were not taken."""
        return self._read(progress.said_of, person_id)

    def progress_of(self, person_id: str) -> list[Progress]:
        """How far a person is with each society that has the person, or said something."""
        return self._read(progress.progress, [person_id])

    def named(self, name: str) -> list[str]:
        """The numbers of the people of this name."""
        return self._read(named, name)

    def recommended_last(self, people: Collection[str]) -> dict[str, Recommendation]:
        """By person_id the last recommendation of these people, of those who are not forgotten."""
        return self._read(recommendations, people)

    def names_like(self, name: str) -> list[str]:
        """Names of people that may be meant by one that nobody has."""
        return self._read(names_like, name)

    def silent(self, now: datetime) -> list[Silent]:
        """The submissions whose units did not correct until the day what they were asked for."""
        return self._read(silent, f"{now:%Y-%m-%d}")

    def owed(self, now: datetime) -> list[Owed]:
        """What societies owe on the day, but for what the secretary closed."""
        return self._read(owed_and_open, now.date())

    def statistics(self) -> Statistics:
        """What reports count."""
        from pipeline.register.statistics import statistics

        return self._read(statistics)

    @property
    def forgetting(self) -> Forgetting:
        """What can be forgotten, and what was."""
        return Forgetting(self._engine)

    @property
    def attempts(self) -> Attempts:
        """What was tried and ended badly."""
        return Attempts(self._engine)

    @property
    def certificates(self) -> Certificates:
        """Certificates, what their holders did, and who is excluded."""
        return Certificates(self._engine)

    @property
    def mailbox(self) -> Mailbox:
        """What became of the mails of the mailbox."""
        return Mailbox(self._engine)

    @property
    def sendings(self) -> Sendings:
        """What became of the letters that went out by mail."""
        return Sendings(self._engine)

    def sendable(self) -> list[Dispatch]:
        """Every workbook that can be sent to a society, in the order of the batches."""
        return self._read(sendable_now)

    def secret(self) -> bytes:
        """The key of the checksums in published workbooks: 32 random bytes, made with the register."""
        self._secret = self._secret or store.secret(self._engine)
        return self._secret

    def judged_rows(self, batch: str) -> JudgedRows | None:
        """What a batch judged; None where there is none of this name."""
        return self._read(judged_rows, batch)

    def export(self, table: str, today: date | None = None) -> DataFrame:
        """One of the tables of docs/interfaces.md, with its columns; as of a day what depends on one."""
        from pipeline.register.export import exported

        return self._read(exported, table, today)
