"""The batches on the desk's page, with the files that lie in their folders now."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline.model.judgements import Columns
from pipeline.publish.desk.dispatched import dispatch_lines, workbook_of
from pipeline.publish.paper.disk import read_record
from pipeline.publish.paper.names import safe_name
from pipeline.publish.paper.pages import grouped
from schemas.layouts.intake import intake_file
from schemas.layouts.paper import paper_file
from schemas.letters import letters_file

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
    for batch in reversed(lines_of(desk.batches)):
        name = batch["batch"]
        groups = _groups(outbox / paper_file().batches / name, outbox)
        told = [
            (title, [(*each, _newer(*each, name, replaced), states.get(each[1], "")) for each in files])
            for title, files in groups
        ]
        yield {**batch, "groups": told}


def _newer(file: str, address: str, batch: str, replaced: Mapping[tuple[str, str], str]) -> str:
    society = PurePosixPath(address).parent.name
    is_waiting = file == intake_file().words.unconfirmed_file.format(society=society, batch=batch)
    return replaced.get((batch, society), "") if is_waiting else ""


def _groups(folder: Path, outbox: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files of a batch listed in run.json that still exist, grouped; of the answers to units, which may be
    thousands, those whose folders do."""
    record, words = folder / "run.json", letters_file().words
    files, answers = [file["path"] for file in read_record(record).get("files", [])], f"{words.outbox}/"
    others = [path for path in files if not path.startswith(answers)]
    answered = {path.split("/", 2)[1] for path in files if path.startswith(answers)}
    if answered and not _is_as_written(folder / words.outbox, record):
        answered &= _names_in(folder / words.outbox)
    place = str(folder)
    there = [path for path in others if os.path.isfile(f"{place}/{path}")]  # noqa: PTH113  # thousands of files
    return grouped(there, folder.relative_to(outbox).as_posix(), answered)


def _is_as_written(folder: Path, record: Path) -> bool:
    """Whether nothing came into a folder and nothing left it since the record, which is written last."""
    with suppress(FileNotFoundError):
        return folder.stat().st_mtime_ns <= record.stat().st_mtime_ns
    return False


def _names_in(folder: Path) -> set[str]:
    try:
        return {*os.listdir(folder)}  # noqa: PTH208  # thousands of names
    except FileNotFoundError:
        return set()


def lines_of(columns: Columns) -> list[dict[str, Any]]:
    """Row by row."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
