"""Worksheets that are written a whole row at a time.

XlsxWriter checks and stores every cell separately, at about four microseconds each; our workbooks have sixty cells per
person. A `GridSheet` uses the rest of XlsxWriter (styles, validation, print set-up, packing) but writes its own rows:
one template per row style, filled with the cells' contents. Text is always a shared string: values are never parsed
for formulas, links or numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.paper.escaped import escaped
from pipeline.publish.paper.packed import QuicklyPacked
from pipeline.publish.paper.strings import StringsAtOnce
from pipeline.publish.paper.values import Formula, Value
from schemas.named import NamedTuple

MAX_TEXT = 32_767  # characters that a cell can hold, in UTF-16 units
MAX_HEIGHT = 409.0  # points; the tallest row that Excel allows


class Style(NamedTuple):
    """The style of a row: `template` is its cells' XML with a placeholder for each content; `columns` their number."""

    template: str
    columns: int


class _Contents(dict[Value, str]):
    """The rest of a cell's XML element by its value: blank, whole number, formula, or an index into the shared
    strings."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__({"": "/>"})
        self._index = sheet.str_table._get_shared_string_index
        self.texts = 0  # how many of them are shared strings

    def __missing__(self, value: Value) -> str:
        if isinstance(value, int):
            content = f"><v>{value}</v></c>"
        elif isinstance(value, Formula):  # without a result: LibreOffice would believe one that is blank
            content = f"><f>{escaped(value.text)}</f></c>"
        else:
            string = writable(value) if isinstance(value, str) else value.runs()
            content = f' t="s"><v>{self._index(string)}</v></c>'
            self.texts += 1
        self[value] = content
        return content


class GridSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter is untyped
    """A worksheet written by `add_row`, top to bottom; XlsxWriter's own write methods are not used on it."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._merged: list[str] = []
        self._links: list[tuple[str, str]] = []
        self._contents: _Contents | None = None
        self._style: Style | None = None

    def style(self, formats: Iterable[Format]) -> Style:
        """A row style: one format per column, from column A on."""
        cells = [f'<c r="{xl_col_to_name(i)}\0" s="{f._get_xf_index()}"%s' for i, f in enumerate(formats)]
        return Style("".join(cells), len(cells))

    def add_row(self, row: int, values: Sequence[Value], style: Style, height: float = 0) -> None:
        """Write row `row` (zero-based, larger than any before). `height` in points; 0 leaves it to Excel."""
        contents = self._contents
        if contents is None:
            contents = self._contents = _Contents(self)
        number = str(row + 1)
        cells = style.template.replace("\0", number) % tuple(map(contents.__getitem__, values))
        self._lines.append(f'<row r="{number}"{_tall(height)}>{cells}</row>')
        if style is not self._style:  # rows that follow in the same style only lengthen what the sheet spans
            self._style = style
            self._check_dimensions(row, 0)
            self._check_dimensions(row, style.columns - 1)
        self.dim_rowmax = row

    def merge_cells(self, first: int, first_column: int, last: int, last_column: int) -> None:
        """Merge cells that `add_row` writes; ranges must not overlap. A single cell is left as it is."""
        if (first, first_column) != (last, last_column):
            corners = f"{_letters(first_column)}{first + 1}:{_letters(last_column)}{last + 1}"
            self._merged.append(f'<mergeCell ref="{corners}"/>')

    def link(self, row: int, column: int, address: str) -> None:
        """Let a cell that `add_row` writes lead to an address of ours, relative to the workbook and quoted."""
        self._links.append((f"{_letters(column)}{row + 1}", address))

    def _write_hyperlinks(self) -> None:
        if not self._links:
            return
        self._xml_start_tag("hyperlinks")
        for cell, address in self._links:
            target, _, anchor = address.partition("#")
            self.rel_count += 1
            self.external_hyper_links.append(["/hyperlink", target, "External"])
            about = [("ref", cell), ("r:id", f"rId{self.rel_count}")] + ([("location", anchor)] if anchor else [])
            self._xml_empty_tag("hyperlink", about)
        self._xml_end_tag("hyperlinks")

    def _write_merge_cells(self) -> None:
        if self._merged:
            self.fh.write(f'<mergeCells count="{len(self._merged)}">{"".join(self._merged)}</mergeCells>')

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """As XlsxWriter does it, which tries 130 patterns for functions that Excel has not always had; for a drop-down
        these find nothing."""
        if formula.startswith("=") and not formula.endswith("}") and {*_CALLED.findall(formula)} <= _OLD:
            return formula[1:]
        return str(super()._prepare_formula(formula, expand_future_functions))

    def _write_rows(self) -> None:
        text = "".join(self._lines)
        self._lines.clear()
        if self._contents is not None:  # XlsxWriter counted each distinct text once
            self.str_table.count += text.count(' t="s"') - self._contents.texts
        self.fh.write(text)


_letters = cache(xl_col_to_name)
_CALLED = re.compile(r"(\w+)\(")
_OLD = {"OFFSET", "MATCH", "COUNTIF"}


@cache
def _tall(height: float) -> str:
    """The attributes of a row of this height."""
    return f' ht="{min(height, MAX_HEIGHT):g}" customHeight="1"' if height else ""


def writable(text: str) -> str:
    """`text` as a valid shared string: without lone surrogates, not taken for rich-text markup, and cut to what a cell
    can hold.
    """
    if len(text) * 2 <= MAX_TEXT and text.isprintable() and not text.startswith("<r>"):
        return text
    if len(text) * 2 > MAX_TEXT:
        text = text.encode("utf-16-le", "replace")[: MAX_TEXT * 2].decode("utf-16-le", "ignore")
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogate
        text = text.encode(errors="replace").decode()
    text = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    if text.startswith("<r>") and text.endswith("</r>"):  # XlsxWriter would take it for its own rich-text markup
        return f'<r><t xml:space="preserve">{escaped(text)}</t></r>'
    return text


def text_width(text: str) -> int:
    """The width of `text` on one line: 2 for a Chinese character (three UTF-8 bytes), 1 for a Latin letter."""
    return (len(text.encode(errors="replace")) + len(text)) >> 1


def lines_of(text: str, width: float) -> int:
    """The number of lines of `text` when wrapped at `width`, including its own line breaks."""
    if "\n" in text:
        return sum(lines_of(part, width) for part in text.split("\n"))
    return max(1, -int(-text_width(text) // width))


def make_workbook(path: str, created: datetime, title: str) -> Workbook:
    """A workbook of `GridSheet`s whose bytes depend only on its contents and `created` (without zone)."""
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False, "strings_to_numbers": False}
    book = QuicklyPacked(path, options)
    book._get_packager = StringsAtOnce
    book.worksheet_class = GridSheet
    book.set_properties({"created": created, "title": title})
    return book
