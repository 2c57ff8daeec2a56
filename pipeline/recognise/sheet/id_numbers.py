"""Identity-card numbers: taken out of every cell before anything else looks at it, counted, and never kept."""

from __future__ import annotations

from pipeline.model.statements import Problem
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.words.form import Form
from pipeline.text.addresses import address
from pipeline.text.identity_numbers import may_stand_in, replaced
from pipeline.text.patterns import pattern

_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_SIGNS = (b"0" * 15, b"." + b"0" * 9)  # a number whole, the older ones shorter, or as a spreadsheet's number
_NO_OTHER_DIGITS = pattern("[\x00-~\u2000-\u206f\u3000-\u9fff\uff01-\uff0f\uff1a-\uff5e]*")


class Identities:
    """Counts the identity numbers of one sheet and where the first stood; the numbers themselves are forgotten."""

    def __init__(self) -> None:
        self.count = 0
        self.cell = ""

    def found(self, row: int, column: int, count: int = 1) -> None:
        """Note `count` numbers in a cell."""
        self.count += count
        self.cell = self.cell or address(row, column)


def without_numbers(grid: Grid, tables: list[FormTable], form: Form) -> list[Problem]:
    """Take identity numbers out of a sheet and empty the columns of its tables that ask for such; the problem that says
    so."""
    identities = Identities()
    remove_numbers(grid, identities)
    empty_secret_columns(tables, grid, identities)
    return problems(identities, grid.sheet.name, form)


def remove_numbers(grid: Grid, identities: Identities) -> None:
    """Take identity numbers out of all cells of the grid; the sheet it was made of stays as it is."""
    if not _may_hold("\n".join(map("\n".join, grid.rows))):
        return  # nearly every sheet
    for row, line in enumerate(grid.rows):
        if may_stand_in("\n".join(line)):
            grid.rows[row] = [_removed(text, row, column, identities) for column, text in enumerate(line)]


def _may_hold(text: str) -> bool:
    """Whether identity numbers stand in the text of a sheet. Seldom so many digits stand together, which is told in a
    quarter of the time; it is by their ASCII alone, where a text has no other digits."""
    if _NO_OTHER_DIGITS.fullmatch(text):
        digits = text.encode("ascii", "ignore").translate(_ALIKE, b" -")
        if not any(sign in digits for sign in _SIGNS):
            return False
    return may_stand_in(text)


def _removed(text: str, row: int, column: int, identities: Identities) -> str:
    rest, count = replaced(text, lambda _: "", labelled=True)
    if count:
        identities.found(row, column, count)
    return rest.strip(" \n,，;；、") if count else text


def empty_secret_columns(tables: list[FormTable], grid: Grid, identities: Identities) -> None:
    """Empty the columns of identity and account numbers, whatever their cells hold."""
    for table in tables:
        for column in (column.index for column in table.columns if column.kind == "secret"):
            for row in range(table.bottom + 1, table.end):
                if grid.text(row, column):
                    identities.found(row, column)
                    grid.empty(row, column)


def problems(identities: Identities, sheet: str, form: Form) -> list[Problem]:
    """extra-personal-data, once for a sheet, with the first cell and the number of values."""
    if not identities.count:
        return []
    about = form.about.numbers.format(count=identities.count)
    return [Problem("extra-personal-data", sheet, identities.cell, "", about)]
