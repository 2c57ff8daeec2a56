"""What a text shows by itself, whatever stands over it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from itertools import islice

from pipeline.recognise.columns.evidence import own_texts
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import worded_section
from pipeline.recognise.words.form import bare, first_fitting, fold_word, squash
from pipeline.recognise.words.headings import without_remarks
from pipeline.recognise.words.looks import choices_and_places, company_endings, field_of_core
from pipeline.text.width import narrow
from schemas.forms import common_file
from schemas.second_look import second_look_file

_KINDS = {"location": "place"}
"""What the second look calls by another name than the field."""
_A_NAME = 1
_OF_PEOPLE = ("name", "company_contact")


class Contents:
    """What the texts of one form's documents show; every distinct text is looked at once per process."""

    def __init__(self, tools: Tools) -> None:
        self._looks, self._form = tools.looks, tools.form
        contents, cells, words = common_file().contents, common_file().cells, second_look_file()
        number = f"{words.number}|{cells.people_count}"
        self._shape = first_fitting(
            {"email": contents.email, "date": words.date, "number": number, "phone": contents.phone}
        )
        self._may_be_shaped = re.compile(words.shaped).search
        self._against = {field: frozenset(kinds) for field, kinds in words.against.items()}
        self._fits = words.fits
        known = {word: _KINDS.get(field, field) for word, field in choices_and_places().items()}
        self._known_first, self._company_endings = known, company_endings()
        self._known_last = dict.fromkeys(self._form.words, "word") | dict.fromkeys(words.answers, "answer")
        self.shows = lru_cache(maxsize=16384)(self._shows)

    def against(self, field: str, text: str) -> str:
        """What speaks against the text being the field's: what it shows instead; "" where nothing does."""
        kinds = self._against.get(field)
        shown = self.shows(text) if kinds and text else ""
        if not shown or not kinds or shown not in kinds:
            return ""
        if shown == "place" and field in _OF_PEOPLE and self._looks.likely_name(text) >= _A_NAME:
            return ""  # 白城 may be a name
        return shown

    def fits(self, field: str, text: str) -> bool:
        """Whether the text shows what the field holds; where that can be anything, that nothing speaks against it."""
        kinds = self._fits.get(field)
        return not self.against(field, text) if kinds is None else self.shows(text) in kinds

    def of_column(self, table: FormTable, column: Column) -> str:
        """What nearly all of the first cells of a column show; "" where they show nothing, or several things."""
        words = second_look_file()
        texts = list(islice(own_texts(table, column), words.most))
        kind, count = next(iter(Counter(map(self.shows, texts)).most_common(1)), ("", 0))
        return kind if count >= words.enough and count * 5 >= len(texts) * 4 else ""

    def _shows(self, text: str) -> str:
        plain = squash(narrow(text))
        if self._may_be_shaped(plain) and (shape := self._shape(plain)):
            return shape.lastgroup or ""
        return "experience" if len(plain) >= self._form.long_text else self._by_words(text)

    def _by_words(self, text: str) -> str:
        key, core = bare(text), without_remarks(fold_word(text))
        if known := self._known_first.get(key):
            return known
        if core.endswith(self._company_endings):
            return "company"
        if len(key) > 1 and worded_section(text, self._form):
            return "section"
        return self._known_last.get(key) or field_of_core(core or key)


@cache
def contents_for(tools: Tools) -> Contents:
    """The contents of a form; there is one object of each."""
    return Contents(tools)
