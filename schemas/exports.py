"""What exports for people call columns and codes: schemas/exports.toml."""

from collections.abc import Mapping

from schemas.named import NamedTuple
from schemas.typed import read


class ExportsFile(NamedTuple):
    """`headings` by column, `values` by column and code; `yes_no` by true and false."""

    typed: str
    joined: str
    yes_no: Mapping[str, str]
    headings: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


def exports_file() -> ExportsFile:
    """schemas/exports.toml."""
    return read("exports", ExportsFile)
