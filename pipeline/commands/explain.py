"""`explain`: a page that shows one file as the program sees it; the answer to "why was this row not taken?"."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, SAYS, SETTINGS, NoticeName, Passwords, Settings, app, passwords_in
from pipeline.errors import UserError
from schemas.wording import wording_file

PAGES = (".html", ".htm")


@app.command(help=SAYS.commands["explain"])
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=OPTION["explained_file"], show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PAGE", help=OPTION["page"], show_default=False),
    ] = None,
    settings: Settings = SETTINGS,
    notice: NoticeName = None,
    passwords: Passwords = None,
) -> None:
    from pipeline.examine.explain import explain as examine
    from pipeline.preview import preview
    from pipeline.publish.explained.page import explained_page

    page = _page(file, output)
    seen = preview(file, settings, notice, passwords_in(passwords), examine)
    text = explained_page(file.name, seen.examination, seen.run, seen.notice)
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(wording_file().refusals.page.format(page=page)) from error
    typer.echo(wording_file().done.page.format(page=page))


def _page(file: Path, output: Path | None) -> Path:
    """Where the page goes: never into the inbox, never over anything but a page."""
    from pipeline.preview import INBOX
    from pipeline.publish.paper.names import safe_name
    from schemas.explain import explain_file

    refusals = wording_file().refusals
    if output is None:
        words = explain_file()
        return OUTBOX.joinpath(words.folder, words.file.format(stem=safe_name(file.name)))
    if output.suffix.lower() not in PAGES:
        raise UserError(refusals.page_name.format(output=output), 2)
    if output.resolve().is_relative_to(INBOX.resolve()):
        raise UserError(refusals.page_in_inbox.format(inbox=INBOX), 2)
    return output
