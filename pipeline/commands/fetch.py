"""`fetch`: new mails of the mailbox into the inbox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import INBOX, OPTION, REGISTER, SAYS, SETTINGS, Now, Register, Settings, app


@app.command(help=SAYS.commands["fetch"])
def fetch(
    inbox: Annotated[Path, typer.Option("--inbox", metavar="DIR", help=OPTION["fetched_into"])] = INBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> None:
    from pipeline.commands.fetching import take_in
    from pipeline.commands.process import moment
    from pipeline.mail.account import mailbox_of
    from pipeline.terms.settings import read_settings

    take_in(mailbox_of(read_settings(settings)), inbox, register, moment(now))
