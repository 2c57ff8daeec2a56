"""What the workbooks of a batch have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pipeline.text import seal
from schemas.named import NamedTuple


class Batch(NamedTuple):
    """One batch being published: its name, and what its workbooks have in common."""

    name: str
    created: datetime  # local time of the run, without zone, since workbooks have none
    association: str
    told: Mapping[str, str]  # what the settings said of the association then, by key; what was blank is not there
    secret: bytes

    def mark(self, kind: str, row_ids: Iterable[str] = ()) -> list[str]:
        return seal.make(kind, self.name, row_ids, self.secret)
