"""What the commands that keep personal data safe say: schemas/safekeeping.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class Encrypt(NamedTuple):
    shortest: int
    suffix: str
    unreadable: str
    line: str
    short: str
    twice: str
    no_batch: str
    unknown: str
    said: Mapping[str, str]


class Forget(NamedTuple):
    instead: str
    one_of: str
    no_person: str
    no_unit: str
    already: str
    plan: str
    who: str
    units: str
    nameless: str
    unknown: str
    more: str
    shown: int
    confirm: str
    refused: str
    done: str
    renewed: str
    removed: str
    pages: str
    kept_aside: str
    beyond: str
    inbox: str
    sent: str
    elsewhere: str


class Retention(NamedTuple):
    nothing: str
    limit: str


class SafekeepingFile(NamedTuple):
    encrypt: Encrypt
    forget: Forget
    retention: Retention


def safekeeping_file() -> SafekeepingFile:
    """schemas/safekeeping.toml."""
    return read("safekeeping", SafekeepingFile)
