"""What the terminal shows: one console, tables in one style, and a progress bar that is quiet when nobody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.text.mask import Masking, masked
from pipeline.text.visible import visible

if TYPE_CHECKING:
    from rich.console import Console


def console() -> Console:
    """The standard output, of a fixed width for tables when it is no terminal. Sentences are broken by the terminal
    alone, so that they can be copied whole; without colours, since on the way to it whatever steers a terminal is made
    visible.
    """
    from rich.console import Console

    width = None if sys.stdout.isatty() else 110
    return Console(highlight=False, emoji=False, markup=False, color_system=None, width=width, soft_wrap=True)


def show_table(on: Console, title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of text; cells are text and never markup, and masked and made visible before their width is
    taken."""
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title, title_justify="left")
    for heading in headings:
        made.add_column(heading, overflow="fold")
    for row in rows:
        made.add_row(*(Text(visible(masked(cell), but="\n\t")) for cell in row))
    on.print(made, soft_wrap=False)


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
