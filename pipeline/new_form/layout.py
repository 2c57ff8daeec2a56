"""Where the headings of an unknown form stand in a sheet: over the columns of a list, or beside the cells of a card."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.new_form.card import Card
from pipeline.new_form.head_rows import FEWEST, Heads, heads_of, is_line_of_labels, is_over_groups, may_be_head
from pipeline.new_form.headings import ABOVE, FOOT, Heading, is_word, labels_in, names_unit
from pipeline.new_form.knowledge import NONE, everything, known, plain_heading
from pipeline.recognise.sheet.column_headings import paths_over
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.heading_rows import heading_block
from pipeline.recognise.words.form import bare
from pipeline.text.addresses import address, place_of

LIST, CARD = "list", "card"
_MOST_VALUES = 20
_LONGEST_VALUE = 200
_LONGEST_SIGNED = 20  # characters behind a label at the foot


@dataclass(slots=True)
class Layout:
    """One sheet: a list of people, the card of one, or neither ("", of which hardly a word is
    known); its headings from left to right or from the top
    down; the labels outside, over a list and at its foot; how many lists it holds; its texts that are no headings."""

    sheet: str
    kind: str = ""
    headings: list[Heading] = field(default_factory=list)
    outside: list[Heading] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    lists: int = 0


def layout_of(grid: Grid) -> Layout:
    """What stands where in the sheet."""
    heads = heads_of(grid)
    found = Layout(grid.sheet.name)
    first = _read_card(grid, heads, found) if heads.first is None else _read_lists(grid, heads, found)
    found.headings = [each for each in found.headings if bare(plain_heading(each.text))]
    over: list[Heading] = []
    for text in grid.sheet.above:
        labels = labels_in(text)
        over += [Heading("", (label,), (value,), outside=ABOVE) for label, value in labels]
        found.titles += [] if labels else [text]
    for row in range(first):
        over += _read_line(grid, row, found.titles)
    if not grid.rows and not found.headings:
        found.outside = [label for text in grid.sheet.above for label in _signed("", text)]
        return found
    told = {each.path for each in found.headings if not each.cell}
    found.outside[:0] = [each for each in over if each.path not in told]
    return found


def _read_line(grid: Grid, row: int, titles: list[str]) -> Iterator[Heading]:
    """The labels of a row over the headings, each with what stands behind it in its cell or in the next (单位名称： |
    X); other texts are added to the titles."""
    filled = grid.filled(row)
    taken = -1
    for at, (column, text) in enumerate(filled):
        if at == taken:
            continue
        is_label = is_word(text) if len(filled) > 1 else names_unit(text)
        labels = labels_in(text) or ([(text, "")] if is_label else [])
        beside = filled[at + 1][1] if at + 1 < len(filled) else ""
        if len(labels) == 1 and not labels[0][1] and not labels_in(beside) and not is_word(beside):
            labels, taken = [(labels[0][0], beside)], at + 1
        yield from (Heading(address(row, column), (label,), (value,), outside=ABOVE) for label, value in labels)
        titles += [] if labels else [text]


def _foot(grid: Grid, row: int) -> Iterator[Heading]:
    for column, text in grid.filled(row):
        yield from _signed(address(row, column), text)


def _signed(cell: str, text: str) -> Iterator[Heading]:
    """The labels of a text under a table, but no remarks (注：…)."""
    for label, value in labels_in(text):
        if len(value) <= _LONGEST_SIGNED and (is_word(label) or not value):
            yield Heading(cell, (label,), (value,), outside=FOOT)


def _read_lists(grid: Grid, heads: Heads, found: Layout) -> int:
    """The headings of every list of the sheet, those that come again once; gives the first row of them."""
    found.kind, first, last = LIST, len(grid.rows), -1
    blocks: list[tuple[int, int, int]] = []
    for row in heads.rows:
        if row > last:
            top, named, last = heading_block(grid, row, everything().headings, last + 1)
            blocks.append((_top_of(grid, top), named, last))
    ends = [top for top, _, _ in blocks[1:]] + [len(grid.rows)]
    seen: set[tuple[str, ...]] = set()
    for number, ((top, named, bottom), end) in enumerate(zip(blocks, ends, strict=True)):
        below = [row for row in range(bottom + 1, end) if not is_line_of_labels(grid, row)]
        new = [each for each in _columns(grid, top, named, below) if each.path not in seen]
        seen.update(each.path for each in new)
        found.headings += [each._replace(table=number) for each in new]
        found.outside += [each for row in range(bottom + 1, end) if row not in below for each in _foot(grid, row)]
        first = min(first, top)
    found.lists = len(blocks)
    return first


def _top_of(grid: Grid, top: int) -> int:
    """The first row of a heading: where a merged range begins that reaches into it, or groups stand over its words."""
    top = min([top, *(grid.place(top, column)[0] for column in range(grid.width))])
    return top - 1 if is_over_groups(grid, top) else top


def _columns(grid: Grid, top: int, named: int, below: list[int]) -> Iterator[Heading]:
    for column, path in enumerate(paths_over(grid, top, named)):
        if path:
            lowest = max(at for at in range(top, named + 1) if grid.text(*grid.place(at, column)))
            texts = (grid.text(at, column) for at in below)
            values = tuple(text for text in texts if text and len(text) <= _LONGEST_VALUE)[:_MOST_VALUES]
            yield Heading(address(*grid.place(lowest, column)), path, values)


def _read_card(grid: Grid, heads: Heads, found: Layout) -> int:
    """The labels of a card, those of the paragraphs over it first; where it is none, what may be the headings of a list
    without a known word. Gives the first row of them in the sheet."""
    labels = list(Card(grid, set(heads.rows)).headings())
    first = min((place_of(each.cell)[0] for each in labels), default=len(grid.rows))
    told = [label for text in grid.sheet.above for label in labels_in(text)]
    found.headings = [Heading("", (label,), (value,)) for label, value in told if is_word(label)] + labels
    fields = {known(each.text).fields[0] for each in found.headings} - {NONE}
    if len(fields) < FEWEST:
        filled = grid.filled(0) if grid.rows and may_be_head(grid, 0) else []
        found.headings = [Heading(address(0, column), (text,)) for column, text in filled]
    else:
        found.kind = CARD
    return first
