"""A column with a heading that the form does not know, or with none: the field that its cells clearly hold."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.recognise.columns.evidence import TOLD_BY_CONTENT, first_texts
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import OTHER, SOMEBODY, Form, fold_word
from pipeline.recognise.words.looks import Looks


def name_unknown(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, unknown ones as what the table lacks and nearly all of their first cells hold."""
    unknown = [
        column
        for column in table.columns
        if column.quality < 2 and column.kind in ("extra", "") and not {OTHER, SOMEBODY} & set(column.parts)
    ]
    missing = [field for field in TOLD_BY_CONTENT if field not in table.fields] if unknown else []
    named = []
    for column in unknown:
        field = _majority(texts, tools.looks) if missing and (texts := first_texts(table, column)) else ""
        if field in missing and not _asks_for_another(field, column, tools.form):
            missing.remove(field)
            named.append((column, column.by_content(field)))
    return exchanged(table.columns, named)


def _asks_for_another(field: str, column: Column, form: Form) -> bool:
    """Whether the heading says that this is another thing of the kind: 现职称等级 over 高级工程师 is no level."""
    others = form.others.get(field)
    return others is not None and others(fold_word(column.heading)) is not None


def _majority(texts: Sequence[str], looks: Looks) -> str:
    """The field of four in five of the texts, "" where there is none."""
    told = [looks.project_choice(text) or looks.field(text) for text in texts]
    field = max(told, key=told.count)
    return field if told.count(field) * 5 >= len(told) * 4 else ""
