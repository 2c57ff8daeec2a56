"""The command line as a whole: one run of the command that is asked, and what ends it said in words and as an exit
code."""

from __future__ import annotations

import gc
import os
import sys
from copy import copy
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_group

from pipeline.commands import SAYS, SETTINGS, app
from pipeline.commands.plain import taken_plainly
from pipeline.errors import UserError
from pipeline.interrupt import INTERRUPTED, stop
from pipeline.text.mask import Masking
from schemas import DataError, lay_over
from schemas.wording import wording_file

_TIDY = "process"
"""The command that makes hardly any garbage: looked for once, where all is said and done, it would take as long as
the register to be opened."""


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
    _load(*sys.argv[1:2])
    if sys.argv[1:2] != [_TIDY]:
        gc.enable()  # everything that a command line loads is there
    lay_over(SETTINGS)  # of commands that are not told where the settings lie
    try:
        code = _asked().main(standalone_mode=False)  # app() would put a hook of its own in the place of ours
    except TyperException as error:
        _complain(_usage(error), 2)
    except UserError as error:
        _complain(str(error), error.exit_code)
    except DataError as error:
        from schemas.slips import damaged

        _complain(damaged(error), 1)
    except typer.Abort:
        stop()
    else:
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.exit(code if isinstance(code, int) else 0)


def _load(named: str = "") -> None:
    """The module of the command that is named first, where it is one that has a module of its name; else all."""
    one = f"pipeline.commands.{named}"
    is_one = named.isalpha() and named in SAYS.commands and find_spec(one)  # form_draft is in a group
    import_module(one if is_one else "pipeline.commands.every")


def _asked() -> TyperGroup:
    """The command line with the command that is named first, else with all: to make all takes as long as a few
    workbooks."""
    asked = [each for each in app.registered_commands if each.callback and [each.callback.__name__] == sys.argv[1:2]]
    own = copy(app)
    if asked:
        own.registered_commands, own.registered_groups = asked, []
    return taken_plainly(get_group(own))


def _fault(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
    """A bug: at what the program was, and the traceback without the data that it may quote."""
    from pipeline.wall import Fallen

    words = wording_file()
    stage = words.timings.stages.get(getattr(error, "stage", ""), words.fault.somewhere)
    sys.stderr.write(words.fault.sentence.format(stage=stage) + "\n")
    sys.stderr.write(f"Traceback\n{Fallen(error).trace}\n")


def _complain(sentence: str, exit_code: int) -> None:
    """Say one sentence on the error stream and leave."""
    typer.echo(sentence, err=True)
    sys.exit(exit_code)


def _usage(error: TyperException) -> str:
    """A usage error in Chinese; the words are data, by the kind of error, and `name` is the option that is meant."""
    words = wording_file().usage
    kind = next(cls.__name__ for cls in type(error).__mro__ if cls.__name__ in words)
    named = getattr(error, "option_name", None) or getattr(error, "param", None)
    name = named if isinstance(named, str) else max(getattr(named, "opts", [""]), key=len)
    return words[kind].format(name=name) + words["help"]
