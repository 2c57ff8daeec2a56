"""Characters that stand for others in texts copied from PDF or Word: schemas/characters.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import Text, read


class CharactersFile(NamedTuple):
    radicals: Mapping[str, Text]
    symbols: Mapping[str, Mapping[str, Text]]


def characters_file() -> CharactersFile:
    return read("characters", CharactersFile)
