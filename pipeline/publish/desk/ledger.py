"""The secretary's desk: 台账.xlsx (every submission, every open case) and index.html (the same, with links to the files
of all batches). All open cases come from one source, and stand on one list each.

Both are as of the date of the run: waiting times are in whole days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import starmap
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.model.decisions import Question
from pipeline.model.documents import submission_number
from pipeline.model.judgements import Columns, Disposition
from pipeline.model.sending import SENT
from pipeline.publish.desk.batches import batches_on_disk, lines_of
from pipeline.publish.desk.dispatched import KIND, address_of, dispatch_lines, dispatch_table
from pipeline.publish.desk.document_pages import DocumentPages
from pipeline.publish.desk.expected import SILENT, WANTED, unit_lines, unit_tables
from pipeline.publish.desk.letters import letter_lines, letter_table
from pipeline.publish.desk.listed import Listed
from pipeline.publish.desk.newest import UNSTAMPED
from pipeline.publish.desk.questions import firsts
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.pages import Page
from pipeline.publish.paper.people import rows_of
from pipeline.publish.paper.values import Value
from pipeline.terms.notices import notices
from pipeline.terms.open_cases import UNIT, by_list, is_question, open_cases, others_by_list
from pipeline.text import seal
from schemas.certificate_figures import certificate_figures_file
from schemas.decisions import CaseList, decisions_file
from schemas.glossary import glossary_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.everybody import everybody_file
from schemas.layouts.ledger import ledger_file
from schemas.layouts.results import results_layout
from schemas.layouts.summary import summary_file

if TYPE_CHECKING:
    from pipeline.register.contents.desk import DeskContents, EarlierPart

COUNTED = ("people", *(disposition.value for disposition in Disposition))
"""The numbers of person rows that a submission or a batch has."""


def submission_columns(submissions: Columns) -> Columns:
    """The columns shown of submissions."""
    labels = ledger_file()
    shown = dict(submissions)
    moments = zip(shown["received_at"], shown["received_from"], strict=True)
    shown["received_shown"] = list(starmap(received_shown, moments))
    shown["late_shown"] = [labels.yes_no[late] for late in shown["late"]]
    without = {name for name, notice in notices().items() if not notice.wants_scan}
    shown["scan_shown"] = [
        labels.scan["unasked" if scan == "false" and name in without else scan]
        for scan, name in zip(shown["scan"], shown["notice"], strict=True)
    ]
    return shown


def received_shown(received_at: str, received_from: str) -> str:
    """When it came, as exactly as that is known: what a mail says, the day in a name; of a loose file only the day on
    which it was saved, and that it is this."""
    minute, day = received_at[:16].replace("T", " "), received_at[:10]
    return ledger_file().received[received_from].format(minute=minute, day=day)


def sums_of(desk: DeskContents) -> dict[str, int]:
    """How many person rows there are in all, and what they became: the one source of such figures on the desk."""
    return {name: sum(desk.submissions[name]) + desk.earlier.sums.get(name, 0) for name in COUNTED}


def ledger_book(desk: DeskContents, listed: Sequence[Listed], outbox: Path, path: Path, secret: bytes) -> Book:
    """The workbook 台账.xlsx."""
    text = ledger_file().words
    cases = [line for each in listed for line in each.lines]
    tables = [_submissions_table(desk), _cases_table(cases), *dispatch_table(desk, outbox), *letter_table(desk)]
    tables += unit_tables(desk.expected)
    created = datetime.fromisoformat(desk.today)
    more = any(each.amount > len(each.lines) for each in listed)
    footer = (text.footer_more if more else text.footer).format(today=desk.today, shown=text.part)
    return Book(str(path), created, text.title, text.title, footer, seal.make("ledger", "", (), secret), tables)


def earlier_book(part: EarlierPart, name: str, path: Path, secret: bytes) -> Book:
    """A workbook of earlier submissions; it bears no day, for it stays as it is as long as they do."""
    columns = part.read()
    table = Table(
        "ledger", "submissions", rows_of(submission_columns(columns), load_layout("ledger", "submissions").sources)
    )
    created, title = datetime.fromisoformat(max(columns["received_at"])[:10]), PurePosixPath(name).stem
    return Book(str(path), created, title, title, title, seal.make("ledger", "", (), secret), [table])


def _submissions_table(desk: DeskContents) -> Table:
    """Every submission, and at the end the sums of its numbers."""
    sources = load_layout("ledger", "submissions").sources
    rows = rows_of(submission_columns(desk.submissions), sources)
    if not rows:
        return Table("ledger", "submissions", rows)
    sums: dict[str, Value] = {**sums_of(desk), "submission_id": ledger_file().words.total}
    last = tuple(sums.get(source, "") for source in sources)
    return Table("ledger", "submissions", [*rows, last], sums=frozenset([len(rows)]))


def _cases_table(cases: Sequence[Mapping[str, Any]]) -> Table:
    """Every open case; its place leads to the page that shows it, where there is one."""
    sources = load_layout("ledger", "cases").sources
    link = sources.index("place")
    return Table(
        "ledger",
        "cases",
        [tuple(case[source] for source in sources) for case in cases],
        links={(row, link): case["address"] for row, case in enumerate(cases) if case["address"]},
        nothing=ledger_file().words.no_cases,
    )


def case_lists(desk: DeskContents, pages: DocumentPages, outbox: Path) -> list[Listed]:
    """Every open case as a line of the list that has it, unit by unit; of very many the first ones."""
    today = date.fromisoformat(desk.today)
    found, others = by_list(open_cases(desk.questions)), others_by_list(desk.others)
    asked = {row_id for each in desk.questions if is_question(each) for row_id in each.rows}
    lists = []
    for on in decisions_file().lists:
        own, more = found[on.key], others[on.key]
        amount = len(own) + sum(each.amount for each in more)
        lines = [_case(case, on, page_at(case, pages, outbox), today) for case in firsts(own, amount)]
        for line in lines:
            may_decide = line["waits_for"] == UNIT and line["row_id"] in asked
            line["may_decide"] = ledger_file().words.may_decide if may_decide else ""
            line["turn"] = "\n".join(filter(None, (line["turn_shown"], line["may_decide"])))
        first = min([*(case.since for case in own), *(each.since for each in more)], default=desk.today)
        lists.append(Listed(on, lines, amount, max((today - date.fromisoformat(first)).days, 0)))
    return lists


def _case(case: Question, on: CaseList, address: str, today: date) -> dict[str, Any]:
    words = everybody_file().sentence
    opened = ledger_file().words.open if address and case.kind == KIND else ""
    return {
        **case._asdict(),
        "list": on.title,
        "unit_shown": case.unit or (words.unitless if case.submission_id else ""),
        "title": case.title or decisions_file().question[case.kind].title,
        "name": case.name or (words.nameless if case.row_id else ""),
        "days": max((today - date.fromisoformat(case.since)).days, 0),
        "turn_shown": on.turn or ledger_file().turns[case.waits_for],
        "place": f"{case.sheet}!{case.cell}" if case.cell else case.sheet or opened,
        "address": address,
    }


def page_at(case: Question, pages: DocumentPages, outbox: Path) -> str:
    """Where a page shows what it is about, at its cell, or the workbook of which it is; "" where nothing does."""
    return address_of(case.value, case.subject, outbox) if case.kind == KIND else pages.of(case)


def _when(line: Mapping[str, Any]) -> tuple[str, int]:
    """By which lines of submissions are in the order in which these came."""
    return line["received_at"], submission_number(line["submission_id"])


def index_page(desk: DeskContents, lists: Sequence[Listed], pages: DocumentPages, outbox: Path) -> Page:
    """The page index.html, without its stamp; if there are very many submissions, only the newest are shown."""
    text = ledger_file().words
    submissions, days = submission_columns(desk.submissions), desk.earlier.days
    newest = sorted(lines_of(submissions), key=_when, reverse=True)
    since = (date.fromisoformat(desk.today) - timedelta(days=text.lately_days)).isoformat()
    for line in newest:
        line["lately"] = since < line["received_at"][:10] <= desk.today
    shown = newest[: text.page_lately if days else text.page_lines]
    earlier = sum(count for day, count in days.items() if since < day <= desk.today)
    units = unit_lines(desk.expected)
    cases_shown = text.page_lately if any(each.amount > text.page_lines for each in lists) else text.page_lines
    return Page.of(
        "index.html",
        stamp=UNSTAMPED,
        newest=text.newest,
        newest_seconds=text.newest_seconds,
        title=text.title,
        today=desk.today,
        ledger=text.file,
        received=len(newest) + len(desk.earlier.numbers),
        submissions=shown,
        earlier=PurePosixPath(text.earlier).parts[0] if days else "",
        page_lines=text.page_lines,
        lately_days=text.lately_days,
        lately=sum(line["lately"] for line in newest) + earlier,
        lists=[each._replace(lines=each.lines[:cases_shown]) for each in lists],
        cases_shown=cases_shown,
        open=sum(each.amount for each in lists),
        longest=max((each.longest for each in lists), default=0),
        silent=sum(line["key"] in SILENT for line in units),
        sums=sums_of(desk),
        dispositions=summary_file().dispositions,
        batches=list(batches_on_disk(desk, outbox)),
        to_send=[line for line in dispatch_lines(desk, outbox) if not line["sent_on"]],
        letters=[line for line in letter_lines(desk) if line["key"] != SENT],
        everybody=everybody_file().words,
        results=results_layout().words.file if desk.results.key else "",
        certificates=certificates_layout().words.file if desk.certificates.key else "",
        certificate_figures=certificate_figures_file().words.page if desk.certificates.are_any else "",
        questions=decisions_file().words.file,
        units=units,
        wanted=WANTED,
        pages=pages.address,
        missing=pages.missing(desk.pages.of_people),
        glossary=glossary_file(),
    )
