"""What each table, or the cards of each sheet, gave to a recognition, told apart while they are read one after the
other."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.statements import Person, Recognition


@dataclass(slots=True)
class Source:
    """One table with the pages that it goes on over, or the cards of one sheet: the places of its rows in the
    recognition, and its people. `is_form` where its caption is the form's."""

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
        """What came since the last call was given by `of`, which goes on with `after`."""
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
