"""What was written into our workbook of certificates where nobody reads: in columns of one's own, and in comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.kinds.beside import column_told, columns, comments_told
from pipeline.kinds.certificates import headed
from pipeline.kinds.published import CERTIFICATES, headings_of, key_of
from pipeline.model.documents import AsidePlace, Document, Sheet
from pipeline.model.statements import Filled, Problem
from schemas.results import results_file

_TABLES = ("certificates", "new")


def unread_in(document: Document, lines: Sequence[Filled]) -> Iterator[Problem]:
    """A problem for each sheet on which something is not read; `lines` are those that are. Only places are told."""
    words = results_file().words
    for sheet in document.sheets:
        own = [line for line in lines if line.sheet == sheet.name]
        if told := [*_columns(sheet, own), *comments_told(sheet, (AsidePlace.COMMENT,))] if own else []:
            cell = next(iter(own[0].cells.values())).cell
            yield Problem("certificate-unread", sheet.name, cell, sheet.name, words.between.join(told))


def _columns(sheet: Sheet, lines: Sequence[Filled]) -> Iterator[str]:
    known = frozenset().union(*(headings_of(CERTIFICATES, table) for table in _TABLES))
    top, _ = headed(sheet)
    for place, heading, texts in columns(sheet.rows[top], [sheet.rows[line.row - 1] for line in lines]):
        if key_of(heading) not in known:
            yield column_told(top, place, heading, len(texts))
