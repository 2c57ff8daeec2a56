"""The files of one batch: planned from its contents, nothing written yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.model import Columns, joined
from pipeline.notices import Notice, load_notice
from pipeline.publish import combined, summary
from pipeline.publish.accounts import Accounts
from pipeline.publish.book import write_book
from pipeline.publish.common import Batch
from pipeline.publish.deliver import Planned, write_text
from pipeline.publish.form import write_form
from pipeline.publish.intake import intake_book, societies_of, unhinted
from pipeline.publish.layout import words
from pipeline.publish.names import check_distinct
from pipeline.publish.pages import grouped, render
from pipeline.publish.people import hints_of, picked, shown

if TYPE_CHECKING:
    from pipeline.register.contents import BatchContents

FOLDER = "汇总"


def plan_batch(
    contents: BatchContents, accounts: Callable[[], Accounts], folder: Path, secret: bytes
) -> Iterator[Planned]:
    """Every file of the batch but run.json, written into `folder` when run. While one is written the next is planned,
    and the people of those after it are not even read. Raises UserError for names that collide.
    """
    notice = load_notice(contents.notice)
    batch = _batch(contents, notice, folder, secret)
    findings = _remembered(contents.findings, contents.forgotten)
    earlier = _remembered(contents.changed_earlier, contents.forgotten)
    hints = hints_of(_quotable(findings, notice))
    everyone: list[Columns] = []
    paths: list[str] = []
    for society in societies_of(contents.people.societies, earlier):
        people = shown(contents.people.of(society), hints)
        everyone.append(people)
        made = intake_book(batch, notice, society, _remembered(people, contents.forgotten), earlier)
        if made:
            paths.append(made[0])
            yield Planned(made[0], write_book, made[1])
    counted = joined(everyone, combined.needed() | summary.needed())
    path, form = combined.combined_form(batch, notice, _remembered(counted, contents.forgotten), findings)
    yield Planned(path, write_form, form)
    paths = [path, *paths]
    check_distinct((path, path) for path in paths)
    told = summary.summary_of(accounts(), counted, findings, contents.documents)
    yield from _summaries(batch, notice, contents, accounts(), told, paths)


def _quotable(findings: Columns, notice: Notice) -> Columns:
    """The findings of which societies may be told."""
    silent = unhinted(notice)
    return picked(findings, (field not in silent for field in findings["field"]))


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
    batch: Batch, notice: Notice, contents: BatchContents, accounts: Accounts, told: summary.Summary, files: list[str]
) -> Iterator[Planned]:
    """The workbook, and the page with links to it and to all other `files` of the batch."""
    text = words("summary")
    workbook, page = f"{FOLDER}/{text['workbook']}", f"{FOLDER}/{text['page']}"
    yield Planned(workbook, write_book, summary.summary_book(batch, told, workbook))
    own = contents.submissions["batch"].count(contents.batch)
    values = summary.page_values(told, accounts) | {
        "notice": notice,
        "association": batch.association,
        "submissions": own,
    }
    values |= {"groups": grouped([workbook, *files], ".."), "desk": f"../../../{words('ledger')['page']}"}
    html = render(
        "summary.html", title=text["title"].format(batch=batch.name), made=f"{batch.created:%Y-%m-%d %H:%M}", **values
    )
    yield Planned(page, write_text, (batch.path(page), html))
