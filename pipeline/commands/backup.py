"""`backup` and `restore`: the register and the settings in one dated zip, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, REGISTER, SAYS, SETTINGS, Now, Register, Settings, app


@app.command(help=SAYS.commands["backup"])
def backup(
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    folder: Annotated[Path, typer.Option("--folder", metavar="DIR", help=OPTION["folder"])] = Path("backups"),
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.upkeep.backup import back_up
    from schemas.doctor import doctor_file

    path = back_up(register, settings, folder, moment(now))
    typer.echo(doctor_file().backup.done.format(path=path))


@app.command(help=SAYS.commands["restore"])
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=OPTION["backup_file"], show_default=False)],
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Now = None,
) -> None:
    from pipeline.commands.process import moment
    from pipeline.upkeep.backup import restore as put_back
    from schemas.doctor import doctor_file

    words = doctor_file().restore
    done = put_back(file, register, settings, moment(now))
    for path in done.moved:
        typer.echo(words.moved.format(path=path))
    typer.echo(words.done.format(file=file, made=done.made, program=done.program))
    if done.forgotten:
        typer.echo(words.forgotten.format(people=done.forgotten))
    typer.echo(words.next)
