"""What a text shows by itself, whatever stands over it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from unicodedata import normalize

from pipeline.recognise.columns.evidence import own_texts
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.looks import ends_like_a_company
from schemas.second_look import second_look_file

_DATE = re.compile(r"(?:19|20)\d\d(?:[年./\-]\d{1,2}(?:[月./\-](?:\d{1,2}日?)?)?|年)")
_NUMBER = re.compile(r"[\d.,%]{1,6}(?:年|岁)?")
_A_NAME = 1


class Contents:
    """What the texts of one form's documents show; every distinct text is looked at once per process."""

    def __init__(self, tools: Tools) -> None:
        self._looks, self._form = tools.looks, tools.form
        self._by_shape: tuple[tuple[str, Callable[[str], object]], ...] = (
            ("email", self._form.contents["email"]),
            ("date", _DATE.fullmatch),
            ("number", lambda plain: _NUMBER.fullmatch(plain) or self._form.cells["people_count"](plain)),
            ("phone", self._form.contents["phone"]),
            ("experience", lambda plain: len(plain) >= self._form.long_text),
        )
        self.shows = lru_cache(maxsize=16384)(self._shows)
        self.against = lru_cache(maxsize=16384)(self._against)

    def _against(self, field: str, text: str) -> str:
        """What speaks against the text being the field's: what it shows instead; "" where nothing does."""
        kinds = second_look_file().against.get(field)
        if not kinds or not text:
            return ""
        shown = self.shows(text)
        if shown == "place" and self._looks.likely_name(text) >= _A_NAME and field in ("name", "company_contact"):
            return ""  # 白城 may be a name
        return shown if shown in kinds else ""

    def fits(self, field: str, text: str) -> bool:
        """Whether the text shows what the field holds; where that can be anything, that nothing speaks against it."""
        kinds = second_look_file().fits.get(field)
        return not self.against(field, text) if kinds is None else self.shows(text) in kinds

    def of_column(self, table: FormTable, column: Column) -> str:
        """What nearly all of the first cells of a column show; "" where they show nothing, or several things."""
        words = second_look_file()
        texts = list(islice(own_texts(table, column), words.most))
        kind, count = next(iter(Counter(map(self.shows, texts)).most_common(1)), ("", 0))
        return kind if count >= words.enough and count * 5 >= len(texts) * 4 else ""

    def _shows(self, text: str) -> str:
        plain = squash(normalize("NFKC", text))
        return next((kind for kind, test in self._by_shape if test(plain)), "") or self._by_words(text)

    def _by_words(self, text: str) -> str:
        looks, key = self._looks, bare(text)
        tests: tuple[tuple[str, bool], ...] = (
            (looks.choice(text), True),
            ("place", looks.is_place(text)),
            ("company", ends_like_a_company(text)),
            ("section", looks.is_section(text)),
            ("answer", key in second_look_file().answers),
            ("word", looks.is_word(text)),
        )
        return next((kind for kind, holds in tests if kind and holds), "") or looks.common_field(text)


@cache
def contents_for(tools: Tools) -> Contents:
    """The contents of a form; there is one object of each."""
    return Contents(tools)
