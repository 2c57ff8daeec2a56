"""The rows of a block with headings above them: what stands under each heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.statements import Fate
from pipeline.recognise.blocks.cells import Cell
from pipeline.recognise.blocks.words import Words, keys_of
from pipeline.recognise.sheet.cells import CellMarks
from pipeline.recognise.words.form import is_ditto_cell
from pipeline.text.patterns import pattern
from schemas.forms import Block
from schemas.named import NamedTuple

_TO = "—"
_DASHES = " -—–−~～"
_APART = "  "
_SAYING_NOTHING = ("blank", "ditto", "weak_ditto", "placeholder")
_PARTING = pattern(r"\s*\n\s*|\s{2,}|\t|(?<=[^-—–−~～\s])\s(?=(?:19|20)\d\d)")


class Row(NamedTuple):
    """What a row tells, by what is asked for and, of headings that nobody knows, by these; `cells` are where it stands.
    `filled` are the texts of the row as they stand in it."""

    told: dict[str, str]
    beside: dict[str, str]
    cells: dict[str, Cell]
    filled: list[str]


class _Heading(NamedTuple):
    """A heading over some columns; `key` is "" where nobody knows it."""

    key: str
    text: str
    left: int
    right: int


class TableReader:
    """Reads a block row by row: its headings first, wherever they stand, then a row under them each time."""

    def __init__(self, words: Words, block: Block, marks: CellMarks) -> None:
        self._words, self._block, self._marks = words, block, marks
        self._headings: list[_Heading] = []
        self.rows: list[Row] = []

    @property
    def headings(self) -> dict[str, str]:
        """The headings by what they ask for."""
        return {heading.key: heading.text for heading in self._headings if heading.key}

    def read(self, cells: Sequence[Cell]) -> Fate:
        """Take a row: one of headings, one that tells something, or one of nothing but marks."""
        filled = [cell for cell in cells if cell.text]
        if self._are_headings(filled):
            labels = [(cell, self._words.label(cell.text)) for cell in filled]
            self._headings = [
                _Heading(label.key if label else "", _line(cell.text), cell.column, cell.right)
                for cell, label in labels
            ]
            return Fate.HEADING
        told = [cell._replace(text="") if cell.text in self._block.dirt else cell for cell in cells]
        if all(self._marks.kind(cell.text) in _SAYING_NOTHING for cell in told):
            return Fate.PLACEHOLDER
        self.rows.append(self._row(told))
        return Fate.PEOPLE

    def _are_headings(self, filled: Sequence[Cell]) -> bool:
        """Whether most cells are words of the block and nothing else; a single one may stand over everything."""
        labels = [label for cell in filled if (label := self._words.label(cell.text))]
        if any(label.rest for label in labels) or len(labels) * 2 <= len(filled):
            return False
        return len(labels) > 1 or len(filled) == 1

    def _row(self, cells: Sequence[Cell]) -> Row:
        told: dict[str, list[str]] = {}
        beside: dict[str, list[str]] = {}
        places: dict[str, Cell] = {}
        for cell in cells:
            heading = self._over(cell, told)
            if heading and heading.key and (heading.key not in places or (cell.text and heading.key not in told)):
                places[heading.key] = cell
            if cell.text and heading and heading.key:
                text = self._above(heading.key) if is_ditto_cell(cell.text) else cell.text
                told.setdefault(heading.key, []).append(text)
            elif cell.text:
                beside.setdefault(heading.text if heading else "", []).append(cell.text)
        joined = {key: self._joined(key, texts) for key, texts in told.items()}
        return Row(
            joined,
            {key: "\n".join(texts) for key, texts in beside.items()},
            places,
            list(filter(None, (cell.text for cell in cells))),
        )

    def _above(self, key: str) -> str:
        return self.rows[-1].told.get(key, "") if self.rows else ""

    def _over(self, cell: Cell, told: Mapping[str, object]) -> _Heading | None:
        """The heading over the first column of a cell; else the next one to the left, if nothing stands under it."""
        before = next((heading for heading in reversed(self._headings) if heading.left <= cell.column), None)
        is_over = before is not None and (cell.column <= before.right or before.key not in told)
        return before if is_over else None

    def _joined(self, key: str, texts: list[str]) -> str:
        """Begin and end stand in two cells, or in one, apart."""
        if key != self._block.period:
            return "\n".join(texts)
        parts = [part for text in texts for part in _PARTING.split(text) if part]
        return _TO.join(part.strip(_DASHES) for part in parts) if len(parts) > 1 else parts[0]

    def lines(self) -> list[str]:
        """Each row that was read as one line of a text, its parts in the order of the form, empty ones left out."""
        return [line for row in self.rows if (line := self._line_of(row))]

    def _line_of(self, row: Row) -> str:
        if not self._headings:
            return _APART.join(map(_line, row.filled))
        texts = (row.told.get(key, "") for key in keys_of(self._block))
        return _APART.join(_line(text) for text in texts if self._marks.kind(text) not in _SAYING_NOTHING)

    def highest(self) -> Row | None:
        """The row that counts: the one with the highest degree; of those alike, or where none is told, the last."""
        ranks = [self._rank(row) for row in self.rows]
        best = min(ranks, default=0)
        return next((row for row, rank in zip(self.rows[::-1], ranks[::-1], strict=True) if rank == best), None)

    def _rank(self, row: Row) -> int:
        told = row.told.get("education", "").lower()
        ranks = (rank for rank, word in enumerate(self._block.highest) if word.lower() in told)
        return next(ranks, len(self._block.highest))


def _line(text: str) -> str:
    return " ".join(text.split())
