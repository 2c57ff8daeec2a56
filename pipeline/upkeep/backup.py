"""Backup and restore: the register and the settings in one dated zip.

The register is copied with SQLite's backup, so a concurrent run does no harm. Restoring overwrites nothing: existing
files are first moved aside, under a name that says so. Whoever was forgotten after the backup is forgotten again before
its register is put in place.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import tempfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pipeline import PROGRAM
from pipeline.errors import UserError
from pipeline.private import make_folder
from pipeline.publish.paper.disk import seal
from pipeline.register import Register, forgotten, store
from pipeline.register.address import file_of
from pipeline.register.refusals import DamageError
from pipeline.register.stamp import stamp_of
from pipeline.room import only_temporary
from schemas.doctor import Backup, Restore, doctor_file
from schemas.named import NamedTuple
from schemas.register import register_file

REGISTER, SETTINGS, MANIFEST = "register.db", "settings", "backup.json"
FORGOTTEN = forgotten.list_of(REGISTER).name

_COMPANIONS = ("", "-journal", "-wal", "-shm")
"""Suffixes of the files of one SQLite database; a journal left beside another database would destroy that one."""
_INSIDE = re.compile(rf"{SETTINGS}(/[^/\\:]+)+")


class Restored(NamedTuple):
    """What was restored: when and by which version of the program the backup was made, where the old files are, and how
    many people were forgotten again."""

    made: str
    program: str
    moved: list[Path]
    forgotten: int


def back_up(register: str, settings: Path, folder: Path, now: datetime) -> Path:
    """Write the backup; returns its path. Raises UserError if there is no register, if it is damaged, or if the folder
    cannot be written.
    """
    words = doctor_file().backup
    source = file_of(register)
    if not Path(source).exists():
        raise UserError(words.absent.format(path=source))
    try:
        make_folder(folder.absolute())
        target = _free_name(folder, words, f"{now:%Y%m%d-%H%M}")
        _write(register, settings, target, now)
    except OSError as error:
        raise UserError(words.refused.format(path=folder, reason=error.strerror)) from error
    return target


def _free_name(folder: Path, words: Backup, moment: str) -> Path:
    target, number = folder / words.file.format(moment=moment), 1
    while target.exists():
        number += 1
        target = folder / words.again.format(moment=moment, number=number)
    return target


def _write(register: str, settings: Path, target: Path, now: datetime) -> None:
    fresh = target.with_name(f".{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as place:
            copy = Path(place, REGISTER)
            store.copy(register, copy)
            with Register.open(_url(copy)) as book:
                forgotten.keep(copy, book.forgetting.forgotten() | forgotten.listed(file_of(register)))
            files = {path.name: path for path in (copy, forgotten.list_of(copy)) if path.exists()}
            files |= dict(_settings_files(settings))
            sums = {name: _digest(path.read_bytes()) for name, path in files.items()}
            manifest = {"program": PROGRAM, "made": now.isoformat(), "files": sums}
            with ZipFile(fresh, "w", ZIP_DEFLATED) as archive:
                for name, path in files.items():
                    archive.write(path, name)
                archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2))
        seal(fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _settings_files(settings: Path) -> Iterator[tuple[str, Path]]:
    """The files of the settings folder, except those that a restore moved aside."""
    for path in sorted(settings.rglob("*")):
        inside = path.relative_to(settings)
        if path.is_file() and not path.is_symlink() and not _is_aside(inside.parts[0]):
            yield f"{SETTINGS}/{inside.as_posix()}", path


def restore(file: Path, register: str, settings: Path, now: datetime) -> Restored:
    """Put the register and the settings of a backup in place. If it raises UserError, nothing was lost."""
    words = doctor_file().restore
    path = file_of(register)
    manifest, contents = _checked(file, words)
    known = {*contents.pop(FORGOTTEN, b"").decode("ascii", "replace").split(), *_forgotten_in(register)}
    try:
        with store.holding(path, register_file().wait_seconds):
            fresh = _write_beside(contents.pop(REGISTER), Path(path))  # written first, so that a crash leaves no gap
            forgotten.keep(path, known)
            people = _forget_again(fresh, known, now)
            moved = _move_aside(Path(path), settings, words.aside.format(moment=f"{now:%Y%m%d-%H%M%S}"))
            stamp_of(path).unlink(missing_ok=True)  # the next run then checks the register fully
            fresh.replace(path)
            for name, data in contents.items():
                target = settings / name.removeprefix(f"{SETTINGS}/")
                _write_beside(data, target).replace(target)
    except OSError as error:
        raise UserError(words.refused.format(path=error.filename, reason=error.strerror)) from error
    return Restored(manifest["made"], manifest["program"], moved, people)


def _forgotten_in(register: str) -> frozenset[str]:
    """What the register that is replaced knows to be forgotten; what lies beside it where it cannot be read."""
    path = file_of(register)
    if not Path(path).exists() or Path(f"{path}-journal").exists():  # which opening it would play back
        return forgotten.listed(path)
    try:
        with Register.open(register, create=False) as book:
            return book.forgetting.forgotten()
    except UserError:
        return forgotten.listed(path)


def _forget_again(fresh: Path, known: Collection[str], now: datetime) -> int:
    """Forget in the register of the backup whom it should not hold; how many people that were."""
    forgotten.keep(fresh, known)
    try:
        with Register.open(_url(fresh), create=False) as book:
            selection = book.forgetting.select_again()
            found = selection.rows or selection.originals
            return book.forgetting.forget(selection, now).people if found else 0
    finally:
        forgotten.list_of(fresh).unlink(missing_ok=True)


def _url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def _checked(file: Path, words: Restore) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The manifest and the files of a backup, after checking each file's checksum and name."""
    with _unreadable(words.unreadable.format(file=file)), ZipFile(file) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        contents = {name: archive.read(name) for name in manifest["files"]}
        strange = [name for name in contents if name not in (REGISTER, FORGOTTEN) and not _is_inside(name)]
        if strange or {name: _digest(data) for name, data in contents.items()} != manifest["files"]:
            raise ValueError(strange)
        _check_register(contents[REGISTER])
        return manifest, contents


