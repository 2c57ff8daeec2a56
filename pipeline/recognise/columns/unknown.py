"""A column with a heading that the form does not know, or with none: the field that its cells clearly hold."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.recognise.columns.evidence import first_texts
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY, OTHER, SOMEBODY
from pipeline.recognise.words.looks import TOLD_BY_CONTENT, Looks


def name_unknown(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, unknown ones as what the table lacks and nearly all of their first cells hold."""
    unknown = [
        column
        for column in table.columns
        if column.quality < 2 and column.kind in ("extra", "") and not {OTHER, SOMEBODY} & set(column.parts)
    ]
    missing = [field for field in TOLD_BY_CONTENT if _is_missing(field, table, tools)] if unknown else []
    named = []
    for column in unknown:
        if missing and (texts := first_texts(table, column)) and (field := _majority(texts, tools.looks)) in missing:
            if field in _OF_SOMEBODY and _is_behind_somebody(column, table):
                continue
            missing.remove(field)
            named.append((column, column.by_content(field)))
            named += [(other, other.put_aside()) for other in table.fields.get(field, ())]
    return exchanged(table.columns, named)


_OF_SOMEBODY = ("phone", "email")


def _is_missing(field: str, table: FormTable, tools: Tools) -> bool:
    """Whether no column holds the field: none asks for it, alone or beside the name, or only one that does so where no
    other does (个人简介) and whose own cells do not show it."""
    if any(field in column.order for column in table.fields.get("name", ())):
        return False
    held = table.fields.get(field, [])
    return not held or (
        len(held) == 1
        and held[0].rank >= GIVING_WAY
        and field not in {tools.looks.field(text) for text in first_texts(table, held[0])}
    )


def _is_behind_somebody(column: Column, table: FormTable) -> bool:
    """Whether the column left of it names somebody who is not of the form: 现场联系人, 现场电话."""
    before = [other for other in table.columns if other.index < column.index and other.heading]
    return bool(before) and SOMEBODY in before[-1].parts


def _majority(texts: Sequence[str], looks: Looks) -> str:
    """The field of four in five of the texts, "" where there is none; a short text of experience shows nothing."""
    told = [looks.project_choice(text) or looks.field(text) for text in texts]
    field = max(told, key=told.count)
    is_text = field == "experience" and set(told) <= {field, ""}
    return field if told.count(field) * 5 >= len(told) * (3 if is_text else 4) else ""
