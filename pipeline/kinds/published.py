"""Workbooks that we wrote ourselves and that come back: societies' lists, the combined form, the desk's tables.

Nothing is taken from them yet; they are known so that the people in them are not read as recommended once more.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.model.documents import Sheet
from schemas.kinds import kinds_file
from schemas.layouts import sheet_layout

FIRST_ROWS = 10
"""A heading stands in one of these."""
_FEWEST = 3  # headings of a layout that a row holds at least


@dataclass(frozen=True, slots=True)
class Published:
    """One kind of workbook of ours: an entry of schemas/kinds.toml, [published], and its name there."""

    name: str
    title: str
    in_batch: bool
    tables: Sequence[str] = ()
    sheets: Sequence[str] = ()
    unmarked: bool = False

    def claim(self, subject: Subject) -> Claim:
        """MARK where the mark names this kind and every table of its layout is there; LAYOUT where the mark is lost, of
        a kind that is known without it."""
        mark = subject.mark
        is_asked = mark.kind == self.name if mark else self.unmarked
        if not is_asked or not self._fits(subject.document.sheets):
            return Claim(self.name, Sureness.NOT)
        return Claim(self.name, Sureness.MARK if mark else Sureness.LAYOUT)

    def _fits(self, sheets: Sequence[Sheet]) -> bool:
        tops = [row for sheet in sheets for row in islice(sheet.rows, FIRST_ROWS)]
        has_tables = all(any(is_headed(row, self._headings(table)) for row in tops) for table in self.tables)
        return has_tables and {sheet.name for sheet in sheets}.issuperset(self.sheets)

    def _headings(self, table: str) -> set[str]:
        return {key_of(column.heading) for column in sheet_layout(self.name, table).columns}


PUBLISHED = {name: Published(name, *entry) for name, entry in kinds_file().published.items()}
"""Every kind of workbook of ours by the name that marks give it."""


def is_headed(row: Sequence[str], headings: Container[str]) -> bool:
    """Whether a row holds headings and little else: some may be kept back, some be added."""
    texts = [key_of(text) for text in row if text]
    known = sum(text in headings for text in texts)
    return known >= _FEWEST and 2 * known >= len(texts)


def key_of(heading: str) -> str:
    """Line breaks and blanks may come back otherwise."""
    return "".join(heading.split())
