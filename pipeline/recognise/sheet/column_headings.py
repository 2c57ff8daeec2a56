"""What stands over each column: its heading, the group over it, the choice that it is; tables side by side told
apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.recognise.sheet.column import Column
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.words.form import Form, Meaning, unmarked
from pipeline.recognise.words.headings import CHOSEN, NOTHING, NUMBERING, REMARK, Headings
from schemas.named import NamedTuple

Path = tuple[str, ...]
"""The heading's texts over a column from the top down, each merged range once, a remark joined to the text above it."""

_NOWHERE = -1  # the place of a column that is only described yet
_VERY_WORD = 3  # quality of a word that is known as it stands
_LIKE = 2  # of one that is known without its remarks
_LEAST_AGAIN = 3  # headings of a person, 姓名 among them
_OF_TOOLS = {"project_status", "project_type"}
"""Fields that a tool's own columns (当前状态) ask for as well: alone they begin no other table."""


def read_columns(grid: Grid, top: int, bottom: int, headings: Headings) -> list[Column]:
    """One column for each of the sheet, with what its headings say, the group over it, and no field yet where words
    can mean two."""
    columns: list[Column] = []
    group: Meaning = NOTHING
    group_text, most = "", 0
    paths = paths_over(grid, top, bottom)
    for index, path in enumerate(paths):
        if path:
            group, group_text, may_be_choice, column = _described(path, headings)
            most = len(group.order or headings.form.person_order)
            option = _option(index, path, columns, headings) if may_be_choice else None
            columns.append(option or column.at(index))
        elif (
            group.kind
            and columns[-1].kind == "unlabelled"
            and (
                _is_under_group(grid, index, top, bottom) or _is_empty_between(grid, columns, paths, top, bottom, most)
            )
        ):
            columns.append(Column(index, "unlabelled", group_text, side="person", order=group.order))
        else:
            columns.append(Column(index))
    return columns


def _is_empty_between(
    grid: Grid, columns: list[Column], paths: Sequence[Path], top: int, bottom: int, most: int
) -> bool:
    """Whether the next column is one of the group's that nobody filled in: the one behind it is under the group, as
    several before it are, or as many as the group lists stand there without a heading."""
    count, index = 0, len(columns)
    while count < index and columns[index - 1 - count].kind == "unlabelled":
        count += 1
    is_amid = count < most - 1 and index + 1 < grid.width
    is_amid = is_amid and not paths[index + 1] and _is_under_group(grid, index + 1, top, bottom)
    return is_amid and (count >= _LEAST_AGAIN or _without_heading(grid, index - count, paths, bottom) == most)


def _without_heading(grid: Grid, first: int, paths: Sequence[Path], bottom: int) -> int:
    """How many columns stand from one with a heading to the next, or to the last that holds something."""
    index = first + 1
    while index < grid.width and not paths[index]:
        index += 1
    while index > first + 1 and not any(grid.text(row, index - 1) for row in range(bottom + 1, len(grid.rows))):
        index -= 1
    return index - first


def _is_under_group(grid: Grid, index: int, top: int, bottom: int) -> bool:
    """Whether a column without heading belongs to the group heading left of it, which is not merged but has people
    under it here too."""
    is_merged = any(grid.place(row, index - 1)[1] < index - 1 for row in range(top, bottom + 1))
    return not is_merged and any(grid.text(row, index) for row in range(bottom + 1, len(grid.rows)))


def paths_over(grid: Grid, top: int, bottom: int) -> tuple[Path, ...]:
    """The path of each column, () where none stands over it."""
    lines = tuple(map(tuple, grid.rows[top : bottom + 1]))
    covered = grid.origin[top : bottom + 1]
    merged = tuple(tuple((column, row - top, left) for column, (row, left) in each.items()) for each in covered)
    return _paths(lines, merged, grid.width)


@lru_cache(maxsize=128)  # the same headings come in every workbook
def _paths(
    lines: tuple[tuple[str, ...], ...], merged: tuple[tuple[tuple[int, int, int], ...], ...], width: int
) -> tuple[Path, ...]:
    """The same of the heading's rows alone; `merged` tells for each of them the columns that a merged range covers, and
    where that begins."""
    origin = [{column: (row, left) for column, row, left in covered} for covered in merged]
    return tuple(_path(column, lines, origin) for column in range(width))


def _path(column: int, lines: Sequence[Sequence[str]], origin: list[dict[int, tuple[int, int]]]) -> Path:
    path: list[str] = []
    seen: set[tuple[int, int]] = set()
    for number, covered in enumerate(origin):
        row, left = place = covered.get(column, (number, column))
        text = lines[row][left] if row >= 0 and left < len(lines[row]) else ""
        if place in seen or not text:
            continue
        seen.add(place)
        if path and REMARK.fullmatch(text):
            path[-1] += text
        else:
            path.append(text)
    return tuple(path)


class _Described(NamedTuple):
    """What a path says by itself: the group heading in it, whether its last word may be a choice under the one before,
    and the column else, which stands at no place yet."""

    group: Meaning
    group_text: str
    may_be_choice: bool
    column: Column


