"""Where the work of a run is done, as `--engine` says it."""

from __future__ import annotations

import re

from pipeline.errors import UserError
from schemas.named import NamedTuple

LOCAL = "local"
_DASK = r"dask://(?P<place>(?:\[[0-9a-fA-F:.]+\]|[^\s\[\]:/?#]+):(?P<port>[0-9]{1,5}))(?:\?files=(?P<files>\S.*))?"


class Address(NamedTuple):
    """HOST:PORT of a scheduler, and under which URL its workers find the files of the inbox; "" where they get the
    bytes of every file from the run."""

    place: str
    files: str = ""


def address_in(text: str) -> Address | None:
    """dask://HOST:PORT or dask://HOST:PORT?files=URL; None for this machine. Raises UserError for anything else."""
    if text == LOCAL:
        return None
    found = re.fullmatch(_DASK, text)
    if found is None or not 0 < int(found["port"]) < 65_536:
        from schemas.cluster import cluster_file

        raise UserError(cluster_file().refusals.engine.format(text=text), 2)
    return Address(found["place"], (found["files"] or "").rstrip("/"))
