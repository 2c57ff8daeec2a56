"""Input validation for the columns that the reader of a published workbook fills in."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.publish.paper.choices import listed_choice, own_choice
from pipeline.publish.paper.grid import GridSheet
from pipeline.publish.paper.layout import Layout
from schemas.layouts.sheet import Column, Offers


def offer_inputs(sheet: GridSheet, layout: Layout, first: int, last: int, text: Offers) -> None:
    """Add drop-downs, checks of dates and numbers, and hints to the reader's columns, in rows first..last."""
    for index, column in enumerate(layout.columns):
        rule = _RULES[column.input](column, text) if column.input in _RULES else {"validate": "any"}
        if column.input == "own-choice":
            rule = own_choice(layout, first, text)
        if column.hint:
            rule |= {"input_title": _title(column), "input_message": column.hint}
        if first <= last:
            sheet.data_validation(first, index, last, index, rule)


def _title(column: Column) -> str:
    """The heading's first line, cut to Excel's limit."""
    return column.heading.partition("\n")[0][:32]


def _choice(column: Column, text: Offers) -> dict[str, Any]:
    allowed = text.choice_message.format(choices="、".join(column.choices))
    return {
        "validate": "list",
        "source": list(column.choices),
        "error_title": text.choice_title,
        "error_message": allowed[:255],
    }


def _open_choice(column: Column, text: Offers) -> dict[str, Any]:
    """The same, where a word that is none of them is asked about, and taken."""
    allowed = text.open_choice_message.format(choices="、".join(column.choices))
    return _choice(column, text) | {"error_type": "warning", "error_message": allowed[:255]}


def _date(column: Column, text: Offers) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(2000, 1, 1),
        "error_title": _title(column),
        "error_message": text.date_message,
    }


def _whole(column: Column, text: Offers) -> dict[str, Any]:
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": column.maximum}
    return rule | {"error_title": _title(column), "error_message": text.whole_message}


def _decimal(column: Column, text: Offers) -> dict[str, Any]:
    rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": column.maximum}
    return rule | {"error_title": _title(column), "error_message": text.decimal_message}


_RULES = {
    "choice": _choice,
    "open-choice": _open_choice,
    "listed": listed_choice,
    "date": _date,
    "whole": _whole,
    "decimal": _decimal,
}
