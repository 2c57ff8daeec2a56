"""Tables of a sheet: where their headings stand, which column is which field, how far they reach.

A heading is one to four rows of known words, anywhere; merged cells and group headings (拟互认人员信息 over six columns) are resolved
here, so that rows need only columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model import PERSON_FIELDS, PROJECT_FIELDS
from pipeline.recognise.cells import squash
from pipeline.recognise.columns import Column, resolve
from pipeline.recognise.form import Form, Meaning
from pipeline.recognise.grid import Grid
from pipeline.recognise.headings import NOTHING, Headings

HEADING_ROWS = 5
_LONGEST_WORD = 24
_FEWEST_GUIDES = 2
_CHOSEN = ("level", "project_type", "project_status", "section")
_NUMBER_CELL = re.compile(r"(?:^|\x00)[+(\d][\d \-]{6,}")
_NUMBERING = re.compile(r"^\s*(?:\d{1,2}[.．、)）]|[①-⑳])\s*")
_REMARK_CELL = re.compile(r"[（(\[【].*[）)\]】]", re.DOTALL)


@dataclass(slots=True)
class Table:
    """One table. Rows are zero-based: heading rows are top..bottom, body rows bottom+1..end-1; `columns` go from left to right."""

    grid: Grid
    top: int
    bottom: int
    left: int
    right: int
    columns: list[Column]
    end: int = 0
    section: str = ""
    caption: str = ""
    title: str = ""  # what stands over the heading
    continues: bool = False  # the heading of the table above again, at a page break
    below: bool = False  # another table follows under it
    is_list: bool = False  # people who name a project that stands elsewhere (此列可另附表)
    fields: dict[str, list[Column]] = field(default_factory=dict)

    def index(self) -> None:
        """Columns by field, after the columns are settled."""
        self.fields = {}
        for column in self.columns:
            if column.field:
                self.fields.setdefault(column.field, []).append(column)


def find_tables(grid: Grid, headings: Headings) -> list[Table]:
    """Every table of the form in the sheet, from top to bottom, side by side from left to right; ends are set."""
    tables: list[Table] = []
    ends: list[int] = []
    breaks: list[int] = []
    row = 0
    while row < len(grid.rows):
        if not _is_heading(grid, row, headings):
            if tables and _begins_something_else(grid, row, headings):
                breaks.append(_title_over(grid, row))
            row += 1
            continue
        top, named, bottom = _block(grid, row, headings, ends[-1] + 1 if ends else 0)
        columns = _columns(grid, top, named, headings)
        for part in _side_by_side(columns, headings.form):
            table = Table(grid, top, bottom, part[0].index, part[-1].index, part)
            resolve(table.columns)
            tables.append(table)
        ends.append(bottom)
        row = bottom + 1
    ours = [table for table in _with_fields(tables) if _is_ours(table, headings.form)]
    breaks += [_title_over(grid, table.top) for table in tables if table not in ours]
    for table in ours:
        nexts = [other.top for other in ours if other.left <= table.right and table.left <= other.right]
        table.end = min((row for row in [*nexts, *breaks] if row > table.bottom), default=len(grid.rows))
        table.below = table.end in nexts
    return ours


def _begins_something_else(grid: Grid, row: int, headings: Headings) -> bool:
    """Under a blank row, or its title, a row of nothing but words for columns: statistics, a list of contacts."""
    texts = [text for _, text in grid.filled(row)]
    if len(texts) < _FEWEST_GUIDES or (_title_over(grid, row) == row and any(grid.rows[row - 1])):
        return False
    return all(headings.understand(text).quality >= 2 for text in texts)


def _title_over(grid: Grid, row: int) -> int:
    """The first row of what a heading begins: its title, if one stands between it and a blank row."""
    if row > 1 and len(grid.filled(row - 1)) == 1 and not any(grid.rows[row - 2]):
        return row - 1
    return row


def _is_heading(grid: Grid, row: int, headings: Headings) -> bool:
    """Most cells are known words, or three known ones stand in line (a card has values between its labels)."""
    line = grid.rows[row]
    if len(line) - line.count("") < 2:
        return any(len(headings.understand(text).order) >= 3 for text in line if text)
    if _NUMBER_CELL.search("\x00".join(line)):
        return False
    known = sure = fields = run = longest = filled = 0
    for text in line:
        if not text:
            continue
        filled += 1
        meaning = headings.understand(text)
        run = run + 1 if meaning.quality >= 2 else 0
        sure += meaning.quality >= 2
        longest = max(longest, run)
        known += meaning.quality > 0 and len(text) <= _LONGEST_WORD
        fields += meaning.quality >= 2 and meaning.kind in ("field", "either", "group")
    return fields >= 2 and (sure * 5 >= filled * 3 or longest >= 3 or (fields >= 3 and known * 5 >= filled * 4))


def _block(grid: Grid, row: int, headings: Headings, earliest: int) -> tuple[int, int, int]:
    """First row of the heading, its last row with words that name columns, and its last row: a lone group heading above it, sub-headings
    and remarks below it, then rows of hints or column numbers."""
    top = bottom = row
    above = grid.filled(row - 1) if row > earliest else []
    if above and all(headings.understand(text).kind == "group" for _, text in above):
        top = row - 1
    limit = min(top + HEADING_ROWS, len(grid.rows))
    while (
        bottom + 1 < limit
        and not guides([text for _, text in grid.filled(bottom + 1)], headings.form)
        and _names_columns(grid, top, bottom + 1, headings)
    ):
        bottom += 1
    named = bottom
    while bottom + 1 < limit and guides([text for _, text in grid.filled(bottom + 1)], headings.form):
        bottom += 1
    return top, named, bottom


def guides(texts: list[str], form: Form) -> bool:
    """A row that says how to fill the columns in, or counts them."""
    if len(texts) < _FEWEST_GUIDES or any(len(text) > _LONGEST_WORD for text in texts):
        return False
    if _NUMBER_CELL.search("\x00".join(texts)):
        return False
    hints = sum(form.cells["hint"](squash(text)) is not None for text in texts)
    return hints * 2 > len(texts) or are_column_numbers(texts)


def _names_columns(grid: Grid, top: int, row: int, headings: Headings) -> bool:
    """A further row of headings: reached by merged ones from above, or nothing but known words and remarks in brackets."""
    if _NUMBER_CELL.search("\x00".join(grid.rows[row])):
        return False
    if sum(1 for column in range(grid.width) if top <= grid.origin.get((row, column), (-1, 0))[0] < row) > 1:
        return True
    filled = [text for _, text in grid.filled(row)]
    meanings = [headings.understand(text) for text in filled]
    if len(filled) > 1 and all(_is_below(grid, row, column, headings, "choice") for column, _ in grid.filled(row)):
        return True
    if len(filled) > 1 and all(_is_below(grid, row, column, headings, "group") for column, _ in grid.filled(row)):
        return sum(m.quality >= 2 for m in meanings) * 2 >= len(filled)
    remarks = [bool(_REMARK_CELL.fullmatch(t)) and not headings.form.cells["ditto"](squash(t)) for t in filled]
    sure = sum(m.quality >= 2 or remark for m, remark in zip(meanings, remarks, strict=True))
    if len(filled) == 1:
        return sure == 1 and meanings[0].kind != "field"
    known = sum(m.quality > 0 or remark for m, remark in zip(meanings, remarks, strict=True))
    return bool(filled) and known == len(filled) and sure * 3 >= len(filled) * 2


def _is_below(grid: Grid, row: int, column: int, headings: Headings, kind: str) -> bool:
    """Whether the heading over the cell, or the last one left of it, is a group or a choice such as 拟申请级别."""
    above = next((text for at, text in reversed(grid.filled(row - 1)) if at <= column), "")
    meaning = headings.understand(above)
    return meaning.field in _CHOSEN if kind == "choice" else meaning.kind == kind


def are_column_numbers(texts: list[str]) -> bool:
    """1, 2, 3 … under each heading, as printed forms have them."""
    numbers = [re.sub(r"\D", "", text) if len(text) <= 4 else "" for text in texts]
    return (
        len(texts) >= 4
        and all(numbers)
        and [int(n) for n in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(texts)))
    )


def _columns(grid: Grid, top: int, bottom: int, headings: Headings) -> list[Column]:
    """One column for each of the sheet, with what its headings say, the group over it, and no field yet where words can mean two."""
    columns: list[Column] = []
    group: Meaning = NOTHING
    group_text = ""
    for index in range(grid.width):
        path = _path(grid, index, top, bottom)
        if path:
            group, group_text = _group(path, headings)
            option = _option(index, path, columns, headings)
            columns.append(option or _column(index, path, group, headings))
        elif group.kind and columns[-1].kind == "unlabelled" and _is_under_group(grid, index, top, bottom):
            columns.append(Column(index, "unlabelled", group_text, side="person", order=group.order))
        else:
            columns.append(Column(index))
    return columns


def _is_under_group(grid: Grid, index: int, top: int, bottom: int) -> bool:
    """Whether a column without heading belongs to the group heading left of it, which is not merged but has people under it here too."""
    is_merged = any(grid.place(row, index - 1)[1] < index - 1 for row in range(top, bottom + 1))
    return not is_merged and any(grid.text(row, index) for row in range(bottom + 1, len(grid.rows)))


def _path(grid: Grid, column: int, top: int, bottom: int) -> list[str]:
    """The heading's texts over a column from the top down, each merged range once, remarks joined to the text above them."""
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    for row in range(top, bottom + 1):
        place = grid.place(row, column)
        text = grid.text(*place)
        if not text or place in seen or place[0] < top:
            continue
        seen.add(place)
        if path and _REMARK_CELL.fullmatch(text):
            path[-1] += text
        else:
            path.append(text)
    return path


