"""Plan the files of one batch from its contents; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Columns, joined
from pipeline.publish.association import combined, lists
from pipeline.publish.association.sheet import write_form
from pipeline.publish.desk import summary
from pipeline.publish.desk.accounts import Accounts
from pipeline.publish.desk.expected import WANTED, unit_lines
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book
from pipeline.publish.paper.disk import write_text
from pipeline.publish.paper.names import check_distinct
from pipeline.publish.paper.pages import grouped, render
from pipeline.publish.paper.people import hints_of, picked, quotes, shown
from pipeline.publish.paper.planned import Missed, Planned
from pipeline.publish.paper.writing import write_book
from pipeline.publish.societies.changes import sent_before
from pipeline.publish.societies.intake import SOCIETIES, intake_book, societies_of, unhinted
from pipeline.publish.societies.mail import intake_job, write_intake
from pipeline.publish.societies.sending_back import write_sent_back
from pipeline.publish.societies.sent_back import sent_back_jobs
from pipeline.publish.units.answering import write_answer
from pipeline.publish.units.answers import answer_job, folder_of
from pipeline.terms.notices import Notice, load_notice
from pipeline.wall import Fallen, attempt
from schemas.layouts.ledger import ledger_file
from schemas.layouts.summary import summary_file
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents


class Plan:
    """The batch's files except run.json. `accounts` is called once all people are read."""

    def __init__(self, contents: BatchContents, accounts: Callable[[], Accounts], secret: bytes) -> None:
        self._contents, self._accounts = contents, accounts
        self._notice = load_notice(contents.notice)
        self._batch = batch_of(contents, self._notice, secret)
        self._findings = _remembered(contents.findings, contents.forgotten)
        self._told: summary.Summary | None = None
        self._paths: list[str] = []

    def files(self) -> Iterator[Planned | Missed]:
        """Every file except the page, planned one at a time, so that one can be written while the next is planned and
        the people of later ones are not yet read. Raises UserError for colliding names."""
        contents, forgotten = self._contents, self._contents.forgotten
        earlier = _remembered(contents.changed_earlier, forgotten)
        hints = hints_of(_quotable(self._findings, self._notice))
        everyone: list[Columns] = []
        nobodys = shown(contents.people.of(""), {}) if earlier["row_id"] else {}
        before = sent_before(_remembered(nobodys, forgotten), earlier) if nobodys else {}
        for society in societies_of(contents.people.societies, earlier):
            people = shown(contents.people.of(society), hints)
            everyone.append(people)
            if "intake" in self._notice.publishes:
                own = _remembered(people, forgotten)
                made = attempt(
                    lambda society=society, own=own: intake_book(  # type: ignore[misc]
                        self._batch, self._notice, society, own, earlier, before, contents.named
                    )
                )
                yield from self._intake(society, made)
        counted = joined(everyone, combined.needed(self._notice) | lists.needed(self._notice) | summary.needed())
        yield from self._planned(
            combined.path_of(self._batch, self._notice),
            write_form,
            lambda: combined.combined_form(self._batch, self._notice, _remembered(counted, forgotten), self._findings),
        )
        yield from self._lists(counted)
        yield from self._answers()
        yield from self._sent_back()
        check_distinct((path, path) for path in self._paths)
        self._told = summary.summary_of(self._accounts(), counted, self._findings, contents.documents)
        yield from self._planned(_workbook(), write_book, self._summary_book)

    def _intake(self, society: str, made: tuple[str, Book] | Fallen | None) -> Iterator[Planned | Missed]:
        """The workbook of a society, with the draft of the mail that carries it."""
        if isinstance(made, Fallen):
            yield Missed(f"{SOCIETIES}/{society}", made.trace)
        elif made:
            path, book = made
            job = intake_job(book, path, society, self._batch, self._contents)
            beside = tuple(filter(None, [job.draft]))
            self._paths += [path, *beside]
            yield Planned(path, write_intake, job, beside)

    def _lists(self, people: Columns) -> Iterator[Planned | Missed]:
        """What the notice publishes for who assesses."""
        if not self._notice.lists:
            return
        told = lists.listed(_remembered(people, self._contents.forgotten))
        own = lists.Lists(self._batch, self._notice, told, self._contents.recommended)
        for name in self._notice.lists:
            made = attempt(lambda name=name: list(lists.list_books(name, own)))  # type: ignore[misc]
            if isinstance(made, Fallen):
                yield Missed(name, made.trace)
                continue
            for path, book in made:
                self._paths.append(path)
                yield Planned(path, write_book, book)

    def _answers(self) -> Iterator[Planned | Missed]:
        """The letters to units, with the workbooks beside them."""
        for answer in self._contents.answers:
            made = attempt(lambda answer=answer: answer_job(answer, self._batch, self._notice, self._contents))  # type: ignore[misc]
            if isinstance(made, Fallen):
                yield Missed(folder_of(answer), made.trace)
            else:
                beside = (*(workbook.path for workbook in made.workbooks), *filter(None, [made.draft]))
                self._paths += [made.path, *beside]
                yield Planned(made.path, write_answer, made, beside)

    def _sent_back(self) -> Iterator[Planned | Missed]:
        """The letters to societies, with their workbooks beside them."""
        made = attempt(lambda: list(sent_back_jobs(self._contents, self._batch, self._notice)))
        if isinstance(made, Fallen):
            yield Missed(letters_file().societies.template, made.trace)
            return
        for job in made:
            beside = (*(copy.path for copy in job.copies), *filter(None, [job.draft]))
            self._paths += [job.path, *beside]
            yield Planned(job.path, write_sent_back, job, beside)

    def page(self, missed: Sequence[Missed]) -> Planned:
        """The page, with links to all files of the batch that exist; to be made after they are written."""
        assert self._told is not None  # files() is exhausted
        text = summary_file().words
        page = f"{text.folder}/{text.page}"
        left_out = {each.name for each in missed}
        own = self._contents.submissions["batch"].count(self._contents.batch)
        values = summary.page_values(self._told, self._accounts()) | {
            "notice": self._notice,
            "association": self._batch.association,
            "submissions": own,
            "over_quota": _messages(self._findings, "over-quota"),
            "missed": sorted(left_out),
            "units": unit_lines(self._contents.expected),
            "wanted": WANTED,
            "groups": grouped([path for path in self._paths if path not in left_out], ".."),
            "desk": f"../../../{ledger_file().words.page}",
        }
        title = text.title.format(batch=self._batch.name)
        html = render("summary.html", title=title, made=f"{self._batch.created:%Y-%m-%d %H:%M}", **values)
        return Planned(page, write_text, (page, html))

    def _planned(
        self, name: str, write: Callable[[Any, Path], None], make: Callable[[], tuple[str, Any] | None]
    ) -> Iterator[Planned | Missed]:
        """The file made by `make` (its path and argument), if any; a Missed named `name` if the program fails."""
        made = attempt(make)
        if isinstance(made, Fallen):
            yield Missed(name, made.trace)
        elif made:
            self._paths.append(made[0])
            yield Planned(made[0], write, made[1])

    def _summary_book(self) -> tuple[str, Book]:
        assert self._told is not None
        return _workbook(), summary.summary_book(self._batch, self._told, _workbook(), self._contents.expected)


