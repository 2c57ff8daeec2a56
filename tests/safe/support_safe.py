"""What a person could be told by, looked for in everything that an office keeps and writes."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

import pytest
from main.support_main import NOW, Office

from pipeline.commands.main import main
from pipeline.register import Register
from pipeline.upkeep.forget import Forgotten, forget
from schemas.layouts.correction import correction_file


def texts_of(path: Path) -> Iterator[bytes]:
    """A file's bytes; of a workbook and a letter those of its parts."""
    data = path.read_bytes()
    yield data
    if path.suffix in (".xlsx", ".xlsm", ".docx") and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                yield name.encode()
                yield package.read(name)


def tells(root: Path, said: Iterable[str]) -> list[str]:
    """Which of these texts stand in which file below `root`, in its name or in what it holds."""
    wanted = {text: _forms(text) for text in said}
    return sorted(
        f"{path.relative_to(root).as_posix()}: {text}"
        for path in root.rglob("*")
        if path.is_file()
        for text, forms in wanted.items()
        if text in path.name or any(form in part for part in texts_of(path) for form in forms)
    )


def number(office: Office, name: str) -> str:
    """The 编号 of the one person of this name."""
    [person_id] = {row["person_id"] for row in office.people() if row["name"] == name}
    return str(person_id)


def forgotten(office: Office, person_id: str = "", unit: str = "", now: datetime = NOW) -> Forgotten:
    """The person or the unit is forgotten."""
    with Register.open(office.register) as register, register.alone():
        selection = register.forgetting.select_unit(unit) if unit else register.forgetting.select_person(person_id)
        return forget(register, selection, now, office.outbox, None)


def tells_others(outbox: Path, said: Iterable[str]) -> list[str]:
    """The same of all that is not a unit's own workbook, which goes back to it with what it typed."""
    return [line for line in tells(outbox, said) if f"{correction_file().words.behind}.xls" not in line]


def _forms(text: str) -> tuple[bytes, ...]:
    """As UTF-8, UTF-16, JSON and XML write it."""
    return (
        text.encode(),
        text.encode("utf-16-le"),
        json.dumps(text)[1:-1].encode(),
        text.encode("ascii", "xmlcharrefreplace"),
    )


def cells_of(database: Path, *without: str) -> Iterator[tuple[str, str, str]]:
    """Table, column and text of every value of the register, but those of the tables `without`."""
    with closing(sqlite3.connect(database)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in sorted(set(names) - set(without)):
            found = connection.execute(f'SELECT * FROM "{table}"')
            columns = [column[0] for column in found.description]
            for row in found:
                for column, value in zip(columns, row, strict=True):
                    yield table, column, value.decode("latin-1") if isinstance(value, bytes) else str(value)


def twin(office: Office, root: Path) -> Office:
    """The same office in another place, its outbox too."""
    other = office.clone(root)
    shutil.copytree(office.outbox, other.outbox)
    return other


def command(root: Path, *words: str, code: int = 0) -> str:
    """A command as typed in the folder `root`, in this process, where the umask would show its files to everybody; what
    it says."""
    said = io.StringIO()
    umask, argv, sys.argv = os.umask(0), sys.argv, ["pipeline", *words]
    try:
        with chdir(root), redirect_stdout(said), redirect_stderr(said), pytest.raises(SystemExit) as left:
            main()
    finally:
        os.umask(umask)
        sys.argv = argv
    assert left.value.code == code, said.getvalue()
    return said.getvalue()
