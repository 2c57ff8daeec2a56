"""The answer to one submission, written once more: as it went out last, or where it never got one as it would now."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.private import make_folder
from schemas.letters import letters_file

if TYPE_CHECKING:
    from pipeline.register import Register


def write_letter(register: Register, submission: str, outbox: Path, settings: Path, now: datetime) -> list[Path]:
    """The letter, the marked workbooks and the draft of the mail, into a folder of their own below the outbox; the
    paths of all of them.

    Raises UserError for a submission that the register does not know, and when something cannot be written.
    """
    from pipeline.publish.outbox.plan import batch_of
    from pipeline.publish.paper import disk
    from pipeline.publish.units.answering import write_answer
    from pipeline.publish.units.answers import answer_job
    from pipeline.terms.notices import CHINA, load_notice
    from pipeline.terms.settings import read_settings
    from pipeline.terms.working_days import due

    own = read_settings(settings)
    until = due(now.astimezone(CHINA).date(), own.reply_days, own.holidays)
    try:
        contents = register.answer_again(submission, until)
    except LookupError as error:
        raise UserError(letters_file().words.no_submission.format(submission=submission), 2) from error
    folder, notice = outbox / letters_file().words.again, load_notice(contents.notice)
    (answer,) = contents.answers
    job = answer_job(answer, batch_of(contents, notice, register.secret()), notice, contents)
    with disk.sentences(folder):
        make_folder((folder / job.path).parent)
        write_answer(job, folder)
    written = [folder / path for path in (job.path, *(each.path for each in job.workbooks), *filter(None, [job.draft]))]
    return [path for path in written if path.exists()]
