"""批次汇总: the figures of a batch, who is held and why, which documents could not be read; the same rows as a workbook
and as a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.model.documents import Outcome
from pipeline.model.judgements import Columns, Disposition
from pipeline.publish.desk.accounts import Accounts, lines_of_accounts
from pipeline.publish.desk.expected import unit_tables
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.book import Book, Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.values import Value
from schemas.findings import findings_file
from schemas.layouts.summary import summary_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register.contents.units import Expected

Row = tuple[Value, ...]

_WHO = ("submission_id", "unit", "name", "person_id")
LONGEST_LIST = 30  # lines of a distribution on the page; the workbook has all


class Summary(NamedTuple):
    """The rows of each sheet of schemas/layouts/summary.toml, with the columns given there."""

    accounts: list[Row]
    distribution: list[Row]
    held: list[Row]
    documents: list[Row]


def needed() -> set[str]:
    """The columns of people that the summary counts or shows."""
    counted = {dimension.column for dimension in summary_file().dimension}
    return {*counted, "disposition", "row_id", *_WHO}


def summary_of(accounts: Accounts, people: Columns, findings: Columns, documents: Columns) -> Summary:
    """The summary; `people` (with the shown columns), `findings` and `documents` are of the same batch."""
    return Summary(
        accounts=list(lines_of_accounts(accounts)),
        distribution=list(_distribution(people)),
        held=list(_held(people, findings)),
        documents=_documents(documents),
    )


def summary_book(batch: Batch, summary: Summary, path: str, expected: Expected | None) -> Book:
    """The workbook 批次汇总.xlsx."""
    text = summary_file().words
    title = text.title.format(batch=batch.name)
    tables = [
        Table("summary", name, getattr(summary, name)) for name in ("accounts", "distribution", "held", "documents")
    ]
    tables += unit_tables(expected)
    footer = text.footer.format(association=batch.association, batch=batch.name)
    return Book(path, batch.created, title, title, footer, batch.mark("summary"), tables)


def _distribution(people: Columns) -> Iterable[Row]:
    for dimension in summary_file().dimension:
        values = people[dimension.column]
        read, became = Counter(values), Counter(zip(values, people["disposition"], strict=True))
        for value in sorted(read, key=lambda name: (name == "", -read[name], name)):
            counts = read[value], became[value, Disposition.ROUTED], became[value, Disposition.HELD]
            yield dimension.title, value or dimension.none, *counts, counts[0] - counts[1] - counts[2]


def _held(people: Columns, findings: Columns) -> Iterable[Row]:
    """One row for each finding that holds a person, with its cell and what to do."""
    decided = summary_file().decided
    titles = {slug: kind.title for slug, kind in findings_file().finding.items()}
    who = _of_held(people, _WHO)
    columns = ("row_id", "severity", "slug", "value", "cell", "sheet", "file", "message", "decided_by")
    rows: list[Row] = []
    for row_id, severity, slug, value, cell, sheet, file, message, by in zip(
        *(findings[name] for name in columns), strict=True
    ):
        if severity == "error" and row_id in who:
            rows.append((*who[row_id], titles[slug], value, cell, sheet, file, message, decided[by]))
    return sorted(rows, key=lambda row: (row[0], row[8], row[7]))


def _of_held(people: Columns, columns: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    rows = zip(
        people["row_id"], people["disposition"], zip(*(people[name] for name in columns), strict=True), strict=True
    )
    return {row_id: row for row_id, disposition, row in rows if disposition == Disposition.HELD}


def _documents(documents: Columns) -> list[Row]:
    """All documents, those that need attention first: unreadable ones, then those that are not forms."""
    outcomes = summary_file().outcomes
    order = {Outcome.UNREADABLE: 0, Outcome.NOT_A_FORM: 1}
    columns = ("submission_id", "file", "kind", "outcome", "message")
    rows = sorted(
        zip(*(documents[name] for name in columns), strict=True), key=lambda row: (order.get(row[3], 2), row[1])
    )
    return [
        (submission_id, file, kind, outcomes[outcome], message) for submission_id, file, kind, outcome, message in rows
    ]


def page_values(summary: Summary, accounts: Accounts) -> dict[str, Any]:
    """The values for templates/summary.html, except the batch's own particulars."""
    held = _named("held", summary.held)
    documents = _named("documents", summary.documents)
    outcomes = summary_file().outcomes
    return {
        "accounts": accounts,
        "account_lines": _grouped(_named("accounts", summary.accounts), "account"),
        "distribution": _grouped(_with_bars(_named("distribution", summary.distribution)), "dimension"),
        "longest_list": LONGEST_LIST,
        "held": held,
        "troubled": [line for line in documents if line["outcome_shown"] == outcomes[Outcome.UNREADABLE]],
        "unrecognised": [line for line in documents if line["outcome_shown"] == outcomes[Outcome.NOT_A_FORM]],
        "judged": sum(accounts.judged.values()),
        "dispositions": summary_file().dispositions,
    }


def _named(table: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    sources = load_layout("summary", table).sources
    return [dict(zip(sources, row, strict=True)) for row in rows]


def _grouped(lines: Sequence[dict[str, Any]], by: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        groups.setdefault(line[by], []).append(line)
    return groups


def _with_bars(lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Add to each line its shares (per cent of its people) and its width (per cent of the longest line of its
    dimension).
    """
    longest: dict[str, int] = {}
    for line in lines:
        longest[line["dimension"]] = max(longest.get(line["dimension"], 1), line["read"])
    return [
        line
        | {"width": _percent(line["read"], longest[line["dimension"]])}
        | {f"{name}_share": _percent(line[name], line["read"]) for name in ("routed", "held")}
        for line in lines
    ]


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1)
