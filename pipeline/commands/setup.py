"""`setup`: the settings workbook of this installation, made once; a later version adds to it what is new."""

from __future__ import annotations

import typer

from pipeline.commands import SAYS, SETTINGS, Settings, app


@app.command(help=SAYS.commands["setup"])
def setup(settings: Settings = SETTINGS) -> None:
    from pipeline.publish.desk.settings_growth import grow_settings_workbook, kept_beside
    from pipeline.publish.desk.settings_workbook import write_settings_workbook
    from pipeline.terms.settings import WORKBOOK
    from schemas.settings import settings_file

    target, words = settings / WORKBOOK, settings_file().setup
    if not target.exists():
        settings.mkdir(parents=True, exist_ok=True)
        write_settings_workbook(target)
        typer.echo(words.made.format(path=target))
    elif added := grow_settings_workbook(target):
        typer.echo("\n".join([words.grown.format(path=target, kept=kept_beside(target)), *added]))
    else:
        typer.echo(words.unchanged.format(path=target))
