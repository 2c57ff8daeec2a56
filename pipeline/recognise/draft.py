"""One document while it is being recognised, and which table or sheet each part of the result came from. The passes
over a whole document work on this."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.statements import Person, Recognition, Typed
from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from schemas.named import NamedTuple


@dataclass(slots=True)
class Source:
    """One table with the pages on which it continues, or the cards of one sheet: the positions of its rows in the
    recognition, and its people. `is_form` tells that its caption is one of the form."""

    is_form: bool
    rows: list[range] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


class Sources:
    """The sources of one recognition, in the order in which they were read."""

    def __init__(self, result: Recognition) -> None:
        self.result = result
        self.all: list[Source] = []
        self._by_table: dict[int, Source] = {}
        self._rows = self._people = 0

    def close(self, of: object, after: object = None, is_form: bool = False) -> None:
        """Ascribe what was read since the last call to `of`, or to the source of `after`, if `of` continues that."""
        rows, people = len(self.result.rows), len(self.result.people)
        if rows == self._rows:
            return
        source = self._by_table.get(id(after)) or Source(is_form)
        if not source.rows:
            self.all.append(source)
        source.rows.append(range(self._rows, rows))
        source.people += self.result.people[self._people :]
        self._by_table[id(of)] = source
        self._rows, self._people = rows, people


class Join(NamedTuple):
    """Two tables that tell of the same people, and the columns that join them; `rest` completes `main`."""

    main: FormTable
    rest: FormTable
    by: tuple[Column, Column]
    is_ours: bool  # the rest is a table of the form by itself


@dataclass(slots=True)
class Draft:
    """The document's file, its sheets with identity numbers removed, the tables found in them, and the result so far. A
    pass that finds nothing of the form in it replaces `result` by one of the kind "none"."""

    file: str
    grids: list[Grid]
    tables: list[FormTable]
    result: Recognition
    others: dict[int, list[FormTable]] = field(default_factory=dict)  # by grid: under too few headings to be ours
    joins: list[Join] = field(default_factory=list)
    beside: list[tuple[Person, list[Typed]]] = field(default_factory=list)  # labels that no field has
    heeded: set[tuple[str, int]] = field(default_factory=set)  # lines that hold somebody: sheet and row
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        self.sources = Sources(self.result)
