"""Person columns under one heading without headings of their own: which is which."""

from __future__ import annotations

from pipeline.model import Found
from pipeline.recognise.contents import Contents
from pipeline.recognise.form import Form
from pipeline.recognise.tables import Table


def name_unlabelled(table: Table, form: Form, contents: Contents) -> None:
    """Give the unlabelled columns their fields, by the order in the heading's own text. In place."""
    unlabelled = [column for column in table.columns if column.kind == "unlabelled"]
    order = next((column.order for column in unlabelled if column.order), form.person_order)
    for column, field in zip(unlabelled, order, strict=False):
        column.kind, column.field, column.found = "field", field, Found.POSITION
    for column in unlabelled[len(order) :]:
        column.kind, column.heading = "extra", ""
    table.index()