def _workbook() -> str:
    words = summary_file().words
    return f"{words.folder}/{words.workbook}"


def _messages(findings: Columns, slug: str) -> list[str]:
    """What the findings of a kind say."""
    return [message for kind, message in zip(findings["slug"], findings["message"], strict=True) if kind == slug]


def _quotable(findings: Columns, notice: Notice) -> Columns:
    """The findings that may be shown to societies: a hint on a field that is kept back quotes nothing."""
    silent = unhinted(notice)
    rows = zip(findings["field"], findings["slug"], strict=True)
    return picked(findings, (field not in silent or not quotes(slug) for field, slug in rows))


def _remembered(columns: Columns, forgotten: frozenset[str]) -> Columns:
    """The rows that were not erased and so may be shown."""
    return picked(columns, (row_id not in forgotten for row_id in columns["row_id"])) if forgotten else columns


def run_record(contents: BatchContents, accounts: Accounts) -> dict[str, Any]:
    """The contents of run.json except its list of files."""
    return {
        "batch": contents.batch,
        "notice": contents.notice,
        "documents": accounts.documents,
        "rows": accounts.rows,
        "people": {"read": accounts.read, **accounts.people},
        "changed_earlier": accounts.earlier,
        "societies": accounts.societies,
    }


def batch_of(contents: BatchContents, notice: Notice, secret: bytes) -> Batch:
    """What the batch's papers have in common."""
    created = datetime.fromisoformat(contents.now).replace(tzinfo=None)
    association = contents.association.get("name") or notice.association
    return Batch(contents.batch, created, association, contents.association, secret)
