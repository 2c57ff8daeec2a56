"""Overseas engineers' bodies whose engineers and ours recognise each other: schemas/recognition_bodies.toml."""

from datetime import date

from schemas.named import NamedTuple
from schemas.typed import read


class Body(NamedTuple):
    """One body; `since` is the first day that counts, where the agreement is younger than the notice."""

    name: str
    english: str
    country: str
    source: str
    abbreviation: str
    since: date = date.min


class RecognitionFile(NamedTuple):
    body: tuple[Body, ...]


def recognition_bodies() -> tuple[Body, ...]:
    return read("recognition_bodies", RecognitionFile).body
