"""The card form: one person per sheet or block, labels with their values to the right or below, or 姓名：X in one
cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Typed
from pipeline.recognise.sheet.cards_beside import Pair, people_beside
from pipeline.recognise.sheet.column import Column, resolve
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.id_numbers import Identities, remove_numbers
from pipeline.recognise.sheet.label_column import label_column, labels_of, words_for_people
from pipeline.recognise.sheet.labels_amid import label_columns, labels_amid
from pipeline.recognise.words.captions import is_form_title, section_of
from pipeline.recognise.words.form import Form, Meaning, squash
from pipeline.recognise.words.headings import CHOSEN, Headings
from pipeline.recognise.words.labels import inline_labels, without_day
from pipeline.recognise.words.looks import Looks, ends_like_a_company
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern

_LONGEST_LABEL = 60
_LEAST = 3
_ASKING = ("field", "either")
_LONGEST_REST = 8
_GOING_ON = ("experience", "company")
_COLON = pattern("[:：]")
_REMARK = pattern(r"[（(，,、；;/\n]")
_VALUES_LIKE_LABELS = ("level", "domain", "specialty", "subject", "name")


@dataclass(slots=True)
class Card:
    """The labels and values of one person."""

    pairs: list[Pair] = field(default_factory=list)
    amid: list[Typed] = field(default_factory=list)  # beside labels that nobody knows

    def fields(self, names: tuple[str, ...]) -> dict[str, Typed]:
        """The values of the fields named, first come first."""
        found: dict[str, Typed] = {}
        for name in names:
            for pair in self.pairs:
                if pair.label.field == name and (name not in found or not found[name].text):
                    found[name] = pair.typed
        return found


class CardFinder:
    """Finds the cards of one sheet; numbers of identities and accounts are taken out on the way, and counted."""

    def __init__(self, headings: Headings, looks: Looks) -> None:
        self.form, self.headings, self._looks = headings.form, headings, looks
        self.identities = Identities()
        self._said_otherwise: set[str] = set()
        self._naming_people: set[str] = set()
        self._label_columns = frozenset[int]()

    def cards(self, grid: Grid) -> list[Card]:
        """The cards from top to bottom, those beside each other from left to right."""
        remove_numbers(grid, self.identities)
        self._said_otherwise, self._naming_people = set(self._labels_said_otherwise(grid)), set()
        if not any(self._is_name_label(text) for row in range(len(grid.rows)) for _, text in grid.filled(row)):
            words = words_for_people(grid, self.headings, self._looks)
            self._naming_people = {text for column, text in words if self._has_labels(grid, column)}
        self._label_columns = label_columns(grid, self._label)
        return [card for part in self._parts_beside(grid) for card in self._cards(part)]

    def _labels_said_otherwise(self, grid: Grid) -> Iterator[str]:
        """Words in other words (常用手机) that stand amid labels, in a column of them, with something beside them."""
        for column in range(grid.width):
            rows = (row for row in range(len(grid.rows)) if any(at > column for at, _ in grid.filled(row)))
            texts = [text for row in rows if 0 < len(text := grid.text(row, column)) <= _LONGEST_LABEL]
            if self._are_labels(texts):
                told = ((text, self.headings.understand(text)) for text in texts)
                yield from (text for text, meaning in told if meaning.kind in _ASKING and not meaning.doubtful)

    def _parts_beside(self, grid: Grid) -> list[Grid]:
        """The sheet in parts, where cards with labels of their own stand beside each other."""
        begins: list[int] = []
        for row in range(len(grid.rows)):
            columns = [column for column, text in grid.filled(row) if self._is_name_label(text)]
            if len(columns) > 1 and all(self._has_labels(grid, column) for column in columns):
                begins = columns
                break
        ends = [column - 1 for column in begins[1:]] + [grid.width - 1]
        return [grid.between(left, right) for left, right in zip([0, *begins[1:]], ends, strict=True)] or [grid]

    def _is_name_label(self, text: str) -> bool:
        meaning = self._label(text) if len(text) <= _LONGEST_LABEL else None
        return meaning is not None and meaning.field == "name"

    def _has_labels(self, grid: Grid, column: int) -> bool:
        """Whether a column holds the labels of a card."""
        return self._are_labels([text for row in range(len(grid.rows)) if (text := grid.text(row, column))])

    def _are_labels(self, texts: list[str]) -> bool:
        labels = [meaning for text in texts if len(text) <= _LONGEST_LABEL and (meaning := self._label(text))]
        return len({meaning.field for meaning in labels if meaning.kind != "extra"}) > _LEAST

    def _cards(self, grid: Grid) -> list[Card]:
        """The pairs of the sheet, a new card beginning where a label is repeated after 姓名."""
        turned = label_column(grid, self._label)
        pairs = list(self._pairs(grid) if turned is None else self._pairs_of_column(grid, turned))
        following = [*(pair.label.field for pair in pairs), ""][1:]
        cards = [Card()]
        for pair, after in zip(pairs, following, strict=True):
            if _begins_anew(cards[-1], pair, after):
                cards.append(Card())
            cards[-1].pairs.append(pair)
        self._cut_above_title(grid, cards[0])
        cards = [
            Card(pairs)
            for card in cards
            for pairs in people_beside(grid, card.pairs, self._label, self._is_somebody, self._looks.field)
        ]
        for card in cards:
            resolve([pair.label for pair in card.pairs], self.form)
        begins = [pair.row for card in cards for pair in card.pairs[:1]]
        cards = [card for card in cards if _is_card(card, self.form)]
        for card in cards:
            end = min((row for row in begins if row > card.pairs[-1].row), default=len(grid.rows))
            card.amid += labels_amid(grid, card.pairs, end, self.headings, self._label, self._looks.field)
        return cards

    def _is_somebody(self, text: str) -> bool:
        """Whether a name stands in a cell, also behind its own label (姓名：张三) or before a remark (张三（备用）)."""
        inline = [value for label, value in inline_labels(text, self.headings) if self._is_name_label(label)]
        return self.form.cells["name"](squash(_REMARK.split([*inline, text][0])[0])) is not None

    def _cut_above_title(self, grid: Grid, card: Card) -> None:
        """Drop, in place, the pairs above the title of a card."""
        named = next((pair.row for pair in card.pairs if pair.label.field == "name"), 0)
        labelled = {pair.row for pair in card.pairs}
        titles = [
            row
            for row in range(named)
            if row not in labelled and len(texts := grid.filled(row)) == 1 and self._is_title(texts[0][1])
        ]
        card.pairs = [pair for pair in card.pairs if pair.row > max(titles, default=-1)]

    def _is_title(self, text: str) -> bool:
        return bool(section_of(text, self.form)) or is_form_title(text, self.form)

    def _pairs_of_column(self, grid: Grid, column: int) -> Iterator[Pair]:
        """The labels of one column with the values of the first person beside them."""
        for label in labels_of(grid, column, self.headings, self._looks):
            place = label.row, label.value_column
            if label.meaning.kind == "secret":
                for beside in range(label.value_column, grid.width):
                    self._forget(grid, (label.row, beside))
            yield self._pair(
                label.row, label.meaning, label.text, Typed(grid.text(*place), address(*place), label.text)
            )

    def _pairs(self, grid: Grid) -> Iterator[Pair]:
        taken: set[tuple[int, int]] = set()
        heading_row = -1
        for row in range(len(grid.rows)):
            for column, text in grid.filled(row):
                if (row, column) in taken or (len(text) > _LONGEST_LABEL and not inline_labels(text, self.headings)):
                    continue
                meaning = self._label(text)
                if meaning:
                    place = self._value_place(grid, row, column, meaning)
                    if place is None:
                        heading_row = row
                        continue
                    taken.add(place)
                    value = grid.text(*place) if place[1] < grid.width else ""
                    if not value and (meaning.kind == "extra" or row == heading_row or grid.width == 1):
                        continue  # in paragraphs a label stands before its colon, and 公司 alone ends a broken line
                    if self.form.cells["card_heading"](squash(value)):
                        continue
                    if meaning.kind == "secret":
                        self._forget(grid, place)
                    yield self._pair(row, meaning, text, Typed(self._told(value, meaning), address(*place), text))
                else:
                    yield from self._inline(grid, row, column, text)

    def _told(self, value: str, meaning: Meaning) -> str:
        """What a cell beside a label says: without the same label again, and the day that the form was filled in."""
        if meaning.field in ("", "experience") or not _COLON.search(value):
            return value
        told = inline_labels(value, self.headings)
        if len(told) == 1 and self.headings.understand(told[0][0]).field == meaning.field:
            value = told[0][1]
        return without_day(value, self.form)

    def _inline(self, grid: Grid, row: int, column: int, text: str) -> Iterator[Pair]:
        """姓名：X, and what else the cell says in this way."""
        for label, value in inline_labels(text, self.headings):
            if meaning := self._label(label):
                pair = self._pair(row, meaning, label, Typed(value, address(row, column), label))
                yield self._gone_on(grid, pair, column) if meaning.field in _GOING_ON else pair

    def _gone_on(self, grid: Grid, pair: Pair, column: int) -> Pair:
        """The pair, with the lines right below that go on with its text: a paragraph for each of its points, the rest
        of a company's name."""
        texts, row = [pair.typed.text], pair.row + 1
        goes_on = self._point if pair.label.field == "experience" else partial(_rest_of_company, pair.typed.text)
        while row < len(grid.rows) and (text := goes_on(grid.filled(row), column)):
            texts.append(text)
            row += 1
        if len(texts) == 1:
            return pair
        return replace(pair, typed=pair.typed._replace(text="\n".join(filter(None, texts))), until=row - 1)

    def _point(self, filled: list[tuple[int, str]], column: int) -> str:
        """The one text of a row, in the same column, where it is a point of a long text: numbered, or with its year in
        front, or long, and with no label of its own."""
        if len(filled) != 1 or filled[0][0] != column:
            return ""
        text = filled[0][1]
        is_label = self._label(text) or any(self._label(label) for label, _ in inline_labels(text, self.headings))
        if is_label or self._is_title(text) or self.form.cells["note"](squash(text)):
            return ""
        return text if len(text) >= self.form.long_text or self.form.cells["text_point"](squash(text)) else ""

    def _forget(self, grid: Grid, place: tuple[int, int]) -> None:
        """Empty a cell with a number of an identity or account."""
        row, column = place
        if grid.text(row, column):
            self.identities.found(row, column)
            grid.empty(row, column)

    def _pair(self, row: int, meaning: Meaning, text: str, typed: Typed) -> Pair:
        label = Column(typed_column(typed), meaning.kind, text, meaning.field, meaning.quality, "", (), meaning.either)
        label.rank, label.parts = meaning.rank, meaning.parts
        label.doubtful, label.aside = meaning.doubtful, meaning.aside
        return Pair(row, label, typed)

    def _label(self, text: str) -> Meaning | None:
        if text in self._naming_people:
            return Meaning("field", "name", 1)
        meaning = self.headings.understand(text)
        is_label = meaning.kind in ("either", "extra", "secret") or (
            meaning.kind == "field" and meaning.field != "unit"
        )
        return meaning if is_label and (meaning.quality >= 2 or text in self._said_otherwise) else None

    def _value_place(self, grid: Grid, row: int, column: int, meaning: Meaning) -> tuple[int, int] | None:
        """The cell of a label's value: right of its merged range, or below it where there is no cell to the right. None
        where the next cell is a label as well."""
        bottom, right = grid.span.get((row, column), (row, column))
        beside = next(((row, at) for at, _ in grid.filled(row) if at > right), (row, right + 1))
        if beside[1] > right + 1 and beside[1] in self._label_columns and self._has_value(grid, *beside):
            return row, right + 1  # nothing stands beside it, and another label follows
        text = grid.text(*beside) if beside[1] < grid.width else ""
        is_value = self._label(text) is None or (beside[1] == right + 1 and self._is_value(text, meaning))
        if text and (is_value or self._is_choice(text, grid.text(row, column), meaning)):
            return beside
        if text and beside[1] == right + 1 and meaning.field != "experience":
            return None
        below = (bottom + 1, column)
        has_below = meaning.field == "experience" and bottom + 1 < len(grid.rows) and grid.text(*below) != ""
        return below if has_below and self._label(grid.text(*below)) is None else (row, right + 1)

    def _has_value(self, grid: Grid, row: int, column: int) -> bool:
        """Whether a text stands right beside a cell, so that this one may be a label."""
        right = grid.span.get((row, column), (row, column))[1] + 1
        return right < grid.width and grid.text(row, right) != ""

    def _is_value(self, text: str, meaning: Meaning) -> bool:
        """Whether a text that is also a label is a value here: 专业 is a level as well as a heading."""
        told = self._label(text)
        return (
            told is not None
            and meaning.field in _VALUES_LIKE_LABELS
            and told.field in _VALUES_LIKE_LABELS
            and told.field != meaning.field
        )

    def _is_choice(self, text: str, label: str, meaning: Meaning) -> bool:
        """Whether a text asks for the very same in other words: 专业/资深 beside 申报级别 is an answer."""
        told = self._label(text)
        return told is not None and told.field == meaning.field in CHOSEN and squash(text) != squash(label)


