"""Make a batch whole again in the outbox: missing files are written, altered ones are set aside under a name that
says so and written again, and unchanged ones stay untouched.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from schemas.doctor import doctor_file

if TYPE_CHECKING:
    from pipeline.engine.workers import Workers
    from pipeline.publish.outbox.renew import Renewed
    from pipeline.register import Register


def republish(register: Register, batch: str, outbox: Path, now: datetime, workers: Workers) -> Renewed:
    """Make the batch of this name whole again, and the pages of its documents. The caller must hold the register
    exclusively; the workers examine by `drawing`.

    Its files are byte-identical to those published, unless somebody in it was erased since, or the program's version
    differs. Raises UserError for an unknown batch, and when something cannot be written.
    """
    from pipeline.engine.pages import draw_pages_of
    from pipeline.publish.outbox.batch import publish_batch
    from pipeline.publish.outbox.desk_files import publish_desk
    from pipeline.publish.outbox.faults import missed_attempts
    from pipeline.publish.outbox.renew import Renewed, renew
    from pipeline.publish.paper.disk import BATCHES

    contents = register.batch_contents(known(register, batch))
    folder, desk, secret = outbox / BATCHES / batch, register.desk(now), register.secret()
    if folder.is_dir():
        renewed = renew(contents, outbox, desk.today, secret, workers)
    else:
        made = publish_batch(contents, outbox, secret, workers)
        renewed = Renewed(made.files, [], [], made.missed)
    register.attempts.keep(missed_attempts(batch, renewed.missed, register.attempts.unsolved()))
    draw_pages_of(contents, register, outbox, workers)
    published = publish_desk(desk, outbox, secret)
    if batch in register.unpublished():
        register.mark_published(batch)
    if batch in register.forgetting.outdated():
        register.forgetting.mark_renewed(batch)
    return renewed._replace(kept_aside=[*renewed.kept_aside, *published.kept_aside])


def known(register: Register, batch: str) -> str:
    """The given name, if the register has such a batch. Otherwise raises UserError, which lists those that it has."""
    names = register.batches()
    if batch not in names:
        words = doctor_file().republish
        raise UserError(words.no_batch.format(batch=batch, known="、".join(names)) if names else words.none, 2)
    return batch
