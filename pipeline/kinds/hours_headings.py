"""Which row of a sheet is the heading of a table of activities, and which of its columns is which: in whatever order,
by whatever of the words of schemas/hours_record.toml, in one row or in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.recognise.sheet.grid import Grid
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.hours_record import hours_record_file
from schemas.named import NamedTuple

HOLDER = ("name", "certificate_no", "unit", "person_id")
"""Of whom a line is: in columns, or over the table."""

_BEGAN, _ENDED, _HOURS = "began_on", "ended_on", "hours"
_DURATION, _CLAIMED = "duration", "claimed"
_LONGEST = 20  # characters of a heading
_IN_BRACKETS = pattern(r"\([^()]*\)")
_NUMBER_BEFORE = pattern(r"^(?:\(?[\d一二三四五六七八九十]{1,2}\)|[\d一二三四五六七八九十]{1,2}[.,])(?=\D)")
_LATIN_BEHIND = pattern(r"(?<=[\u4e00-\u9fff)])[/:]?[a-z][a-z.&'/-]*$")


class Heading(NamedTuple):
    """The last row of a heading (from 0), where each column of it stands, and what stands there."""

    bottom: int
    columns: Mapping[str, int]
    texts: Mapping[int, str]


def may_head(row: Sequence[str]) -> bool:
    """Whether a row may belong to a heading: it tells how long something lasts. Asked of every row of every document,
    so a character is looked for first."""
    short = [text for text in row if 0 < len(text) <= _LONGEST]
    if _sign().search("".join(short)) is None:
        return False
    return any(key_of(text) in hours_record_file().table.how_long for text in short if _sign().search(text))


def heading_at(grid: Grid, row: int, may_join: bool) -> Heading | None:
    """The heading that begins in that row; None where none does. Where they `may_join`, two rows are one heading if all
    that stands in the lower one belongs to headings."""
    if not any(map(may_head, grid.rows[row : row + 2])):
        return None
    upper, lower = (_line(grid, each) if each < len(grid.rows) else {} for each in (row, row + 1))
    joined = _joined(upper, lower)
    alone, both = _columns(upper), _columns(joined)
    is_alone = _is_heading(alone)
    is_upper = is_alone or not _is_heading(_columns(lower))
    if may_join and is_upper and _is_heading(both) and _goes_on(grid, row + 1, joined):
        texts = {column: "".join(dict.fromkeys(told)) for column, told in joined.items()}
        return Heading(row + 1, _settled(both), texts)
    return Heading(row, _settled(alone), {column: told[0] for column, told in upper.items()}) if is_alone else None


def _goes_on(grid: Grid, row: int, joined: Line) -> bool:
    """Whether a row holds headings, or units of time, and nothing else."""
    filled = grid.filled(row) if row < len(grid.rows) else []
    return bool(filled) and all(
        fold(text).strip("()") in _units() or any(map(key_of, _readings(joined.get(column, (text,)))))
        for column, text in filled
    )


@cache
def _units() -> frozenset[str]:
    return frozenset(fold(word) for words in hours_record_file().units for word in words)


Line = Mapping[int, Sequence[str]]
"""By column what may be its heading; as a whole it is all of it, in this order."""


def _line(grid: Grid, row: int) -> Line:
    """The texts of a row; what is merged over several columns is said of each."""
    told = {}
    for column in range(grid.width):
        at = grid.place(row, column)
        text = grid.text(*at) if at[0] == row else ""
        if text and len(text) <= _LONGEST:
            told[column] = (text,)
    return told


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(hours_record_file().table.sign)}]")


def _joined(upper: Line, lower: Line) -> Line:
    """Two rows as one: what stands above without anything beside it goes over the next columns too."""
    told: dict[int, Sequence[str]] = {}
    over = ""
    for column in range(max([*upper, *lower], default=-1) + 1):
        above, below = "".join(upper.get(column, ())), "".join(lower.get(column, ()))
        over = above or (over if below else "")
        if over or below:
            told[column] = tuple(filter(None, (over, below)))
    return told


def _columns(line: Line) -> dict[str, int]:
    """Where each column stands that is known by its heading. Where one that begins is said of two, the other ends."""
    found: dict[str, int] = {}
    for column, told in sorted(line.items()):
        key = next(filter(None, map(key_of, _readings(told))), "")
        if key == _BEGAN and _BEGAN in found:
            key = _ENDED
        if key and key not in found:
            found[key] = column
    return found


def _readings(told: Sequence[str]) -> Iterator[str]:
    """Together, then the lower one, then the upper one where nothing stands below it."""
    yield "".join(told)
    yield told[-1]


def key_of(heading: str) -> str:
    """The column, or what is told over a table, that is called so; "" where none is."""
    key = _NUMBER_BEFORE.sub("", fold(heading).strip("*:#※"))
    bare = _IN_BRACKETS.sub("", key).strip("*:/")
    called = _words().get(key) or _words().get(bare) or _words().get(_LATIN_BEHIND.sub("", bare), "")
    if called in (_CLAIMED, _HOURS):
        return called
    if key != bare and _told_in(key):
        return _DURATION
    if called:
        return called
    lasts = _words().get(_unit_behind().sub("", bare), "") == _DURATION
    return _DURATION if lasts or any(word in bare for word in hours_record_file().signs["duration"]) else ""


def _told_in(key: str) -> bool:
    """Whether a heading has a unit of time in brackets: 时间(分钟)."""
    return any(told in _units() for told in re.findall(r"\(([^()]*)\)", key))


@cache
def _words() -> Mapping[str, str]:
    file = hours_record_file()
    words = {fold(word): key for key, entry in file.labels.items() for word in (entry.heading, *entry.also)}
    words |= {fold(word): key for key, column in file.columns.items() for word in (column.heading, *column.also)}
    bare = {_IN_BRACKETS.sub("", word): key for word, key in words.items()}
    return {**bare, **words, **{fold(word): _HOURS for word in file.hours.also}}


@cache
def _unit_behind() -> re.Pattern[str]:
    """时长/分钟, 时长分钟."""
    words = sorted((word for each in hours_record_file().units for word in each), key=len, reverse=True)
    return re.compile(rf"[/:]?(?:{'|'.join(map(re.escape, words))})$")


def _is_heading(columns: Mapping[str, int]) -> bool:
    table = hours_record_file().table
    return (
        len(columns) >= table.fewest
        and not columns.keys().isdisjoint(table.what)
        and not columns.keys().isdisjoint(table.how_long)
    )


def _settled(columns: Mapping[str, int]) -> dict[str, int]:
    """One column that tells hours is what is claimed and how long it lasted, where no other one tells that."""
    settled = {key: column for key, column in columns.items() if key != _HOURS}
    if _HOURS in columns:
        settled.setdefault(_CLAIMED, columns[_HOURS])
    if _DURATION not in settled:
        settled[_DURATION] = columns.get(_HOURS, settled.get(_CLAIMED, -1))
    return settled
