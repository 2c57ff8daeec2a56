"""Write a batch into the outbox again, file by file, after somebody in it was erased, or to add a file on which the
program had failed.

A file with the same contents is left alone. One that a person edited is never overwritten: it is set aside and listed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.private import make_folder
from pipeline.publish.outbox.batch import written_aside
from pipeline.publish.outbox.deliver import set_aside
from pipeline.publish.outbox.faults import missed_attempts
from pipeline.publish.paper.disk import BATCHES, RECORD, digest_of, read_record
from pipeline.publish.paper.planned import Missed, Runner
from pipeline.terms import fingerprint
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pipeline.register import Register
    from pipeline.register.contents.batch import BatchContents


class Renewed(NamedTuple):
    """Files written again; files removed, including encrypted copies; files that people edited, under their new names;
    files on which the program failed.
    """

    written: list[Path]
    removed: list[Path]
    kept_aside: list[Path]
    missed: list[Missed]


def renew(contents: BatchContents, outbox: Path, today: str, secret: bytes, workers: Runner | None) -> Renewed:
    """Bring the batch's folder up to date with the register; does nothing if there is no folder.

    Raises UserError when something cannot be written. Running it again completes what a crash left.
    """
    folder = outbox / BATCHES / contents.batch
    result = Renewed([], [], [], [])
    if not folder.is_dir():
        return result
    old = _digests(folder)
    with written_aside(contents, folder, secret, workers) as (aside, _, missed):
        result.missed.extend(missed)
        new = _digests(aside)
        for path in sorted({*old, *new}):
            change = _Change(folder / path, aside / path, old.get(path, ""), new.get(path, ""))
            change.apply(today, result)
        if digest_of(folder / RECORD) != digest_of(aside / RECORD):
            (aside / RECORD).replace(folder / RECORD)
    return result


def renew_outdated(register: Register, outbox: Path, now: datetime, workers: Runner | None) -> list[Renewed]:
    """Write again the batches in which somebody was erased after they were written."""
    done = []
    for batch in register.forgetting.outdated():
        done.append(_renewed(register, batch, outbox, now, workers))
        register.forgetting.mark_renewed(batch)
    return done


def complete_batches(
    register: Register, outbox: Path, now: datetime, workers: Runner | None, retry: bool
) -> list[Missed]:
    """Write the files missing from batches because another version of the program (with `retry`: any version) failed on
    them; returns those that fail again."""
    missed: list[Missed] = []
    for batch in register.attempts.incomplete(fingerprint.program(), retry):
        missed += _renewed(register, batch, outbox, now, workers).missed
    return missed


def _renewed(register: Register, batch: str, outbox: Path, now: datetime, workers: Runner | None) -> Renewed:
    renewed = renew(register.batch_contents(batch), outbox, f"{now:%Y-%m-%d}", register.secret(), workers)
    register.attempts.keep(missed_attempts(batch, renewed.missed, register.attempts.unsolved()))
    return renewed


def _digests(folder: Path) -> dict[str, str]:
    return {file["path"]: file["sha256"] for file in read_record(folder / RECORD).get("files", [])}


class _Change(NamedTuple):
    """One file of the batch: its place, its new version, and the sha-256 of the old and new one ("" for no file)."""

    target: Path
    fresh: Path
    old: str
    new: str

    def apply(self, today: str, result: Renewed) -> None:
        from pipeline.publish.societies.encrypt import encrypted_path  # every run asks whether a batch is to be renewed

        there = digest_of(self.target)
        if there == self.new:
            return
        if (copy := encrypted_path(self.target)).exists():
            copy.unlink()
            result.removed.append(copy)
        if there not in ("", self.old):
            result.kept_aside.append(set_aside(self.target, today))
        elif there and not self.new:
            self.target.unlink()
            result.removed.append(self.target)
        if self.new:
            make_folder(self.target.parent)
            self.fresh.replace(self.target)
            result.written.append(self.target)
