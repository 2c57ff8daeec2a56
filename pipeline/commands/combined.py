"""`combined`: everyone who is routed now as one attachment 3 for each open notice that has such a form."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, Now, Outbox, Register, app


@app.command(help=SAYS.commands["combined"])
def combined(outbox: Outbox = OUTBOX, register: Register = REGISTER, now: Now = None) -> None:
    from pipeline.commands.process import moment
    from pipeline.publish.outbox.combined_files import publish_combined
    from pipeline.register import Register as Book
    from schemas.layouts.combined import combined_words
    from schemas.wording import wording_file

    with Book.open(register, create=False) as book:
        made, aside = publish_combined(book.routed(), outbox, f"{moment(now):%Y-%m-%d}", book.secret())
    for each in made:
        words = combined_words(each.layout)
        said = words.written if each.path else words.nobody
        waiting = words.unconfirmed.format(count=each.unconfirmed) if each.unconfirmed else ""
        typer.echo(said.format(path=each.path, count=each.people, notice=each.notice) + waiting)
    for kept in aside:
        typer.echo(wording_file().closing.kept_aside.format(path=kept))
