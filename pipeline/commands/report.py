"""`report`: statistics of a month, a quarter, a year, or from one day to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import REGISTER, SETTINGS, Register, Settings, app
from pipeline.commands.process import moment
from schemas import table as data


@app.command(help="统计一个月、一个季度、一年或任意一段时间，写出工作簿、网页和 Word 报告。")
def report(
    month: Annotated[
        str, typer.Option("--month", metavar="MONTH", help="月份 2025-04，也可写季度 2025-Q2、年份 2025")
    ] = "",
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="第一天，如 2025-04-01")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="最后一天，如 2025-05-15")] = "",
    least: Annotated[int, typer.Option("--min-count", metavar="N", min=0, help="数量不足 N 的单位合并为一行")] = 0,
    outbox: Annotated[Path, typer.Option("--outbox", metavar="DIR", help="结果文件夹")] = Path("outbox"),
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    now: Annotated[
        str | None, typer.Option("--now", metavar="ISO", help="当作现在的时间，如 2025-04-30T09:00:00+08:00")
    ] = None,
) -> None:
    from pipeline.register import Register as Book
    from pipeline.report import Wish, parse_period, write_report
    from pipeline.terms.notices import load_notice
    from pipeline.terms.settings import read_settings

    period = parse_period(month, first, last)
    today = moment(now).date()
    association = read_settings(settings).association.get("name") or load_notice().association
    with Book.open(register, create=False) as book:
        statistics, secret = book.statistics(), book.secret()
    written = write_report(statistics, secret, Wish(period, today, least, association, settings, outbox))
    for path in written.kept_aside:
        typer.echo(data("wording")["closing"]["kept_aside"].format(path=path))
    typer.echo(data("report")["messages"]["written"].format(period=period.label))
    for path in written.files:
        typer.echo(f"  {path}")
