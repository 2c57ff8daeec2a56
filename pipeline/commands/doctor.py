"""`doctor`: whether the installation is well."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SAYS, SETTINGS, Outbox, Register, Settings, app


@app.command(help=SAYS.commands["doctor"])
def doctor(register: Register = REGISTER, settings: Settings = SETTINGS, outbox: Outbox = OUTBOX) -> int:
    from pipeline.upkeep.doctor import examine_installation
    from schemas.doctor import doctor_file

    words = doctor_file().doctor
    wrong = 0
    for part in examine_installation(register, settings, outbox):
        for complaint in part.complaints:
            typer.echo(words.bad.format(title=part.title, said=complaint))
        if not part.complaints:
            typer.echo(words.good.format(title=part.title, said=part.sound))
        wrong += len(part.complaints)
    typer.echo(words.unsound.format(count=wrong) if wrong else words.sound)
    return 1 if wrong else 0
