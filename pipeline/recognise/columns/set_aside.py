"""A column that was set aside for one with a better heading, where the cells speak for it."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import first_texts, only, shows_for_certain
from pipeline.recognise.sheet.column import Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools


def take_set_aside(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, one that was set aside in the place of the chosen one: that one is empty, or none of its cells holds
    the field and all of the other's do (级别 over 高级工程师 beside 会员类别 over 专业工程会员)."""
    pairs: list[tuple[Column, Column]] = []
    for other in table.columns:
        chosen = only(table.fields, other.aside) if other.aside else None
        if chosen is None or any(chosen is taken for taken, _ in pairs):
            continue
        if _speak_for(first_texts(table, other), first_texts(table, chosen), other.aside, tools):
            field = other.aside
            pairs.append((other, other.by_content(field)))
            pairs.append((chosen, chosen.put_aside()))
    return exchanged(table.columns, pairs)


def _speak_for(texts: list[str], chosen: list[str], field: str, tools: Tools) -> bool:
    if not texts or not chosen:
        return bool(texts)
    shows = shows_for_certain(field, tools.looks)
    return shows is not None and all(map(shows, texts)) and not any(map(shows, chosen))
