"""Reads a document in blocks: row by row, each in the block that the last head opened, one person after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.documents import Document
from pipeline.model.statements import Fate, Problem, Recognition
from pipeline.recognise.blocks.cells import Cell, cells_of
from pipeline.recognise.blocks.labels import LabelReader, Value
from pipeline.recognise.blocks.person import Filled
from pipeline.recognise.blocks.words import Label, blocks_of
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, problems, remove_numbers
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.captions import is_form_title
from pipeline.recognise.words.form import squash
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern

_HEADS, _IN_BOTH = 2, 4
"""Without title, and without a label that no other form has: so many heads, and labels in two languages, as no résumé
has them."""
_SENTENCE = pattern(r"[。．.；;！!]\s*$")
_FEWEST = 4  # cells of a row that looks like a person


def read_in_blocks(document: Document, tools: Tools) -> Draft | None:
    """What the document says, if it is this form in blocks; None for a list or card, a résumé, anything else."""
    reader = _Reader(document, tools)
    for grid in reader.draft.grids:
        reader.read(grid)
    reader.end()
    return reader.draft if reader.is_form else None


@dataclass(slots=True)
class _Signs:
    """What shows that a document is the form."""

    titled: bool = False
    heads: set[str] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    in_both: set[str] = field(default_factory=set)


class _Reader:
    """The state between two rows: the form that is being read, and its block."""

    def __init__(self, document: Document, tools: Tools) -> None:
        self._tools, self._words = tools, blocks_of(tools.form)
        result = Recognition("recommendation", tools.form.name)
        self.draft = Draft(document.file, list(map(Grid, document.sheets)), [], result)
        self._goes_on = document.kind == "docx"  # a table of Word may end amid a block
        self._signs = _Signs()
        self._form = Filled(self._words, tools)
        self._block = ""
        self._identities = Identities()
        self._labels = {
            name: LabelReader(self._words.inside[name], tools.headings)
            for name, block in self._words.blocks.items()
            if block.kind == "labels"
        }

    @property
    def is_form(self) -> bool:
        """Whether it has blocks, a name, and what no other document has."""
        signs = self._signs
        is_list = any(reader.is_list for reader in self._labels.values())
        if is_list or not signs.heads or "name" not in signs.labels:
            return False
        in_two = len(signs.heads) >= _HEADS and len(signs.in_both) >= _IN_BOTH
        return signs.titled or bool(signs.labels & self._tools.form.telling) or in_two

    def read(self, grid: Grid) -> None:
        """Read a sheet: what stands over it, then its rows."""
        self._identities = Identities()
        remove_numbers(grid, self._identities)
        if not self._goes_on:
            self._block = ""
        for text in grid.sheet.above:
            self._paragraph(grid, text)
        if self._kind == "text":
            self._open("")
        if self._is_ours(grid):
            for row in range(len(grid.rows)):
                self._row(grid, row)
        else:
            self._tell_unread(grid)
        self.draft.result.problems += problems(self._identities, grid.sheet.name, self._tools.form)

    def end(self) -> None:
        """Close the last form."""
        self._open("")
        if person := self._form.close(self.draft.result):
            self.draft.beside.append((person, self._form.extra))

    @property
    def _kind(self) -> str:
        return self._words.blocks[self._block].kind if self._block else ""

    def _is_ours(self, grid: Grid) -> bool:
        """Whether a block goes on, or one is opened, on the sheet."""
        rows = [cells for row in range(len(grid.rows)) if (cells := cells_of(grid, row))]
        return bool(self._block) or any(self._head(cells) or self._begins(cells) for cells in rows)

    def _tell_unread(self, grid: Grid) -> None:
        """people-unread for a sheet without blocks beside the form, where rows look like people."""
        shown = (
            (row, {self._tools.looks.shown(text) for _, text in filled})
            for row in range(len(grid.rows))
            if len(filled := grid.filled(row)) >= _FEWEST
        )
        if places := [address(row, 0) for row, kinds in shown if {"name", "phone"} <= kinds]:
            about = "、".join(places[:_FEWEST])
            self.draft.result.problems.append(Problem("people-unread", grid.sheet.name, places[0], "", about))

    def _paragraph(self, grid: Grid, text: str) -> None:
        """A paragraph of Word between two tables: a title, a head, or a text that stands under its head."""
        cell = Cell(-1, 0, -1, 0, text)
        if self._is_title(text):
            self._title()
        elif head := self._head([cell]):
            self._begin(grid, head, cell)
        elif self._kind == "text" and not self._form.told(self._into) and not self._is_note(text):
            self._form.text(grid, self._into, text, cell, self._words.blocks[self._block].heads[0])

    def _row(self, grid: Grid, row: int) -> None:
        cells = cells_of(grid, row)
        filled = [cell for cell in cells if cell.text]
        if not filled:
            return
        head = self._head(cells)
        if len(filled) == 1 and not head and self._is_title(filled[0].text):
            self._title()
            self._form.line(grid, row, Fate.HEADING)
        elif head:
            fate = self._begin(grid, head, filled[0])
            rest = cells[cells.index(filled[0]) + 1 :]
            if any(cell.text for cell in rest):
                fate = self._content(grid, rest)
            self._form.line(grid, row, fate)
        else:
            is_line = self._kind == "text" and len(filled) == 1
            if self._kind != "labels" and not is_line and self._begins(cells):
                self._open(next(iter(self._labels)))
            fate = self._content(grid, cells)
            self._form.line(grid, row, fate)

    def _head(self, cells: Sequence[Cell]) -> Label | None:
        """The head that opens a block: alone in its row, or merged down beside its rows, or before its text."""
        filled = [cell for cell in cells if cell.text]
        label = self._words.heads.label(filled[0].text) if filled else None
        if label is None:
            return None
        is_text = self._words.blocks[label.key].kind == "text"
        if len(filled) > 1 and not is_text and filled[0].bottom == filled[0].row:
            return None
        if label.rest and (self._kind == "text" or not (is_text or label.is_said)):
            return None
        return label

    def _begin(self, grid: Grid, head: Label, cell: Cell) -> Fate:
        """Open the block of a head, and take what stands behind it in its cell."""
        self._signs.heads.add(head.key)
        kind = self._words.blocks[head.key].kind
        first = next(iter(self._form.begun), "")
        if head.key in self._form.begun and (kind == "labels" or head.key == first):
            self._next_form()
        self._open(head.key)
        self._form.begin(head.key, grid, cell.row)
        if kind == "text":
            below = cells_of(grid, cell.row + 1)[:1] if 0 <= cell.row < len(grid.rows) - 1 else []
            self._form.text(grid, self._into, head.rest, cell if head.rest else (below or [cell])[0], head.heading)
        elif head.rest:
            return self._content(grid, [cell._replace(text=head.rest)])
        return Fate.PEOPLE if head.rest else Fate.HEADING

    def _content(self, grid: Grid, cells: Sequence[Cell]) -> Fate:
        """Take a row of the block that is open."""
        if self._kind == "labels":
            return self._labelled(grid, cells)
        filled = [cell for cell in cells if cell.text]
        is_note = len(filled) == 1 and self._is_note(filled[0].text)
        if not self._kind:
            return Fate.NOTE if is_note else Fate.HEADING
        if self._kind == "table":
            reader = self._form.table(self._block, grid, cells[0].row)
            return Fate.NOTE if is_note and reader.rows else reader.read(cells)
        if self._words.until[self._block].label(filled[0].text):
            self._open("")
            return Fate.NOTE
        text = " ".join(cell.text for cell in filled)
        if self._form.told(self._into) and (is_note or not self._is_more_text(text)):
            return Fate.NOTE
        self._form.text(grid, self._into, text, filled[0], self._words.blocks[self._block].heads[0])
        return Fate.PEOPLE

    def _is_more_text(self, text: str) -> bool:
        """Whether a further row goes on with a text: a sentence, a point of it, or as long as no signature is."""
        form = self._tools.form
        is_point = form.cells["text_point"](squash(text)) is not None
        return is_point or len(text) >= form.long_text or _SENTENCE.search(text) is not None

    def _labelled(self, grid: Grid, cells: Sequence[Cell]) -> Fate:
        reader = self._labels[self._block]
        labels = reader.labels(cells)
        keys = {label.key for label in labels}
        if "name" in keys and "name" in self._form.fields and len(self._form.fields) > 1:  # else the name once more
            block = self._block
            self._next_form()
            self._open(block)
            self._form.begin(block, grid, cells[0].row)
        self._signs.labels |= keys
        self._signs.in_both |= {label.key for label in labels if label.both}
        values = reader.read(cells)
        filled = [cell for cell in cells if cell.text]
        if not values and not labels:
            if len(filled) == 1 and self._is_note(filled[0].text):
                return Fate.NOTE
            values = reader.pairs(cells)
        self._put(grid, values)
        return Fate.PEOPLE

    def _put(self, grid: Grid, values: Sequence[Value]) -> None:
        """Take values; a number that is not kept is taken out of its cell."""
        for value in values:
            if value.is_secret and value.text:
                row, column = value.cell.row, value.cell.column
                self._identities.found(row, column)
                grid.empty(row, column)
            else:
                is_dirt = squash(value.text) in self._words.dirt[self._block]
                told = value._replace(text="") if is_dirt else value
                self._form.put(grid, told, self._words.blocks[self._block].heads[0])

    def _begins(self, cells: Sequence[Cell]) -> bool:
        """Whether the row begins a block of labels without its head: a name beside another label."""
        return any(reader.begins(cells) for reader in self._labels.values())

    def _title(self) -> None:
        """Close the block: the title may stand over another page of the same form, or over the next one."""
        self._signs.titled = True
        self._open("")

    def _open(self, block: str) -> None:
        """Close the block that is open, and open another, or none."""
        if self._kind == "labels":
            self._put(self._form.grid or self.draft.grids[0], self._labels[self._block].end())
        self._block = block

    def _next_form(self) -> None:
        self.end()
        self._form = Filled(self._words, self._tools)

    @property
    def _into(self) -> str:
        return self._words.blocks[self._block].into

    def _is_title(self, text: str) -> bool:
        return any(is_form_title(line, self._tools.form) for line in (text, *text.split("\n")))

    def _is_note(self, text: str) -> bool:
        cells = self._tools.form.cells
        return any(cells[mark](squash(text)) is not None for mark in ("note", "sign_off"))