def _group(path: list[str], headings: Headings) -> tuple[Meaning, str]:
    for text in path:
        meaning = headings.understand(text)
        if meaning.kind == "group":
            return meaning, text
    return NOTHING, ""


def _option(index: int, path: list[str], columns: list[Column], headings: Headings) -> Column | None:
    """专业工程会员 and 资深工程会员 as columns of their own under 拟申请级别: a tick in one of them is the choice."""
    leaf = path[-1]
    if headings.understand(leaf).quality > 2 and headings.understand(leaf).kind in ("field", "group"):
        return None
    if len(path) > 1:
        parent = headings.understand(path[-2])
        if parent.quality >= 2 and parent.field in _CHOSEN:
            return Column(index, "field", path[-2], parent.field, 2, option=_NUMBERING.sub("", leaf).strip(" :：\n"))
    elif columns and columns[-1].option and not headings.understand(leaf).quality:
        return Column(
            index, "field", columns[-1].heading, columns[-1].field, 2, option=_NUMBERING.sub("", leaf).strip(" :：\n")
        )
    return None


def _column(index: int, path: list[str], group: Meaning, headings: Headings) -> Column:
    """A column from its headings: the lowest word that is known, together with the word over it where both make one."""
    for depth in range(len(path) - 1, -1, -1):
        meaning = headings.understand(path[depth])
        if depth and meaning.quality < 3:
            joined = [
                headings.understand(path[depth - 1] + path[depth]),
                headings.understand(path[depth] + path[depth - 1]),
            ]
            meaning = max([meaning, *(m for m in joined if m.quality == 3)], key=lambda m: m.quality)
        if meaning.kind == "group":
            if meaning.field == "person":
                return Column(index, "unlabelled", path[depth], side="person", order=meaning.order)
            continue
        if meaning.kind:
            return Column(
                index,
                meaning.kind,
                path[depth],
                meaning.field,
                meaning.quality,
                group.field,
                meaning.order,
                meaning.either,
            )
    return Column(index, "extra", path[-1])


