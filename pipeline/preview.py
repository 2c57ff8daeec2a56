"""preview: one file judged as if it were the only one ever received; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.examine.document import examine
from pipeline.model.documents import Examination
from schemas.wording import wording_file

if TYPE_CHECKING:
    from pipeline.register import RunRecord
    from pipeline.terms.notices import Notice


INBOX = Path("inbox")


@dataclass(frozen=True, slots=True)
class Preview:
    """What came out of the file, and how its people were judged; `notice` is the first that the file answers."""

    examination: Examination
    run: RunRecord
    notice: Notice


def preview(
    file: Path,
    settings: Path,
    notice: str | None,
    passwords: tuple[str, ...],
    examiner: Callable[..., Examination] = examine,
) -> Preview:
    """Examine the file in a worker process and judge it. Raises UserError where there is no such file."""
    from pipeline.engine.clock import Clock
    from pipeline.engine.portions import Portion
    from pipeline.engine.workers import Workers
    from pipeline.judge import judge, verified
    from pipeline.receive.files import received
    from pipeline.register import Register
    from pipeline.run_terms import terms_of

    if not file.is_file():
        raise UserError(wording_file().refusals.no_file.format(file=file), 2)
    terms = terms_of(settings, notice)
    try:
        inbox_file = received(str(file.absolute()), file.absolute().relative_to(_inbox_of(file)).as_posix())
    except OSError as error:
        raise UserError(wording_file().refusals.file.format(file=file), 2) from error
    with Workers(1, partial(examiner, expected=terms.notices.forms)) as workers:
        (examination,) = workers.examine_all([(inbox_file.path, inbox_file.absolute, passwords)], lambda _: None)
    with Register.in_memory() as register:
        portion = verified(Portion([inbox_file], [examination]), register)
        run = judge(portion, terms, register, datetime.now(UTC), Clock())
    return Preview(examination, run, terms.notices.known[next(iter(run.terms))])


def _inbox_of(file: Path) -> Path:
    """The folder that counts as inbox: the real one for what lies there, since its sub-folders may name the unit."""
    inbox = INBOX.absolute()
    return inbox if file.absolute().is_relative_to(inbox) else file.absolute().parent
