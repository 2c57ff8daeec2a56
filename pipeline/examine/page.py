"""The page that shows a document as it was read: every cell with an anchor, every row with its fate. The worker that
read the document draws it while the cells are in memory.

It tells what the document says and nothing of what was judged of it, so it is drawn once and holds for good. What
became of the people the page takes, whenever it is opened, from the file that the search of the desk reads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from string import Template
from urllib.parse import quote

from pipeline import TEMPLATES
from pipeline.model.fields import field_label
from pipeline.model.statements import Recognition
from pipeline.recognise import Seen
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable
from pipeline.text.addresses import address, letters, place_of
from pipeline.text.anchors import sheet_anchor
from pipeline.text.identity_numbers import may_stand_in
from pipeline.text.mask import unnumbered
from pipeline.text.visible import visible
from schemas.documents import documents_file
from schemas.explain import explain_file
from schemas.layouts.everybody import everybody_file
from schemas.limits import limits_file

_TEMPLATE = TEMPLATES / "document.html"  # of string.Template: a worker has no time to load Jinja2
_OUTSIDE = "outside"


def document_page(file: str, sha256: str, seen: Seen) -> str:
    """The page of a document that was read in this process; `file` is its path inside the inbox."""
    return _shell().substitute(file=escape(file), body="".join(_body(sha256, seen)))


@cache
def _shell() -> Template:
    """The page without what it tells of a document."""
    words = explain_file()
    search = f"../../{quote(everybody_file().words.search)}"
    text = Template(_TEMPLATE.read_text(encoding="utf-8"))
    return Template(text.safe_substitute(title=words.title, search=search))


def _body(sha256: str, seen: Seen) -> Iterator[str]:
    left = limits_file().page.cells
    for grid in seen.grids:
        tables = [each for each in seen.tables if each.grid.sheet is grid.sheet]
        drawing = _Drawing(grid, tables, sheet_anchor(sha256, grid.sheet.name), seen.recognition)
        yield from _about(grid, drawing)
        if drawing.cells > left:
            yield f"<p class=quiet>{explain_file().cut}</p>\n"
        yield from drawing.table(left)
        left -= min(left, drawing.cells)


def _about(grid: Grid, drawing: _Drawing) -> Iterator[str]:
    """What the sheet is called, and what stands outside its table; where a finding may point at that, its anchor is
    there."""
    words, sheet = explain_file(), grid.sheet
    yield f"<h2>{_safe(words.sheet.format(name=visible(sheet.name) or words.unnamed))}</h2>\n"
    if sheet.hidden:
        yield f"<p class=quiet>{words.hidden_sheet}</p>\n"
    for text in sheet.above:
        yield f"<p class=quiet>{_safe(text)}</p>\n"
    places = documents_file().places
    for aside in sheet.beside:
        at = f"（{aside.cell}）" if aside.cell else ""
        yield f"<p class=quiet{drawing.outside(aside.cell)}>{places[aside.place]}{at}：{_safe(aside.text)}</p>\n"
    for row, column in sheet.strays:
        cell = address(row, column)
        yield f"<p class=quiet{drawing.outside(cell)}>{words.stray.format(cell=cell)}</p>\n"


class _Drawing:
    """One sheet on its way to the page; `prefix` begins the anchors of its cells. In HTML the end tags of rows and
    cells, and quotes around such anchors, can be left out: a page is half as long without."""

    def __init__(self, grid: Grid, tables: Sequence[FormTable], prefix: str, recognition: Recognition) -> None:
        self._grid, self._prefix = grid, prefix
        self._fates = {row.row: row.fate.value for row in recognition.rows if row.sheet == grid.sheet.name}
        self._filled = [number for number, line in enumerate(grid.rows) if any(line)]
        self._width = max([grid.width, *(table.right + 1 for table in tables)])
        self._columns = _columns(tables)
        self._told: set[str] = set()
        self._wide = _wide(grid)
        # the recogniser takes identity numbers out of the sheets in which it finds tables
        self._unsafe = not tables and may_stand_in("\n".join(map("\n".join, grid.rows)))

    def outside(self, cell: str) -> str:
        """The anchor of a cell that the table does not show, for the first that stands for it."""
        row, column = place_of(cell)
        if cell in self._told or (column < self._width and row in self._filled):
            return ""
        self._told.add(cell)
        return f" id={self._prefix}-{cell}" if cell else ""

    @property
    def cells(self) -> int:
        """How many there are to be drawn."""
        return len(self._filled) * self._width

    def table(self, most: int) -> Iterator[str]:
        """The rows that hold anything, of at most so many cells."""
        shown = self._filled[: most // max(1, self._width)]
        if not shown:
            return
        hidden = self._grid.sheet.hidden_columns
        names = [f"<th{' class=away' * (column in hidden)}>{letters(column)}" for column in range(self._width)]
        yield f"<div class=sheet tabindex=0><table><thead><tr><th><th>{''.join(names)}<tbody>\n"
        waiting = sorted(self._columns, reverse=True)
        for number in shown:
            while waiting and waiting[-1] < number:
                yield self._columns_line(waiting.pop())
            yield self._line(number)
        yield from map(self._columns_line, reversed(waiting))
        yield "</table></div>\n"

    def _line(self, number: int) -> str:
        line, row = self._grid.rows[number], str(number + 1)
        texts = self._texts(line if len(line) >= self._width else [*line, *[""] * (self._width - len(line))])
        fate = self._fates.get(number + 1, _OUTSIDE)
        starts = _starts(self._prefix, self._width)
        if spans := self._wide.get(number):
            cells = _spanned(starts, row, texts, spans)
        else:
            cells = "".join([f"{start}{row}>{text}" for start, text in zip(starts, texts, strict=True)])
        is_hidden = number in self._grid.sheet.hidden_rows
        return f"<tr id={self._prefix}-{row} class={fate}><th>{row}{_told(fate, is_hidden)}{cells}\n"

    def _texts(self, line: Sequence[str]) -> Sequence[str]:
        joined = "".join(line)
        is_plain = len(joined) <= limits_file().page.characters and not self._unsafe
        if is_plain and "&" not in joined and "<" not in joined:
            return line
        return list(map(_safe, line))

    def _columns_line(self, bottom: int) -> str:
        """The line under a heading that says what each column was read as."""
        named = self._columns[bottom]
        cells = "".join(f"<td>{named.get(column, '')}" for column in range(self._width))
        return f"<tr class=columns><th><td class=fate>{explain_file().first_look}{cells}\n"


def _safe(text: str) -> str:
    """A text from outside, for the page: cut, without identity numbers, and nothing but text."""
    return escape(unnumbered(text[: limits_file().page.characters]), quote=False)


@cache
def _starts(prefix: str, width: int) -> Sequence[str]:
    return [f"<td id={prefix}-{letters(column)}" for column in range(width)]


@cache
def _told(fate: str, is_hidden: bool) -> str:
    """What is said of a row."""
    words = explain_file()
    label = "" if fate == _OUTSIDE else words.fates[fate].label
    parts = [label, words.hidden_row] if is_hidden else [label]
    return f"<td class='fate{' away' * is_hidden}'>{words.between.join(filter(None, parts))}"


def _columns(tables: Sequence[FormTable]) -> Mapping[int, Mapping[int, str]]:
    """By the last row of a heading what each column under it was read as; tables beside each other share a row."""
    words = explain_file()
    named: dict[int, dict[int, str]] = defaultdict(dict)
    for table in tables:
        for column in table.columns:
            label = field_label(column.field) if column.kind == "field" else words.columns[column.kind or "none"]
            named[table.bottom][column.index] = label
    return named


def _wide(grid: Grid) -> Mapping[int, Mapping[int, int]]:
    """By row the merged ranges of more than one column: the first column, and the last."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for top, left, bottom, right in grid.sheet.merges:
        if right > left:
            for row in range(top, bottom + 1):
                found[row][left] = right
    return found


def _spanned(starts: Sequence[str], row: str, texts: Sequence[str], spans: Mapping[int, int]) -> str:
    """The cells of a row with merged ranges; the anchors of those that a range covers stand in it."""
    parts, column = [], 0
    while column < len(starts):
        last = min(spans.get(column, column), len(starts) - 1)
        covered = "".join(f"<i{start[len('<td') :]}{row}></i>" for start in starts[column + 1 : last + 1])
        span = f" colspan={last - column + 1}" if last > column else ""
        parts.append(f"{starts[column]}{row}{span}>{texts[column]}{covered}")
        column = last + 1
    return "".join(parts)
