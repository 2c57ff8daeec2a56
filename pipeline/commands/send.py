"""`send`: the letters of a batch by mail, each at most once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, REGISTER, SAYS, SETTINGS, Batch, Now, Outbox, Register, Settings, Yes, app


@app.command(help=SAYS.commands["send"])
def send(
    batch: Batch,
    yes: Yes = False,
    test_to: Annotated[str, typer.Option("--test-to", metavar="ADDRESS", help=OPTION["test_to"])] = "",
    again: Annotated[list[str] | None, typer.Option("--again", metavar="LETTER", help=OPTION["again"])] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help=OPTION["drafts"])] = False,
    passwords: Annotated[
        Path | None, typer.Option("--passwords", metavar="FILE", help=OPTION["society_passwords"])
    ] = None,
    outbox: Outbox = OUTBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> int:
    from pipeline.commands.process import moment
    from pipeline.commands.sending import Asked, run
    from pipeline.publish.societies.encrypt import read_passwords

    chosen = read_passwords(passwords) if passwords else {}
    asked = Asked(batch, yes, test_to, tuple(again or ()), drafts, chosen, outbox, settings, moment(now))
    return run(asked, register)
