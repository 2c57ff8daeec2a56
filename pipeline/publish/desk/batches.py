"""The batches on the desk's page, with the files that lie in their folders now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Columns
from pipeline.publish.desk.batch_files import FilesOfBatches
from pipeline.publish.desk.dispatched import dispatch_lines, workbook_of
from pipeline.publish.paper.names import safe_name
from pipeline.publish.paper.pages import grouped
from schemas.layouts.intake import intake_file
from schemas.layouts.paper import paper_file

if TYPE_CHECKING:
    from pipeline.register.contents.desk import DeskContents


def batches_on_disk(desk: DeskContents, outbox: Path) -> Iterator[dict[str, Any]]:
    """The register's batches, newest first, each with the files that are still in its folder, grouped by purpose: of
    each its name, its address, the batch that replaced it ("" for none), and of a society's that can be sent whether
    and when it went."""
    replaced = {(batch, safe_name(society)): newer for (batch, society), newer in desk.replaced.items()}
    states = {
        workbook_of(line["batch"], line["society"]): f"{line['sent_on']} {line['state']}".strip()
        for line in dispatch_lines(desk, outbox)
    }
    found = FilesOfBatches(outbox)
    for batch in reversed(lines_of(desk.batches)):
        name = batch["batch"]
        there = found.of(name)
        groups = grouped(there.others, f"{paper_file().batches}/{name}", there.answered)
        told = [
            (title, [(*each, _newer(*each, name, replaced), states.get(each[1], "")) for each in files])
            for title, files in groups
        ]
        yield {**batch, "groups": told}
    found.keep()


def _newer(file: str, address: str, batch: str, replaced: Mapping[tuple[str, str], str]) -> str:
    if not replaced:
        return ""
    society = PurePosixPath(address).parent.name
    is_waiting = file == intake_file().words.unconfirmed_file.format(society=society, batch=batch)
    return replaced.get((batch, society), "") if is_waiting else ""


def lines_of(columns: Columns) -> list[dict[str, Any]]:
    """Row by row."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
