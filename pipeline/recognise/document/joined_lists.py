"""People whose fields stand on several lists of one document: phones, levels or experiences on a sheet of their own,
joined by a number of staff, a phone or a name.

No heading says which column joins two lists; its cells do: most of one list stand on the other, each once. The list
with the projects, else the fuller one, is the main one; another completes it where it tells what the main one leaves
open. Neither need be a table of the form by itself: a list of names and phones is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.model.fields import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.recognise.columns.unlabelled import name_unlabelled
from pipeline.recognise.draft import Draft, Join
from pipeline.recognise.sheet.column import Column, Fields, by_field
from pipeline.recognise.sheet.id_numbers import without_numbers
from pipeline.recognise.sheet.tables import FormTable, set_reach
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import GIVING_WAY, bare
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple

_CONTACT = ("phone", "email")
_ASKED = (("name",), _CONTACT, ("level",), ("domain", "specialty"), ("experience",))
"""What a list of people that lacks nothing tells."""
_TELLING = ("level", "domain", "experience")
_KEYS = ("phone", "email", "name")
"""Fields that join lists, the surest first; a number of staff goes before all of them."""
_FEWEST_TELLING = 2
_PHONE_DIGITS = 8
_LEAST_CODE = 3  # characters of a number of staff
_BEHIND_NAME = pattern(r"(?<=.)[/／|｜,，;；、（(\n\d+].*", re.DOTALL)


class _Listed(NamedTuple):
    """A table that may be joined, with its columns by their fields, those under one common heading among them;
    none that has its field only where no other does (个人简介)."""

    table: FormTable
    fields: Fields
    is_ours: bool

    @property
    def lacks_something(self) -> bool:
        is_whole = all(any(field in self.fields for field in fields) for fields in _ASKED)
        return not is_whole or not set(PROJECT_FIELDS) & set(self.fields)

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """The main list goes first."""
        fields = set(self.fields)
        return bool(fields & set(PROJECT_FIELDS)), self.is_ours, len(fields & set(PERSON_FIELDS))


def join_lists(draft: Draft, tools: Tools) -> None:
    """Find the lists that complete others, take those of them that are no tables of the form by themselves, and note
    which are joined. The lists that complete others go last."""
    others = [table for found in draft.others.values() for table in found]
    if len(draft.tables) + len(others) < 2:
        return
    listed = [_listed(table, True, tools) for table in draft.tables] + [_listed(each, False, tools) for each in others]
    if not any(each.lacks_something for each in listed):
        return
    for found in draft.others.values():
        _reach(found)
    ranked = sorted(listed, key=lambda each: each.rank, reverse=True)
    joins: list[Join] = []
    for place, rest in enumerate(ranked):
        mains = [main for main in ranked[:place] if rest.lacks_something and _may_complete(main, rest, tools)]
        for main in mains:
            if by := _joining(main, rest, tools):
                joins.append(Join(main.table, rest.table, by, rest.is_ours))
    ours = set(map(id, draft.tables))
    fields = {id(each.table): set(each.fields) for each in listed}
    joins = [join for join in joins if id(join.main) in ours or _is_enough(join.main, joins, fields)]
    _take([join for join in joins if not _is_chained(join, joins)], draft, tools)


def _listed(table: FormTable, is_ours: bool, tools: Tools) -> _Listed:
    is_plain = all(column.kind != "unlabelled" for column in table.columns)
    columns = table.columns if is_plain else name_unlabelled(table, tools)
    return _Listed(table, by_field(column for column in columns if column.rank < GIVING_WAY), is_ours)


def _reach(tables: list[FormTable]) -> None:
    """Set, in place, how far the tables of one sheet reach that are none of the form."""
    for table in tables:
        below = [other.top for other in tables if other.top > table.bottom]
        table.end = min(below, default=len(table.grid.rows))


def _may_complete(main: _Listed, rest: _Listed, tools: Tools) -> bool:
    """Whether one list tells something of people that another on its own rows leaves open, or is one of the form that
    tells nobody's phone: such a one sums up those who stand on the other."""
    one, other = main.table, rest.table
    if one.grid is other.grid and one.top <= other.bottom and other.top <= one.bottom:  # side by side
        return False
    if rest.is_ours and _tells_contact(main, tools) and not _tells_contact(rest, tools):
        return True
    told = set(rest.fields) & {*PERSON_FIELDS, *PROJECT_FIELDS}
    left_open = [field for field in told if field not in main.fields or _is_open(main, field, tools)]
    return any(not _is_open(rest, field, tools) for field in left_open)


