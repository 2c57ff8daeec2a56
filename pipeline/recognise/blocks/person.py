"""One form in blocks while it is being read: what it says of its person, and the rows that it takes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.statements import Fate, Person, Problem, Recognition, Row, Typed
from pipeline.recognise.blocks.cells import Cell
from pipeline.recognise.blocks.labels import Value
from pipeline.recognise.blocks.tables import TableReader
from pipeline.recognise.blocks.words import BlockWords
from pipeline.recognise.rows.hidden import hidden_card
from pipeline.recognise.rows.remarks_beside import problems_said
from pipeline.recognise.rows.struck import void_struck
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.samples import is_printed_sample
from pipeline.text.addresses import address
from schemas.named import NamedTuple

_SOMEBODY = ("name", "phone", "email")
"""A form that tells none of these, and no text, is a blank one."""


class _Line(NamedTuple):
    """A row, and whether it tells of the person, or is a heading or note."""

    grid: Grid
    row: int
    fate: Fate


@dataclass(slots=True)
class Filled:
    """One form. What is told twice of a field is kept beside the first, whatever no field asks for as well."""

    words: BlockWords
    tools: Tools
    fields: dict[str, Typed] = field(default_factory=dict)
    extra: list[Typed] = field(default_factory=list)
    lines: list[_Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    grid: Grid | None = None  # of the name, or of the first value
    row: int = 0
    begun: dict[str, tuple[Grid, int]] = field(default_factory=dict)  # blocks, with where they begin
    _tables: dict[str, TableReader] = field(default_factory=dict)
    _texts: dict[str, list[str]] = field(default_factory=dict)

    def line(self, grid: Grid, row: int, fate: Fate) -> None:
        """Note what a row is: PEOPLE is settled when it is known whether anybody is told of."""
        self.lines.append(_Line(grid, row, fate))

    def begin(self, block: str, grid: Grid, row: int) -> None:
        """Note that a block begins."""
        self.begun.setdefault(block, (grid, row))

    def put(self, grid: Grid, value: Value, otherwise: str) -> None:
        """Take a value; one without a label is kept under the heading given."""
        if value.field == "name" or (value.field and self.grid is None):
            self.grid, self.row = grid, value.cell.row
        self._typed(grid, value.field, value.text, value.cell, value.heading or otherwise)

    def _typed(self, grid: Grid, name: str, text: str, cell: Cell, heading: str) -> None:
        """Set a field, if nothing says it yet; keep what no field asks for."""
        typed, known = Typed(text, self._address(grid, cell), heading), self.fields.get(name)
        if name and (known is None or (not known.text and text)):
            self.fields[name] = typed
        elif text and (known is None or text != known.text):
            self.extra.append(typed)

    def told(self, name: str) -> str:
        """What is told of a field."""
        return self.fields[name].text if name in self.fields else ""

    def text(self, grid: Grid, name: str, text: str, cell: Cell, heading: str) -> None:
        """A further paragraph of a text; at first the place where it will stand."""
        texts = self._texts.setdefault(name, [])
        if not texts:
            self.fields[name] = Typed("", self._address(grid, cell), heading)
        if text:
            texts.append(text)
            self.fields[name] = self.fields[name]._replace(text="\n".join(texts))

    def table(self, block: str, grid: Grid, row: int) -> TableReader:
        """The reader of a table."""
        self.begin(block, grid, row)
        if block not in self._tables:
            inside, marks = self.words.inside[block], self.tools.cells
            self._tables[block] = TableReader(inside, self.words.blocks[block], marks)
        return self._tables[block]

    def _tell(self, block: str, reader: TableReader) -> None:
        """Take what the rows of a table say."""
        grid, row_at = self.begun[block]
        start, told = Cell(row_at, 0, row_at, 0, ""), self.words.blocks[block]
        for row in reader.rows:
            for heading, text in row.beside.items():
                if reader.headings or not told.into:
                    self._typed(grid, "", text, start, heading or told.heads[0])
        if told.into:
            cell = next((cell for row in reader.rows for cell in row.cells.values()), start)
            self._typed(grid, told.into, "\n".join(reader.lines()), cell, told.heads[0])
        elif highest := reader.highest():
            for key, heading in reader.headings.items():
                self._typed(grid, key, highest.told.get(key, ""), highest.cells.get(key, start), heading)
            if len(reader.rows) > 1:
                self._several(grid, reader, told.heads[0], start)

    def _several(self, grid: Grid, reader: TableReader, heading: str, start: Cell) -> None:
        """Of several rows one is taken: all are kept, and it is said."""
        lines = reader.lines()
        self._typed(grid, "", "\n".join(lines), start, heading)
        taken = self.fields.get("education") or Typed("")
        self.problems.append(Problem("education-several", grid.sheet.name, taken.cell, taken.text, "；".join(lines)))

    def _address(self, grid: Grid, cell: Cell) -> str:
        """The cell, with its sheet where that is not the one of the name; "" for a paragraph outside all cells."""
        if cell.row < 0:
            return ""
        own = address(cell.row, cell.column)
        return own if self.grid is None or grid is self.grid else f"{grid.sheet.name}!{own}"

    @property
    def is_blank(self) -> bool:
        """Whether nobody is told of: neither name nor phone nor address, nor a text or table."""
        texts = {block.into for block in self.words.blocks.values()} - {""}
        asked = (*_SOMEBODY, *sorted(texts))
        return all(self.tools.cells.kind(self.told(name)) for name in asked)

    def close(self, result: Recognition) -> Person | None:
        """Add the person, if there is one, and the fate of each row to the result; returns that person."""
        for block, reader in self._tables.items():
            self._tell(block, reader)
        person, fate = None, Fate.PLACEHOLDER
        if self.grid and not self.is_blank:
            is_sample = is_printed_sample(self.told("name"), self.fields, self.tools.form)
            fate = Fate.SAMPLE if is_sample else Fate.PEOPLE
            if not is_sample:
                person = self._person(self.grid)
                result.people.append(person)
        for grid, row, told in self.lines:
            text = " | ".join(text for _, text in grid.filled(row))
            result.rows.append(Row(grid.sheet.name, row + 1, fate if told == Fate.PEOPLE else told, text))
        return person

    def _person(self, grid: Grid) -> Person:
        extra: dict[str, str] = {}
        for typed in self.extra:
            extra[typed.heading] = "\n".join(filter(None, (extra.get(typed.heading), typed.text)))
        problems = [*self.problems, *self._printed(grid), *hidden_card(grid, self.row, self.tools.form)]
        person = Person(grid.sheet.name, self.row + 1, "", self.fields, extra=extra, problems=problems)
        for typed in self.extra:
            person.problems += problems_said(person, typed, self.tools)
        void_struck(person, grid, self.tools.form)
        return person

    def _printed(self, grid: Grid) -> list[Problem]:
        """printed-text for each text that the blank form holds, where nobody has changed any of them."""
        told = {name: self.fields[name] for name in self.words.printed if name in self.fields}
        if len(told) < len(self.words.printed):
            return []
        if any(squash(typed.text) not in self.words.printed[name] for name, typed in told.items()):
            return []
        return [
            Problem("printed-text", grid.sheet.name, typed.cell, " ".join(typed.text.split()), "", name)
            for name, typed in told.items()
        ]
