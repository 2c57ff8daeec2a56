"""A heading of an unknown form, and which texts are headings or labels for all that is known of words."""

from __future__ import annotations

import re

from pipeline.new_form.knowledge import everything, known, plain_heading
from pipeline.recognise.words.form import bare
from pipeline.recognise.words.labels import inline_labels
from schemas.headings import headings_file
from schemas.named import NamedTuple

ABOVE, FOOT = "above", "foot"
LONGEST = 40  # characters of a heading
_LABEL = re.compile(rf"\s*([^:：\n]{{1,{LONGEST}}}?)\s*[:：]\s*")
_BRACKETED = re.compile(r"\s*[（(].*[）)]\s*", re.DOTALL)
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z .,'’/&-]*")
_BRACKETS = re.compile(r"[（()）\s]")


class Heading(NamedTuple):
    """A heading: its cell, its words from the top down, and what stands under or beside it. `is_inner` of a table
    within a card; `table` counts the lists of a sheet, from 0; `outside` of a label above a list or at its foot."""

    cell: str
    path: tuple[str, ...]
    values: tuple[str, ...] = ()
    is_inner: bool = False
    table: int = 0
    outside: str = ""

    @property
    def text(self) -> str:
        return self.path[-1]


def is_word(text: str) -> bool:
    """Whether the text is a heading for all that is known of words."""
    return 0 < len(text) <= LONGEST and (told := known(text)).is_known and (told.sure or bool(told.further))


def same(one: str, other: str) -> bool:
    """Whether two headings are one word."""
    return bare(plain_heading(one)) == bare(plain_heading(other))


def labels_in(text: str) -> list[tuple[str, str]]:
    """Each label of a text with its value; the first may be longer than those of forms where its words are known, as
    in two languages. [] where the text begins with none, or stands in brackets as a whole."""
    if _BRACKETED.fullmatch(text):
        return []
    if told := inline_labels(text, everything().headings):
        return told
    first = _LABEL.match(text)
    return [(first[1], text[first.end() :].strip())] if first and is_word(first[1]) else []


def names_unit(label: str) -> bool:
    """Whether the unit that fills the form in stands behind the label, in Chinese or in two languages."""
    return re.fullmatch(headings_file().found.unit, _BRACKETS.sub("", chinese(label))) is not None


def chinese(label: str) -> str:
    """What is Chinese of a label in two languages; the whole where nothing is."""
    return _FOREIGN.sub("", label).strip() or label