@lru_cache(maxsize=4096)
def _described(path: Path, headings: Headings) -> _Described:
    group, text = _group(path, headings)
    leaf = headings.understand(path[-1])
    may_be_choice = leaf.quality <= _LIKE or leaf.kind not in ("field", "group")
    return _Described(group, text, may_be_choice, _column(path, group, headings))


def _group(path: Path, headings: Headings) -> tuple[Meaning, str]:
    for text in path:
        meaning = headings.understand(text)
        if meaning.kind == "group":
            return meaning, text
    return NOTHING, ""


def _option(index: int, path: Path, columns: list[Column], headings: Headings) -> Column | None:
    """专业工程会员 and 资深工程会员 as columns of their own under 拟申请级别: a tick in one of them is the choice."""
    leaf = path[-1]
    parent = headings.understand(path[-2]) if len(path) > 1 else NOTHING
    if parent.quality >= 2 and parent.field in CHOSEN:
        return Column(index, "field", path[-2], parent.field, 2, option=bare_choice(leaf))
    is_below_group = parent is NOTHING or parent.kind == "group"  # 拟申请级别 is not merged over all its choices
    if is_below_group and columns and columns[-1].option and not headings.understand(leaf).quality:
        return Column(index, "field", columns[-1].heading, columns[-1].field, 2, option=bare_choice(leaf))
    return None


def bare_choice(heading: str) -> str:
    """The choice that a heading names, without the number before it and the colon or number of a footnote behind it."""
    return NUMBERING.sub("", unmarked(heading)).strip(" :：\n")


def _column(path: Path, group: Meaning, headings: Headings) -> Column:
    """A column from its headings: the lowest word that is known, together with the word over it where both make one."""
    for depth in range(len(path) - 1, -1, -1):
        meaning = headings.understand(path[depth])
        if depth and (stacked := headings.understand(path[depth - 1] + path[depth])).quality == _VERY_WORD:
            meaning = stacked  # 名称 under 企业, 电话 under 联系人: together they are more exact than the lower alone
        elif depth and meaning.quality < 3:
            turned = headings.understand(path[depth] + path[depth - 1])
            meaning = turned if turned.quality == _VERY_WORD else meaning
        if meaning.kind == "group":
            if meaning.field == "person":
                return Column(_NOWHERE, "unlabelled", path[-1], side="person", order=meaning.order)
            continue
        if meaning.kind:
            return Column(
                _NOWHERE,
                meaning.kind,
                path[depth],
                meaning.field,
                meaning.quality,
                group.field,
                meaning.order,
                meaning.either,
                parts=meaning.parts,
                doubtful=meaning.doubtful,
                rank=meaning.rank,
                aside=meaning.aside,
            )
    return Column(_NOWHERE, "extra", path[-1])


def side_by_side(columns: list[Column], form: Form) -> Iterator[list[Column]]:
    """Tables in one row of headings: words that come again, after a gap or with a number of their own, begin another
    table. Behind a gap, words that are no headings at all belong to something else."""
    table: list[Column] = []
    for run in _runs(columns):
        if table and (_named(table, run, form) & _named(run, run, form)) - _OF_TOOLS:
            yield _trimmed(table)
            table = []
        if not table or any(column.quality or column.kind == "unlabelled" for column in run):
            table += run
    yield _trimmed(table)


def _runs(columns: list[Column]) -> Iterator[list[Column]]:
    """Columns between gaps, from one number column to the next, and from one person's to the next one's."""
    run: list[Column] = []
    for at, column in enumerate(columns):
        is_behind_gap = column.kind and not (run and run[-1].kind)
        is_next = column.field == "name" and _is_next(run, columns[at:])
        if run and (is_behind_gap or (column.field == "number" and _has_number(run)) or is_next):
            yield run
            run = []
        run.append(column)
    yield run


def _is_next(run: list[Column], rest: list[Column]) -> bool:
    """Whether 姓名 comes again with more of what stood before: two people in one row."""
    if rest[0].quality < 2 or not any(column.field == "name" for column in run):
        return False
    if run[-1].field == "name":  # one heading over two columns
        return False
    before, again = ({column.heading for column in part if column.field} for part in (run, rest))
    return len(before & again) >= _LEAST_AGAIN


def _has_number(run: list[Column]) -> bool:
    return any(column.field == "number" for column in run)


def _named(columns: list[Column], run: list[Column], form: Form) -> set[str]:
    """What tells tables apart: fields other than numbers, those of a group of people among them. One over a single
    column is the name where the `run` behind it names nobody: 互认人员, a blank column, 手机."""
    fields = {column.field for column in columns if column.kind == "field"} - {"number"}
    groups = [column for column in columns if column.kind == "unlabelled"]
    is_one = len(groups) == 1 and ("name" in fields or not any(_names_people(column) for column in run))
    if groups and not is_one:  # 人员情况 beside a person's own columns
        fields |= {"people", *(groups[0].order or form.person_order)}
    return fields


def _names_people(column: Column) -> bool:
    return column.field == "name" or column.kind == "unlabelled"


def _trimmed(part: list[Column]) -> list[Column]:
    kept = [position for position, column in enumerate(part) if column.kind]
    return part[kept[0] : kept[-1] + 1] if kept else part
