"""`export`: the register's tables for other programs."""

from __future__ import annotations

import sys
from codecs import BOM_UTF8
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, REGISTER, SAYS, Now, Register, app

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.register import Register as Book


class Table(StrEnum):
    PEOPLE = "people"
    ROWS = "rows"
    PROJECTS = "projects"
    SUBMISSIONS = "submissions"
    DOCUMENTS = "documents"
    FINDINGS = "findings"
    DECISIONS = "decisions"
    LETTERS = "letters"
    EVENTS = "events"
    HOURS = "hours"
    CERTIFICATES = "certificates"


class Format(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


class Headings(StrEnum):
    CHINESE = "zh"
    ENGLISH = "en"


@app.command(help=SAYS.commands["export"])
def export(
    table: Annotated[Table, typer.Argument(help=OPTION["table"], show_default=False)],
    form: Annotated[Format, typer.Option("--format", help=OPTION["format"])] = Format.CSV,
    headings: Annotated[Headings, typer.Option("--headings", help=OPTION["headings"])] = Headings.ENGLISH,
    register: Register = REGISTER,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help=OPTION["export_output"])] = None,
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.errors import UserError
    from pipeline.publish.exports import serialise
    from pipeline.publish.exports_in_chinese import in_chinese
    from pipeline.register import Register as Book
    from schemas.wording import wording_file

    if output is None and form is Format.XLSX:
        raise UserError(wording_file().refusals.export_screen, 2)
    with Book.open(register, create=False) as book:
        told, for_people = _table(book, table, moment(now).date()), headings is Headings.CHINESE
        data = serialise(in_chinese(told) if for_people else told, form.value)
    if output and form is Format.CSV and for_people:
        data = BOM_UTF8 + data  # by which Excel knows the text for what it is
    if output is None and sys.stdout.isatty():
        typer.echo(data.decode())  # to be looked at, so it is masked like everything on a terminal
    elif output is None:
        typer.get_binary_stream("stdout").write(data)
    if output is None:
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UserError(wording_file().refusals.export.format(output=output)) from error
    typer.echo(wording_file().done.export.format(output=output))


def _table(book: Book, table: Table, today: date | None = None) -> DataFrame:
    """What is read from the register; a letter's kind and files are known by those who write it."""
    if table is not Table.LETTERS:
        return book.export(table.value, today)
    from pandas import DataFrame

    from pipeline.publish.units.letters_table import letters

    return DataFrame(letters(map(book.batch_contents, book.batches()), book.sendings.last(), book.sendable()))
