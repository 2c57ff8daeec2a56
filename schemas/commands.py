"""What `--help` says of the commands and their options: schemas/commands.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class CommandsFile(NamedTuple):
    """Each command by its name, and its options and arguments by theirs."""

    program: str
    commands: Mapping[str, str]
    options: Mapping[str, str]


def commands_file() -> CommandsFile:
    """schemas/commands.toml."""
    return read("commands", CommandsFile)
