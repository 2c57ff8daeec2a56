"""What a text shows by itself, whatever stands over it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from unicodedata import normalize

from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.looks import ends_like_a_company
from schemas.second_look import second_look_file

_DATE = re.compile(r"(?:19|20)\d\d(?:[年./\-]\d{1,2}(?:[月./\-](?:\d{1,2}日?)?)?|年)")
_NUMBER = re.compile(r"[\d.,%]{1,6}(?:人|名|年|岁)?")
_A_NAME = 1


class Contents:
    """What the texts of one form's documents show; every distinct text is looked at once per process."""

    def __init__(self, tools: Tools) -> None:
        self._looks, self._form, self._packed = tools.looks, tools.form, tools.packed
        self.shows = lru_cache(maxsize=16384)(self._shows)

    def against(self, field: str, text: str) -> str:
        """What speaks against the text being the field's: what it shows instead; "" where nothing does."""
        kinds = second_look_file().against.get(field)
        if not kinds or not text:
            return ""
        shown = self.shows(text)
        if field == "name" and shown in ("", "place") and not self._could_be_names(text):
            shown = shown or "nobody"
        elif shown == "place" and self._looks.likely_name(text) >= _A_NAME and field in ("name", "company_contact"):
            return ""  # 白城 may be a name
        return shown if shown in kinds else ""

    def _could_be_names(self, text: str) -> bool:
        """Whether somebody may be meant, or several people by one cell."""
        cells, plain = self._form.cells, squash(text)
        return bool(
            any(map(self._looks.could_be_name, (text, *text.split())))
            or cells["name_twice"](plain)
            or cells["more_people"](plain)
            or any(map(self._looks.could_be_name, self._packed.entries(text)))
        )

    def _shows(self, text: str) -> str:
        plain = squash(normalize("NFKC", text))
        contents, key = self._form.contents, bare(text)
        if contents["email"](plain):
            return "email"
        if _DATE.fullmatch(plain):
            return "date"
        if _NUMBER.fullmatch(plain):
            return "number"
        if contents["phone"](plain):
            return "phone"
        if len(plain) >= self._form.long_text:
            return "experience"
        if choice := self._looks.choice(text):
            return choice
        if self._looks.is_place(text):
            return "place"
        if ends_like_a_company(text):
            return "company"
        if key in second_look_file().answers:
            return "answer"
        if self._looks.is_word(text):
            return "word"
        return self._looks.common_field(text)


@cache
def contents_for(tools: Tools) -> Contents:
    """The contents of a form; there is one object of each."""
    return Contents(tools)
