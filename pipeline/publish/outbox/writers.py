"""All that plans and writes a batch, with the data that nearly every batch asks for. A worker loads it beforehand:
whoever waits for the batch does not wait for this.
"""

from __future__ import annotations

from pipeline.publish.outbox import plan
from pipeline.publish.paper import book_sheets
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.pages import environment
from pipeline.publish.societies.intake import SHEETS
from pipeline.terms.findings import load_findings
from pipeline.terms.notices import notices
from schemas.layouts.summary import summary_file

__all__ = ["book_sheets", "plan"]

environment()
load_findings()
notices()
summary_file()
for sheet in SHEETS:
    load_layout("intake", sheet)
