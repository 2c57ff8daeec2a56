"""An invented form, which workers read before their first file: schemas/ready.toml."""

from schemas.named import NamedTuple
from schemas.typed import read


class ReadyFile(NamedTuple):
    """`rows` are texts; `merges` the merged ranges: top, left, bottom, right, from 0."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]


def ready_file() -> ReadyFile:
    """schemas/ready.toml."""
    return read("ready", ReadyFile)
