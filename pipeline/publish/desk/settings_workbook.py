"""Write the settings workbook 设置.xlsx, with explanations and drop-downs; its wording is in schemas/settings.toml."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from pipeline.publish.paper.grid import lines_of
from pipeline.route import load_routes
from pipeline.terms.notices import load_notice, notices
from pipeline.terms.settings import Alias, Confirmation, ExpectedUnit, Settings, unset
from pipeline.terms.settings.opened import shipped
from pipeline.terms.settings.words import standard_words
from schemas.named import NamedTuple
from schemas.routes import routes_file, societies
from schemas.settings import Column, Sheet, settings_file

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


class _Row(NamedTuple):
    """A line of a sheet: its values by the keys of the columns, the columns that wait to be filled, and what alone may
    be chosen in these."""

    values: Mapping[str, Any]
    wanted: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def write_settings_workbook(
    path: Path,
    *,
    association: Mapping[str, str] | None = None,
    confirmations: Mapping[str, Confirmation] | None = None,
    aliases: Iterable[Alias] = (),
    expected_units: Iterable[ExpectedUnit] = (),
    open_notices: Collection[str] | None = None,
) -> None:
    """Write the workbook with the given values and shipped defaults for the rest; read_settings reads it back."""
    opened = shipped() if open_notices is None else tuple(open_notices)
    settings = Settings(
        association={**unset(opened), **(association or {})},
        confirmations=confirmations or {},
        aliases=tuple(aliases),
        expected_units=tuple(expected_units),
        open_notices=opened,
    )
    pages = _Pages(path)
    for key, sheet in settings_file().sheets.items():
        rows = list(_ROWS[key](settings)) if key in _ROWS else []
        pages.lists(sheet) if sheet.lists else pages.lines(sheet, rows)
    pages.book.close()


def _association(settings: Settings) -> Iterator[_Row]:
    for row in settings_file().association.rows:
        values = {"label": row.label, "value": settings.association.get(row.key, ""), "hint": row.hint}
        words = settings_file().notices
        yield _Row(values, ("value",), (words.yes, words.no) if row.is_answer else ())


def _routes(settings: Settings) -> Iterator[_Row]:
    """A line for each domain of the newest notice, and for each that staff entered."""
    routes = load_routes(settings)
    shipped = {entry.domain: entry for entry in routes_file().route}
    for domain in dict.fromkeys((*load_notice().open_domains, *settings.confirmations)):
        way = routes.for_domain(domain)
        others = "、".join(shipped[domain].candidates)
        values = {"domain": domain, "society": way.society, "by": way.confirmed_by, "when": way.confirmed_on}
        values |= {"basis": way.basis, "note": settings_file().candidates.format(names=others) if others else ""}
        yield _Row(values, () if way.confirmed else ("by", "when"))


def _aliases(settings: Settings) -> Iterator[_Row]:
    labels = settings_file().vocabularies
    for alias in settings.aliases:
        yield _Row({"vocabulary": labels[alias.vocabulary], "typed": alias.typed, "canonical": alias.shown})


def _units(settings: Settings) -> Iterator[_Row]:
    for unit in settings.expected_units:
        yield _Row(unit._asdict() | {"people": str(unit.people or "")})


def _notices(settings: Settings) -> Iterator[_Row]:
    """A line for each notice, the newest first."""
    words = settings_file().notices
    for each in reversed(notices().values()):
        answer = words.yes if each.name in settings.open_notices else words.no
        yield _Row({"notice": each.name, "open": answer, "number": each.number, "title": each.title})


_ROWS: dict[str, Callable[[Settings], Iterator[_Row]]] = {
    "association": _association,
    "routes": _routes,
    "aliases": _aliases,
    "units": _units,
    "notices": _notices,
}
"""The lines that a sheet has when it is made; one that is not here has only spare ones."""


class _Pages:
    """The workbook being written, one sheet after the other, in a uniform style."""

    def __init__(self, path: Path) -> None:
        file = settings_file()
        self.book = Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"created": _CREATED, "title": file.file_title})
        base = {"font_name": file.font, "font_size": 10.5, "valign": "vcenter"}
        self.looks: dict[str, Format] = {name: self.book.add_format(base | look) for name, look in _LOOKS.items()}

    def lines(self, sheet: Sheet, rows: Sequence[_Row]) -> None:
        """A sheet of lines, and spare ones below them; cells that wait to be filled are coloured until they are."""
        page = self._page(sheet)
        for number, row in enumerate([*rows, *[_Row({})] * sheet.spare_rows], _FIRST):
            values = [row.values.get(column.key, "") for column in sheet.columns]
            self._line(page, sheet, number, values)
            for place, column in enumerate(sheet.columns):
                if column.key in row.wanted:
                    blank = {"type": "blanks", "format": self.looks["wanted"]}
                    page.conditional_format(number, place, number, place, blank)
                if column.key in row.wanted and row.choices:
                    page.data_validation(number, place, number, place, {"validate": "list", "source": [*row.choices]})
        for place, column in enumerate(sheet.columns):
            if options := _validation(column, sheet.title):
                page.data_validation(_FIRST, place, _LAST, place, options)

    def lists(self, sheet: Sheet) -> None:
        """A sheet of the lists behind the drop-downs, each a named range."""
        page = self._page(sheet)
        for place, column in enumerate(sheet.columns):
            words = list_of(column)
            page.write_column(_FIRST, place, words, self.looks["fixed"])
            area = xl_range_abs(_FIRST, place, _HEADING + len(words), place)
            self.book.define_name(column.label, f"={sheet.sheet}!{area}")

    def _page(self, sheet: Sheet) -> Worksheet:
        """A sheet with title, note, frozen heading and print set-up."""
        page = self.book.add_worksheet(sheet.sheet)
        page.hide_gridlines(2)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width, self.looks["plain"])
            page.write_string(_HEADING, place, column.label, self.looks["heading"])
        page.set_row(0, 30)
        page.write_string(0, 0, sheet.title, self.looks["title"])
        page.set_row(1, _LINE * lines_of(sheet.note, sum(column.width for column in sheet.columns)) + 6)
        page.merge_range(1, 0, 1, len(sheet.columns) - 1, sheet.note, self.looks["note"])
        page.set_row(_HEADING, 22)
        page.freeze_panes(_FIRST, 1)
        self._print_set_up(page)
        return page

    def _line(self, page: Worksheet, sheet: Sheet, number: int, values: Sequence[Any]) -> None:
        heights = [lines_of(str(value), column.width - 2) for value, column in zip(values, sheet.columns, strict=True)]
        page.set_row(number, _LINE * max(heights) + 5)
        for place, (value, column) in enumerate(zip(values, sheet.columns, strict=True)):
            look = self.looks["fixed" if column.fixed else "date" if column.date else "text"]
            if value and not isinstance(value, str):
                page.write_datetime(number, place, value, look)
            elif value:
                page.write_string(number, place, value, look)
            else:
                page.write_blank(number, place, None, look)

    @staticmethod
    def _print_set_up(page: Worksheet) -> None:
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        page.repeat_rows(_HEADING)
        page.set_footer(settings_file().footer)
        page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)


def list_of(column: Column) -> list[str]:
    """The words of a column of a sheet of lists."""
    return list(societies() if column.key == "society" else standard_words(column.key))


def _validation(column: Column, title: str) -> dict[str, Any]:
    """The drop-down or the check of a column; none where anything may be written."""
    told = {"error_title": title, "error_message": column.hint} if column.hint else {}
    if column.date:
        told["input_message"] = column.hint
        return {"validate": "date", "criteria": ">=", "value": datetime(2020, 1, 1), **told}
    if not column.choices:
        return {}
    source = column.choices if column.choices.startswith("=") else column.choices.split(",")
    return {"validate": "list", "source": source, "error_type": column.otherwise, **told}
