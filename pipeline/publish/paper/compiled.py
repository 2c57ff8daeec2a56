"""What templates are compiled to, kept for the next run (schemas/kept.py): used only where it was made of the same
template by the same code (of this folder) and libraries.
"""

from __future__ import annotations

import hashlib
import marshal
import sys
from collections.abc import Callable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, __version__
from jinja2.bccache import Bucket

from pipeline import TEMPLATES
from pipeline.terms import fingerprint
from schemas import kept

_KEPT = TEMPLATES / "__pycache__"


class KeptPages(BytecodeCache):
    """The pages of an environment."""

    def load_bytecode(self, bucket: Bucket) -> None:
        if data := kept.load(_place(bucket.key), _of(bucket.checksum.encode())):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        kept.keep(_place(bucket.key), _of(bucket.checksum.encode()), bucket.bytecode_to_string())


def compiled(name: str, made_of: bytes, make: Callable[[], dict[str, CodeType]]) -> dict[str, CodeType]:
    """The parts of a template of several, by their names; `make` compiles them where none are kept that were made of
    the same."""
    place = _place(hashlib.blake2b(name.encode(), digest_size=20).hexdigest())
    if data := kept.load(place, _of(made_of)):
        code: dict[str, CodeType] = marshal.loads(data)
        return code
    code = make()
    kept.keep(place, _of(made_of), marshal.dumps(code))
    return code


def _place(key: str) -> Path:
    return _KEPT / f"{key}.{sys.implementation.cache_tag}"


def _of(template: bytes) -> bytes:
    """Of what it is compiled, and by what."""
    return f"{sys.version}\0{__version__}\0{fingerprint.compiling()}\0".encode() + template
