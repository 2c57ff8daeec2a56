"""Codes under a heading that says what each of them means (拟申请级别（1-资深，2-专业）), or beside a line that does: a
cell says the word of its code. A unit's own order is seldom that of the form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from itertools import islice

from pipeline.recognise.columns.evidence import ENOUGH, own_texts
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.looks import Looks, canonical, in_order
from pipeline.text.patterns import pattern
from pipeline.text.width import narrow

_CODED = ("level", "domain", "project_type", "project_status")
_CODE = pattern(r"\d{1,2}|[A-Za-z]")
_BEFORE = pattern(r"(?<![\dA-Za-z])(\d{1,2}|[A-Za-z])[\s\-—–=:.、)]*([\u3400-\u9fff]+)")
"""A code and the word behind it: 1-资深, A.土木."""
_BEHIND = pattern(r"([\u3400-\u9fff]+)[\s\-—–=:(]*(\d{1,2}|[A-Za-z])(?![\dA-Za-z])")
"""A word and the code behind it: 资深—1, 土木(A)."""
_CODE_BEFORE = pattern(r"(?<![\dA-Za-z])(?:\d{1,2}|[A-Za-z])[\s\-—–=:.、)]*$")
_WORD = pattern(r"[\u3400-\u9fff]+")
_BRACKET = pattern(r"\(([^()]+)\)")
_BETWEEN = pattern(r"[\s、/,;|]+")
_FEWEST = 2
_LONGEST = 5  # characters of a cell with a code: （12）.


def read_codes(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, those that hold codes with what each code means."""
    pairs = []
    for column in table.columns:
        if column.field in _CODED and column.is_plain and _holds_codes(table, column):
            texts = (column.heading, *_lines(table))
            told = next((meant for text in texts if (meant := _legend(text, column.field, tools.looks))), None)
            if told := told or _own_order(column.heading, column.field):
                pairs.append((column, replace(column, part=partial(_meant, told=told))))
    return exchanged(table.columns, pairs)


def _holds_codes(table: FormTable, column: Column) -> bool:
    return any(map(_code, islice(own_texts(table, column, 1), ENOUGH)))


def _code(text: str) -> str:
    """The code that a cell holds and nothing else; "" for any other text."""
    if len(text) > _LONGEST:
        return ""
    plain = narrow(text).strip(" .、()")
    return plain.upper() if _CODE.fullmatch(plain) else ""


def _meant(text: str, told: Mapping[str, str]) -> str:
    return told.get(_code(text), text)


def _lines(table: FormTable) -> list[str]:
    """The texts of rows that hold nothing else, around the table and below it; last all of them as one."""
    rows = (list(filter(None, row)) for row in table.grid.rows)
    lines = [filled[0] for filled in rows if len(filled) == 1]
    return [*lines, "\n".join(lines)]


@lru_cache(maxsize=256)
def _legend(text: str, field: str, looks: Looks) -> Mapping[str, str]:
    """Code -> word of the field, as a text tells them; {} where it tells fewer than two, or one of them twice."""
    plain = narrow(text)
    first = next((word for word in _WORD.finditer(plain) if _is_of(field, word[0], looks)), None)
    if first is None:
        return {}
    if _CODE_BEFORE.search(plain[: first.start()]):
        found = [(code, word) for code, word in _BEFORE.findall(plain)]
    else:
        found = [(code, word) for word, code in _BEHIND.findall(plain)]
    told = [(code.upper(), word) for code, word in found if _is_of(field, word, looks)]
    legend = dict(told)
    return legend if len(told) == len(legend) == len(set(legend.values())) >= _FEWEST else {}


@lru_cache(maxsize=256)
def _own_order(heading: str, field: str) -> Mapping[str, str]:
    """Number and letter -> word of the field, as a heading lists the words in brackets in an order of its own:
    拟申请级别（资深/专业）."""
    for bracket in _BRACKET.findall(narrow(heading)):
        words = [part for part in _BETWEEN.split(bracket) if part]
        meant = [canonical(field, word) for word in words]
        if _FEWEST <= len(meant) == len(set(meant)) and all(meant) and not in_order(field, meant):
            return {code: word for at, word in enumerate(words) for code in (str(at + 1), chr(ord("A") + at))}
    return {}


def _is_of(field: str, word: str, looks: Looks) -> bool:
    return looks.project_choice(word) == field if field.startswith("project_") else canonical(field, word) != ""
