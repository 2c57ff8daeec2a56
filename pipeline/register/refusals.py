"""Every way in which the register cannot be used, said in one sentence of schemas/register.toml."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from pipeline.errors import UserError
from pipeline.room import temporary_full
from schemas.register import register_file

Complaint = tuple[str, dict[str, Any]]
"""The sentence's key in schemas/doctor.toml, [doctor.register], and what it speaks of."""

_SENTENCES = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "readonly",
    sqlite3.SQLITE_PERM: "readonly",
    sqlite3.SQLITE_CANTOPEN: "place",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_NOTADB: "alien",
}
_BUGS = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE}


class DamageError(UserError):
    """The register is not whole; `complaint` is what doctor says of it."""

    def __init__(self, path: str, complaint: Complaint) -> None:
        super().__init__(register_file().messages["damaged"].format(path=path))
        self.complaint = complaint


def refusal(name: str, exit_code: int = 1, **words: object) -> UserError:
    """The refusal of this name in schemas/register.toml."""
    return UserError(register_file().messages[name].format(**words), exit_code)


@contextmanager
def spoken(path: str) -> Iterator[None]:
    """SQLite's complaints about the file in sentences; those about our statements remain what they are, our bugs."""
    try:
        yield
    except DBAPIError as error:
        _explain(path, error.orig)
        raise
    except sqlite3.Error as error:
        _explain(path, error)
        raise
    except UnicodeDecodeError as error:  # Python's, where SQLite's complaint quotes damaged bytes
        raise DamageError(path, ("structure", {"reason": error.reason})) from error


@contextmanager
def at_first_sight(path: str) -> Iterator[None]:
    """Before a file is known to be a register: when SQLite cannot do what any register lets it do, this is none."""
    try:
        yield
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise refusal("alien", path=path) from error
        raise


def _explain(path: str, error: BaseException | None) -> None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_CORRUPT or _is_no_text(error):
        raise DamageError(path, ("structure", {"reason": error})) from error
    if full := temporary_full(error, Path(path)):
        raise full from error
    if code not in _BUGS:
        raise refusal(_SENTENCES.get(code, "unknown"), path=path, reason=error) from error


def _is_no_text(error: BaseException | None) -> bool:
    """Whether bytes stand where a text was written: the one complaint of Python's own that is no misuse."""
    return isinstance(error, sqlite3.OperationalError) and not hasattr(error, "sqlite_errorcode")
