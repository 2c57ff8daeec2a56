"""`explain`: a page that shows one file as the program sees it; the answer to "why was this row not taken?"."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OUTBOX, SETTINGS, NoticeName, Passwords, Settings, app, passwords_in
from pipeline.errors import UserError
from schemas import table

PAGES = (".html", ".htm")


@app.command(help="用一页网页说明程序怎样读一个文件：表格、表头、每一行的去向。不登记。")
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要说明的文件", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="PAGE", help="网页写到哪里，默认在 outbox/说明", show_default=False),
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
        raise UserError(f"写不了 {page}，请检查那里的写入权限，或用 --output 换一个地方。") from error
    typer.echo(f"已写好 {page}，请用浏览器打开。")


def _page(file: Path, output: Path | None) -> Path:
    """Where the page goes: never into the inbox, never over anything but a page."""
    from pipeline.preview import INBOX
    from pipeline.publish.paper.names import safe_name

    if output is None:
        words = table("explain")
        return OUTBOX.joinpath(words["folder"], words["file"].format(stem=safe_name(file.name)))
    if output.suffix.lower() not in PAGES:
        raise UserError(f"{output} 不是网页的文件名，请以 .html 结尾。", 2)
    if output.resolve().is_relative_to(INBOX.resolve()):
        raise UserError(f"收件文件夹 {INBOX} 只读不写，请把网页写到别处。", 2)
    return output
