"""What somebody wrote into a workbook of the desk where it lies: read like a file that came. One that cannot be opened
stays as it is, which is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.decide import unanswered, why_unreadable
from pipeline.engine.engine import Engine
from pipeline.engine.portions import Portion
from pipeline.engine.run_summary import Report
from pipeline.judge import verified
from pipeline.model.documents import Examination, InboxFile
from pipeline.receive.files import on_desk
from schemas.decisions import decisions_file
from schemas.layouts.certificates import certificates_layout

if TYPE_CHECKING:
    from pipeline.register import Register


def answers_on_desk(outbox: Path, workers: Engine, register: Register, report: Report) -> Portion | None:
    """The workbook of questions, if there are answers in it."""
    name = decisions_file().words.file
    examination = _edited(outbox, name, workers)
    if examination is None:
        return None
    portion = verified(Portion([], [examination]), register)
    if why := unanswered(portion.examinations[0]):
        report.decisions.append(why.sentence)
        report.left += [name] if why.stays else []
        return None
    return portion


def certificates_on_desk(outbox: Path, workers: Engine, report: Report) -> list[InboxFile]:
    """The workbook of certificates, to be read with the inbox."""
    name = certificates_layout().words.file
    examination = _edited(outbox, name, workers)
    if examination is None:
        return []
    if why := why_unreadable(examination):
        report.results.append(certificates_layout().taken.unreadable.format(why=why))
        report.left.append(name)
        return []
    report.known += 1  # like those of the inbox, which are counted before it is known which are new
    return [on_desk(outbox, name)]


def _edited(outbox: Path, name: str, workers: Engine) -> Examination | None:
    """A workbook of the desk, if anybody edited it since it was written."""
    from pipeline.publish.outbox.deliver import Desk

    if not Desk(outbox, "").is_edited(name):
        return None
    (examination,) = workers.examine_all([(name, str(outbox / name), ())], lambda _: None)
    return examination
