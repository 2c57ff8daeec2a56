"""Why a document could not be read: schemas/unreadable.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class UnreadableFile(NamedTuple):
    promising: tuple[str, ...]
    reasons: Mapping[str, str]
    inbox: Mapping[str, str]


def unreadable_file() -> UnreadableFile:
    """schemas/unreadable.toml."""
    return read("unreadable", UnreadableFile)
