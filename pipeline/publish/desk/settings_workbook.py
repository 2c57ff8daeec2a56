"""Write the settings workbook 设置.xlsx, with explanations and drop-downs; its wording is in schemas/settings.toml."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

import schemas
from pipeline.publish.paper.grid import lines_of
from pipeline.route import load_routes
from pipeline.terms.notices import load_notice, notices
from pipeline.terms.settings import Alias, Confirmation, Settings
from pipeline.terms.settings.opened import shipped
from pipeline.terms.settings.words import standard_words

_CREATED = datetime(2025, 1, 1)  # fixed, so that the same settings give the same bytes
_LINE = 17.0  # points
_HEADING = 2  # zero-based row, after title and note
_FIRST = _HEADING + 1
_LAST = 999  # last row with drop-downs
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15, "font_color": "#1F3864"},
    "note": {"text_wrap": True, "valign": "top", "font_color": "#595959"},
    "heading": {"bold": True, "align": "center", "border": 1, "border_color": "#BFBFBF", "bg_color": "#DCE6F1"},
    "fixed": {"text_wrap": True, "indent": 1, "border": 1, "border_color": "#BFBFBF", "bg_color": "#F2F2F2"},
    "text": {"text_wrap": True, "indent": 1, "border": 1, "border_color": "#BFBFBF", "num_format": "@"},
    "date": {"align": "center", "border": 1, "border_color": "#BFBFBF", "num_format": "yyyy-mm-dd"},
    "wanted": {"bg_color": "#FFF2CC"},
    "plain": {},
}


class _Pages:
    """The workbook being written, one sheet after the other, in a uniform style."""

    def __init__(self, path: Path) -> None:
        self.words = schemas.table("settings")
        self.book = Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"created": _CREATED, "title": self.words["file_title"]})
        base = {"font_name": self.words["font"], "font_size": 10.5, "valign": "vcenter"}
        self.looks: dict[str, Format] = {name: self.book.add_format(base | look) for name, look in _LOOKS.items()}

    def page(self, key: str) -> Worksheet:
        """Add a sheet with title, note, frozen heading and print set-up; its columns are from schemas/settings.toml."""
        words = self.words[key]
        columns = words["columns"]
        sheet = self.book.add_worksheet(words["sheet"])
        sheet.hide_gridlines(2)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column["width"], self.looks["plain"])
            sheet.write_string(_HEADING, number, column["label"], self.looks["heading"])
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, words["title"], self.looks["title"])
        width = sum(column["width"] for column in columns)
        sheet.set_row(1, _LINE * lines_of(words["note"], width) + 6)
        sheet.merge_range(1, 0, 1, len(columns) - 1, words["note"], self.looks["note"])
        sheet.set_row(_HEADING, 22)
        sheet.freeze_panes(_FIRST, 1)
        self._print_set_up(sheet)
        return sheet

    def fill(self, sheet: Worksheet, key: str, rows: Iterable[Sequence[Any]], fixed: Sequence[int] = ()) -> int:
        """Write rows and then spare ones below the heading; returns their number. `fixed` columns are not for input."""
        columns = self.words[key]["columns"]
        spare = [[""] * len(columns)] * self.words[key].get("spare_rows", 0)
        filled = [*rows, *spare]
        for number, row in enumerate(filled, _FIRST):
            lines = [lines_of(str(value), column["width"] - 2) for value, column in zip(row, columns, strict=True)]
            sheet.set_row(number, _LINE * max(lines) + 5)
            for place, (value, column) in enumerate(zip(row, columns, strict=True)):
                look = "fixed" if place in fixed else "date" if column["key"] == "when" else "text"
                self._write(sheet, number, place, value, self.looks[look])
        return len(filled)

    def choose(self, sheet: Worksheet, column: int, **options: Any) -> None:
        """Put a drop-down or other validation on a column, from the first line on."""
        sheet.data_validation(_FIRST, column, _LAST, column, options)

    def want(self, sheet: Worksheet, row: int, first: int, last: int) -> None:
        """Colour cells that must be filled in, for as long as they are blank."""
        sheet.conditional_format(row, first, row, last, {"type": "blanks", "format": self.looks["wanted"]})

    @staticmethod
    def _write(sheet: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
        if value and not isinstance(value, str):
            sheet.write_datetime(row, column, value, look)
        elif value:
            sheet.write_string(row, column, value, look)
        else:
            sheet.write_blank(row, column, None, look)

    @staticmethod
    def _print_set_up(sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEADING)
        sheet.set_footer("&C&A　第 &P 页，共 &N 页")
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)


def write_settings_workbook(
    path: Path,
    *,
    association: Mapping[str, str] | None = None,
    confirmations: Mapping[str, Confirmation] | None = None,
    aliases: Iterable[Alias] = (),
    expected_units: Iterable[str] = (),
    open_notices: Collection[str] | None = None,
) -> None:
    """Write the workbook with the given values and shipped defaults for the rest; read_settings reads it back."""
    pages = _Pages(path)
    _association(pages, {**Settings().association, **(association or {})})
    _routes(pages, Settings(confirmations=confirmations or {}))
    _aliases(pages, aliases)
    units = pages.page("units")
    pages.fill(units, "units", ([unit, ""] for unit in expected_units))
    _notices(pages, shipped() if open_notices is None else open_notices)
    _choices(pages)
    pages.book.close()


def _association(pages: _Pages, values: Mapping[str, str]) -> None:
    sheet = pages.page("association")
    rows = pages.words["association"]["rows"]
    filled = [[row["label"], values.get(row["key"], ""), row["hint"]] for row in rows]
    for number in range(_FIRST, _FIRST + pages.fill(sheet, "association", filled, fixed=(0, 2))):
        pages.want(sheet, number, 1, 1)


def _routes(pages: _Pages, settings: Settings) -> None:
    """A line for each domain of the newest notice, and for each that staff entered."""
    words, routes = pages.words["routes"], load_routes(settings)
    shipped = {entry["domain"]: entry for entry in schemas.table("routes")["route"]}
    domains = dict.fromkeys((*load_notice().open_domains, *settings.confirmations))
    sheet, rows = pages.page("routes"), []
    for number, way in enumerate(map(routes.for_domain, domains), _FIRST):
        others = "、".join(shipped[way.domain].get("candidates", ()))
        note = words["candidates"].format(names=others) if others else ""
        rows.append([way.domain, way.society, "", "", way.confirmed_by, way.confirmed_on, way.basis, note])
        if not way.confirmed:
            pages.want(sheet, number, 4, 5)
    pages.fill(sheet, "routes", rows, fixed=(6,))
    pages.choose(sheet, 0, validate="list", source=f"={pages.words['vocabularies']['domain']}")
    hint = {"error_title": words["title"], "error_type": "information", "error_message": words["society_hint"]}
    pages.choose(sheet, 1, validate="list", source="=学会", **hint)
    late = {"error_title": words["title"], "error_message": words["date_hint"], "input_message": words["date_hint"]}
    pages.choose(sheet, 5, validate="date", criteria=">=", value=datetime(2020, 1, 1), **late)


def _aliases(pages: _Pages, aliases: Iterable[Alias]) -> None:
    """The second drop-down depends on the first: INDIRECT takes the list named after the vocabulary."""
    vocabularies = pages.words["vocabularies"]
    sheet = pages.page("aliases")
    rows = [[vocabularies[alias.vocabulary], alias.typed, alias.shown, ""] for alias in aliases]
    pages.fill(sheet, "aliases", rows)
    pages.choose(sheet, 0, validate="list", source=list(vocabularies.values()))
    pages.choose(sheet, 2, validate="list", source=f"=INDIRECT($A{_FIRST + 1})", error_type="warning")


def _notices(pages: _Pages, opened: Collection[str]) -> None:
    """A line for each notice, the newest first."""
    words = pages.words["notices"]
    sheet = pages.page("notices")
    rows = [
        [each.name, words["yes"] if each.name in opened else words["no"], each.number, each.title]
        for each in reversed(notices().values())
    ]
    pages.fill(sheet, "notices", rows, fixed=(0, 2, 3))
    pages.choose(sheet, 1, validate="list", source=[words["yes"], words["no"]])


def _choices(pages: _Pages) -> None:
    """The lists for the drop-downs, each a named range."""
    words = pages.words["choices"]
    sheet = pages.page("choices")
    for number, column in enumerate(words["columns"]):
        society = column["key"] == "society"
        entries = list(schemas.table("societies")["society"] if society else standard_words(column["key"]))
        sheet.write_column(_FIRST, number, entries, pages.looks["fixed"])
        area = xl_range_abs(_FIRST, number, _HEADING + len(entries), number)
        pages.book.define_name(column["label"], f"={words['sheet']}!{area}")
