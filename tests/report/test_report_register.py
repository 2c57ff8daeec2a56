"""What reports count is drawn out of the register when a batch is recorded, and out of older registers when opened."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from support_register import Office, P, submission

from pipeline.register import Register
from pipeline.register.drawn import add_functions, counting
from pipeline.register.migrations import STEPS


def busy_office(path: Path) -> Office:
    """Rows that are held, corrected, sent twice, and routed after a word is learned."""
    office = Office(Register.open(f"sqlite:///{path}"))
    office.run(submission("甲", 1, [P("张三", "1"), P("李四", "坏"), P("王五", "3", level="高工")]))
    office.run(
        submission("甲", 2, [P("李四", "2"), P("张三", "1", experience="更多")]), submission("乙", 3, [P("张三", "1")])
    )
    office.aliases["高工"] = "资深会员"
    office.run()
    return office


def rows_of(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as connection:
        add_functions(connection)
        return sorted(connection.execute(query).fetchall())


def test_counted_is_what_holds(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    busy_office(path)
    latest = "(SELECT max(batch) FROM judgements j WHERE j.row_id = counting.row_id)"
    holds = f"{counting()} WHERE batch = {latest}"
    counted = rows_of(path, "SELECT * FROM counted")
    assert counted == rows_of(path, holds)
    assert len(counted) == len(rows_of(path, "SELECT row_id FROM person_rows")) == 6


def test_statistics_say_what_the_exports_say(tmp_path: Path) -> None:
    office = busy_office(tmp_path / "r.db")
    rows, people = office.register.statistics().rows, office.register.export("people")
    for name in ("submission_id", "disposition", "society", "domain", "level", "section", "project_country"):
        assert sorted(rows[name]) == sorted(people[name])
    assert rows["person"].nunique() == people["person_id"].nunique()
    findings = office.register.export("findings")
    assert rows["wrong"].sum() == findings.loc[findings["severity"] == "error", "row_id"].nunique()
    assert office.register.statistics().findings["count"].sum() == len(findings)


def test_a_register_of_version_1_is_counted_when_it_is_opened(tmp_path: Path) -> None:
    now, then = tmp_path / "now.db", tmp_path / "then.db"
    office = busy_office(now)
    with sqlite3.connect(then) as connection:
        connection.executescript(STEPS[0])
        tables = [name for [name] in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        connection.execute("ATTACH ? AS now", (str(now),))
        for table in tables:
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({table})"))
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM now.{table}")
        connection.execute("UPDATE meta SET value = '1' WHERE key = 'version'")
    with Register.open(f"sqlite:///{then}") as migrated:
        assert migrated.statistics().rows.equals(office.register.statistics().rows)
        assert migrated.export("people").equals(office.register.export("people"))
