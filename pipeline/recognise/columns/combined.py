"""One column for two fields (项目名称/国别, 领域及级别): its cells are parted where their parts show what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache, partial

from pipeline.recognise.sheet.column import PLACES, Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare, is_ditto
from pipeline.recognise.words.looks import Looks, canonical

_LONGEST_CUT = 40
_COMMON = ("level", "domain")


def split_combined(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, a combined one parted into one for each of its fields that no other column has."""
    if not any(column.parts for column in table.columns):
        return table.columns
    columns: list[Column] = []
    for column in table.columns:
        fields = tuple(field for field in column.parts if field == column.field or field not in table.fields)
        if len(fields) < 2 or column.field not in fields:
            columns.append(column)
            continue
        parted = lru_cache(maxsize=4096)(partial(_parted, fields=fields, looks=tools.looks))
        columns += [replace(column, field=field, part=partial(_part, field=field, parted=parted)) for field in fields]
    return columns


def _part(text: str, field: str, parted: Callable[[str], dict[str, str]]) -> str:
    return text if is_ditto(text) else parted(text).get(field, "")


def _parted(text: str, fields: tuple[str, ...], looks: Looks) -> dict[str, str]:
    """Field -> its part of the text; the whole text for the first field where it cannot be parted. A place that is one
    as a whole is best: 某项目/刚果（金） is not parted at the bracket."""
    found: list[dict[str, str]] = []
    for separators in looks.form.separators:
        parts = [part.strip() for part in re.split(f"[{re.escape(separators)}]+", text) if part.strip()]
        if len(parts) == len(fields) and (told := _told(parts, fields, looks)):
            if all(looks.is_place(told[field]) for field in fields if field in PLACES):
                return told
            found.append(told)
    return (found or [_cut(text, fields, looks)])[0] or {fields[0]: text}


def _cut(text: str, fields: tuple[str, ...], looks: Looks) -> dict[str, str]:
    """The text cut once, where it holds more blanks than one (土木工程类 资深 工程会员), or none, so that both parts
    show what they are; {} where no place, or more than one, does that best. Without a blank both must be full words."""
    if len(fields) != 2 or len(text) > _LONGEST_CUT:
        return {}
    ways = list(_cuts(text, fields, looks))
    known = [sum(canonical(field, part) != "" for field, part in way.items() if field in _COMMON) for way in ways]
    best = [way for way, words in zip(ways, known, strict=True) if words == max(known)]
    return best[0] if len(best) == 1 else {}


def _cuts(text: str, fields: tuple[str, ...], looks: Looks) -> Iterator[dict[str, str]]:
    for at in range(1, len(text)):
        parts = [text[:at].strip(), text[at:].strip()]
        if text[at - 1].isspace():
            continue  # the same parts again
        shown = [looks.field(part) if text[at].isspace() else _field_of_full_word(part, looks) for part in parts]
        if sorted(shown) == sorted(fields):
            yield dict(zip(shown, parts, strict=True))


def _field_of_full_word(text: str, looks: Looks) -> str:
    return next((field for field, word in looks.common_inside(text).items() if word == bare(text)), "")


def _told(parts: list[str], fields: tuple[str, ...], looks: Looks) -> dict[str, str]:
    """Each part under the field that it shows by itself; one may be left over for the field left. {} for anything
    less."""
    shown = [looks.project_choice(part) or looks.field(part) for part in parts]
    told: dict[str, str] = {}
    left = list(range(len(parts)))
    for at, field in enumerate(fields):
        claims = [place for place in left if shown[place] == ("location" if field in PLACES else field)]
        if claims:
            best = min(claims, key=lambda place: (not looks.is_place(parts[place]), place != at))
            told[field] = parts[best]
            left.remove(best)
    free = [field for field in fields if field not in told]
    return {**told, **{field: parts[place] for field, place in zip(free, left, strict=True)}} if len(left) < 2 else {}