def _tells_contact(listed: _Listed, tools: Tools) -> bool:
    return any(field in listed.fields and not _is_open(listed, field, tools) for field in _CONTACT)


def _is_open(main: _Listed, field: str, tools: Tools) -> bool:
    """Whether a list says nothing under a field's heading."""
    texts = (text for column in main.fields[field] for text in _texts(main.table, column))
    return all(tools.cells.kind(text) in ("blank", "reference") for text in texts)


def _texts(table: FormTable, column: Column) -> Iterator[str]:
    for row in range(table.bottom + 1, min(table.end, len(table.grid.rows))):
        if text := table.grid.text(row, column.index):
            yield text


def _joining(main: _Listed, rest: _Listed, tools: Tools) -> tuple[Column, Column] | None:
    """The columns by which two lists are joined, the surest; None where nothing joins them."""
    codes = [[*_codes(each.table), *each.fields.get("phone", [])] for each in (main, rest)]
    pairs = [(one, other) for one in codes[0] for other in codes[1] if "phone" not in (one.field, other.field)]
    pairs += [
        (one, other) for one in codes[0] for other in codes[1] if (one.field == "phone") != (other.field == "phone")
    ]
    for field in _KEYS:
        pairs += [(one, other) for one in main.fields.get(field, []) for other in rest.fields.get(field, [])]
    return next((pair for pair in pairs if _is_shared(main.table, rest.table, pair, tools)), None)


def _codes(table: FormTable) -> list[Column]:
    """Columns that may hold numbers of staff, or phones under a heading that is not known."""
    return [c for c in table.columns if (c.kind in ("extra", "") and c.heading) or c.field == "person_id"]


def _is_shared(main: FormTable, rest: FormTable, pair: tuple[Column, Column], tools: Tools) -> bool:
    """Whether half of one list stands on the other, each once on both."""
    field = key_field(pair)
    counts = [
        Counter(key for text in _texts(table, column) if (key := key_of(text, field, tools)))
        for table, column in zip((main, rest), pair, strict=True)
    ]
    shared = [key for key, count in counts[1].items() if count == counts[0][key] == 1]
    return bool(shared) and len(shared) * 2 >= min(map(len, counts))


def key_field(pair: tuple[Column, Column]) -> str:
    """What two columns hold that join lists: a phone, also where one heading does not say so, or another field; "" for
    a number of staff."""
    fields = {column.field for column in pair} - {"", "person_id"}
    return fields.pop() if fields else ""


def key_of(text: str, field: str, tools: Tools) -> str:
    """What a cell joins by: a phone by its last digits, a number of staff where it is one; "" for no key."""
    if tools.cells.kind(text):
        return ""
    if field == "phone":
        digits = "".join(filter(str.isdigit, text))
        return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else ""
    if field == "name":
        text = _BEHIND_NAME.sub("", text.strip())  # 王健/139…, 王健（组长）
    key = bare(text)
    if field:
        return key
    return key if len(key) >= _LEAST_CODE and key.isascii() and any(map(str.isdigit, key)) else ""


def _is_enough(main: FormTable, joins: list[Join], told: dict[int, set[str]]) -> bool:
    """Whether a list that is no table of the form becomes one by what completes it."""
    fields = told[id(main)].union(*(told[id(join.rest)] for join in joins if join.main is main))
    return "name" in fields and len(fields & set(_TELLING)) >= _FEWEST_TELLING


def _is_chained(join: Join, joins: list[Join]) -> bool:
    """Whether the main list only completes others itself, which the rest completes as well."""
    return any(other.rest is join.main for other in joins)


def _take(joins: list[Join], draft: Draft, tools: Tools) -> None:
    """Take the tables of these joins into the draft, in place."""
    rests = {id(join.rest): join.rest for join in joins}
    known = set(map(id, draft.tables))
    mains = {id(join.main): join.main for join in joins if id(join.main) not in known}
    for grid in draft.grids:
        new = [table for table in [*mains.values(), *rests.values()] if table.grid is grid and id(table) not in known]
        if new:
            here = [table for table in draft.tables if table.grid is grid]
            set_reach(grid, sorted([*here, *new], key=lambda table: table.top), [], tools.headings)
            draft.result.problems += without_numbers(grid, new, tools.form)
            for table in new:
                table.named = None  # the cells of some are empty now
    order = {id(grid): place for place, grid in enumerate(draft.grids)}
    kept = [table for table in [*draft.tables, *mains.values()] if id(table) not in rests]
    if mains:
        kept.sort(key=lambda table: (order[id(table.grid)], table.top, table.left))
    draft.tables = [*kept, *rests.values()]
    for table in rests.values():
        table.is_rest = True
    draft.joins = joins
