"""Columns that SQLite makes texts of are those that come row by row."""

from __future__ import annotations

import pytest
from sqlalchemy import Boolean, Integer, column, create_engine, select, table
from sqlalchemy.pool import StaticPool

from pipeline.register.columns import columns_at_once, columns_of
from pipeline.register.reading import from_json

_TEXTS = ["", "张 三", 'a "b" \\ c', "一\n二\t三", "\x1f,[]{}", "𠮷野😀", "null", "1.0"]
_ROWS = table("rows", column("text"), column("told"), column("number", Integer), column("is_so", Boolean))


@pytest.mark.parametrize("count", [0, 1, len(_TEXTS)])
def test_both_ways_give_the_same(count: int) -> None:
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE rows (text TEXT, told TEXT, number INTEGER, is_so BOOLEAN)")
        for number, text in enumerate(_TEXTS[:count]):
            values = (text, f'{{"field":"第{number}"}}', -number, number % 2)
            connection.exec_driver_sql("INSERT INTO rows VALUES (?, ?, ?, ?)", values)
        query = select(_ROWS).order_by(_ROWS.c.number)
        wanted, found = columns_of(connection, query), columns_at_once(connection, query, ("told",))
    assert found == {**wanted, "told": from_json(wanted["told"])}
    assert all(type(value) is bool for value in found["is_so"])
    assert found["text"] == _TEXTS[:count][::-1]
