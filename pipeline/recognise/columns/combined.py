"""One column for two fields (项目名称/国别, 领域及级别): its cells are parted where their parts show what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from pipeline.recognise.sheet.column import PLACES, Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import is_ditto
from pipeline.recognise.words.looks import Looks


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
    return found[0] if found else {fields[0]: text}


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
