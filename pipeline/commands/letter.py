"""`letter`: the answer to one submission, written once more."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, REGISTER, SAYS, SETTINGS, Now, Outbox, Register, Settings, app


@app.command(help=SAYS.commands["letter"])
def letter(
    submission: Annotated[str, typer.Argument(metavar="SUBMISSION", help=OPTION["submission"], show_default=False)],
    outbox: Outbox = OUTBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.register import Register as Book
    from pipeline.upkeep.letter import write_letter
    from schemas.letters import letters_file

    with Book.open(register, create=False) as book:
        written = write_letter(book, submission, outbox, settings, moment(now))
    for path in written:
        typer.echo(letters_file().words.written.format(path=path))
