"""Its place puts tests/ on the path, where the helpers lie that several areas share (support_*.py). Where CI runs, what
a test needs is installed: one that is skipped there has failed.
"""

from __future__ import annotations

import functools
import gc
import os
import secrets
import shutil
import sqlite3
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
import typer.testing
from hypothesis import settings
from sqlalchemy import Connection, Engine, event
from support_examples import ALL, FEW

import schemas
from pipeline.register import store
from pipeline.terms import fingerprint

settings.register_profile("all", max_examples=ALL, deadline=None)  # timing belongs in the bench
settings.register_profile("few", max_examples=FEW, deadline=None)
settings.load_profile("few")  # unless pytest is told another one: make test-all

gc.disable()  # until all is loaded and collected, which stays to the end


def pytest_collection_finish() -> None:
    """Looking for garbage again and again among thousands of modules and tests took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000)
    gc.enable()


typer.main.get_command = functools.cache(typer.main.get_command)  # the whole command line is put together once
typer.testing._get_command = typer.main.get_command


class Compiled(dict[Any, Any]):
    """Statements compiled once for all registers: the first part of a key is the dialect, one object for each engine,
    all of the same kind here."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(key[1:], value)


COMPILED = Compiled()


@event.listens_for(Engine, "engine_connect")
def compiled_once(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)


SET_UP = store._set_up


@functools.cache
def empty_register() -> sqlite3.Connection:
    """As the migrations make it."""
    connection = store.in_memory().raw_connection().driver_connection
    assert isinstance(connection, sqlite3.Connection)
    return connection


def set_up(connection: sqlite3.Connection, record: object) -> None:
    """A register in memory is a copy of one that was made once, with a secret of its own; a file is migrated."""
    SET_UP(connection, record)
    if not connection.execute("PRAGMA database_list").fetchone()[2]:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(store, "_set_up", SET_UP)
            empty_register().backup(connection)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'secret'", (secrets.token_hex(32),))


store._set_up = set_up


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {call.excinfo and call.excinfo.value}"
    return report


@pytest.fixture
def notice_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the notices in a copy of the data files, that of 2025 alone, for a test to add to
    (support_notices.add_notice)."""
    fingerprint.program()  # of the real files, whatever is added
    shutil.copytree(schemas.ROOT, tmp_path / "schemas")
    for path in (tmp_path / "schemas" / "notices").glob("*.toml"):
        if path.stem != "2025":
            path.unlink()
    monkeypatch.setattr(schemas, "ROOT", tmp_path / "schemas")
    schemas.forget()
    yield tmp_path / "schemas" / "notices"
    schemas.forget()
