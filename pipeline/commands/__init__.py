"""The commands as typed at a terminal: they translate options and show what came of it; the work is elsewhere."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from pipeline.errors import UserError
from pipeline.interrupt import INTERRUPTED, stop
from pipeline.text.mask import Masking
from schemas import DataError
from schemas.commands import commands_file
from schemas.wording import damaged, wording_file

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

Register = Annotated[str, typer.Option("--register", metavar="URL", help=OPTION["register"])]
Settings = Annotated[Path, typer.Option("--settings", metavar="DIR", help=OPTION["settings"])]
NoticeName = Annotated[str | None, typer.Option("--notice", metavar="NAME", help=OPTION["notice"])]
Passwords = Annotated[Path | None, typer.Option("--passwords", metavar="FILE", help=OPTION["passwords"])]

Outbox = Annotated[Path, typer.Option("--outbox", metavar="DIR", help=OPTION["outbox"])]
Batch = Annotated[str, typer.Argument(metavar="BATCH", help=OPTION["batch"], show_default=False)]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help=OPTION["now"])]
Yes = Annotated[bool, typer.Option("--yes", help=OPTION["yes"])]

OUTBOX = Path("outbox")
REGISTER = "sqlite:///register.db"
SETTINGS = Path("settings")


def main() -> None:
    """Run the command line: a sentence for bad input, a traceback for a bug, and an exit code that tells the truth.

    Raises KeyboardInterrupt, of which Typer makes an exit code, as Ctrl-C does before there is a command line.
    """
    os.umask(0o077)  # what we write is its owner's only, from its first byte
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    sys.stdout, sys.stderr = Masking(sys.stdout), Masking(sys.stderr)
    sys.excepthook = _fault
    try:
        code = get_command(app).main(standalone_mode=False)  # app() would put a hook of its own in the place of ours
    except TyperException as error:
        complain(_usage(error), 2)
    except UserError as error:
        complain(str(error), error.exit_code)
    except DataError as error:
        complain(damaged(error), 1)
    except typer.Abort:
        stop()
    else:
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        gc.freeze()  # looking for garbage once more on the way out takes half a second after a large run
        sys.exit(code if isinstance(code, int) else 0)


def _fault(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A bug: at what the program was, and the traceback without the data that it may quote."""
    from pipeline.wall import Fallen

    words = wording_file()
    stage = words.timings.stages.get(getattr(error, "stage", ""), words.fault.somewhere)
    sys.stderr.write(words.fault.sentence.format(stage=stage) + "\n")
    sys.stderr.write(f"Traceback\n{Fallen(error).trace}\n")


def complain(sentence: str, exit_code: int) -> None:
    """Say one sentence on the error stream and leave."""
    typer.echo(sentence, err=True)
    sys.exit(exit_code)


def passwords_in(file: Path | None) -> tuple[str, ...]:
    """The passwords of a text file, one a line; none without a file. Raises UserError when it cannot be read."""
    if file is None:
        return ()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(wording_file().refusals.passwords.format(file=file), 2) from error
    return tuple(line for line in text.splitlines() if line)


def _usage(error: TyperException) -> str:
    """A usage error in Chinese; the words are data, by the kind of error, and `name` is the option that is meant."""
    words = wording_file().usage
    kind = next(cls.__name__ for cls in type(error).__mro__ if cls.__name__ in words)
    named = getattr(error, "option_name", None) or getattr(error, "param", None)
    name = named if isinstance(named, str) else max(getattr(named, "opts", [""]), key=len)
    return words[kind].format(name=name) + words["help"]


from pipeline.commands import (  # noqa: E402  (they need `app`)
    backup,
    check,
    doctor,
    encrypt,
    explain,
    export,
    forget,
    process,
    report,
    republish,
    retention,
    routes,
    setup,
    template,
)

__all__ = [
    "app",
    "backup",
    "check",
    "doctor",
    "encrypt",
    "explain",
    "export",
    "forget",
    "main",
    "process",
    "report",
    "republish",
    "retention",
    "routes",
    "setup",
    "template",
]
