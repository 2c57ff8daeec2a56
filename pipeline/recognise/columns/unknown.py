"""A column with a heading that the form does not know, or with none: the field that its cells clearly hold.

What only this form has (专业工程会员, 土木工程类) tells its column under any heading, unless that asks for another time
or for somebody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from pipeline.recognise.columns.evidence import ENOUGH, first_texts
from pipeline.recognise.sheet.column import Column, exchanged, gives_way
from pipeline.recognise.sheet.grid import filled_count
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import OTHER, SOMEBODY, STUDIES, Form, fold_word, squash
from pipeline.recognise.words.looks import TOLD_BY_CONTENT, Looks
from pipeline.text.patterns import pattern

_OWN = ("domain", "level")
"""Fields whose own words stand in no other table; the domain first, since 申报类别 is thought to ask for the level."""
_MISTAKEN = ("level", "domain", "specialty", "project_type")
"""Fields that a heading over one of these may seem to ask for."""
_OF_SOMEBODY = ("phone", "email")
_MOST_OF_A_BAND = 2  # cells of a line that speaks of all below it
_LONGEST_CHOICE = 40
_SHORTEST_SENTENCE = 18
_SENTENCES = pattern("[。；;]")


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
        field = _majority(texts, tools.looks) if missing and (texts := first_texts(table, column)) else ""
        if field in missing and not _is_anothers(field, column, table, tools.form):
            missing.remove(field)
            named.append((column, column.by_content(field)))
            named += [(other, other.put_aside()) for other in table.fields.get(field, ())]
    return _name_own(exchanged(table.columns, named), table, tools)


def _is_missing(field: str, table: FormTable, tools: Tools) -> bool:
    """Whether no column holds the field: none asks for it, alone or beside the name, or only one that does so where no
    other does (个人简介) and whose own cells do not show it."""
    if any(field in column.order for column in table.fields.get("name", ())):
        return False
    held = table.fields.get(field, [])
    texts = (text for column in held for text in first_texts(table, column))
    return gives_way(held) and all(_told(text, tools.looks) != field for text in texts)


def _is_anothers(field: str, column: Column, table: FormTable, form: Form) -> bool:
    """Whether a column holds another thing of the kind, or that of somebody whom the column left of it names and who is
    not of the form: 现场联系人, 现场电话."""
    if _asks_for_another(field, column, form):
        return True
    before = [other for other in table.columns if other.index < column.index and other.heading]
    return field in _OF_SOMEBODY and bool(before) and SOMEBODY in before[-1].parts


def _name_own(columns: list[Column], table: FormTable, tools: Tools) -> list[Column]:
    """The columns, that one as a level or domain which alone holds the notice's own words for it, where no other has
    the field."""
    for field in _OWN:
        if not any(column.field == field for column in columns):
            holding = [column for column in columns if _holds_own(table, column, field, tools)]
            columns = exchanged(columns, [(only, only.by_content(field)) for only in holding if len(holding) == 1])
    return columns


def _asks_for_another(field: str, column: Column, form: Form) -> bool:
    """Whether the heading says that this is another thing of the kind: 现职称等级 over 高级工程师 is no level."""
    others = form.others.get(field)
    return others is not None and others(fold_word(column.heading)) is not None


def _holds_own(table: FormTable, column: Column, field: str, tools: Tools) -> bool:
    """Whether enough of the first cells of a column hold the notice's own words for the field, and nearly all of them
    the field: then its heading, whatever that asks for, does not tell."""
    heading = fold_word(column.heading)
    if not column.is_plain or (column.kind not in ("extra", "") and column.field not in _MISTAKEN):
        return False
    if tools.form.strangers(heading) or tools.form.earlier(heading):
        return False
    lines = table.grid.rows[table.bottom + 1 : table.end]
    rows = (line for line in lines if column.index < len(line) and filled_count(line) > _MOST_OF_A_BAND)
    texts = list(islice((text for line in rows if len(text := line[column.index]) > 1), ENOUGH))
    own = sum(_names(text, field, tools.looks) for text in texts)
    is_studied = field == "domain" and (STUDIES in column.parts or _asks_for_another(field, column, tools.form))
    share = 2 if is_studied else ENOUGH  # 土木工程 is also what many studied
    return own * share >= len(texts) > 0 and _majority(texts, tools.looks) == field


def _names(text: str, field: str, looks: Looks) -> bool:
    return len(text) <= _LONGEST_CHOICE and field in looks.common_inside(text)


def _majority(texts: Sequence[str], looks: Looks) -> str:
    """The field of four in five of the texts, "" where there is none."""
    told = [_told(text, looks) for text in texts]
    field = max(told, key=told.count)
    return field if told.count(field) * 5 >= len(told) * 4 else ""


def _told(text: str, looks: Looks) -> str:
    """What a text shows: a choice with what stands around it (级别：资深工程会员), a phone with more behind it, a
    sentence."""
    if field := looks.project_choice(text) or looks.asked_for(text):
        return field
    inside = [field for field in _OWN if _names(text, field, looks)]
    if len(inside) == 1:
        return inside[0]
    if field := looks.shown(text):
        return field
    is_sentence = len(squash(text)) >= _SHORTEST_SENTENCE and _SENTENCES.search(text) is not None
    return "experience" if is_sentence and not looks.has_contact(text) else ""
