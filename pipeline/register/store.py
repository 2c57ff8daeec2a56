"""The file of the register: opened, made, migrated, locked, and looked through where it may have suffered.

One file with SQLite's rollback journal: it survives kill -9 at any moment, needs no companion between runs, and can
be copied as it lies.
"""

from __future__ import annotations

import errno
import logging
import os
import platform
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, update
from sqlalchemy.pool import StaticPool

from pipeline.register import drawn, stamp
from pipeline.register.address import file_of
from pipeline.register.migrations import STEPS, statements
from pipeline.register.refusals import Complaint, DamageError, at_first_sight, refusal, spoken
from pipeline.register.structure import QUICK, flaws
from pipeline.register.tables import meta
from schemas.register import register_file

_MEMORY = 64 << 20  # bytes
_PAGE = (
    16 << 10
)  # bytes; with SQLite's usual 4,096, which a row with its judgement fills, recording takes a third longer
_SECRET, _NUMBER = re.compile("[0-9a-f]{64}"), re.compile("[1-9][0-9]*")


def open_store(url: str, create: bool) -> Engine:
    """The engine of the register at `url`, at the version of this program. Raises UserError."""
    path = file_of(url)
    _provide(path, create)
    return _ready(_engine_of(os.path.abspath(path)))  # noqa: PTH100


def in_memory() -> Engine:
    """The engine of an empty register that goes with it."""
    return _ready(_listened(create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)))


@lru_cache(1)
def _engine_of(path: str) -> Engine:
    """That of the register that was opened last stays: it has compiled the statements that the next run asks again."""
    wait = register_file().wait_seconds
    return _listened(create_engine(f"sqlite:///{path}", connect_args={"timeout": wait}, hide_parameters=True))


def _listened(engine: Engine) -> Engine:
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)  # shows a traceback of the Ctrl-C that it passes on
    return engine


def _ready(engine: Engine) -> Engine:
    """Bring the register to the version of this program, if it is not."""
    path = _file(engine)
    with ExitStack() as unless_ready:
        unless_ready.callback(engine.dispose)
        with reading(engine) as connection, at_first_sight(path):
            current = _version(connection, path) == len(STEPS) and drawn.is_current(connection)
        if not current:
            with writing(engine) as connection:
                is_new = _migrate(connection, path)
                (drawn.mark if is_new else drawn.draw_anew)(connection)  # where nothing is, nothing is drawn out
            if is_new and path:
                stamp.put_on(path)
        unless_ready.pop_all()
    return engine


def complaints(connection: Connection, check: str, version: int | None = None) -> Iterator[Complaint]:
    """What is wrong with the file of a register of this version, the last unless given, by a check of structure.py."""
    return flaws(_raw(connection), STEPS[:version], check)


def require_whole(url: str) -> None:
    """Raises UserError, DamageError among them, where the register at `url` cannot be used."""
    engine = open_store(url, create=False)
    try:
        with reading(engine) as connection:
            _look_through(connection, _file(engine))
    finally:
        engine.dispose()


def _look_through(connection: Connection, path: str, version: int | None = None) -> None:
    """Refuse a register that is not whole, before anything is written into it."""
    for complaint in complaints(connection, QUICK, version):
        raise DamageError(path, complaint)


def _migrate(connection: Connection, path: str) -> bool:
    """Take the register from the version it has to the last one, in the transaction of `connection`; whether it is
    made by this."""
    found = _version(connection, path)
    if found:
        _look_through(connection, path, found)
    elif path and stamp.stamp_of(path).exists():
        raise DamageError(path, ("emptied", {}))
    raw = _raw(connection)
    for statement in statements(STEPS[found:]):  # a hundred: SQLAlchemy would take longer than SQLite
        raw.execute(statement)
    if not found:
        rows = {"version": "", "secret": secrets.token_hex(32)}
        connection.execute(meta.insert(), [{"key": key, "value": value} for key, value in rows.items()])
    connection.execute(update(meta).where(meta.c.key == "version").values(value=str(len(STEPS))))
    return not found


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the register."""
    with spoken(_file(engine)), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction, alone in writing from its first moment: all of it is kept, or nothing."""
    immediate = engine.execution_options(begin="BEGIN IMMEDIATE")
    with spoken(_file(engine)), immediate.connect() as connection, connection.begin():
        yield connection


