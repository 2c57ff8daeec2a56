"""What files of the inbox are made of: schemas/documents.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class System(NamedTuple):
    """Files that computers leave behind, by patterns of their names and of the folders around them."""

    names: tuple[str, ...]
    folders: tuple[str, ...]


class Sheets(NamedTuple):
    """How the tables of documents without sheets are called, what stands below the last of them, and the text of a
    document without tables."""

    table: str
    below: str
    text: str


class DocumentsFile(NamedTuple):
    """`places`: words for the places of pipeline.model.documents.AsidePlace."""

    system: System
    sheets: Sheets
    places: Mapping[str, str]


def documents_file() -> DocumentsFile:
    """schemas/documents.toml."""
    return read("documents", DocumentsFile)
