"""Workbooks that the program itself writes: schemas/kinds.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class PublishedEntry(NamedTuple):
    """One kind of them; the head of schemas/kinds.toml says what its keys mean."""

    title: str
    in_batch: bool
    tables: tuple[str, ...] = ()
    one_of: bool = False
    sheets: tuple[str, ...] = ()
    closed: bool = False
    unmarked: bool = False
    signs: tuple[str, ...] = ()


class KindsFile(NamedTuple):
    mark_sheet: str
    published: Mapping[str, PublishedEntry]
    doubts: Mapping[str, str]


def kinds_file() -> KindsFile:
    """schemas/kinds.toml."""
    return read("kinds", KindsFile)
