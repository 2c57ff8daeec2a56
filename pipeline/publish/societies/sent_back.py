"""What goes back to a society: its own workbooks with the cells marked that could not be taken, and a letter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.publish.mails.heading import wants_drafts
from pipeline.publish.marked.originals import Original
from pipeline.publish.paper.batch_paper import Batch
from pipeline.publish.paper.names import marked_names, safe_name, same_file
from pipeline.publish.societies.intake import SOCIETIES
from pipeline.publish.societies.mail import society_heading
from pipeline.publish.societies.sending_back import Copy, SentBackJob, Wrong
from pipeline.terms.findings import load_findings
from pipeline.terms.notices import Notice
from schemas.layouts.correction import correction_file
from schemas.layouts.paper import paper_file
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents, SentBack


def sent_back_jobs(contents: BatchContents, batch: Batch, notice: Notice) -> Iterator[SentBackJob]:
    """What is to be written for each society, in order of their names."""
    ordered = sorted(contents.sent_back, key=attrgetter("society"))
    for society, own in groupby(ordered, attrgetter("society")):
        yield _job(society, list(own), contents, batch, notice)


def _job(society: str, own: Sequence[SentBack], contents: BatchContents, batch: Batch, notice: Notice) -> SentBackJob:
    is_confirmed = all(each.is_confirmed for each in own)
    answers = own[-1].answers
    has_draft = is_confirmed and society != batch.association and wants_drafts(contents.association)
    behind = "" if is_confirmed else paper_file().unconfirmed
    stem = PurePosixPath(letters_file().societies.template).stem
    return SentBackJob(
        path=f"{SOCIETIES}/{safe_name(society)}/{stem}{behind}.docx",
        society=society,
        is_confirmed=is_confirmed,
        notice=notice,
        association=contents.association,
        day=batch.created.date(),
        created=batch.created,
        templates=contents.templates,
        copies=tuple(_copies(society, own, contents)),
        batch=contents.batch,
        answers=answers,
        heading=society_heading(society, contents, batch.secret, again=True, answers=answers) if has_draft else None,
    )


def _copies(society: str, own: Iterable[SentBack], contents: BatchContents) -> Iterator[Copy]:
    taken: set[str] = set()
    for each in own:
        words = correction_file().societies
        names = marked_names(each.file, words.behind)
        name = next(name for name in names if same_file(name) not in taken)
        taken.add(same_file(name))
        if not each.is_confirmed:
            path = PurePosixPath(name)
            name = f"{path.stem}{paper_file().unconfirmed}{path.suffix}"
        data = contents.original(each.sha256)
        yield Copy(
            path=f"{SOCIETIES}/{safe_name(society)}/{name}",
            original=Original(each.file.partition("!")[0], data) if data is not None else None,
            document=each.file,
            received_on=each.received_on,
            taken=each.taken,
            wrong=tuple(
                Wrong(cell.name, found.sheet, found.cell, found.value, found.message, load_findings()[found.slug].fix)
                for cell in each.wrong
                for found in [cell.finding]
            ),
        )
