"""Cells by the names that people see: column letters and addresses as Excel shows them."""

from __future__ import annotations

from functools import cache


@cache
def letters(column: int) -> str:
    """The letters of a zero-based column: 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """The cell's address from zero-based row and column: (0, 0) is A1."""
    return f"{letters(column)}{row + 1}"
