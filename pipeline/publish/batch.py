"""The files of one batch: planned from its contents, nothing written yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from pipeline.publish.people import Columns, add_shown, columns_of, picked
from pipeline.publish.summary import Summary, page_values, summary_book, summary_of

if TYPE_CHECKING:
    from pipeline.register.contents import BatchContents

FOLDER = "汇总"


def plan_batch(contents: BatchContents, accounts: Accounts, folder: Path, secret: bytes) -> list[Planned]:
    """Every file of the batch but run.json, written into `folder` when run. Raises UserError for names that collide."""
    notice = load_notice(contents.notice)
    batch = _batch(contents, notice, folder, secret)
    counted = columns_of(contents.people)
    findings = _remembered(columns_of(contents.findings), contents.forgotten)
    silent = unhinted(notice)
    add_shown(counted, picked(findings, (field not in silent for field in findings["field"])))
    people = _remembered(counted, contents.forgotten)
    earlier = _remembered(columns_of(contents.changed_earlier), contents.forgotten)
    form_path, form = combined_form(batch, notice, people, findings)
    plan = [Planned(form_path, write_form, form)]
    plan += [Planned(path, write_book, book) for path, book in intake_books(batch, notice, people, earlier)]
    summary = summary_of(accounts, counted, findings, columns_of(contents.documents))
    plan += _summaries(batch, notice, contents, accounts, summary, [planned.path for planned in plan])
    check_distinct((planned.path, planned.path) for planned in plan)
    return plan


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
    own = int((contents.submissions["batch"] == contents.batch).sum())
    values = page_values(summary, accounts) | {"notice": notice, "association": batch.association, "submissions": own}
    values |= {"groups": grouped([workbook, *files], ".."), "desk": f"../../../{words('ledger')['page']}"}
    html = render(
        "summary.html", title=text["title"].format(batch=batch.name), made=f"{batch.created:%Y-%m-%d %H:%M}", **values
    )
    yield Planned(page, write_text, (batch.path(page), html))
