"""What the reader of a published workbook may fill in: lists to choose from, dates, whole numbers."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipeline.publish.grid import GridSheet
from pipeline.publish.layout import Column, Layout


def offer_inputs(sheet: GridSheet, layout: Layout, count: int, text: dict[str, Any]) -> None:
    """Drop-downs, dates and whole numbers for the columns that the reader fills."""
    for index, column in enumerate(layout.columns):
        if count and column.input in _RULES:
            sheet.data_validation(1, index, count, index, _RULES[column.input](column, text))


def _choice(column: Column, text: dict[str, str]) -> dict[str, Any]:
    allowed = text["choice_message"].format(choices="、".join(column.choices))
    rule = {
        "validate": "list",
        "source": list(column.choices),
        "error_title": text["choice_title"],
        "error_message": allowed[:255],
    }
    return rule | ({"input_title": column.heading, "input_message": column.hint} if column.hint else {})


def _date(column: Column, text: dict[str, str]) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": date(2000, 1, 1),
        "error_title": column.heading[:32],
        "error_message": text["date_message"],
    }


def _whole(column: Column, text: dict[str, str]) -> dict[str, Any]:
    rule = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    return rule | {"error_title": column.heading[:32], "error_message": text["whole_message"]}


_RULES = {"choice": _choice, "date": _date, "whole": _whole}
