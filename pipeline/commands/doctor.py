"""`doctor`: whether the installation is well."""

from __future__ import annotations

import typer

from pipeline.commands import OUTBOX, REGISTER, SETTINGS, Outbox, Register, Settings, app


@app.command(help="检查安装：程序包、词表、设置、登记库、结果文件夹；有问题时退出码为 1。")
def doctor(register: Register = REGISTER, settings: Settings = SETTINGS, outbox: Outbox = OUTBOX) -> int:
    from pipeline.upkeep.doctor import examine_installation
    from schemas import table

    words = table("doctor")["doctor"]
    wrong = 0
    for part in examine_installation(register, settings, outbox):
        for complaint in part.complaints:
            typer.echo(words["bad"].format(title=part.title, said=complaint))
        if not part.complaints:
            typer.echo(words["good"].format(title=part.title, said=part.sound))
        wrong += len(part.complaints)
    typer.echo(words["unsound"].format(count=wrong) if wrong else words["sound"])
    return 1 if wrong else 0
