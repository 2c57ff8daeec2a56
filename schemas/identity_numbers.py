"""How numbers of identity cards are found in texts: schemas/identity_numbers.toml."""

from schemas.named import NamedTuple
from schemas.typed import Text, read


class IdentityNumbersFile(NamedTuple):
    """Patterns; `most` are the digits of the longest run that is parted by the shapes of its numbers."""

    run: Text
    long: Text
    short: Text
    phone: Text
    most: int
    label: Text
    card: Text


def identity_numbers_file() -> IdentityNumbersFile:
    return read("identity_numbers", IdentityNumbersFile)
