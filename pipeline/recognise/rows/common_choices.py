"""A level or domain that no column tells, said once of all people below it: 二、资深工程会员 over them, or as the name
of their sheet."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.statements import Fate, Person, Typed
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.cells import INHERITED
from pipeline.text.addresses import address


def read_common_choice(row: BodyRow, context: RowContext) -> Fate | None:
    """A line of nothing but such a choice, and what is beside the form's columns (备注)."""
    column, text = row.filled[0]
    if column in context.text_columns or not {other for other, _ in row.filled[1:]} <= context.extra_columns:
        return None
    return Fate.HEADING if take_common(text, address(row.number, column), context) else None


def take_common(text: str, cell: str, context: RowContext) -> bool:
    """Whether the text is such a choice; from now on it is that of all people."""
    if "name" not in context.columns or context.columns.keys() >= {"level", "domain"}:  # nearly every table
        return False
    field = context.tools.looks.common_field(text)
    if not field or field in context.columns:
        return False
    context.common[field] = Typed(text, cell, "", INHERITED)
    return True


def take_told_over(texts: Sequence[str], context: RowContext) -> None:
    """What the names of sheet and file and the title say of all people, the first that says it; in place."""
    if "name" not in context.columns or context.columns.keys() >= {"level", "domain"}:
        return
    for text in texts:
        for field, word in context.tools.looks.common_inside(text).items():
            if field not in context.columns:
                context.common.setdefault(field, Typed(word, "", "", INHERITED))


def give_common(people: list[Person], _: BodyRow, context: RowContext) -> list[Person]:
    """The people, with what is said of all of them where they say nothing themselves."""
    for field, typed in context.common.items():
        for person in people:
            if field not in person.fields or not person.fields[field].text:
                person.fields[field] = typed
    return people
