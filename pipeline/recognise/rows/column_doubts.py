"""Values from columns that were chosen among several, or by a heading that may mean something else: it is said, cell by
cell, so that a wrong choice is seen."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Person, Problem, Typed
from pipeline.recognise.columns.contents import contents_for
from pipeline.recognise.columns.evidence import first_texts, shows_for_certain
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.column import PLACES, Column
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY, bare, squash

_CHOICES = ("level", "domain", "project_type", "project_status")


def doubtful_columns(table: FormTable, tools: Tools) -> list[tuple[Column, Column | None]]:
    """Each column whose field is not certain, with the one that was set aside for it, None where only its heading is
    doubtful. Nearly always none."""
    others = [column for column in table.columns if column.aside and _may_be_meant(column, table, tools)]
    chosen = [(table.fields[other.aside][0], other) for other in others]
    doubtful = [column for column in table.columns if column.doubtful and column.field]
    return chosen + [(c, None) for c in doubtful if c.is_anothers or not _is_told(c, table, tools)]


def _may_be_meant(other: Column, table: FormTable, tools: Tools) -> bool:
    """Whether the column set aside names the field as well as the chosen one: that one is not under the form's own
    word, nor under a part of it where two choices would contradict each other."""
    chosen, own = table.fields.get(other.aside, []), tools.form.own_words.get(other.aside, frozenset())
    if not chosen or other.is_anothers or other.rank >= GIVING_WAY > chosen[0].rank:
        return False
    if other.quality < chosen[0].quality or (chosen[0].rank == 0 and chosen[0].quality > 1):
        return False
    is_short = other.aside in PLACES and chosen[0].rank > 0  # 所在地 may be that of anything, beside 派驻地
    return other.aside in _CHOICES or is_short or bare(chosen[0].heading) not in own or bare(other.heading) in own


def _is_told(column: Column, table: FormTable, tools: Tools) -> bool:
    """Whether nearly all of the first cells under a doubtful heading hold what the field holds: what else would they
    say?"""
    texts, fits = first_texts(table, column, shortest=1), contents_for(tools).fits
    return sum(fits(column.field, text) for text in texts) * 5 >= len(texts) * 4


def say_doubtful_columns(people: list[Person], row: BodyRow, context: RowContext) -> list[Person]:
    """The people, with column-doubtful on each value in doubt."""
    for column, other in context.doubtful:
        typed = _typed(column.field, people[0], context)
        if typed is None or not typed.text or context.tools.cells.kind(typed.text):
            continue
        for about in _about(typed, column, other, row, context):
            problem = Problem("column-doubtful", "", typed.cell, typed.text, about, column.field)
            for person in people:
                person.problems.append(problem)
    return people


def _typed(field: str, person: Person, context: RowContext) -> Typed | None:
    if field in PERSON_FIELDS:
        return person.fields.get(field)
    return context.result.projects[person.project].fields.get(field) if person.project is not None else None


def _about(typed: Typed, column: Column, other: Column | None, row: BodyRow, context: RowContext) -> Iterator[str]:
    """What speaks against the value: the heading, or what the other column says."""
    words = context.form.about
    if other is None:
        yield words.heading_doubtful.format(heading=squash(column.heading))
        return
    text = context.grid.text(row.number, other.index)
    if not text or context.tools.cells.kind(text) or _agree(typed.text, text, column.field):
        return
    shows = shows_for_certain(column.field, context.tools.looks)
    if shows is None or column.field in PLACES or shows(text):
        yield words.another_column.format(heading=squash(other.heading), text=squash(text)[:_LONGEST])


_LONGEST = 20


def _agree(one: str, other: str, field: str) -> bool:
    """Whether both say the same, or one says it at more length (缅甸, 缅甸仰光)."""
    here, there = bare(one), bare(other)
    return here == there or (field in PLACES and (here in there or there in here))