@contextmanager
def alone(engine: Engine, wait: float) -> Iterator[None]:
    """Keep other runs out, from before the register is read until all is published; the lock ends with the process.

    The lock is a transaction on a small file of its own beside the register, so that exports stay possible. Raises
    UserError naming the holder where another run does not end within `wait` seconds, and where the register can only be
    read, or does not lie as a run left it that ended well and is found damaged.
    """
    path = _file(engine)
    with writing(engine):
        pass
    with holding(path, wait):
        if not stamp.fits(path):
            with reading(engine) as connection:
                _look_through(connection, path)
        stamp.take_off(path)
        yield
        stamp.put_on(path)


@contextmanager
def holding(path: str, wait: float) -> Iterator[None]:
    """Keep runs away from the register at `path`, whatever state it is in."""
    with spoken(path), closing(_lock_file(f"{path}-run", wait)) as lock:
        _take(lock, path, "running")
        yield


@contextmanager
def standing_by(path: str) -> Iterator[None]:
    """Keep others from standing by at the register at `path`, but no run; the lock ends with the process. Raises
    UserError naming who stands by already."""
    with spoken(path), closing(_lock_file(f"{path}-watch", 0)) as lock:
        _take(lock, path, "watching")
        yield


def secret(engine: Engine) -> bytes:
    """The key of the checksums in published workbooks: 32 random bytes, made with the register."""
    with reading(engine) as connection:
        return secret_of(connection)


def secret_of(connection: Connection) -> bytes:
    """The same, within a transaction."""
    return bytes.fromhex(connection.execute(select(meta.c.value).where(meta.c.key == "secret")).scalar_one())


def rebuild(engine: Engine) -> None:
    """Write the file anew, so that nothing is left in it of what was removed."""
    with spoken(_file(engine)), closing(engine.raw_connection()) as connection:  # no transaction is begun for us here
        connection.cursor().execute("VACUUM")


def copy(url: str, target: Path) -> None:
    """Copy the register at `url`, where there is one, to the file `target`, which may be opened like any other. Raises
    OSError where there is no room for it, and UserError where the register is damaged.
    """
    path = file_of(url)
    if not Path(path).exists():
        return
    require_whole(url)
    with spoken(path), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copied:
        try:
            source.backup(copied)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_FULL:
                raise
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error


def _lock_file(path: str, wait: float) -> sqlite3.Connection:
    _provide(path, True)
    return sqlite3.connect(path, timeout=wait, isolation_level=None)


def _take(lock: sqlite3.Connection, path: str, taken: str) -> None:
    """Write our name into the lock file, then hold it by a transaction that is never committed. Raises the refusal of
    the name `taken` where somebody else holds it."""
    try:
        lock.execute("CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY, process INTEGER, machine TEXT)")
        lock.execute("REPLACE INTO holder VALUES (1, ?, ?)", (os.getpid(), platform.node()))
        lock.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        process, machine = lock.execute("SELECT process, machine FROM holder").fetchone()
        raise refusal(taken, path=path, process=process, machine=machine) from error


def _raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, in the same transaction."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _file(engine: Engine) -> str:
    return engine.url.database or ""


def _provide(path: str, create: bool) -> None:
    """Make the file where there is none, readable by its owner only, before SQLite would make it for everybody."""
    if not Path(path).parent.is_dir():
        raise refusal("folder", path=Path(path).parent)
    if not create and not Path(path).exists():
        raise refusal("absent", path=path)
    try:
        if not Path(path).exists():
            stamp.stamp_of(path).unlink(missing_ok=True)  # of another register, which lay here
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise refusal("place", path=path) from error


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """pysqlite begins transactions late and never for a SELECT: we begin them ourselves. A batch and what puts it in
    order fit into the memory that SQLite may take, which otherwise writes and reads them several times."""
    connection.isolation_level = None
    drawn.add_functions(connection)
    connection.execute(f"PRAGMA page_size = {_PAGE}")  # of a register that is made now
    connection.execute(f"PRAGMA cache_size = -{_MEMORY >> 10}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _version(connection: Connection, path: str) -> int:
    """The version of the register, 0 for an empty file."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    rows = {row.key: row.value for row in connection.execute(select(meta))} if "meta" in names else {}
    if not _SECRET.fullmatch(rows.get("secret", "")) or not _NUMBER.fullmatch(rows.get("version", "")):
        raise refusal("alien", path=path)
    if int(rows["version"]) > len(STEPS):
        raise refusal("newer", path=path, found=rows["version"], known=len(STEPS))
    return int(rows["version"])
