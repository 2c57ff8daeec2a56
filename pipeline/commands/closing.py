"""The closing words of a run: what came in, what went where, what is held, and where the files are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.commands.terminal import show_table
from pipeline.text.mask import masked
from schemas.wording import Closing, wording_file

if TYPE_CHECKING:
    from pipeline.engine.run_summary import Report
    from pipeline.process import Options


def show(report: Report, options: Options) -> None:
    """Print the account of a run; the words are data."""
    _show_account(report, options)
    show_skipped(report)


def show_skipped(report: Report) -> None:
    """Print what was no file."""
    if report.skipped:
        typer.echo(wording_file().closing.skipped)
    for path in report.skipped:
        typer.echo(f"  {path}")


def show_sentences(report: Report, options: Options) -> None:
    """Print what the run has to say apart from its figures."""
    words = wording_file().closing
    for sentence in [*report.decisions, *map(masked, report.results)]:
        typer.echo(sentence)
    for path in report.kept_aside:
        typer.echo(words.kept_aside.format(path=path))
    if report.faults:
        typer.echo(words.faults.format(count=len(report.faults), outbox=options.outbox))
    for place in report.faults:
        typer.echo(f"  {place}")
    if report.unopened:
        typer.echo(words.unopened.format(count=len(report.unopened)))
    for file, message in report.unopened:
        typer.echo(words.unopened_file.format(file=masked(file), message=masked(message)))
    if report.batch and not report.batch.startswith(f"{options.now:%Y%m%d}"):
        typer.echo(words.clock_back.format(today=f"{options.now:%Y-%m-%d}", batch=report.batch))


def _show_account(report: Report, options: Options) -> None:
    words = wording_file().closing
    show_sentences(report, options)
    if report.batch is None:
        empty = words.empty if not report.documents and not report.known else words.nothing_new
        typer.echo(empty.format(inbox=options.inbox, outbox=options.outbox))
        return
    title = words.plan if options.dry_run else words.done.format(batch=report.batch)
    show_table(title, words.headings, _rows(report, words))
    written = words.planned if options.dry_run else words.written
    typer.echo(written.format(outbox=options.outbox, batch=report.batch))
    for path in report.files if options.dry_run else []:
        typer.echo(f"  {path}")


def show_timings(report: Report) -> None:
    """Seconds and share of each stage."""
    words = wording_file().timings
    total = sum(report.seconds.values())
    rows = [[words.stages[stage], f"{taken:.2f}", f"{taken / total:.0%}"] for stage, taken in report.seconds.items()]
    show_table(words.title, words.headings, [*rows, [words.total, f"{total:.2f}", "100%"]])


def _rows(report: Report, words: Closing) -> list[list[str]]:
    documents, people = words.documents, words.people
    rows = [[documents["title"], documents.get(k, k), str(n)] for k, n in report.documents.items() if n]
    rows += [[people["title"], people.get(k, k), str(n)] for k, n in report.people.items() if n]
    rows += [[words.societies["title"], society, str(n)] for society, n in report.societies.items()]
    rows += [[words.held["title"], title, str(n)] for title, n in report.held.items()]
    rows += [[words.open["title"], title, str(n)] for title, n in report.open.items()]
    return _once(rows)


def _once(rows: list[list[str]]) -> list[list[str]]:
    """The name of a group stands on its first line only."""
    return [[row[0] if i == 0 or rows[i - 1][0] != row[0] else "", *row[1:]] for i, row in enumerate(rows)]
