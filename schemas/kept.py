"""What was made of a file, kept for the next process as Python keeps what it compiles: in `__pycache__` beside it.

It is used only where it was made of the same and is whole: a digest of both stands before it. Where nothing can be
written (an installation that others only read), or Python shall keep nothing, each process makes it anew. Whoever may
write there may change the program itself, so nothing is trusted that was not trusted before.
"""

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path

_DIGEST = 32


def load(place: Path, made_of: bytes) -> bytes | None:
    """What is kept in that place; None where it is not of this."""
    with suppress(OSError):
        kept = place.read_bytes()
        if kept[:_DIGEST] == _digest(made_of, kept[_DIGEST:]):
            return kept[_DIGEST:]
    return None


def keep(place: Path, made_of: bytes, data: bytes) -> None:
    """Put it there, readable by its owner only; written aside and renamed, so that nobody meets a part of it."""
    if sys.dont_write_bytecode:
        return
    import tempfile  # with all that makes names; hardly ever needed

    with suppress(OSError):
        place.parent.mkdir(exist_ok=True)
        number, aside = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_digest(made_of, data) + data)
            Path(aside).replace(place)
        finally:
            Path(aside).unlink(missing_ok=True)


def _digest(made_of: bytes, data: bytes) -> bytes:
    return hashlib.blake2b(hashlib.blake2b(made_of).digest() + data, digest_size=_DIGEST).digest()
