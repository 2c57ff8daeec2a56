"""How what was planned is written. Whoever plans names these functions, and loads nothing that writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.paper.disk import write_text

if TYPE_CHECKING:
    from pipeline.publish.paper.book import Book
    from pipeline.publish.paper.pages import Page


def write_book(book: Book, folder: Path = Path()) -> None:
    """Write the workbook to its path, which may be one below `folder`."""
    from pipeline.publish.paper.book_sheets import write

    write(book, folder)


def write_page(job: tuple[str, Page], folder: Path) -> None:
    """Write a page: its path below `folder`, and what it shows."""
    path, page = job
    write_text((path, page.html()), folder)
