"""What a cell of a published workbook holds."""

from __future__ import annotations

from pipeline.publish.paper.rich import Rich
from schemas.named import NamedTuple


class Formula(NamedTuple):
    """A formula of ours, with the functions' English names and without "="; whoever opens the workbook works it out."""

    text: str


Value = str | int | Rich | Formula
