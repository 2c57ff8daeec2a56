"""What all published sheets have in common: paper.toml."""

from schemas.named import NamedTuple
from schemas.typed import read


class PaperFile(NamedTuple):
    """What all published sheets have in common."""

    font: str
    batches: str
    pages: str
    nameless: str
    collision: str
    occupied: str
    unconfirmed: str


def paper_file() -> PaperFile:
    return read("layouts/paper", PaperFile)
