"""`report`: statistics of a month, a quarter, a year, or from one day to another."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, REGISTER, SAYS, SETTINGS, Now, Outbox, Register, Settings, app
from pipeline.commands.process import moment
from schemas.wording import wording_file


@app.command(help=SAYS.commands["report"])
def report(
    month: Annotated[str, typer.Option("--month", metavar="MONTH", help=OPTION["month"])] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help=OPTION["first"])] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help=OPTION["last"])] = "",
    least: Annotated[int, typer.Option("--min-count", metavar="N", min=0, help=OPTION["least"])] = 0,
    outbox: Outbox = OUTBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> None:
    from pipeline.register import Register as Book
    from pipeline.report import Wish, parse_period, write_report
    from pipeline.terms.notices import load_notice
    from pipeline.terms.settings import read_settings
    from schemas.report import report_file

    period = parse_period(month, first, last)
    today = moment(now).date()
    association = read_settings(settings).association.get("name") or load_notice().association
    with Book.open(register, create=False) as book:
        statistics, known, secret = book.statistics(), book.certificates.known(), book.secret()
    written = write_report(statistics, known, secret, Wish(period, today, least, association, settings, outbox))
    for path in written.kept_aside:
        typer.echo(wording_file().closing.kept_aside.format(path=path))
    typer.echo(report_file().messages.written.format(period=period.label))
    for path in written.files:
        typer.echo(f"  {path}")
