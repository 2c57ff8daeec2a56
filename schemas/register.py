"""How long one run waits for another, and what is said when the register cannot be used: schemas/register.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class RegisterFile(NamedTuple):
    wait_seconds: float
    messages: Mapping[str, str]


def register_file() -> RegisterFile:
    """schemas/register.toml."""
    return read("register", RegisterFile)
