"""The secretary's desk: 台账.xlsx (every submission, every open case) and index.html (the same, with links to the files
of all batches).

Both are as of the date of the run: waiting times are in whole days.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.model.judgements import Columns
from pipeline.publish.desk.expected import WANTED, unit_lines, unit_tables
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.disk import read_record
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.pages import grouped, render
from pipeline.publish.paper.people import rows_of
from pipeline.text import seal
from schemas.decisions import decisions_file
from schemas.explain import explain_file
from schemas.layouts import everybody_file, ledger_file, paper_file

if TYPE_CHECKING:
    from pipeline.register.contents import DeskContents

_SHOWN = re.compile(r'<meta name="documents" content="([0-9a-f ]*)">')
_HEAD = 20_000  # characters of a page in which it says which documents it shows


def desk_columns(desk: DeskContents) -> tuple[Columns, Columns]:
    """The columns shown of submissions and cases, the longest-waiting case first."""
    labels = ledger_file()
    submissions = dict(desk.submissions)
    submissions["received_shown"] = [text[:16].replace("T", " ") for text in submissions["received_at"]]
    submissions["late_shown"] = [labels.yes_no[late] for late in submissions["late"]]
    submissions["scan_shown"] = [labels.scan[scan] for scan in submissions["scan"]]
    cases = _longest_first(desk.cases)
    today = date.fromisoformat(desk.today)
    cases["days"] = [max((today - date.fromisoformat(since[:10])).days, 0) for since in cases["since"]]
    cases["turn_shown"] = [labels.turns[turn] for turn in cases["decided_by"]]
    return submissions, cases


def _longest_first(cases: Columns) -> Columns:
    since = list(zip(cases["since"], cases["submission_id"], cases["row_id"], strict=True))
    order = sorted(range(len(since)), key=since.__getitem__)
    return {name: [values[place] for place in order] for name, values in cases.items()}


def ledger_book(desk: DeskContents, path: Path, secret: bytes) -> Book:
    """The workbook 台账.xlsx."""
    submissions, cases = desk_columns(desk)
    text = ledger_file().words
    rows = {"submissions": submissions, "cases": cases}
    tables = [Table("ledger", name, rows_of(rows[name], load_layout("ledger", name).sources)) for name in rows]
    tables += unit_tables(desk.expected)
    created = datetime.fromisoformat(desk.today)
    footer = text.footer.format(today=desk.today)
    return Book(str(path), created, text.title, text.title, footer, seal.make("ledger", "", (), secret), tables)


def index_page(desk: DeskContents, outbox: Path) -> str:
    """The page index.html; if there are very many submissions, only the newest are shown."""
    submissions, cases = desk_columns(desk)
    text = ledger_file().words
    newest = sorted(_lines(submissions), key=itemgetter("received_at", "submission_id"), reverse=True)
    since = (date.fromisoformat(desk.today) - timedelta(days=text.lately_days)).isoformat()
    for line in newest:
        line["lately"] = since < line["received_at"][:10] <= desk.today
    return render(
        "index.html",
        title=text.title,
        today=desk.today,
        ledger=text.file,
        received=len(newest),
        submissions=newest[: text.page_lines],
        lately_days=text.lately_days,
        lately=sum(line["lately"] for line in newest),
        cases=_lines(cases),
        turns=Counter(cases["decided_by"]),
        longest=max(cases["days"], default=0),
        batches=list(batches_on_disk(desk, outbox)),
        everybody=everybody_file().words,
        questions=decisions_file().words.file,
        units=unit_lines(desk.expected),
        wanted=WANTED,
        explained=dict(explained_pages(outbox)),
    )


def explained_pages(outbox: Path) -> Iterator[tuple[str, str]]:
    """The sha256 of each document that a page of `explain` shows, with the address of the page."""
    for page in sorted((outbox / explain_file().folder).glob("*.html")):
        with page.open(encoding="utf-8", errors="replace") as file:
            found = _SHOWN.search(file.read(_HEAD))
        address = quote(page.relative_to(outbox).as_posix())
        yield from ((sha256, address) for sha256 in (found[1].split() if found else ()))


def _lines(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def batches_on_disk(desk: DeskContents, outbox: Path) -> Iterator[dict[str, Any]]:
    """The register's batches, newest first, each with the files that are still in its folder, grouped by purpose."""
    for batch in reversed(_lines(desk.batches)):
        yield {**batch, "groups": _groups(outbox / paper_file().batches / batch["batch"], outbox)}


def _groups(folder: Path, outbox: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files of a batch listed in run.json that still exist, grouped."""
    files = [file["path"] for file in read_record(folder / "run.json").get("files", [])]
    return grouped([path for path in files if (folder / path).is_file()], folder.relative_to(outbox).as_posix())
