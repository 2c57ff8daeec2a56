"""What templates are compiled to, kept for the next run as Python keeps what it compiles: in `__pycache__` beside them.

What is kept is used only where it was made of the same template by the same program, and is whole; where nothing can be
written (an installation that others only read), each run compiles anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, __version__
from jinja2.bccache import Bucket

from pipeline import SOURCES
from pipeline.terms import fingerprint

TEMPLATES = SOURCES.parent / "templates"
_KEPT = TEMPLATES / "__pycache__"
_DIGEST = 32


class KeptPages(BytecodeCache):
    """The pages of an environment."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if kept := _load(bucket.key, bucket.checksum.encode()):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        _keep(bucket.key, bucket.checksum.encode(), bucket.bytecode_to_string())


def compiled(name: str, made_of: bytes, make: Callable[[], dict[str, CodeType]]) -> dict[str, CodeType]:
    """The parts of a template of several, by their names; `make` compiles them where none are kept that were made of
    the same."""
    key = hashlib.blake2b(name.encode(), digest_size=20).hexdigest()
    if kept := _load(key, made_of):
        code: dict[str, CodeType] = marshal.loads(kept)
        return code
    code = make()
    _keep(key, made_of, marshal.dumps(code))
    return code


def _place(key: str) -> Path:
    return _KEPT / f"{key}.{sys.implementation.cache_tag}"


def _load(key: str, made_of: bytes) -> bytes | None:
    with suppress(OSError):
        kept = _place(key).read_bytes()
        if kept[:_DIGEST] == _digest(made_of, kept[_DIGEST:]):
            return kept[_DIGEST:]
    return None


def _keep(key: str, made_of: bytes, data: bytes) -> None:
    if sys.dont_write_bytecode:
        return
    with suppress(OSError):
        _KEPT.mkdir(exist_ok=True)
        number, aside = tempfile.mkstemp(dir=_KEPT)  # readable by its owner only
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_digest(made_of, data) + data)
            Path(aside).replace(_place(key))
        finally:
            Path(aside).unlink(missing_ok=True)


def _digest(made_of: bytes, data: bytes) -> bytes:
    """Of what was compiled, by what, and of what became of it."""
    by = f"{sys.version}\0{__version__}\0{fingerprint.program()}\0".encode()
    return hashlib.blake2b(by + hashlib.blake2b(made_of).digest() + data, digest_size=_DIGEST).digest()
