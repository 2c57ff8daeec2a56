"""`menu`: every command that staff need, by number, for those who double-click and never type a command."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterator
from pathlib import Path

import typer

from pipeline.commands import OUTBOX, SAYS, app
from pipeline.start.environment import run_program
from schemas.menu import Ask, Entry, menu_file


@app.command(help=SAYS.commands["menu"])
def menu() -> None:
    words = menu_file()
    while True:
        typer.echo("\n".join([words.title, *_lines(), words.leave]))
        typed = _answer(words.choose)
        if typed in (None, "0"):
            return
        chosen = _chosen(str(typed))
        if chosen:
            _do(chosen)
            if _answer(words.again) is None:
                return
        elif typed:
            typer.echo(words.unknown.format(typed=typed))


def _lines() -> Iterator[str]:
    words = menu_file()
    for number, entry in enumerate(words.entries, 1):
        yield words.line.format(number=number, label=entry.label)


def _chosen(typed: str) -> Entry | None:
    entries = menu_file().entries
    return entries[int(typed) - 1] if typed.isdecimal() and 0 < int(typed) <= len(entries) else None


def _do(entry: Entry) -> None:
    """Open the file, or ask what the command needs and run it."""
    words = menu_file()
    if entry.opens:
        page = OUTBOX / entry.opens
        if page.exists():
            webbrowser.open(page.resolve().as_uri())
        typer.echo((words.opened if page.exists() else words.absent).format(path=page))
        return
    asked = [_asked(ask) for ask in entry.asks]
    if None in asked:
        typer.echo(words.back)
        return
    run_program(sys.executable, [*entry.command, *(word for answer in asked for word in answer or ())], Path.cwd())


def _asked(ask: Ask) -> list[str] | None:
    """The words of the command that the answer makes; None where one is needed and none was given."""
    answer = _answer(menu_file().ask.format(prompt=ask.prompt))
    if not answer:
        return [] if ask.optional else None
    return [ask.option, answer] if ask.option else [answer]


def _answer(prompt: str) -> str | None:
    """What was typed, without the quotes that a file has when it is dragged here; None when no more comes."""
    typer.echo(prompt, nl=False)
    try:
        return input().strip().strip("\"'").strip()
    except EOFError:
        typer.echo()
        return None
