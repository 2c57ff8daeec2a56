"""What the terminal shows: tables in one style, and a progress bar that is quiet when nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size

import typer

from pipeline.commands.table import drawn
from pipeline.text.mask import Masking, masked
from pipeline.text.visible import visible

_ROOM = 110
"""The width of tables, in cells, where the standard output is no terminal."""


def show_table(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of text; cells are masked and made visible before their width is taken."""
    room = get_terminal_size().columns if sys.stdout.isatty() else _ROOM
    shown = [[visible(masked(cell.expandtabs()), but="\n") for cell in row] for row in rows]
    typer.echo("\n".join(drawn(title, headings, shown, room)))


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error stream; the yielded function takes how many are done and how many there are.

    It steers the terminal, so it goes past what makes that visible: it shows nothing from outside.
    """
    stream = sys.stderr.below if isinstance(sys.stderr, Masking) else sys.stderr
    if not stream.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    error = Console(file=stream)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=error, transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
