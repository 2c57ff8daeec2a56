"""`export`: the register's tables for other programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import REGISTER, Register, app


class Table(StrEnum):
    PEOPLE = "people"
    ROWS = "rows"
    PROJECTS = "projects"
    SUBMISSIONS = "submissions"
    DOCUMENTS = "documents"
    FINDINGS = "findings"


class Format(StrEnum):
    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


@app.command(help="导出登记库的一张表：people、rows、projects、submissions、documents、findings。")
def export(
    table: Annotated[Table, typer.Argument(help="要导出的表", show_default=False)],
    form: Annotated[Format, typer.Option("--format", help="文件格式")] = Format.CSV,
    register: Register = REGISTER,
    output: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="写到文件；不给则写到屏幕")] = None,
) -> None:
    from pipeline.errors import UserError
    from pipeline.publish.exports import serialise
    from pipeline.register import Register as Book

    if output is None and form is Format.XLSX:
        raise UserError("xlsx 不能写到屏幕，请用 --output 给出文件名。", 2)
    with Book.open(register, create=False) as book:
        data = serialise(book.export(table.value), form.value)
    if output is None and sys.stdout.isatty():
        typer.echo(data.decode())  # to be looked at, so it is masked like everything on a terminal
    elif output is None:
        typer.get_binary_stream("stdout").write(data)
    if output is None:
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UserError(f"写不了 {output}：请检查文件夹是否存在、文件是否正被打开。") from error
    typer.echo(f"已导出：{output}")