@contextmanager
def _unreadable(sentence: str) -> Iterator[None]:
    try:
        yield
    except (OSError, BadZipFile, DamageError, KeyError, TypeError, ValueError, sqlite3.Error) as error:
        raise UserError(sentence) from error


def _is_inside(name: str) -> bool:
    return _INSIDE.fullmatch(name) is not None and ".." not in name.split("/")


def _check_register(data: bytes) -> None:
    """Check on a copy, before anything is moved, that the register is intact and that this program can open it."""
    with only_temporary(), tempfile.TemporaryDirectory() as place:
        copy = Path(place, REGISTER)
        copy.write_bytes(data)
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise ValueError
        store.require_whole(_url(copy))


def _move_aside(register: Path, settings: Path, aside: str) -> list[Path]:
    """Move the old files aside; returns their new paths."""
    moved = []
    for companion in _COMPANIONS:
        old = register.with_name(register.name + companion)
        if old.exists():
            moved.append(old.rename(register.with_name(f"{register.name}.{aside}{companion}")))
    own = [path for path in sorted(settings.glob("*")) if not _is_aside(path.name)]
    if own:
        make_folder((settings / aside).absolute())
        moved += [path.rename(settings / aside / path.name) for path in own]
    return moved


def _is_aside(name: str) -> bool:
    return name.startswith(doctor_file().restore.aside.partition("{")[0])


def _write_beside(data: bytes, target: Path) -> Path:
    """Write the data to a temporary file beside its target; returns the temporary path."""
    make_folder(target.absolute().parent)
    fresh = target.with_name(f".{target.name}.partial")
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(data)
    seal(fresh)
    return fresh


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
