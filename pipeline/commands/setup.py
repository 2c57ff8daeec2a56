"""`setup`: the settings workbook of this installation, made once and never overwritten."""

from __future__ import annotations

import typer

from pipeline.commands import SETTINGS, Settings, app


@app.command(help="生成设置工作簿 settings/设置.xlsx；已有的不会被覆盖。")
def setup(settings: Settings = SETTINGS) -> None:
    from pipeline.publish.desk.settings_workbook import write_settings_workbook
    from pipeline.terms.settings import WORKBOOK

    target = settings / WORKBOOK
    if target.exists():
        typer.echo(f"设置工作簿已经在这里：{target}，没有改动它。")
        return
    settings.mkdir(parents=True, exist_ok=True)
    write_settings_workbook(target)
    typer.echo(f"已生成 {target}。请填写“本会”，并在“学会与路由”里确认各领域的学会。")
