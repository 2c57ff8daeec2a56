"""`routes`: the routing table in force."""

from __future__ import annotations

from pipeline.commands import REGISTER, SAYS, SETTINGS, Register, Settings, app


@app.command(help=SAYS.commands["routes"])
def routes(settings: Settings = SETTINGS, register: Register = REGISTER) -> None:
    from pipeline.commands.terminal import show_table
    from pipeline.register import Register as Book
    from pipeline.route import load_routes
    from pipeline.terms.settings import read_settings
    from schemas.routes import routes_file

    own = read_settings(settings)
    if Book.is_there(register):
        with Book.open(register, create=False) as book:
            own = book.rulings().settings(own)
    words = routes_file().words
    show_table(words.title, words.headings, load_routes(own).table_rows())
