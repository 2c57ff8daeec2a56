"""`routes`: the routing table in force."""

from __future__ import annotations

from pipeline.commands import SETTINGS, Settings, app


@app.command(help="列出路由：工程技术领域、学会、依据、由谁何时确认。")
def routes(settings: Settings = SETTINGS) -> None:
    from pipeline.commands.terminal import console, table
    from pipeline.route import load_routes
    from pipeline.terms.settings import read_settings

    rows = load_routes(read_settings(settings)).table_rows()
    console().print(table("路由", ["工程技术领域", "学会", "依据", "确认"], rows))
