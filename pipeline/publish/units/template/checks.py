"""How a blank form checks itself as it is filled in: conditional formats, and formulas beside the annex; no macro.

A row is begun where any cell but its number holds something. It then needs what the notice requires, a phone that can
be one, words that the form offers (many others are understood, but whoever has a list before them need not try), and
an experience that is not too long. A phone that is called wrong here is refused by pipeline/normalise/phones.py, or
taken and said to be understood only: never one that it takes as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from pipeline.publish.association.sheet import UNIT_COLUMN
from pipeline.publish.paper.grid import GridSheet
from pipeline.publish.paper.values import Formula
from pipeline.publish.units.template.formulas import among, blank, joined, length, text, wrong_phone
from schemas.layouts.template import template_file

RED = "#C00000"
_GREEN, _PALE = "#00703C", "#FDE9E7"
_LOOKS: dict[str, dict[str, Any]] = {
    "lacking": {"bg_color": _PALE, "border": 3, "border_color": RED},
    "wrong": {"bg_color": _PALE, "font_color": RED, "underline": 1},
    "done": {"font_color": _GREEN},
}
At = Callable[[str], str]
"""The reference to a cell, or cells, by the letters of the column."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of one table. Rows are from 1, columns are letters."""

    first: int  # rows to fill in
    last: int
    columns: tuple[str, ...]  # all but the number
    person: int  # the index of the first column that tells of a person
    required: Mapping[str, str]  # columns that must be filled in, by their heading
    phone: tuple[str, str]  # its heading and column
    choices: Mapping[str, tuple[str, Sequence[str]]]  # columns that offer words, by their heading, and the words
    experience: str
    limit: int  # characters of the experience
    unit: tuple[str, str]  # what 推荐单位 is called, and its cell

    def shown(self) -> dict[int, Formula]:
        """What stands beside the annex, by the index of the column from which it is shown: how much is missing, how
        much is wrong, the first row that has any of it, and what that is."""
        missing, wrong, row, what = (UNIT_COLUMN, (UNIT_COLUMN + self.person + 1) // 2, self.person, self.person + 2)
        return {
            missing: Formula(self._missing(_above(wrong))),
            wrong: Formula(self._wrong()),
            row: Formula(self._row()),
            what: Formula(self._what(_above(missing), _above(row))),
        }

    def mark(self, sheet: GridSheet, workbook: Workbook) -> None:
        """Let cells that lack something or are wrong stand out, by colour and by a frame or a line."""
        looks = {name: workbook.add_format(look) for name, look in _LOOKS.items()}

        def mark(cells: str, formula: str, look: str) -> None:
            sheet.conditional_format(cells, {"type": "formula", "criteria": f"={formula}", "format": looks[look]})

        here: At = f"${{}}{self.first}".format
        begun, said = self._begun(here), _above(UNIT_COLUMN)
        for column in self.required.values():
            mark(self._below(column), f"{begun}*{blank(here(column))}>0", "lacking")
        for column, wrong, _ in self._wrongs(here):
            mark(self._below(column), f"{wrong}>0", "wrong")
        mark(self.unit[1], f"({said}<>{text()})*{blank(self.unit[1])}>0", "lacking")
        mark(said, f"{said}={text(template_file().checks.done)}", "done")

    def _below(self, column: str) -> str:
        return f"{column}{self.first}:{column}{self.last}"

    def _all(self, column: str) -> str:
        return f"${column}${self.first}:${column}${self.last}"

    def _begun(self, at: At) -> str:
        return f"(({'+'.join(f'({at(column)}<>{text()})' for column in self.columns)})>0)"

    def _lacking(self, at: At) -> str:
        """How many cells of a row lack something."""
        return f"({'+'.join(blank(at(column)) for column in self.required.values())})"

    def _wrongs(self, at: At) -> list[tuple[str, str, str]]:
        """Columns of which a cell may be wrong, whether it is, and what is said of it then."""
        words, (phone, column), size = template_file().checks, self.phone, length(at(self.experience))
        too_long = joined(words.too_long.format(limit=self.limit, count="{count}"), size)
        return [
            *(
                (column, f"(1-{among(at(column), offered)})", text(words.choice.format(heading=heading)))
                for heading, (column, offered) in self.choices.items()
            ),
            (column, wrong_phone(at(column)), text(words.phone.format(heading=phone))),
            (self.experience, f"({size}>{self.limit})", too_long),
        ]

    def _mistakes(self, at: At) -> str:
        """How many cells of a row are wrong."""
        return f"({'+'.join(wrong for _, wrong, _ in self._wrongs(at))})"

    def _missing(self, wrong: str) -> str:
        """Nothing as long as no row is begun."""
        words, begun = template_file().checks, self._begun(self._all)
        count = f"(SUMPRODUCT({begun}*{self._lacking(self._all)})+{blank(self.unit[1])})"
        done = f"IF({wrong}={text()},{text(words.done)},{text()})"
        return f"IF(SUMPRODUCT({begun}*1)=0,{text()},IF({count}>0,{joined(words.missing, count)},{done}))"

    def _wrong(self) -> str:
        count = f"SUMPRODUCT({self._mistakes(self._all)}*1)"
        return f"IF({count}=0,{text()},{joined(template_file().checks.wrong, count)})"

    def _row(self) -> str:
        """Its number only, which its format sets into words."""
        faulty = f"({self._begun(self._all)}*({self._lacking(self._all)}+{self._mistakes(self._all)})>0)"
        above_end = f"SUMPRODUCT(MAX({faulty}*({self.last + 1}-ROW({self._all(self.columns[0])}))))"
        return f"IF({above_end}=0,{text()},{self.last + 1}-{above_end})"

    def _what(self, missing: str, row: str) -> str:
        """What is to be done in the row of which the number stands in `row`; else whether the unit is missing."""
        words = template_file().checks
        at: At = f"INDEX(${{0}}:${{0}},{row})".format
        parts = [
            *((blank(at(column)), text(words.lacking.format(heading=name))) for name, column in self.required.items()),
            *((wrong, said) for _, wrong, said in self._wrongs(at)),
        ]
        told = "&".join(f"IF({test},{text(words.between)}&{said},{text()})" for test, said in parts)
        name, cell = self.unit
        unit = f"IF(AND({missing}<>{text()},{blank(cell)}),{text(words.lacking.format(heading=name))},{text()})"
        return f"IF({row}={text()},{unit},MID({told},{len(words.between) + 1},{words.shown}))"


def _above(column: int) -> str:
    """The cell beside the annex that begins at the column."""
    return str(xl_rowcol_to_cell(0, column, row_abs=True, col_abs=True))
