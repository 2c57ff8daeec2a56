"""Forgetting from end to end: the register first, in one transaction; then the batches in the outbox are written again
without the people; then the desk. What a crash leaves undone the next run completes.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.explain import explain_file
from schemas.limits import limits_file

if TYPE_CHECKING:
    from pipeline.publish import Runner
    from pipeline.register import Register
    from pipeline.register.forgetting import Extent, Selection


@dataclass(slots=True)
class Forgotten:
    """What forgetting did. `kept_aside` are files that people edited, which may still tell of the forgotten."""

    extent: Extent
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    kept_aside: list[Path] = field(default_factory=list)


def forget(register: Register, selection: Selection, now: datetime, outbox: Path, workers: Runner | None) -> Forgotten:
    """Erase what the selection holds wherever the program keeps it. The register must be held alone.

    Raises UserError when the outbox cannot be written; what the register forgot stays forgotten.
    """
    from pipeline.publish import publish_desk
    from pipeline.publish.outbox.renew import renew_outdated

    done = Forgotten(register.forget(selection, now))
    for renewed in renew_outdated(register, outbox, now, workers):
        done.written += renewed.written
        done.removed += renewed.removed
        done.kept_aside += renewed.kept_aside
    for page in sorted((outbox / explain_file().folder).glob("*.html")):
        page.unlink()  # made to be looked at once; which people a page tells of is not recorded
        done.removed.append(page)
    for note in sorted((outbox / limits_file().faults.folder).glob("*.txt")):
        note.unlink()  # it names the file; the next run writes it again, without what was forgotten
        done.removed.append(note)
    desk = publish_desk(register.desk(now), outbox, register.secret())
    done.written += desk.files
    done.kept_aside += desk.kept_aside
    return done


def closed_before(register: Register, now: datetime) -> dict[str, datetime]:
    """For each notice of the register the moment before which closed cases are no longer kept.

    Raises UserError for a notice that the program does not know.
    """
    from pipeline.terms.notices import load_notice

    return {name: months_before(now, load_notice(name).retention_months) for name in register.notices()}


def months_before(moment: datetime, months: int) -> datetime:
    """The same moment so many months earlier; the last day of a month that is shorter."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))
