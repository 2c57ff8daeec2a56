"""What a query gives, column by column, as plain lists: they are sent to other processes."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Boolean, Connection, Select, func, select

from pipeline.model.judgements import Columns


def columns_of(connection: Connection, query: Select[Any]) -> Columns:
    """Its columns by their names."""
    result = connection.execute(query)
    names, rows = list(map(str, result.keys())), result.all()
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)) if rows else {name: [] for name in names}


def columns_at_once(connection: Connection, query: Select[Any], spoken: Collection[str]) -> Columns:
    """The same of thousands of rows, as far as each column fits into one text: SQLite makes that of it, as JSON, before
    Python is asked for anything, so that another thread goes on meanwhile. Of columns that are `spoken`, which hold
    JSON, what that says."""
    columns = query.subquery().columns
    made = (func.group_concat(each) if each.name in spoken else func.json_group_array(each) for each in columns)
    texts = connection.execute(select(*made)).one()
    told = (
        json.loads(f"[{text or ''}]" if each.name in spoken else text)
        for each, text in zip(columns, texts, strict=True)
    )
    return {
        each.name: list(map(bool, values)) if isinstance(each.type, Boolean) else values
        for each, values in zip(columns, told, strict=True)
    }
