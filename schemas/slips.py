"""What people are told of a data file that cannot be used: schemas/slips.toml."""

from collections.abc import Mapping

from schemas import DataError
from schemas.named import NamedTuple
from schemas.typed import read


class Slip(NamedTuple):
    """A sentence for each thing that can be wrong; DataError names it."""

    unreadable: str
    encoding: str
    toml: str
    ends: str
    missing: str
    unknown: str
    kind: str
    length: str
    word: str
    twice: str
    two_meanings: str
    file_name: str
    same_column: str
    no_name: str
    routed_by: str
    nameless: str


class SlipsFile(NamedTuple):
    sentence: str
    slip: Slip
    kind: Mapping[str, str]


def slips_file() -> SlipsFile:
    return read("slips", SlipsFile)


def reason(error: DataError) -> str:
    """What is wrong, without the file; the bare names of key and slip where the sentences themselves are damaged."""
    try:
        words = slips_file()
        sentence: str = getattr(words.slip, error.wrong)
        kind = words.kind[error.words["kind"]] if "kind" in error.words else ""
        return sentence.format(**{**error.words, "key": error.key, "kind": kind})
    except (LookupError, ValueError):
        return f"{error.key or error.name}: {error.wrong}"


def damaged(error: DataError) -> str:
    """The sentence that a run ends with, and what to do."""
    try:
        return slips_file().sentence.format(file=error.file, reason=error.reason)
    except (LookupError, ValueError):
        return str(error)
