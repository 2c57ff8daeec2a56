"""The rows of a block in which each value stands beside its label, behind it in its cell, or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model.fields import BY_KEY, COLUMNS_BESIDE, PERSON_FIELDS
from pipeline.recognise.blocks.cells import Cell
from pipeline.recognise.blocks.words import Label, Words
from pipeline.recognise.words.headings import NOTHING, Headings
from pipeline.recognise.words.labels import inline_labels
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple

_LONGEST = 30  # characters of a label in other words
_SURE = 2
_FEWEST = 3  # cells of a row of a list
_INLINE = pattern(r"\s*([^:：\n]{1,20}?)\s*[:：]\s*(.+)", re.DOTALL)
_BESIDE = ("extra", "secret")


class Value(NamedTuple):
    """A value, "" where nothing stands, with its cell and its label. `field` is "" where the label asks for none of the
    form, `is_secret` where for a number that is not kept."""

    field: str
    heading: str
    text: str
    cell: Cell
    is_secret: bool = False


class _At(NamedTuple):
    """A label in the row: the number of its cell among those of the row, and how a heading in other words reads."""

    place: int
    label: Label
    kind: str = "field"


class LabelReader:
    """Reads one row after the other; labels over their values wait for the row below."""

    def __init__(self, words: Words, headings: Headings) -> None:
        self._words, self._headings = words, headings
        self._above: list[tuple[Cell, Label]] = []
        self._is_below = False
        self.is_list = False  # a second row stands below labels: they are the headings of a list

    def labels(self, cells: Sequence[Cell]) -> list[Label]:
        """The labels of the form in a row."""
        return [at.label for at in self._marks(self._once(cells)) if at.kind == "field"]

    def begins(self, cells: Sequence[Cell]) -> bool:
        """Whether a row has a label for the name, not among labels alone, and one for something else."""
        cells = self._once(cells)
        places = {at.place: at.label for at in self._marks(cells) if at.kind == "field"}
        named = next((place for place, label in places.items() if label.key == "name"), None)
        if named is None or len({label.key for label in places.values()}) == 1:
            return False
        beside = self._headings.understand(cells[named + 1].text) if named + 1 < len(cells) else NOTHING
        return bool(places[named].rest) or not (named + 1 in places or beside.field)

    def read(self, cells: Sequence[Cell]) -> list[Value]:
        """What the row tells; [] where it tells nothing in labels."""
        cells = self._once(cells)
        marks = self._marks(cells)
        above, self._above = self._above, []
        is_below, self._is_below = self._is_below, bool(above) and not marks
        if self._is_below:
            return self._below(above, cells)
        if is_below and not marks and sum(bool(cell.text) for cell in cells) >= _FEWEST:
            self.is_list = True
        values = [Value(label.key, label.heading, "", cell) for cell, label in above]
        behind = cells[marks[0].place :] if marks else []
        if len(marks) == len(behind) > 1 and not any(at.label.rest for at in marks):
            self._above = [(cells[at.place], at.label) for at in marks]
            return values
        if not marks:
            return values
        values += self._pairs(cells[: marks[0].place], "")
        ends = [*(at.place for at in marks[1:]), len(cells)]
        for at, end in zip(marks, ends, strict=True):
            values += self._beside(at, cells[at.place], cells[at.place + 1 : end])
        return values

    def end(self) -> list[Value]:
        """What labels with nothing below them tell, at the end of the block."""
        above, self._above = self._above, []
        return [Value(label.key, label.heading, "", cell) for cell, label in above]

    def pairs(self, cells: Sequence[Cell]) -> list[Value]:
        """What a row tells without any label of the form: other labels with their values, or a text by itself."""
        filled = [cell for cell in cells if cell.text]
        return list(self._pairs(filled if len(filled) == 1 else cells, ""))

    def _once(self, cells: Sequence[Cell]) -> list[Cell]:
        """The cells without labels that stand twice (some programs write a merged text into each of its cells), and one
        for each label of those that hold several: 姓名：X 性别：Y."""
        before = ["", *(cell.text for cell in cells)]
        pairs = zip(cells, before, strict=False)
        once = [cell for cell, text in pairs if not cell.text or cell.text != text or not self._words.label(cell.text)]
        return [part for cell in once for part in self._parts(cell)]

    def _parts(self, cell: Cell) -> list[Cell]:
        parts = inline_labels(cell.text, self._headings)
        if len(parts) < 2 or not self._words.label(cell.text):
            return [cell]
        return [cell._replace(text=f"{label}:{value}") for label, value in parts]

    def _marks(self, cells: Sequence[Cell]) -> list[_At]:
        found: list[_At] = []
        for place, cell in enumerate(cells):
            awaits = found[-1].label if found and found[-1].place == place - 1 and not found[-1].label.rest else None
            if cell.text and (at := self._mark(place, cell.text, awaits)):
                found.append(at)
        return found

    def _mark(self, place: int, text: str, awaits: Label | None) -> _At | None:
        """The label in a cell; where a value is awaited only a word of the block is one, or one that asks for something
        else: 手机：139… beside 手机 is a value."""
        label = self._words.label(text)
        if label and (not awaits or not label.rest or (label.is_said and label.key != awaits.key)):
            return _At(place, label)
        if awaits or label or len(text) > _LONGEST:
            return None
        meaning = self._headings.understand(text)
        if meaning.quality < _SURE:
            return None
        if meaning.kind in _BESIDE or meaning.field in COLUMNS_BESIDE:
            return _At(place, Label("", " ".join(text.split())), meaning.kind)
        is_field = meaning.kind == "field" and meaning.field in PERSON_FIELDS
        return _At(place, Label(meaning.field, " ".join(text.split()))) if is_field else None

    def _beside(self, at: _At, own: Cell, beside: Sequence[Cell]) -> Iterator[Value]:
        """The value of a label, and whatever else stands before the next one."""
        label, filled = at.label, [cell for cell in beside if cell.text]
        is_own = bool(label.rest) and (label.is_said or not filled)
        if is_own:
            value, rest = own._replace(text=label.rest), list(beside)
        elif filled and (beside[0].text or len(filled) == 1):
            value = filled[0]
            rest = list(beside[beside.index(value) + 1 :])
        else:
            value, rest = (beside[0] if beside else own)._replace(text=""), list(beside[1:])
        if label.key and BY_KEY[label.key].type == "choice":  # each of its boxes may have a cell of its own
            texts = [value.text, *(cell.text for cell in rest)]
            value, rest = value._replace(text="\n".join(dict.fromkeys(filter(None, texts)))), []
        if at.kind == "field" or value.text:
            yield Value(label.key, label.heading, value.text, value, at.kind == "secret")
        yield from self._pairs([cell for cell in rest if cell.text != value.text], label.heading)

    def _pairs(self, cells: Sequence[Cell], heading: str) -> Iterator[Value]:
        """Labels that nobody knows, each with the cell behind it; a text by itself under the heading given."""
        filled = [cell for cell in cells if cell.text]
        empty = {cell.column for cell in cells if not cell.text}
        while filled:
            cell = filled.pop(0)
            if inline := _INLINE.fullmatch(cell.text):
                yield Value("", inline[1], inline[2], cell, self._is_secret(inline[1]))
            elif filled and filled[0].column == cell.right + 1:
                value = filled.pop(0)
                yield Value("", " ".join(cell.text.split()), value.text, value, self._is_secret(cell.text))
            elif cell.right + 1 not in empty or len(cell.text) > _LONGEST:  # else a label without a value
                yield Value("", heading, cell.text, cell)

    def _is_secret(self, text: str) -> bool:
        return self._headings.understand(text).kind == "secret"

    def _below(self, above: list[tuple[Cell, Label]], cells: Sequence[Cell]) -> list[Value]:
        """The values under labels that stand above them."""
        values, taken = [], set[int]()
        for over, label in above:
            under = next((cell for cell in cells if over.column <= cell.column <= over.right), None)
            under = under or next((cell for cell in cells if cell.column <= over.column <= cell.right), over)
            text = "" if under is over else under.text
            taken.add(under.column)
            values.append(Value(label.key, label.heading, text, under))
        return values + list(self._pairs([cell for cell in cells if cell.column not in taken], ""))
