"""`retention`: personal data of cases that were closed longer ago than their notice lets us keep them, erased."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, Now, Outbox, Register, Yes, app
from schemas.safekeeping import safekeeping_file


@app.command(help=SAYS.commands["retention"])
def retention(register: Register = REGISTER, outbox: Outbox = OUTBOX, now: Now = None, yes: Yes = False) -> int:
    from pipeline.commands.forget import carry_out
    from pipeline.commands.process import moment
    from pipeline.register import Register as Book
    from pipeline.terms.notices import load_notice
    from pipeline.upkeep.forget import closed_before

    words, when = safekeeping_file().retention, moment(now)
    with Book.open(register, create=False) as book, book.alone():
        before = closed_before(book, when)
        for name, limit in before.items():
            months = load_notice(name).retention_months
            typer.echo(words.limit.format(notice=name, before=f"{limit:%Y-%m-%d}", months=months))
        selection = book.forgetting.select_closed(before, when.date())
        reach = book.forgetting.extent(selection)
        if not reach.rows and not reach.originals:
            typer.echo(words.nothing)
            return 0
        return carry_out(book, selection, when, outbox, yes)
