"""`routes`: the routing table in force."""

from __future__ import annotations

from pipeline.commands import SAYS, SETTINGS, Settings, app


@app.command(help=SAYS.commands["routes"])
def routes(settings: Settings = SETTINGS) -> None:
    from pipeline.commands.terminal import console, table
    from pipeline.route import load_routes
    from pipeline.terms.settings import read_settings
    from schemas.routes import routes_file

    rows = load_routes(read_settings(settings)).table_rows()
    words = routes_file().words
    console().print(table(words.title, words.headings, rows))
