"""The file of the register: made, migrated, refused, locked."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import OperationalError
from support_register import Office, P, lines, of_version, submission

from pipeline.errors import UserError
from pipeline.register import Register, drawn, store
from pipeline.register import register as register_module
from pipeline.register.migrations import STEPS
from pipeline.register.tables import ALL
from pipeline.terms import fingerprint
from pipeline.text.fold import fold

NONSENSE = text("SELECT :phone FROM nowhere").bindparams(phone="19911112001")


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def refusal(address: str, *, create: bool = True) -> UserError:
    with pytest.raises(UserError) as caught:
        Register.open(address, create=create)
    assert "\n" not in str(caught.value)
    return caught.value


def test_the_migrations_make_the_tables_that_the_program_speaks_of(tmp_path: Path) -> None:
    Register.open(url(tmp_path / "r.db"))
    made = inspect(create_engine(url(tmp_path / "r.db")))
    assert sorted(made.get_table_names()) == sorted(ALL)
    for name, table in ALL.items():
        assert [column["name"] for column in made.get_columns(name)] == [column.name for column in table.columns]


def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    with Register.open(url(tmp_path / "r.db")) as register, register.alone():
        pass
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    first, again, other = (Register.open(url(tmp_path / name)).secret() for name in ("r.db", "r.db", "other.db"))
    assert first == again != other
    assert len(first) == 32


def test_an_older_register_is_migrated_and_keeps_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Office(Register.open(url(tmp_path / "r.db")))
    before.run(submission("甲", 1, [P("张三", "1")]))
    people = before.register.export("people")
    monkeypatch.setattr(store, "STEPS", (*STEPS, "CREATE TABLE notes (note TEXT);\n\nCREATE TABLE more (more TEXT);\n"))
    after = Register.open(url(tmp_path / "r.db"))
    assert after.export("people").equals(people)
    assert {"notes", "more"} <= set(inspect(create_engine(url(tmp_path / "r.db"))).get_table_names())
    monkeypatch.undo()
    known = len(STEPS)
    assert f"第 {known + 1} 版，本程序只认到第 {known} 版" in str(refusal(url(tmp_path / "r.db")))


@pytest.mark.parametrize("version", [pytest.param(4, marks=pytest.mark.slow), 6])
def test_an_older_register_knows_its_people_again(tmp_path: Path, version: int) -> None:
    office = Office(Register.open(url(tmp_path / "now.db")), terms="the same")
    told = [
        submission("甲", 5, [P("張三", "1"), P("李四", "坏"), P("王五", "2")]),
        submission("乙", 3, [P("李四", "3")]),
    ]
    office.run(*told)
    office.run(submission("甲", 9, [P("张三", "1", experience="更多")]))
    of_version(version, tmp_path / "old.db", tmp_path / "now.db")
    old = Office(Register.open(url(tmp_path / "old.db")), terms="the same")
    for each in (office, old):
        each.run(submission("甲", 12, [P("李四", "4"), P("张 三", "1"), P("王五", "5")]))
        each.run(submission("甲", 13, [P("张三", "1")], notice="another", path="另一通知.xlsx"))
    tables = [lines(each.register.export("people")) for each in (office, old)]
    assert tables[0] == tables[1]
    assert [row["person_id"] for row in tables[0] if row["source_file"] == "另一通知.xlsx"] == ["G00002-6"]
    drawn = [
        sqlite3.connect(tmp_path / name).execute("SELECT * FROM matched ORDER BY number").fetchall()
        for name in ("now.db", "old.db")
    ]
    assert drawn[0] == drawn[1]
    assert list(old.register.complaints()) == []


def test_projects_of_an_older_register_are_told_as_before(tmp_path: Path) -> None:
    """Version 7 had a column for each of their fields."""
    told = {"company": "甲公司", "project_name": "桥项目", "project_country": "MM", "chinese_engineers": "9"}
    fields = dict.fromkeys(("project_type", "project_status", "foreign_engineers", "qualified_engineers"), "") | told
    place = {"number": 1, "batch": 1, "row": 5, "project_id": "P1", "submission_id": "S00001", "section": "dispatched"}
    row = {**place, "unit": "甲", "file": "甲.xlsx", "sheet": "附件3", **fields}
    with sqlite3.connect(tmp_path / "r.db") as made:
        made.create_function("fold", 1, fold)
        made.executescript("".join(STEPS[:7]))
        made.executemany("INSERT INTO meta VALUES (?, ?)", [("version", "7"), ("secret", "0" * 64)])
        names = ", ".join(f'"{name}"' for name in row)
        made.execute(f"INSERT INTO projects ({names}) VALUES ({', '.join('?' * len(row))})", tuple(row.values()))
    register = Register.open(url(tmp_path / "r.db"))
    [project] = lines(register.export("projects"))
    assert {name: project[name] for name in fields} == fields
    assert (project["project_id"], project["unit"], project["source_row"], project["people"]) == ("P1", "甲", 5, 0)


def test_what_reports_count_is_drawn_out_anew_when_other_fields_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Register.open(url(tmp_path / "r.db")) as register:
        Office(register).run(submission("甲方", 1, [P("张三", "1")]))
    monkeypatch.setattr(drawn, "JOINED", ("level", "experience"))
    Register.open(url(tmp_path / "r.db"))
    with sqlite3.connect(tmp_path / "r.db") as connection:
        [(values,)] = connection.execute("SELECT counted_values FROM counted").fetchall()
    assert values.split(drawn.SEPARATOR) == [P.level, P.experience]


def test_match_keys_are_made_anew_when_words_are_folded_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Register.open(url(tmp_path / "r.db")) as register:
        Office(register).run(submission("甲方", 1, [P("张三", "1", "a@b.cn")]))
    before = (tmp_path / "r.db").read_bytes()
    Register.open(url(tmp_path / "r.db"))
    assert (tmp_path / "r.db").read_bytes() == before
    monkeypatch.setattr(drawn, "fold", lambda text: text[:1])
    monkeypatch.setattr(fingerprint, "folding", lambda: "by the first letter")
    store._engine_of.cache_clear()
    Register.open(url(tmp_path / "r.db"))
    with sqlite3.connect(tmp_path / "r.db") as connection:
        assert connection.execute("SELECT name, phone, email FROM matched").fetchall() == [("张", "1", "a")]
        assert connection.execute("SELECT unit_key FROM submissions").fetchall() == [("甲",)]


def test_a_migration_that_fails_leaves_the_register_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Register.open(url(tmp_path / "r.db"))
    monkeypatch.setattr(store, "STEPS", (*STEPS, "CREATE TABLE notes (note TEXT);\n\nNONSENSE;\n"))
    with pytest.raises(Exception, match="NONSENSE"):
        Register.open(url(tmp_path / "r.db"))
    monkeypatch.undo()
    assert "notes" not in inspect(create_engine(url(tmp_path / "r.db"))).get_table_names()
    assert Register.open(url(tmp_path / "r.db")).unpublished() == []


def test_what_is_no_register(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("not a database at all, but long enough to look at " * 20)
    assert "不是工荐的登记库" in str(refusal(url(text)))
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE something (else_ TEXT)")
    assert "不是工荐的登记库" in str(refusal(url(other)))
    (tmp_path / "folder.db").mkdir()
    assert "打不开或不能建立" in str(refusal(url(tmp_path / "folder.db")))


def test_where_there_is_none(tmp_path: Path) -> None:
    assert "所在的文件夹" in str(refusal(url(tmp_path / "nowhere" / "r.db")))
    assert "请先运行 make process" in str(refusal(url(tmp_path / "r.db"), create=False))
    assert not (tmp_path / "r.db").exists()


ADDRESSES = ["register.db", "postgresql://host/db", "://", "sqlite://register.db", "sqlite:///file:r.db?uri=true"]


@pytest.mark.parametrize("address", [*ADDRESSES, "sqlite:///r.db?timeout=1", "sqlite://:port/r.db"])
def test_an_address_that_is_none(address: str) -> None:
    said = refusal(address)
    assert str(said) == f"登记库的地址“{address}”看不懂，请写成 sqlite:///register.db 的样子。"
    assert said.exit_code == 2


MEMORY = ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true", "sqlite+pysqlite://"]


@pytest.mark.parametrize("address", [*MEMORY, "sqlite:///file:r?mode=memory&cache=shared&uri=true"])
def test_a_register_in_memory_would_forget(address: str) -> None:
    said = refusal(address)
    assert str(said) == (
        f"登记库不能放在内存里（{address}），程序一结束就什么都不记得了；请写成 sqlite:///register.db 的样子。"
    )
    assert said.exit_code == 2


@pytest.mark.parametrize("made", [Register.in_memory, lambda: Register.open("sqlite:///r.db")])
def test_what_people_typed_stands_in_no_traceback(
    made: Callable[[], Register], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(register_module, "open_rows", lambda connection, *_: connection.execute(NONSENSE))
    with made() as register, pytest.raises(OperationalError) as raised:
        register.open_rows({"notice": ""})
    assert "19911112001" not in str(raised.value)
    assert "SQL parameters hidden" in str(raised.value)


def test_a_register_that_can_only_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is made SQLite's own rule here, since a superuser may write any file."""
    Register.open(url(tmp_path / "r.db"))
    monkeypatch.setattr(store, "_set_up", _only_read)
    store._engine_of.cache_clear()
    with Register.open(url(tmp_path / "r.db")) as register:
        assert register.export("people").empty
        with pytest.raises(UserError, match="不能写入"), register.alone():
            pass


def _only_read(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA query_only = ON")


HOLD = """
import sys
from pipeline.register import Register
with Register.open(sys.argv[1]) as register, register.alone():
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.slow
def test_a_second_run_waits_a_little_and_says_who_runs(tmp_path: Path) -> None:
    address = url(tmp_path / "r.db")
    root = Path(store.__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, address], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with Register.open(address) as register:
            with pytest.raises(UserError, match=f"进程 {holder.pid}"), register.alone(wait=0.05):
                pass
            assert register.export("people").empty  # looking is allowed
            holder.kill()
            holder.wait()
            with register.alone(wait=5):
                register.record(Office(register).judged([]))
