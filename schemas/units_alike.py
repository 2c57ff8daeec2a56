"""What makes the names of two units look like one: schemas/units_alike.toml."""

from schemas.named import NamedTuple
from schemas.typed import Text, Words, read


class Labels(NamedTuple):
    unit: Text
    sender: Text
    received_on: Text
    people: Text


class UnitsAlikeFile(NamedTuple):
    left_out: Words
    place_endings: Words
    telling: Text
    same: Words
    trade: Words
    shortest: int
    names_of_an_address: int
    labels: Labels


def units_alike_file() -> UnitsAlikeFile:
    """schemas/units_alike.toml."""
    return read("units_alike", UnitsAlikeFile)
