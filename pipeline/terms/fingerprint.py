"""Fingerprints of what decides a result, so that what is known to come out the same is not worked out again.

They are made of the files themselves: a word added to a vocabulary, a line of code or another version of a library
changes them, whether or not anybody raised the program's version.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import schemas
from pipeline import SOURCES

_TEMPLATES = SOURCES.parent / "templates"
_LIBRARIES = SOURCES.parent / "requirements.lock"


@cache
def program() -> str:
    """Of all data and code that people are judged by, this installation's own files among them."""
    shipped = _of_files([*_files(schemas.ROOT, "toml"), *_files(schemas.ROOT, "py"), *_files(SOURCES, "py")])
    own = [f"{name}\0{(file.content or b'').hex()}" for name, file in schemas.laid_over().items()]
    return of(shipped, *own) if own else shipped


@cache
def looks() -> str:
    """Of what pages look like."""
    return _of_files(path for path in sorted(_TEMPLATES.rglob("*")) if path.is_file())


@cache
def folding() -> str:
    """Of what makes match keys (text/fold.py)."""
    return _of_files([SOURCES / "text" / "fold.py"])


def of(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()


def _files(folder: Path, ending: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{ending}"))


def _of_files(files: Iterable[Path]) -> str:
    """Their bytes, with the versions of the libraries and of Unicode."""
    libraries = [_LIBRARIES] if _LIBRARIES.exists() else []
    contents = [hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest() for file in [*files, *libraries]]
    return of(unicodedata.unidata_version, *contents)
