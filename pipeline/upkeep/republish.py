"""A batch made again in the outbox: what is missing is written, what somebody altered is kept aside under a name that
says so, and what is as it was stays untouched.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from schemas.doctor import doctor_file

if TYPE_CHECKING:
    from pipeline.publish import Runner
    from pipeline.publish.outbox.renew import Renewed
    from pipeline.register import Register


def republish(register: Register, batch: str, outbox: Path, now: datetime, workers: Runner | None) -> Renewed:
    """Make the batch of this name whole again. The register must be held alone.

    Its files are byte-identical to what was published, unless somebody in it was forgotten since or the program is
    another. Raises UserError for an unknown batch, and when something cannot be written.
    """
    from pipeline.publish import BATCHES, publish_batch, publish_desk
    from pipeline.publish.outbox.faults import missed_attempts
    from pipeline.publish.outbox.renew import Renewed, renew

    contents = register.batch_contents(known(register, batch))
    folder, desk, secret = outbox / BATCHES / batch, register.desk(now), register.secret()
    if folder.is_dir():
        renewed = renew(contents, outbox, desk.today, secret, workers)
    else:
        made = publish_batch(contents, outbox, secret, workers)
        renewed = Renewed(made.files, [], [], made.missed)
    register.tried(missed_attempts(batch, renewed.missed, register.unsolved()))
    published = publish_desk(desk, outbox, secret)
    if batch in register.unpublished():
        register.mark_published(batch)
    if batch in register.outdated():
        register.mark_renewed(batch)
    return renewed._replace(kept_aside=[*renewed.kept_aside, *published.kept_aside])


def known(register: Register, batch: str) -> str:
    """The name itself. Raises UserError, naming the batches that there are, for one that the register does not have."""
    names = register.batches()
    if batch not in names:
        words = doctor_file().republish
        raise UserError(words.no_batch.format(batch=batch, known="、".join(names)) if names else words.none, 2)
    return batch
