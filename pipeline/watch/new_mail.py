"""The mailbox while the program stands by: a thread that waits for new mail and tells of it. It fetches nothing."""

from __future__ import annotations

from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from pipeline.errors import UserError
from pipeline.watch.bell import Bell, Rung, beside
from schemas.mailbox import mailbox_file

if TYPE_CHECKING:
    from pipeline.mail.account import Mailbox


class Letterbox:
    """Listens to the mailbox that the settings name, where they want mails fetched before a run."""

    def __init__(self, settings: Path) -> None:
        self._settings = settings
        self._box: Mailbox | None = None
        self._thread = ExitStack()

    def listen(self, bell: Bell) -> None:
        """From now on to the mailbox of the settings as they are now."""
        box = self._told()
        if box == self._box:
            return
        self.close()
        self._box = box
        if box:
            self._thread.enter_context(beside(partial(_listen, box, bell)))

    def close(self) -> None:
        """Listen no longer."""
        self._thread.close()

    def _told(self) -> Mailbox | None:
        """None where no mailbox is named, or it cannot be opened, which is said where mails are fetched."""
        from pipeline.mail.account import fetched_first
        from pipeline.terms.settings import read_settings

        with suppress(UserError):
            return fetched_first(read_settings(self._settings))
        return None


def _listen(box: Mailbox, bell: Bell, ended: Event) -> None:
    """Ring for whatever comes. A line that is cut is taken up again, after pauses that grow."""
    from pipeline.mail.session import opened

    limits, pause = mailbox_file().limits, 0
    while not ended.is_set():
        try:
            with opened(box) as session:
                bell.ring(Rung(mail=True, found=True))  # what came before, or meanwhile
                pause = 0
                if not session.can_idle:
                    ended.wait(limits.poll_seconds)
                while session.can_idle and not ended.is_set():
                    if session.idle(limits.idle_seconds):
                        bell.ring(Rung(mail=True))
        except UserError as error:
            bell.ring(Rung(lost=str(error)))
            pause = min(2 * pause or limits.pause_seconds, limits.longest_pause_seconds)
            ended.wait(pause)
