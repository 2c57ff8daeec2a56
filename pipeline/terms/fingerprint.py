"""Fingerprints of what decides a result, so that what is known to come out the same is not worked out again.

They are made of the files themselves: a word added to a vocabulary, a line of code or another version of a library
changes them, whether or not anybody raised the program's version.
"""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from io import FileIO
from pathlib import Path

import schemas
from pipeline import SOURCES, TEMPLATES

_LIBRARIES = SOURCES.parent / "requirements.lock"
_PINNED = re.compile(r"[a-z0-9][a-z0-9.-]*==")


@cache
def program() -> str:
    """Of all data and code that people are judged by, this installation's own files among them."""
    own = [f"{name}\0{(file.content or b'').hex()}" for name, file in schemas.laid_over().items()]
    return of(shipped(), *own) if own else shipped()


@cache
def shipped() -> str:
    """Of the data and code without this installation's own files."""
    return _of_files([*_files(schemas.ROOT, ".toml", ".py"), *_files(SOURCES, ".py")])


@cache
def papers() -> str:
    """Of what letters and pages are made of, whatever was compiled of it meanwhile."""
    every = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
    return _of_files(path for path in every if "__pycache__" not in path.parts)


@cache
def compiling() -> str:
    """Of what compiles them. Of the whole program it would take a worker as long as writing a workbook."""
    return _of_files(sorted((SOURCES / "publish" / "paper").glob("*.py")))


@cache
def libraries() -> dict[str, str]:
    """The versions of the libraries that are installed of those that the program is locked to, by name."""
    locked = _LIBRARIES.read_text(encoding="utf-8").splitlines() if _LIBRARIES.exists() else []
    return {name: _version(name) for name in (line.partition("==")[0] for line in locked if _PINNED.match(line))}


def _version(name: str) -> str:
    """Of an installed library; "" where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


@cache
def folding() -> str:
    """Of what makes match keys (text/fold.py)."""
    return _of_files([SOURCES / "text" / "fold.py"])


def of(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _files(folder: Path, *endings: str) -> Iterator[str]:
    """The files of these endings in the folder and below, in the same order everywhere. They are 800, and every run
    asks: with texts for paths it takes a fifth of the time."""
    for inside, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        yield from (f"{inside}/{name}" for name in sorted(names) if name.endswith(endings))


def _of_files(files: Iterable[str | Path]) -> str:
    """Their bytes, with the versions of the libraries and of Unicode."""
    libraries = [_LIBRARIES] if _LIBRARIES.exists() else []
    return of(unicodedata.unidata_version, *map(_of_file, [*files, *libraries]))


def _of_file(file: str | Path) -> str:
    with FileIO(file) as opened:
        return hashlib.blake2b(opened.readall(), digest_size=16).hexdigest()
