"""The files of one batch: planned from its contents, nothing written yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import Columns
from pipeline.notices import Notice, load_notice
from pipeline.publish.accounts import Accounts
from pipeline.publish.book import write_book
from pipeline.publish.combined import combined_form
from pipeline.publish.common import Batch
from pipeline.publish.deliver import Planned, write_text
from pipeline.publish.form import write_form
from pipeline.publish.intake import intake_books, unhinted
from pipeline.publish.layout import words
from pipeline.publish.names import check_distinct
from pipeline.publish.pages import grouped, render
from pipeline.publish.people import add_shown, picked
from pipeline.publish.summary import Summary, page_values, summary_book, summary_of

if TYPE_CHECKING:
    from pipeline.register.contents import BatchContents

FOLDER = "汇总"

_AHEAD = 2  # workbooks that the writers have at hand while the combined form, which takes longest, is planned


def plan_batch(contents: BatchContents, accounts: Accounts, folder: Path, secret: bytes) -> Iterator[Planned]:
    """Every file of the batch but run.json, written into `folder` when run; one is written while the next is planned.
    Raises UserError for names that collide.
    """
    notice = load_notice(contents.notice)
    batch = _batch(contents, notice, folder, secret)
    counted = dict(contents.people)
    findings = _remembered(contents.findings, contents.forgotten)
    silent = unhinted(notice)
    add_shown(counted, picked(findings, (field not in silent for field in findings["field"])))
    people = _remembered(counted, contents.forgotten)
    earlier = _remembered(contents.changed_earlier, contents.forgotten)
    books = (Planned(path, write_book, book) for path, book in intake_books(batch, notice, people, earlier))
    paths: list[str] = []
    for planned in chain(islice(books, _AHEAD), _combined(batch, notice, people, findings), books):
        paths.append(planned.path)
        yield planned
    check_distinct((path, path) for path in paths)
    summary = summary_of(accounts, counted, findings, contents.documents)
    yield from _summaries(batch, notice, contents, accounts, summary, paths)


def _combined(batch: Batch, notice: Notice, people: Columns, findings: Columns) -> Iterator[Planned]:
    path, form = combined_form(batch, notice, people, findings)
    yield Planned(path, write_form, form)


def _remembered(columns: Columns, forgotten: frozenset[str]) -> Columns:
    """The rows of which something may be told."""
    return picked(columns, (row_id not in forgotten for row_id in columns["row_id"])) if forgotten else columns


def run_record(contents: BatchContents, accounts: Accounts) -> dict[str, Any]:
    """run.json without its files."""
    return {
        "batch": contents.batch,
        "notice": contents.notice,
        "documents": accounts.documents,
        "rows": accounts.rows,
        "people": {"read": accounts.read, **accounts.people},
        "changed_earlier": accounts.earlier,
        "societies": accounts.societies,
    }


def _batch(contents: BatchContents, notice: Notice, folder: Path, secret: bytes) -> Batch:
    created = datetime.fromisoformat(contents.now).replace(tzinfo=None)
    return Batch(contents.batch, folder, created, contents.association.get("name") or notice.association, secret)


def _summaries(
    batch: Batch, notice: Notice, contents: BatchContents, accounts: Accounts, summary: Summary, files: list[str]
) -> Iterator[Planned]:
    """The workbook, and the page with links to it and to all other `files` of the batch."""
    text = words("summary")
    workbook, page = f"{FOLDER}/{text['workbook']}", f"{FOLDER}/{text['page']}"
    yield Planned(workbook, write_book, summary_book(batch, summary, workbook))
    own = contents.submissions["batch"].count(contents.batch)
    values = page_values(summary, accounts) | {"notice": notice, "association": batch.association, "submissions": own}
    values |= {"groups": grouped([workbook, *files], ".."), "desk": f"../../../{words('ledger')['page']}"}
    html = render(
        "summary.html", title=text["title"].format(batch=batch.name), made=f"{batch.created:%Y-%m-%d %H:%M}", **values
    )
    yield Planned(page, write_text, (batch.path(page), html))
