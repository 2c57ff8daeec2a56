"""One document while it is recognised: what the passes over the whole document work on."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.model.statements import Recognition
from pipeline.recognise.document.sources import Sources
from pipeline.recognise.sheet.grid import Grid
from pipeline.recognise.sheet.tables import FormTable


@dataclass(slots=True)
class Draft:
    """The document's file, its sheets without identity numbers, the tables found in them, and what was read so far. A
    pass that finds nothing of the form there puts a result of the kind none in its place."""

    file: str
    grids: list[Grid]
    tables: list[FormTable]
    result: Recognition
    sources: Sources = field(init=False)

    def __post_init__(self) -> None:
        self.sources = Sources(self.result)
