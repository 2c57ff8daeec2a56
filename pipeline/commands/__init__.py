"""The commands as typed at a terminal: they translate options and show what came of it; the work is elsewhere.

Here is what they share. Each command is a module that adds itself to `app`; `main` loads and runs the one that is asked
for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import schemas
from pipeline.errors import UserError
from schemas.commands import commands_file
from schemas.wording import wording_file

SAYS = commands_file()
"""What `--help` says."""

OPTION = SAYS.options

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=SAYS.program,
)


def _lay_over(settings: Path) -> Path:
    """What lies in the settings' folders is read before what ships, by the whole command."""
    schemas.lay_over(settings)
    return settings


Inbox = Annotated[Path, typer.Option("--inbox", metavar="DIR", help=OPTION["inbox"])]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help=OPTION["workers"])]
Register = Annotated[str, typer.Option("--register", metavar="URL", help=OPTION["register"])]
Settings = Annotated[Path, typer.Option("--settings", metavar="DIR", help=OPTION["settings"], callback=_lay_over)]
NoticeName = Annotated[str | None, typer.Option("--notice", metavar="NAME", help=OPTION["notice"])]
Passwords = Annotated[Path | None, typer.Option("--passwords", metavar="FILE", help=OPTION["passwords"])]

Outbox = Annotated[Path, typer.Option("--outbox", metavar="DIR", help=OPTION["outbox"])]
Batch = Annotated[str, typer.Argument(metavar="BATCH", help=OPTION["batch"], show_default=False)]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help=OPTION["now"])]
Yes = Annotated[bool, typer.Option("--yes", help=OPTION["yes"])]

INBOX = Path("inbox")
OUTBOX = Path("outbox")
REGISTER = "sqlite:///register.db"
SETTINGS = Path("settings")

FAULT = 4
"""The exit code when a fault of the program cost a document its place: nobody shall overlook it."""


def passwords_in(file: Path | None) -> tuple[str, ...]:
    """The passwords of a text file, one a line; none without a file. Raises UserError when it cannot be read."""
    if file is None:
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(wording_file().refusals.passwords.format(file=file), 2) from error
    return tuple(line for line in text.splitlines() if line)
