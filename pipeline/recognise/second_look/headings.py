"""Headings of which a part was not understood: 教育经历 is no engineering experience, though it holds 经历.

The first look takes a heading for the longest word that it knows in it. What is left without that word, and without
words that change nothing, was not understood: the column was assumed to be the field's. Where its cells do not show
what the field holds, or another column shows it too, that is said.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.model.fields import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.model.statements import Found
from pipeline.recognise.columns.evidence import first_texts
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.contents import Contents, contents_for
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import Form, fold_word
from pipeline.recognise.words.headings import without_remarks
from schemas.second_look import second_look_file

_WHOLE = 2  # of Column.quality: the heading says no more than the word
_NO_HAN = re.compile(r"[^\u3400-\u9fff]")


def doubt_headings(draft: Draft, tools: Tools) -> None:
    """column-doubtful for the people of each column whose heading says more than was understood."""
    contents = contents_for(tools)
    doubted = {
        (table.grid.sheet.name, column.heading): (column.field, rest)
        for table in draft.tables
        for column in table.columns
        if (rest := not_understood(column, tools.form)) and not _is_borne_out(table, column, contents)
    }
    if not doubted:
        return
    reason = second_look_file().reasons.heading
    for person in draft.result.people:
        project = draft.result.projects[person.project] if person.project is not None else None
        for sheet, fields in (
            (person.sheet, person.fields),
            *(((project.sheet, project.fields),) if project is not None else ()),
        ):
            for field, typed in fields.items():
                told, rest = doubted.get((sheet, typed.heading), ("", ""))
                if told == field and typed.text:
                    doubt(person, field, typed, reason.format(heading=typed.heading, rest=rest))


def _is_borne_out(table: FormTable, column: Column, contents: Contents) -> bool:
    """Whether nearly all of a column's first texts show what its field holds."""
    texts = first_texts(table, column)
    return sum(contents.fits(column.field, text) for text in texts) * 5 >= len(texts) * 4


def not_understood(column: Column, form: Form) -> str:
    """What is left of a heading that was taken for a field by a word in it; "" where nothing is."""
    if column.kind != "field" or column.quality >= _WHOLE or column.found is not Found.HEADING or column.option:
        return ""
    if column.field not in PERSON_FIELDS and column.field not in PROJECT_FIELDS:
        return ""
    return _rest(column.heading, column.field, form)


@cache
def _rest(heading: str, field: str, form: Form) -> str:
    core = form.filler.sub("", without_remarks(fold_word(heading)))
    core = _NO_HAN.sub("", core) or core  # the same in English behind it, numbers of the form's columns
    for word in (next((word for word in _words_of(field, form) if word in core), ""), *_harmless(field)):
        core = core.replace(word, "") if word else core
    return core


@cache
def _words_of(field: str, form: Form) -> tuple[str, ...]:
    """The words that name a field, the longest first."""
    words = [word for word, told in form.words.items() if field == told.field or field in told.either]
    stems = [stem for stem, of in form.stems if of == field]
    return tuple(sorted({*words, *stems}, key=len, reverse=True))


@cache
def _harmless(field: str) -> tuple[str, ...]:
    words = second_look_file().harmless
    own = words.person if field in PERSON_FIELDS else words.project
    return tuple(sorted(map(fold_word, {*words.any, *own}), key=len, reverse=True))
