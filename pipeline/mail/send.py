"""Send the letters of a batch, each at most once.

Before the mail itself is handed over the register has it as `sending`. What is cut before that is tried again, what is
cut after it is uncertain, and is never sent again but by a person's word.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.mail.outgoing import Outgoing
from pipeline.mail.smtp import CutError, Server, UncertainError, hand_over, opened
from pipeline.model.sending import REFUSED, SENDING, SENT, UNCERTAIN, Sending
from pipeline.publish.mails.heading import addresses_of
from pipeline.publish.mails.message import Correspondent, Mail, message
from schemas.outgoing import outgoing_file

if TYPE_CHECKING:
    from pipeline.register import Register
    from pipeline.terms.settings import Settings

Advance = Callable[[int, int], None]
"""Told how many letters are dealt with, and how many there are."""


@dataclass(frozen=True, slots=True)
class Order:
    """How letters are sent: from which folder of a batch, by which server, as whom, when, how many a minute; to
    `test_to` alone if that is given, and then nothing is written down. `wait` waits so many seconds."""

    folder: Path
    server: Server
    settings: Settings
    now: datetime
    test_to: str
    wait: Callable[[float], None]
    clock: Callable[[], float]

    @property
    def pause(self) -> float:
        """Seconds from one letter to the next."""
        return 60 / int(self.settings.association["mails_a_minute"])


@dataclass(slots=True)
class Done:
    """What became of the letters; `cut` tells why the rest was left, `left` how many that are. `bytes_sent` are the
    mails as they went, for who keeps a copy."""

    sent: list[Outgoing] = field(default_factory=list)
    failed: list[tuple[Outgoing, str]] = field(default_factory=list)
    uncertain: list[Outgoing] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    cut: str = ""
    left: int = 0


def send(letters: Sequence[Outgoing], order: Order, register: Register, advance: Advance, done: Done) -> None:
    """Send these letters. The caller must hold the register exclusively. Raises UserError where the server cannot be
    spoken to at all; what was done until then is in `done`."""
    with _Sending(order, register, done) as sending:
        for number, letter in enumerate(letters):
            try:
                sending.send(letter)
            except CutError as error:
                done.cut, done.left = str(error), len(letters) - number
                return
            advance(number + 1, len(letters))


class _Sending(ExitStack):
    """A run: the line, which is opened when it is needed, and when the last mail went."""

    def __init__(self, order: Order, register: Register, done: Done) -> None:
        super().__init__()
        self._order, self._register, self._done = order, register, done
        self._line: smtplib.SMTP | None = None
        self._next = 0.0

    def send(self, letter: Outgoing) -> None:
        """One letter, tried again on a new line where that was cut before it was handed over. Raises CutError."""
        mail = self._mail(letter)
        assert mail.to is not None
        data, last = message(mail, is_draft=False), outgoing_file().server.tries
        for attempt in range(1, last + 1):
            self._pace()
            try:
                self._hand_over(letter, mail, data)
            except CutError:
                self._hang_up()
                if attempt == last:
                    raise
            else:
                return

    def _hand_over(self, letter: Outgoing, mail: Mail, data: bytes) -> None:
        order, done = self._order, self._done
        assert mail.to is not None
        assert mail.sender is not None
        step = Sending(
            letter=letter.letter,
            batch=letter.batch,
            society=letter.society,
            address=mail.to.address,
            message_id=mail.message_id,
            state=SENDING,
            said="",
            recorded_at=order.now.isoformat(),
        )
        try:
            refused = hand_over(
                self._opened(), order.server, mail.sender.address, mail.to.address, data, lambda: self._keep(step)
            )
        except UncertainError as error:
            self._keep(step._replace(state=UNCERTAIN, said=str(error)))
            done.uncertain.append(letter)
            self._hang_up()
            return
        if refused:
            self._keep(step._replace(state=REFUSED, said=refused))
            done.failed.append((letter, refused))
            return
        self._keep(step._replace(state=SENT))
        done.sent.append(letter)
        done.mails.append(data)

    def _mail(self, letter: Outgoing) -> Mail:
        """As it goes: from whom the settings say now, at this moment; a rehearsal to the test address, under a
        Message-ID of its own, since a server may take the same one for the same mail."""
        order, words = self._order, outgoing_file().words
        sender, reply_to = addresses_of(order.settings.association)
        to = Correspondent("", order.test_to) if order.test_to else letter.heading.to
        assert to is not None
        mail = letter.mail(order.folder, to)._replace(sender=sender, reply_to=reply_to, moment=order.now)
        if not order.test_to:
            return mail
        return mail._replace(
            subject=words.rehearsal + mail.subject, message_id=f"<test.{mail.message_id[1:]}", answers=""
        )

    def _keep(self, step: Sending) -> None:
        if not self._order.test_to:
            self._register.sendings.keep(step)

    def _opened(self) -> smtplib.SMTP:
        if self._line is None:
            self._line = self.enter_context(opened(self._order.server))
        return self._line

    def _hang_up(self) -> None:
        self._line = None
        self.close()

    def _pace(self) -> None:
        now = self._order.clock()
        if now < self._next:
            self._order.wait(self._next - now)
        self._next = max(now, self._next) + self._order.pause


def settle(register: Register, batch: str, now: datetime) -> None:
    """What a run left that was killed while a mail was on its way is uncertain from now on. The caller must hold the
    register exclusively."""
    for step in register.sendings.last().values():
        if step.batch == batch and step.state == SENDING:
            register.sendings.keep(step._replace(state=UNCERTAIN, recorded_at=now.isoformat()))


def chosen(letters: Iterable[Outgoing], again: Sequence[str]) -> list[Outgoing]:
    """Those that go: what waits and may, and of what is uncertain what a person named."""
    named = [each for each in letters if each.state == UNCERTAIN and each.letter in again and not each.reason]
    return [each for each in letters if each.may_go or each in named]
