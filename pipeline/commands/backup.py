"""`backup` and `restore`: the register and the settings in one dated zip, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import REGISTER, SETTINGS, Now, Register, Settings, app


@app.command(help="备份登记库和设置到一个带日期的压缩包。")
def backup(
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    folder: Annotated[Path, typer.Option("--folder", metavar="DIR", help="备份文件夹")] = Path("backups"),
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.upkeep.backup import back_up
    from schemas import table

    path = back_up(register, settings, folder, moment(now))
    typer.echo(table("doctor")["backup"]["done"].format(path=path))


@app.command(help="从备份恢复登记库和设置；现有的不删除，先移到一旁。")
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="备份文件", show_default=False)],
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.upkeep.backup import restore as put_back
    from schemas import table

    words = table("doctor")["restore"]
    done = put_back(file, register, settings, moment(now))
    for path in done.moved:
        typer.echo(words["moved"].format(path=path))
    typer.echo(words["done"].format(file=file, made=done.made, program=done.program))
    typer.echo(words["next"])
