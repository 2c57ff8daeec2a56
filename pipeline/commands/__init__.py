"""The commands as typed at a terminal: they translate options and show what came of it; the work is elsewhere.

Here is what they share. Each command is a module that adds itself to `app`; `main` loads them all and runs the one that
is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import UserError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="工荐：把各单位的推荐表整理成分学会的名单、汇总和统计。",
)

Register = Annotated[str, typer.Option("--register", metavar="URL", help="登记库")]
Settings = Annotated[Path, typer.Option("--settings", metavar="DIR", help="设置文件夹，内有 设置.xlsx")]
NoticeName = Annotated[str | None, typer.Option("--notice", metavar="NAME", help="通知，默认最新的一个")]
Passwords = Annotated[Path | None, typer.Option("--passwords", metavar="FILE", help="密码文件，一行一个")]

Outbox = Annotated[Path, typer.Option("--outbox", metavar="DIR", help="结果文件夹")]
Batch = Annotated[str, typer.Argument(metavar="BATCH", help="批次号，如 20250506-01", show_default=False)]
Now = Annotated[str | None, typer.Option("--now", metavar="ISO", help="当作现在的时间，如 2025-04-30T09:00:00+08:00")]
Yes = Annotated[bool, typer.Option("--yes", help="不再询问")]

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
        raise UserError(f"密码文件读不出来：{file}。请给出一个 UTF-8 文本文件，一行一个密码。", 2) from error
    return tuple(line for line in text.splitlines() if line)
