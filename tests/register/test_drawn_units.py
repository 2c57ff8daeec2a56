"""Names that may be alike are drawn out once, and found again as if all were compared."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from sqlalchemy import Connection

from pipeline.receive.units_alike import alike
from pipeline.register import drawn_units
from pipeline.register.drawn_units import are_drawn, draw_all_units, draw_units
from pipeline.register.store import open_store, writing
from pipeline.text.fold import fold

_PARTS = (
    ("", "重庆", "重庆市", "成都"),
    ("渝江", "渝洲", "甲一"),
    ("测试", "侧试", "建设", "第2", ""),
    ("工程", "院", ""),
)


def _names(amount: int) -> list[str]:
    chance = random.Random(20)
    names = {fold("".join(map(chance.choice, _PARTS)) + chance.choice(("有限公司", "集团", ""))) for _ in range(amount)}
    return sorted(names)


def _add(connection: Connection, names: list[str], before: int) -> None:
    for number, name in enumerate(names, before):
        told = (f"S{number:05d}", name, name, *[""] * 9)
        connection.exec_driver_sql(
            "INSERT INTO submissions (submission_id, unit, unit_key, key, notice, form, unit_source, sender, "
            "received_at, received_from, corrects, mails, batch, late, scan) "
            f"VALUES ({', '.join('?' * len(told))}, 1, 0, 0)",
            told,
        )


def _drawn(connection: Connection) -> set[str]:
    return {*connection.exec_driver_sql("SELECT unit_key FROM unit_names WHERE may_be_alike").scalars()}


def test_of_those_drawn_out_the_same_are_alike_as_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = _names(120)
    signs = {name: {str(number % 3)} for number, name in enumerate(names)}
    engine = open_store(f"sqlite:///{tmp_path / 'register.db'}", create=True)
    with writing(engine) as connection:
        for begin in range(0, len(names), 40):
            _add(connection, names[begin : begin + 40], begin)
            draw_units(connection, 1)
        drawn = _drawn(connection)
        draw_all_units(connection)
        assert _drawn(connection) == drawn
        monkeypatch.setattr(drawn_units.fingerprint, "program", lambda: "another")
        assert not are_drawn(connection)
        draw_units(connection, 1)
        assert are_drawn(connection)
        assert _drawn(connection) == drawn
    engine.dispose()
    few = [name for name in names if name in drawn]
    assert len(few) < len(names)
    for own in (signs, {}):
        every = alike(names, own)
        assert every
        assert alike(few, own) == every


def test_the_first_name_waits_for_the_second(tmp_path: Path) -> None:
    one, other = (fold(f"重庆渝江{word}工程有限公司") for word in ("测试", "侧试"))
    engine = open_store(f"sqlite:///{tmp_path / 'register.db'}", create=True)
    with writing(engine) as connection:
        for number, name in enumerate((one, other)):
            _add(connection, [name], number)
            draw_units(connection, 1)
            assert _drawn(connection) == ({one, other} if number else set())
    engine.dispose()
