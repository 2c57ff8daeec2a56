"""What is struck through: a person whose row is, and single values, which are no content of their cell."""

from __future__ import annotations

from pipeline.model.statements import VOID, Person, Problem, Typed
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import Form
from pipeline.text.addresses import place_of


def drop_struck(people: list[Person], _: BodyRow, context: RowContext) -> list[Person]:
    """The people, struck-out where the name or most of what is told is struck through; else without struck values. What
    was struck stays visible beside the columns that the form does not know."""
    sheet = context.grid.sheet
    if not sheet.struck and not sheet.taken_out:  # nearly always
        return people
    for person in people:
        void_struck(person, context.grid, context.form)
    return people


def void_struck(person: Person, grid: Grid, form: Form) -> None:
    """Say, in place, that a person is struck out, or take the struck values away."""
    sheet = grid.sheet
    struck = [field for field, typed in person.fields.items() if typed.text and _place(typed) in sheet.struck]
    told = [field for field, typed in person.fields.items() if typed.text]
    if "name" in struck or len(struck) * 2 > len(told):
        cell = person.fields[struck[0]].cell
        person.problems.append(Problem(VOID, sheet.name, cell, person.fields[struck[0]].text, form.about.struck))
    else:
        _drop(person, struck, grid, form)


def _drop(person: Person, struck: list[str], grid: Grid, form: Form) -> None:
    """Empty the struck values of a person, in place, and keep what was struck under a heading of its own."""
    taken = grid.sheet.taken_out
    kept = [(typed.cell, text) for typed in person.fields.values() if (text := taken.get(_place(typed)))]
    for field in struck:
        typed = person.fields[field]
        own = grid.text(*_place(typed))
        person.fields[field] = typed._replace(text=typed.text.removeprefix(own).strip())
        kept.append((typed.cell, own))
    if kept:
        person.extra[form.about.taken_out] = "\n".join(f"{cell}：{text}" for cell, text in kept)


def _place(typed: Typed) -> tuple[int, int]:
    return place_of(typed.cell)
