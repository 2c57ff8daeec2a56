"""Sheets that call themselves a record of activities and are read as none, since nobody knows their headings: whom such
a sheet names took part in something, and is not recommended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import PurePath

from pipeline.model.documents import Document, Sheet
from pipeline.recognise.words.scoring import candidates
from pipeline.text.patterns import pattern
from schemas.hours_record import hours_record_file

_LONGEST = 40  # characters of a title
_NO_TITLE = pattern("[:：。；;]")
"""In a label with its value (推荐单位：…) or a sentence."""


def called_records(document: Document, sheets: Sequence[Sheet]) -> list[Sheet]:
    """Those of these sheets that are called so by what stands over them, by their own name or by that of the file,
    where none of these speaks of a recommendation and no form's title stands over them."""
    stem = PurePath(document.file.rpartition("!")[2]).stem
    called = [sheet for sheet in sheets if _is_called(" ".join((stem, sheet.name, *_titles(sheet))))]
    return [sheet for sheet in called if not any(form.has_title for form in candidates([sheet], ()))]


def _titles(sheet: Sheet) -> Iterator[str]:
    """What stands over the table: paragraphs, and what is alone in the rows before all others."""
    yield from filter(_may_be_title, sheet.above)
    for row in sheet.rows[: hours_record_file().table.rows]:
        filled = [text for text in row if text]
        if len(filled) > 1:
            return
        yield from filter(_may_be_title, filled)


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST and _NO_TITLE.search(text) is None


def _is_called(text: str) -> bool:
    words = hours_record_file().unread
    return _any_of(words.title).search(text) is not None and _any_of(words.unless).search(text) is None


@cache
def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))
