"""`republish`: a batch of the outbox made whole again."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, Batch, Now, Outbox, Register, app


@app.command(help=SAYS.commands["republish"])
def republish(batch: Batch, outbox: Outbox = OUTBOX, register: Register = REGISTER, now: Now = None) -> None:
    import os

    from pipeline.commands.process import moment
    from pipeline.engine.pages import drawing
    from pipeline.engine.workers import Workers
    from pipeline.register import Register as Book
    from pipeline.upkeep.republish import republish as made_again
    from schemas.doctor import doctor_file

    words = doctor_file().republish
    with (
        Book.open(register, create=False) as book,
        book.alone(),
        Workers(os.cpu_count() or 1, drawing()) as workers,
    ):
        renewed = made_again(book, batch, outbox, moment(now), workers)
        forgotten = book.forgetting.was_forgotten_in(batch)
    said = renewed._asdict() | {"missed": [each.name for each in renewed.missed]}
    for name, paths in said.items():
        for path in paths:
            typer.echo(getattr(words, name).format(path=path))
    if not any(renewed):
        typer.echo(words.sound.format(batch=batch))
    if forgotten:
        typer.echo(words.forgotten.format(batch=batch))
