"""A column that was set aside for one with a better heading, or for another's word in its own, where the cells speak
for it."""

from __future__ import annotations

from pipeline.recognise.columns.evidence import first_texts, holds, only, shows_for_certain
from pipeline.recognise.sheet.column import PLACES, Column, exchanged
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY

_ANOTHERS = ("company", "project_name", "project_country")
"""Fields of which a table without any takes the only column that may ask for it. The others are the person's own:
better none than somebody else's."""


def take_set_aside(table: FormTable, tools: Tools) -> list[Column]:
    """The columns, one that was set aside in the place of the chosen one: that one is empty, or none of its cells holds
    the field and all of the other's do (级别 over 高级工程师 beside 会员类别 over 专业工程会员); or it leaves out
    places that the other one tells, as it does in all rows (项目所在地 over 仰光 beside 项目国家 over 缅甸). Of those
    with another's word in the heading, the only one that a table has for the field, which is said to be doubtful."""
    pairs: list[tuple[Column, Column]] = []
    for other in table.columns:
        if not other.aside:
            continue
        if other.is_anothers:
            pairs += _only_one(other, table, tools)
            continue
        chosen = only(table.fields, other.aside)
        if chosen is None or other.rank >= GIVING_WAY or any(chosen is taken for taken, _ in pairs):
            continue
        field = other.aside
        if _speak_for(first_texts(table, other), first_texts(table, chosen), field, tools) or (
            field in PLACES and _tells_more(other, chosen, table) and holds(table, other, field, tools.looks)
        ):
            pairs.append((other, other.by_content(field)))
            pairs.append((chosen, chosen.put_aside()))
    return exchanged(table.columns, pairs)


def _only_one(other: Column, table: FormTable, tools: Tools) -> list[tuple[Column, Column]]:
    """The column with the one to exchange it for, where nothing else in the table asks for its field and its cells hold
    that."""
    field = other.aside
    if field in table.fields or sum(column.aside == field for column in table.columns) > 1:
        return []
    lists_people = "level" in table.fields and "domain" in table.fields
    if field not in _ANOTHERS and not (field == "name" and lists_people):
        return []
    if not holds(table, other, field, tools.looks):
        return []
    taken = other.by_content(field)
    taken.doubtful = True
    return [(other, taken)]


def _tells_more(other: Column, chosen: Column, table: FormTable) -> bool:
    """Whether one tells something in all rows in which the chosen one does, and in others."""
    grid, rows = table.grid, range(table.bottom + 1, table.end)
    told, chosen_told = ({row for row in rows if grid.text(row, column.index)} for column in (other, chosen))
    return chosen_told < told


def _speak_for(texts: list[str], chosen: list[str], field: str, tools: Tools) -> bool:
    if not texts or not chosen:
        return bool(texts)
    shows = shows_for_certain(field, tools.looks)
    return shows is not None and all(map(shows, texts)) and not any(map(shows, chosen))
