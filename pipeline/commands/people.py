"""`people`: everybody of the open notices in one workbook, however many."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, Now, Outbox, Register, app


@app.command(help=SAYS.commands["people"])
def people(outbox: Outbox = OUTBOX, register: Register = REGISTER, now: Now = None) -> None:
    from pipeline.commands.process import moment
    from pipeline.publish.outbox.desk_files import publish_everybody
    from pipeline.register import Register as Book
    from schemas.layouts.everybody import everybody_file
    from schemas.wording import wording_file

    with Book.open(register, create=False) as book:
        path, count, aside = publish_everybody(book.everybody(), outbox, f"{moment(now):%Y-%m-%d}", book.secret())
    typer.echo(everybody_file().words.written.format(path=path, count=count))
    for kept in aside:
        typer.echo(wording_file().closing.kept_aside.format(path=kept))