def _side_by_side(columns: list[Column], form: Form) -> Iterator[list[Column]]:
    """Tables in one row of headings: words that come again, after a gap or with a number of their own, begin another table. Behind a
    gap, words that are no headings at all belong to something else."""
    table: list[Column] = []
    for run in _runs(columns):
        if table and _named(table, form) & _named(run, form):
            yield _trimmed(table)
            table = []
        if not table or any(column.quality or column.kind == "unlabelled" for column in run):
            table += run
    yield _trimmed(table)


def _runs(columns: list[Column]) -> Iterator[list[Column]]:
    """Columns between gaps, and from one number column to the next."""
    run: list[Column] = []
    for column in columns:
        if run and ((column.kind and not run[-1].kind) or (column.field == "number" and _has_number(run))):
            yield run
            run = []
        run.append(column)
    yield run


def _has_number(run: list[Column]) -> bool:
    return any(column.field == "number" for column in run)


def _named(columns: list[Column], form: Form) -> set[str]:
    """What tells tables apart: fields other than numbers, those of a group of people among them."""
    fields = {column.field for column in columns if column.kind == "field"} - {"number"}
    if groups := [column for column in columns if column.kind == "unlabelled"]:
        fields |= {"people", *(groups[0].order or form.person_order)}
    return fields


def _trimmed(part: list[Column]) -> list[Column]:
    kept = [position for position, column in enumerate(part) if column.kind]
    return part[kept[0] : kept[-1] + 1] if kept else part


def _with_fields(tables: list[Table]) -> list[Table]:
    for table in tables:
        table.index()
    return tables


def _is_ours(table: Table, form: Form) -> bool:
    """Enough of the form's columns: people with at least domain, level or text; or projects with what only this form asks for."""
    fields = set(table.fields)
    if any(
        column.kind == "unlabelled" and (column.order or len(fields & set(PROJECT_FIELDS)) >= 2)
        for column in table.columns
    ):
        return True
    told = len(fields & {"domain", "specialty"}) > 0
    tells = told + ("level" in fields) + ("experience" in fields)
    all_told = tells + ("location" in fields) + bool(fields & {"phone", "email"})
    if "name" in fields:
        return tells >= 1 and all_told >= 2
    people = len(fields & set(PERSON_FIELDS))
    projects = len(fields & set(PROJECT_FIELDS))
    only_here = len(fields & form.section_columns["dispatched"])
    return (
        people >= 4
        or (projects >= 4 and only_here >= 2)
        or ("project_name" in fields and "project_country" in fields and projects >= 3)
    )
