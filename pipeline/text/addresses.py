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


def place_of(cell: str) -> tuple[int, int]:
    """Zero-based row and column of an address: A1 is (0, 0); (-1, -1) where there is none."""
    digits = cell.lstrip(_LETTERS)
    if not digits.isdecimal():
        return -1, -1
    column = 0
    for letter in cell[: -len(digits)]:
        column = column * 26 + ord(letter) - 64
    return int(digits) - 1, column - 1


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
