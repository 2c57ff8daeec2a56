"""Erase people everywhere: from the register first, in one transaction; then the batches in the outbox are written
again without them; then the desk. What a crash leaves undone, the next run completes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from schemas.decisions import decisions_file
from schemas.explain import explain_file
from schemas.layouts.certificates import certificates_layout
from schemas.layouts.everybody import everybody_file
from schemas.layouts.ledger import ledger_file
from schemas.layouts.results import results_layout
from schemas.letters import letters_file
from schemas.limits import limits_file

if TYPE_CHECKING:
    from pipeline.publish.paper.planned import Runner
    from pipeline.register import Register
    from pipeline.register.forgetting import Extent, Selection

_OF_DESK = (ledger_file, decisions_file, everybody_file, results_layout, certificates_layout)


@dataclass(slots=True)
class Forgotten:
    """What was done. `kept_aside` are files that people had edited, now or before an earlier run, which may still
    mention the erased people; `pages` counts the pages of documents that are gone."""

    extent: Extent
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept_aside: list[Path] = field(default_factory=list)
    pages: int = 0


def forget(register: Register, selection: Selection, now: datetime, outbox: Path, workers: Runner | None) -> Forgotten:
    """Erase the selection wherever the program keeps it. The caller must hold the register exclusively.

    Raises UserError when the outbox cannot be written; the erasure in the register stands even then.
    """
    from pipeline.publish.desk.document_pages import DocumentPages
    from pipeline.publish.outbox.deliver import edited
    from pipeline.publish.outbox.desk_files import publish_desk
    from pipeline.publish.outbox.renew import renew_outdated

    done = Forgotten(register.forgetting.forget(selection, now))
    for renewed in renew_outdated(register, outbox, now, workers):
        done.written += renewed.written
        done.removed += renewed.removed
        done.kept_aside += renewed.kept_aside
    for page in sorted((outbox / explain_file().folder).glob("*.html")):
        page.unlink()  # for a single look; which people are on it is not recorded
        done.removed.append(page)
    done.pages = len(DocumentPages(outbox).clear_others(register.page_files().kept))
    if (everyone := outbox / everybody_file().words.all).exists():
        everyone.unlink()  # `people` writes it again
        done.removed.append(everyone)
    for note in sorted((outbox / limits_file().faults.folder).glob("*.txt")):
        note.unlink()  # it names a file; the next run writes it again without the erased
        done.removed.append(note)
    for submission in done.extent.answered:
        for letter in sorted((outbox / letters_file().words.again).glob(f"*/*_{submission}/*")):
            letter.unlink()  # written once more for somebody to send; what is left to tell can be had again
            done.removed.append(letter)
    for letter in _reminders(outbox, done.extent.answered):
        letter.unlink()  # `remind` writes it again, without the erased
        done.removed.append(letter)
    desk = publish_desk(register.desk(now), outbox, register.secret())
    done.written += desk.files
    done.kept_aside += edited(outbox, [file().words.file for file in _OF_DESK])
    return done


def _reminders(outbox: Path, answered: Iterable[str]) -> list[Path]:
    """The letters of `remind`, with their drafts, that may name somebody: those that have lists of people, and those to
    who sent one of the submissions that were `answered`."""
    words = letters_file().reminders
    folders = {PurePosixPath(words.files[kind]).parts[0] for kind in words.naming}
    patterns = [*(f"*/{folder}/*" for folder in folders), *(f"*/*/*_{submission}.*" for submission in answered)]
    return sorted({path for pattern in patterns for path in (outbox / words.outbox).glob(pattern)})


def closed_before(register: Register, now: datetime) -> dict[str, datetime]:
    """For each notice in the register, the moment before which closed cases are no longer kept.

    Raises UserError for a notice unknown to the program.
    """
    from pipeline.terms.notices import load_notice
    from pipeline.text.days import months_later

    return {name: months_later(now, -load_notice(name).retention_months) for name in register.notices()}
