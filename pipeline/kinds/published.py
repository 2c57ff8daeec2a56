"""Workbooks that we wrote ourselves and that come back: societies' lists, the combined form, the desk's tables.

They are known so that the people in them are not read as recommended once more; what is filled into them is read by
decisions.py and results.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import cache
from itertools import islice

from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.model.documents import Sheet
from schemas.kinds import kinds_file
from schemas.layouts.sheet import sheet_layout
from schemas.named import NamedTuple

CERTIFICATES, DECISIONS, RESULTS = "certificates", "decisions", "intake"
"""The kinds in which people write, as marks name them. What reads that is loaded where there is one: certificates.py,
decisions.py, and results.py for what a society fills in."""
FIRST_ROWS = 10
"""A heading stands in one of these."""
_FEWEST = 3  # headings of a layout that a row holds at least


class Published(NamedTuple):
    """One kind of workbook of ours: an entry of schemas/kinds.toml, [published], and its name there."""

    name: str
    title: str
    in_batch: bool
    tables: Sequence[str] = ()
    one_of: bool = False
    sheets: Sequence[str] = ()
    closed: bool = False
    unmarked: bool = False
    signs: Sequence[str] = ()

    def claim(self, subject: Subject) -> Claim:
        """MARK where the mark names this kind and every table of its layout (or one of them) is there; LAYOUT where the
        mark is lost and every heading (or each of its signs) is there, of a kind that is known without it."""
        mark, sheets = subject.mark, subject.document.sheets
        if mark and mark.kind == self.name and self._fits(sheets, is_headed):
            return Claim(self.name, Sureness.MARK)
        is_known = mark is None and self.unmarked and self._fits(sheets, self._is_whole)
        return Claim(self.name, Sureness.LAYOUT if is_known else Sureness.NOT)

    def _fits(self, sheets: Sequence[Sheet], is_one: Callable[[Sequence[str], Set[str]], bool]) -> bool:
        tops = [row for sheet in sheets for row in islice(sheet.rows, FIRST_ROWS)]
        wanted = [headings_of(self.name, table) for table in self.tables]
        found = (any(is_one(row, headings) for row in tops) for headings in wanted)
        has_tables = any(found) if self.one_of else all(found)
        return has_tables and {sheet.name for sheet in sheets}.issuperset(self.sheets)

    def _is_whole(self, row: Sequence[str], headings: Set[str]) -> bool:
        """Whether a row holds all of the headings by which this kind is known without its mark."""
        if headings.isdisjoint(row):  # as most rows are
            return False
        return (set(map(key_of, self.signs)) or headings) <= set(map(key_of, row))


PUBLISHED = {name: Published(name, *entry) for name, entry in kinds_file().published.items()}
"""Every kind of workbook of ours by the name that marks give it."""


@cache
def headings_of(kind: str, table: str) -> frozenset[str]:
    """The headings of a table of ours, as `key_of` gives them."""
    return frozenset(key_of(column.heading) for column in sheet_layout(kind, table).columns)


def is_headed(row: Sequence[str], headings: Set[str]) -> bool:
    """Whether a row holds headings and little else: some may be kept back, some be added."""
    if headings.isdisjoint(row):
        return False
    texts = [key_of(text) for text in row if text]
    known = sum(text in headings for text in texts)
    return known >= _FEWEST and 2 * known >= len(texts)


def key_of(heading: str) -> str:
    """Line breaks and blanks may come back otherwise."""
    return "".join(heading.split())
