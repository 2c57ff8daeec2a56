"""The menu for those who double-click: schemas/menu.toml."""

from schemas.named import NamedTuple
from schemas.typed import Text, read


class Ask(NamedTuple):
    prompt: Text
    option: str = ""
    optional: bool = False


class Entry(NamedTuple):
    """One line of the menu: a command, or a file of the outbox that is opened."""

    label: Text
    command: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    opens: str = ""


class MenuFile(NamedTuple):
    title: str
    line: str
    leave: str
    choose: str
    unknown: str
    ask: str
    back: str
    absent: str
    opened: str
    again: str
    entries: tuple[Entry, ...]


def menu_file() -> MenuFile:
    """schemas/menu.toml."""
    return read("menu", MenuFile)
