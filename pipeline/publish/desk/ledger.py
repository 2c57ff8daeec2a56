"""The secretary's desk: 台账.xlsx (every submission, every open case) and index.html (the same, with links to the files
of all batches). All open cases come from one source, and stand on one list each.

Both are as of the date of the run: waiting times are in whole days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import starmap
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.model.decisions import Question
from pipeline.model.judgements import Columns, Disposition
from pipeline.model.sending import SENT
from pipeline.publish.desk.dispatched import KIND, address_of, dispatch_lines, dispatch_table, workbook_of
from pipeline.publish.desk.document_pages import DocumentPages
from pipeline.publish.desk.expected import SILENT, WANTED, unit_lines, unit_tables
from pipeline.publish.desk.letters import letter_lines, letter_table
from pipeline.publish.desk.newest import UNSTAMPED
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.disk import read_record
from pipeline.publish.paper.grid import Value
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.names import safe_name
from pipeline.publish.paper.pages import grouped, render
from pipeline.publish.paper.people import rows_of
from pipeline.terms.notices import notices
from pipeline.terms.open_cases import UNIT, by_list, is_question, open_cases
from pipeline.text import seal
from schemas.certificate_figures import certificate_figures_file
from schemas.decisions import CaseList, decisions_file
from schemas.glossary import glossary_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.everybody import everybody_file
from schemas.layouts.intake import intake_file
from schemas.layouts.ledger import ledger_file
from schemas.layouts.paper import paper_file
from schemas.layouts.results import results_layout
from schemas.layouts.summary import summary_file

if TYPE_CHECKING:
    from pipeline.register.contents.desk import DeskContents

COUNTED = ("people", *(disposition.value for disposition in Disposition))
"""The numbers of person rows that a submission or a batch has."""


def submission_columns(desk: DeskContents) -> Columns:
    """The columns shown of submissions."""
    labels = ledger_file()
    shown = dict(desk.submissions)
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


def sums_of(submissions: Columns) -> dict[str, int]:
    """How many person rows there are in all, and what they became: the one source of such figures on the desk."""
    return {name: sum(submissions[name]) for name in COUNTED}


def ledger_book(desk: DeskContents, outbox: Path, path: Path, secret: bytes) -> Book:
    """The workbook 台账.xlsx."""
    text = ledger_file().words
    cases = [line for _, lines in case_lists(desk, outbox) for line in lines]
    tables = [_submissions_table(desk), _cases_table(cases), *dispatch_table(desk, outbox), *letter_table(desk)]
    tables += unit_tables(desk.expected)
    created = datetime.fromisoformat(desk.today)
    footer = text.footer.format(today=desk.today)
    return Book(str(path), created, text.title, text.title, footer, seal.make("ledger", "", (), secret), tables)


def _submissions_table(desk: DeskContents) -> Table:
    """Every submission, and at the end the sums of its numbers."""
    submissions = submission_columns(desk)
    sources = load_layout("ledger", "submissions").sources
    rows = rows_of(submissions, sources)
    if not rows:
        return Table("ledger", "submissions", rows)
    sums: dict[str, Value] = {**sums_of(submissions), "submission_id": ledger_file().words.total}
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


def case_lists(desk: DeskContents, outbox: Path) -> list[tuple[CaseList, list[dict[str, Any]]]]:
    """Every open case as a line of the list that has it, unit by unit."""
    pages, today = DocumentPages(outbox), date.fromisoformat(desk.today)
    found = by_list(open_cases(desk.questions))
    asked = {row_id for each in desk.questions if is_question(each) for row_id in each.rows}
    lists = []
    for on in decisions_file().lists:
        lines = [_case(case, on, page_at(case, pages, outbox), today) for case in found[on.key]]
        for line in lines:
            may_decide = line["waits_for"] == UNIT and line["row_id"] in asked
            line["may_decide"] = ledger_file().words.may_decide if may_decide else ""
            line["turn"] = "\n".join(filter(None, (line["turn_shown"], line["may_decide"])))
        lists.append((on, lines))
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


def index_page(desk: DeskContents, outbox: Path) -> str:
    """The page index.html, without its stamp; if there are very many submissions, only the newest are shown."""
    text = ledger_file().words
    submissions = submission_columns(desk)
    newest = sorted(_lines(submissions), key=itemgetter("received_at", "submission_id"), reverse=True)
    since = (date.fromisoformat(desk.today) - timedelta(days=text.lately_days)).isoformat()
    for line in newest:
        line["lately"] = since < line["received_at"][:10] <= desk.today
    lists = case_lists(desk, outbox)
    units, pages = unit_lines(desk.expected), DocumentPages(outbox)
    return render(
        "index.html",
        stamp=UNSTAMPED,
        newest=text.newest,
        newest_seconds=text.newest_seconds,
        title=text.title,
        today=desk.today,
        ledger=text.file,
        received=len(newest),
        submissions=newest[: text.page_lines],
        page_lines=text.page_lines,
        lately_days=text.lately_days,
        lately=sum(line["lately"] for line in newest),
        lists=lists,
        open=sum(len(cases) for _, cases in lists),
        longest=max((case["days"] for _, cases in lists for case in cases), default=0),
        silent=sum(line["key"] in SILENT for line in units),
        sums=sums_of(submissions),
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
        missing=pages.missing(desk.documents),
        glossary=glossary_file(),
    )


def _lines(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def batches_on_disk(desk: DeskContents, outbox: Path) -> Iterator[dict[str, Any]]:
    """The register's batches, newest first, each with the files that are still in its folder, grouped by purpose: of
    each its name, its address, the batch that replaced it ("" for none), and of a society's that can be sent whether
    and when it went."""
    replaced = {(batch, safe_name(society)): newer for (batch, society), newer in desk.replaced.items()}
    states = {
        workbook_of(line["batch"], line["society"]): f"{line['sent_on']} {line['state']}".strip()
        for line in dispatch_lines(desk, outbox)
    }
    for batch in reversed(_lines(desk.batches)):
        name = batch["batch"]
        groups = _groups(outbox / paper_file().batches / name, outbox)
        told = [
            (title, [(*each, _newer(*each, name, replaced), states.get(each[1], "")) for each in files])
            for title, files in groups
        ]
        yield {**batch, "groups": told}


def _newer(file: str, address: str, batch: str, replaced: Mapping[tuple[str, str], str]) -> str:
    society = PurePosixPath(address).parent.name
    is_waiting = file == intake_file().words.unconfirmed_file.format(society=society, batch=batch)
    return replaced.get((batch, society), "") if is_waiting else ""


def _groups(folder: Path, outbox: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files of a batch listed in run.json that still exist, grouped."""
    files = [file["path"] for file in read_record(folder / "run.json").get("files", [])]
    return grouped([path for path in files if (folder / path).is_file()], folder.relative_to(outbox).as_posix())
