"""`remind`: letters to those who are silent."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, SETTINGS, Now, Outbox, Register, Settings, app


@app.command(help=SAYS.commands["remind"])
def remind(
    outbox: Outbox = OUTBOX, register: Register = REGISTER, settings: Settings = SETTINGS, now: Now = None
) -> None:
    from pipeline.commands.process import moment
    from pipeline.register import Register as Book
    from pipeline.upkeep.remind import remind as write
    from schemas.letters import letters_file

    words = letters_file().reminders
    with Book.open(register, create=False) as book:
        done = write(book, settings, outbox, moment(now))
    if done.written:
        typer.echo(words.written.format(count=len(done.written), folder=done.folder))
    for path in done.there:
        typer.echo(words.there.format(path=path))
    for unit, alike in done.alike:
        typer.echo(words.alike.format(unit=unit, units=words.between.join(alike)))
    if not done.written and not done.there:
        typer.echo(words.nobody)
