"""All that plans and writes a batch, to be loaded by a worker before there is one."""

from __future__ import annotations

from pipeline.publish.outbox import plan
from pipeline.publish.paper import book_sheets

__all__ = ["book_sheets", "plan"]
