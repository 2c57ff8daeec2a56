"""Rows that hold headings, and rows that go with them: sub-headings, remarks, hints, column numbers; where something
else begins."""

from __future__ import annotations

import re
from unicodedata import normalize

from pipeline.recognise.sheet.grid import Grid, filled_count
from pipeline.recognise.words.form import Form, Meaning, bare, squash
from pipeline.recognise.words.headings import CHOSEN, LISTED, REMARK, Headings, without_remarks
from pipeline.recognise.words.looks import common_field
from pipeline.text.patterns import pattern

HEADING_ROWS = 5
_LONGEST_WORD = 24
_FEWEST_GUIDES = 2
_FEWEST_FIELDS = 2
_FEWEST_WORDS = 4  # in a row of nothing else, where only some are sure
_FEWEST_CHOICES = 3  # domains that are columns of their own
_FEWEST_STACKED = 3  # words over two rows that make a heading of them
_VERY_WORD = 3  # quality of a word that is known as it stands
_NUMBER_CELL = pattern(r"\x00[+(\d][\d \-]{6,}")  # begins with plain text, which makes it many times faster


def is_heading(grid: Grid, row: int, headings: Headings) -> bool:
    """Whether headings stand in the row, or the upper halves of words that the row below completes."""
    line = grid.rows[row]
    filled = filled_count(line)
    if filled < 2:
        return filled == 1 and headings.lists("".join(line))
    if _has_number(line):
        return False
    return _holds_words(line, headings) or _begins_words(grid, row, headings)


def _holds_words(line: list[str], headings: Headings) -> bool:
    """Most cells are known words, all of them if few are sure, or three known ones stand in line (a card has values
    between its labels); beside 姓名 each may be a word in other words: 姓名, 常用手机."""
    known = sure = fields = run = longest = filled = listed = told = 0
    named = False
    for text in line:
        if not text:
            continue
        filled += 1
        meaning = headings.understand(text)
        run = run + 1 if meaning.quality >= 2 else 0
        sure += meaning.quality >= 2
        longest = max(longest, run)
        listed += len(meaning.order) >= LISTED
        known += meaning.quality > 0 and (len(text) <= _LONGEST_WORD or len(meaning.order) >= LISTED)
        fields += meaning.quality >= 2 and meaning.kind in ("field", "either", "group")
        told += meaning.kind in ("field", "either") and not meaning.doubtful and len(text) <= _LONGEST_WORD
        named |= meaning.field == "name" and meaning.quality == _VERY_WORD
    if named and told == filled:
        return True
    if known == filled >= _FEWEST_WORDS and sure >= _FEWEST_FIELDS:
        return True
    if fields < _FEWEST_FIELDS:
        return False
    is_listed = fields >= 3 or listed > 0
    if longest >= 3 or _are_most(sure, known, filled, is_listed):
        return True
    return fields > _FEWEST_FIELDS and _are_most(sure, known, filled - _choices(line), is_listed)


def _are_most(sure: int, known: int, filled: int, is_listed: bool) -> bool:
    """Whether enough of a row's cells are sure words, or words at all where fields of a person are listed."""
    return sure * 5 >= filled * 3 or (is_listed and known * 5 >= filled * 4)


def _choices(line: list[str]) -> int:
    """How many cells are domains side by side, each the heading of a column for ticks; a card has one, as a value."""
    domains = sum(common_field(text) == "domain" for text in line if text)
    return domains if domains >= _FEWEST_CHOICES else 0


def _begins_words(grid: Grid, row: int, headings: Headings) -> bool:
    """企业海外重 over 点项目名称: most cells make a known word only with the cell below them."""
    line = grid.rows[row]
    if filled_count(line) < _FEWEST_STACKED or row + 1 == len(grid.rows) or max(map(len, line)) > _LONGEST_WORD:
        return False
    if _has_number(grid.rows[row + 1]):
        return False
    stacked = sum(_is_stacked(grid, row + 1, column, headings) for column, _ in grid.filled(row + 1))
    alone = sum(headings.understand(text).quality >= 2 for column, text in grid.filled(row))
    return stacked >= _FEWEST_STACKED and max(stacked, alone) * 5 >= filled_count(line) * 3


def _is_stacked(grid: Grid, row: int, column: int, headings: Headings) -> bool:
    """Whether the cell is the lower half of a known word: 名称 under 企业; dots and remarks are none."""
    upper, lower = grid.text(row - 1, column), grid.text(row, column)
    is_word = bool(upper) and any(map(str.isalpha, without_remarks(lower)))
    return is_word and headings.understand(upper + lower).quality == _VERY_WORD


def _has_number(texts: list[str]) -> bool:
    """Whether one of the texts is a phone or another long number: no row of words for columns."""
    return _NUMBER_CELL.search("\x00" + "\x00".join(texts)) is not None


