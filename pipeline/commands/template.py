"""`template`: a blank attachment 3 with drop-downs, for units to fill."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import NoticeName, app
from pipeline.errors import UserError


@app.command(help="生成空白附件3，带下拉选项和填写提示，供单位填写。")
def template(
    output: Annotated[Path, typer.Option("--output", metavar="FILE", help="写到哪个文件", show_default=False)],
    notice: NoticeName = None,
) -> None:
    from xlsxwriter.exceptions import FileCreateError

    from pipeline.publish.units.template import write_template
    from pipeline.terms.notices import load_notice

    chosen = load_notice(notice)
    if output.exists():
        raise UserError(f"{output} 已经存在，没有改动它；请换一个文件名，或先把它移走。")
    if not output.parent.is_dir():
        raise UserError(f"没有文件夹 {output.parent}，请先建立，或换一个地方。", 2)
    try:
        write_template(output, chosen)
    except FileCreateError as error:
        raise UserError(f"写不了 {output}，请检查那里的写入权限，或换一个地方。") from error
    typer.echo(f"已生成 {output}，可以发给各单位填写。")
