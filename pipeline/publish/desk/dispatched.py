"""What the desk says of the societies' workbooks that can be sent: where each lies, whether and when it went."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.publish.paper.book import Table
from pipeline.publish.paper.layout import load_layout
from pipeline.publish.paper.names import workbook_path
from schemas.layouts.ledger import ledger_file
from schemas.layouts.paper import paper_file

if TYPE_CHECKING:
    from pipeline.register.contents.desk import DeskContents

KIND = "dispatch"
"""The kind of question (schemas/decisions.toml) that asks whether a workbook went."""


@cache
def workbook_of(batch: str, society: str) -> str:
    """Where a workbook lies below the outbox."""
    return f"{paper_file().batches}/{batch}/{workbook_path(batch, society)}"


def address_of(batch: str, society: str, outbox: Path) -> str:
    """The address of a workbook, relative to the outbox and quoted; "" where it does not lie in its place."""
    is_there = os.path.isfile(f"{outbox}/{workbook_of(batch, society)}")  # noqa: PTH113  # of all batches
    return _quoted(batch, society) if is_there else ""


@cache
def _quoted(batch: str, society: str) -> str:
    return quote(workbook_of(batch, society))


def dispatch_lines(desk: DeskContents, outbox: Path) -> Iterator[dict[str, Any]]:
    """A line for each, the newest batch first, of one batch by society; days are counted as long as it waits."""
    words = ledger_file().words
    for each in sorted(desk.dispatches, key=lambda one: one.since + one.batch, reverse=True):
        waiting = (date.fromisoformat(desk.today) - date.fromisoformat(each.since)).days
        address = address_of(each.batch, each.society, outbox)
        yield {
            **each._asdict(),
            "state": words.sent if each.sent_on else words.to_send,
            "days": "" if each.sent_on else max(waiting, 0),
            "address": address,
            "place": words.open if address else "",
        }


def dispatch_table(desk: DeskContents, outbox: Path) -> list[Table]:
    """The sheet of them; none where there are none."""
    lines = list(dispatch_lines(desk, outbox))
    sources = load_layout("ledger", "dispatches").sources
    link = sources.index("place")
    rows = [tuple(line[source] for source in sources) for line in lines]
    links = {(row, link): line["address"] for row, line in enumerate(lines) if line["address"]}
    return [Table("ledger", "dispatches", rows, links=links)] if rows else []