def heading_block(grid: Grid, row: int, headings: Headings, earliest: int) -> tuple[int, int, int]:
    """First row of the heading, its last row with words that name columns, and its last row: a lone group heading
    above it, sub-headings and remarks below it, then rows of hints or column numbers."""
    top = bottom = row
    above = grid.filled(row - 1) if row > earliest else []
    if above and all(headings.understand(text).kind == "group" for _, text in above):
        top = row - 1
    limit = min(top + HEADING_ROWS, len(grid.rows))
    while (
        bottom + 1 < limit
        and not _guides(grid, bottom + 1, headings)
        and _names_columns(grid, top, bottom + 1, headings)
    ):
        bottom += 1
    named = bottom
    while bottom + 1 < limit and _guides(grid, bottom + 1, headings):
        bottom += 1
    return top, named, bottom


def _guides(grid: Grid, row: int, headings: Headings) -> bool:
    return guides(list(filter(None, grid.rows[row])), headings.form)


def _names_columns(grid: Grid, top: int, row: int, headings: Headings) -> bool:
    """A further row of headings: reached by merged ones from above, or nothing but known words and remarks in
    brackets."""
    if _has_number(grid.rows[row]):
        return False
    if sum(1 for column in range(grid.width) if top <= grid.place(row, column)[0] < row) > 1:
        return True
    filled = [text for _, text in grid.filled(row)]
    meanings = [headings.understand(text) for text in filled]
    if len(filled) > 1 and all(_is_below(grid, row, column, headings, "choice") for column, _ in grid.filled(row)):
        return True
    if len(filled) > 1 and all(_is_below(grid, row, column, headings, "group") for column, _ in grid.filled(row)):
        return sum(m.quality >= 2 for m in meanings) * 2 >= len(filled)
    if not _is_band(filled) and _are_words(filled, meanings, headings.form):
        return True
    return max(map(len, filled), default=_LONGEST_WORD) < _LONGEST_WORD and _completes(grid, row, headings)


def _is_band(filled: list[str]) -> bool:
    """Whether the one text of a row is a domain or level for all people below it: 【土木工程类】 across the table."""
    return len(filled) == 1 and common_field(bare(filled[0])) != ""


def _are_words(filled: list[str], meanings: list[Meaning], form: Form) -> bool:
    """Nothing but known words and remarks, most of them sure."""
    remarks = [bool(REMARK.fullmatch(t)) and not form.cells["ditto"](squash(t)) for t in filled]
    sure = sum(m.quality >= 2 or remark for m, remark in zip(meanings, remarks, strict=True))
    if len(filled) == 1:
        return sure == 1 and meanings[0].kind != "field"
    known = sum(m.quality > 0 or remark for m, remark in zip(meanings, remarks, strict=True))
    return bool(filled) and known == len(filled) and sure * 3 >= len(filled) * 2


def _completes(grid: Grid, row: int, headings: Headings) -> bool:
    """Whether half of the row are lower halves of words, or words for what stands above them (手机号 under
    联系方式)."""
    fitting = sum(
        _is_stacked(grid, row, column, headings) or _says_the_same(grid.text(row - 1, column), text, headings)
        for column, text in grid.filled(row)
    )
    return fitting > 0 and fitting * 2 >= filled_count(grid.rows[row])


def _says_the_same(upper: str, lower: str, headings: Headings) -> bool:
    above, below = headings.understand(upper), headings.understand(lower)
    return below.quality == _VERY_WORD and above.kind == below.kind != "" and above.field == below.field


def _is_below(grid: Grid, row: int, column: int, headings: Headings, kind: str) -> bool:
    """Whether the heading over the cell, or the last one left of it, is a group or a choice such as 拟申请级别."""
    above = next((text for at, text in reversed(grid.filled(row - 1)) if at <= column), "")
    meaning = headings.understand(above)
    return meaning.field in CHOSEN if kind == "choice" else meaning.kind == kind


def guides(texts: list[str], form: Form) -> bool:
    """A row that says how to fill the columns in, or counts them."""
    if len(texts) < _FEWEST_GUIDES or max(map(len, texts)) > _LONGEST_WORD:
        return False
    if _has_number(texts):
        return False
    hints = sum(form.cells["hint"](squash(text)) is not None for text in texts)
    return hints * 2 > len(texts) or are_column_numbers(texts)


def are_column_numbers(texts: list[str]) -> bool:
    """1, 2, 3 … under each heading, as printed forms have them."""
    numbers = [re.sub(r"\D", "", normalize("NFKC", text)) if len(text) <= 4 else "" for text in texts]
    return (
        len(texts) >= 4
        and all(numbers)
        and [int(n) for n in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(texts)))
    )


def begins_something_else(grid: Grid, row: int, headings: Headings) -> bool:
    """Under a blank row, or its title, a row of nothing but words for columns: statistics, a list of contacts."""
    if filled_count(grid.rows[row - 1]) > 1 or (any(grid.rows[row - 1]) and title_over(grid, row) == row):
        return False
    texts = [text for _, text in grid.filled(row)]
    return len(texts) >= _FEWEST_GUIDES and all(headings.understand(text).quality >= 2 for text in texts)


def title_over(grid: Grid, row: int) -> int:
    """The first row of what a heading begins: its title, if one stands between it and a blank row."""
    if row > 1 and len(grid.filled(row - 1)) == 1 and not any(grid.rows[row - 2]):
        return row - 1
    return row