def _rest_of_company(begun: str, filled: list[tuple[int, str]], column: int) -> str:
    """The one text of a row, in the same column, where it ends the company's name that a line above it breaks off."""
    text = filled[0][1] if [at for at, _ in filled] == [column] else ""
    is_rest = text and not ends_like_a_company(begun) and ends_like_a_company(begun + text)
    return text if is_rest and len(text) <= _LONGEST_REST else ""


def _begins_anew(card: Card, pair: Pair, after: str) -> bool:
    """Whether a label is repeated behind 姓名, and neither it (派驻国家 behind the project's country) nor the next one
    still asks something new of the same person."""
    seen = {known.label.field for known in card.pairs if known.label.kind == "field"}
    if pair.label.kind != "field" or pair.label.field not in seen or "name" not in seen:
        return False
    is_place = pair.label.field == "project_country" and "location" not in seen and after not in seen
    return pair.label.field == "name" or not (is_place or after in set(PERSON_FIELDS) - seen)


def _is_card(card: Card, form: Form) -> bool:
    """Whether a card has enough fields of a person, among them one that only this form asks for: every résumé has 专业
    and 工作经历."""
    named = {pair.label.field for pair in card.pairs if pair.label.field in PERSON_FIELDS}
    told = {pair.label.field for pair in card.pairs if not any(pair.label.either)}
    return "name" in named and len(named) > _LEAST and bool(told & {"domain", "level", *form.telling})


def typed_column(typed: Typed) -> int:
    """The zero-based column of the value's cell."""
    number = 0
    for letter in typed.cell.rstrip("0123456789"):
        number = number * 26 + ord(letter) - 64
    return number - 1
