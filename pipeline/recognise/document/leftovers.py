"""Sheets that are left in the workbook beside the list: 填写示例, 2023年名单, 备份. Who stands there is not
recommended now.

Only the name of the sheet tells it, so it is believed only where another sheet lists people: many a unit fills in the
sheet 样表. All but the form's own examples are said.
"""

from __future__ import annotations

from collections.abc import Set

from pipeline.model.statements import Fate, Problem, Recognition
from pipeline.recognise.document.attached_lists import drop_unused
from pipeline.recognise.draft import Draft
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import section_of
from pipeline.recognise.words.form import Form, fold_word

_LISTED = (Fate.PEOPLE, Fate.PROJECT_ONLY, Fate.REFERENCE)


def set_leftovers_aside(draft: Draft, tools: Tools) -> None:
    """Drop the people and projects of such sheets; their rows become samples."""
    result, form = draft.result, tools.form
    sheets = {person.sheet for person in result.people}
    if len(sheets) < 2:
        return
    left = {sheet for sheet in sheets if _is_left(sheet, form)}
    if not left or left == sheets:
        return
    for sheet in filter(lambda sheet: form.examples(fold_word(sheet)) is None, sorted(left)):
        count = sum(person.sheet == sheet for person in result.people)
        result.problems.append(Problem("sheet-set-aside", sheet, "", sheet, form.about.set_aside.format(count=count)))
    _drop(result, left)


def _is_left(sheet: str, form: Form) -> bool:
    name = fold_word(sheet)
    if section_of(sheet, form):
        return False
    year = form.years(name)
    return (form.examples(name) or form.leftovers(name)) is not None or (year is not None and int(year[1]) < form.since)


def _drop(result: Recognition, left: Set[str]) -> None:
    """Take the sheets out of the recognition, in place."""
    result.people = [person for person in result.people if person.sheet not in left]
    result.rows = [
        row._replace(fate=Fate.SAMPLE) if row.sheet in left and row.fate in _LISTED else row for row in result.rows
    ]
    drop_unused(result, {index for index, project in enumerate(result.projects) if project.sheet in left})
