"""What each sheet of an unknown form asks for, and which tables of a Word document are one form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.new_form.guess import LIKELY, SURE, Guess, guesses
from pipeline.new_form.headings import ABOVE, names_unit
from pipeline.new_form.layout import CARD, LIST, Layout
from pipeline.new_form.outside import outside_guesses
from pipeline.new_form.titles import title_of
from pipeline.text.mask import unnumbered
from schemas.named import NamedTuple


class SheetSurvey(NamedTuple):
    """One sheet, or the tables of a Word document that are one form: `kind` as in layout.py, its title ("" for none),
    the label behind which the unit stands, how many lists it holds. `printed` is the line with the title where it is
    more; `is_titled` where the title ends as titles do."""

    sheet: str
    kind: str
    title: str
    unit_label: str
    lists: int
    guesses: tuple[Guess, ...]
    printed: str = ""
    is_titled: bool = False

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """Which of several is the form: one that is understood, asks for a name, and for the most."""
        columns = [guess.field for guess in self.guesses if guess.is_column]
        return self.kind != "", "name" in columns, len(columns)


def surveyed(layout: Layout) -> SheetSurvey:
    """One sheet."""
    told = guesses(layout.headings)
    asked = {guess.field for guess in told if guess.is_column}
    labels = [label.text for label in layout.outside if label.outside == ABOVE and names_unit(label.text)]
    made = tuple(map(_unnumbered, (*told, *outside_guesses(layout.outside, asked))))
    title = title_of(layout.titles)
    unit = next(iter(labels), "")
    return SheetSurvey(layout.sheet, layout.kind, title.text, unit, layout.lists, made, title.printed, title.is_sure)


def _unnumbered(guess: Guess) -> Guess:
    """Numbers of people in its words are none of anybody's business."""
    heading, group, stacked = map(unnumbered, (guess.heading, guess.group, guess.stacked))
    return guess._replace(heading=heading, group=group, stacked=stacked)


def forms_of(tables: Sequence[SheetSurvey]) -> Iterator[SheetSurvey]:
    """The tables of a document put together: each with a title of its own begins a form, those behind it belong to
    it."""
    begins = [at for at, table in enumerate(tables) if table.is_titled] or [0]
    begins[0] = 0
    for first, end in zip(begins, [*begins[1:], len(tables)], strict=True):
        yield from _one_form([table for table in tables[first:end] if table.guesses or table.is_titled])


def _one_form(tables: Sequence[SheetSurvey]) -> Iterator[SheetSurvey]:
    """The table that asks for a name with what the others ask for; a list beside a card is a table within it."""
    if not tables:
        return
    main = max(tables, key=lambda table: table.weight)
    titled = next((table for table in tables if table.is_titled), main)
    told, lists = list(main.guesses), main.lists
    for table in tables:
        if table is not main:
            told += _behind(table, 1 + max((guess.table for guess in told), default=0), main.kind == CARD)
            lists += table.lists
    unit = next((table.unit_label for table in (main, *tables) if table.unit_label), "")
    yield main._replace(
        title=titled.title,
        printed=titled.printed,
        is_titled=titled.is_titled,
        unit_label=unit,
        lists=lists if main.kind == LIST else main.lists,
        guesses=tuple(told),
    )


def _behind(table: SheetSurvey, number: int, is_on_card: bool) -> Iterable[Guess]:
    """What another table asks for, with its name before the cells."""
    is_inner = is_on_card and table.kind == LIST
    for guess in table.guesses:
        cell = f"{table.sheet}!{guess.cell}" if guess.cell else ""
        made = guess._replace(cell=cell, table=guess.table + number)
        yield made if made.outside or not is_inner else _as_inner(made)


def _as_inner(guess: Guess) -> Guess:
    is_told = guess.state in (SURE, LIKELY)
    return guess._replace(is_inner=True, state=LIKELY, why="inner") if is_told else guess._replace(is_inner=True)
