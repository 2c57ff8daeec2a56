"""The loop: wait, look, and do the main job when something has come.

The register is held only while the job is done, so that all other commands work meanwhile. What hinders the first job
ends the program, as it ends `process`; what hinders a later one is said once, and the job is tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Protocol

import schemas
from pipeline.engine.run_summary import Report
from pipeline.errors import UserError
from pipeline.process import Advance, Options, process
from pipeline.receive.files import Entry
from pipeline.register import Register
from pipeline.run_terms import terms_of
from pipeline.watch.arrivals import Arrivals
from pipeline.watch.bell import Bell, Rung, beside, listen
from pipeline.watch.new_mail import Letterbox
from pipeline.watch.program import as_it_lies
from pipeline.watch.trying import Trying
from pipeline.watch.warm import Warm
from pipeline.watch.written import SETTINGS, Written
from schemas.limits import limits_file
from schemas.mailbox import mailbox_file
from schemas.named import NamedTuple
from schemas.wording import wording_file


class Why(NamedTuple):
    """Why the job is done: files that arrived; workbooks of the desk in which somebody wrote; settings that changed; a
    new day, by which the desk tells how long things wait."""

    files: Sequence[Entry] = ()
    desk: Sequence[str] = ()
    settings: bool = False
    day: bool = False


class Tell(Protocol):
    """Whoever tells people what happens."""

    def begun(self, options: Options) -> None:
        """The program stands by."""

    def done(self, why: Why, report: Report, options: Options, seconds: float) -> None:
        """The job was done once more."""

    def hindered(self, sentence: str) -> None:
        """Something hinders the job, which is tried again."""

    def mailbox(self, sentence: str) -> None:
        """Something hinders the mailbox, or does so no longer."""


Now = Callable[[], Options]
Fetch = Callable[[Options], None]


def stand_by(options: Now, tell: Tell, fetch: Fetch, advance: Advance) -> None:
    """Until it is interrupted: the main job at once, and then whenever something comes; `options` are those of the
    moment, `fetch` takes new mail into the inbox. Raises UserError for what hinders the first job, and where the
    program was changed meanwhile."""
    now = options()
    with Register.standing_by(now.register), Warm() as warm, ExitStack() as at_last:
        watch = _Watch(options, tell, fetch, advance, warm)
        at_last.callback(watch.close)
        at_last.enter_context(beside(partial(listen, now.inbox, watch.bell)))
        try:
            watch.begin()
            tell.begun(now)
            while True:
                watch.go_on()
        except _Outdated:
            raise UserError(wording_file().watch.outdated) from None


class _Outdated(Exception):  # noqa: N818 - nobody's error
    """The program was changed while it stood by."""


class _Watch:
    """Standing by, while it lasts."""

    def __init__(self, options: Now, tell: Tell, fetch: Fetch, advance: Advance, warm: Warm) -> None:
        now, limits, mail = options(), limits_file().watch, mailbox_file().limits
        self.bell = Bell()
        self._options, self._tell, self._fetch, self._advance, self._warm = options, tell, fetch, advance, warm
        self._arrivals, self._written = Arrivals(now.inbox), Written(now.settings, now.outbox)
        self._limits, self._is_told, self._next_look, self._not_before = limits, False, 0.0, 0.0
        self._letterbox, self._has_mail = Letterbox(now.settings), True
        self._looking = Trying(tell.hindered, limits.again_seconds, limits.again_seconds)
        self._working = Trying(tell.hindered, limits.again_seconds, limits.again_seconds)
        self._fetching = Trying(tell.mailbox, mail.pause_seconds, mail.longest_pause_seconds)
        self._program, self._day = as_it_lies(), date.min

    def close(self) -> None:
        self._letterbox.close()

    def begin(self) -> None:
        """The first job, over all that lies there and is whole. Raises UserError."""
        options = self._options()
        self._look(is_told=True)
        self._warm.make_ready(options, terms_of(options.settings, options.notice))
        self._fetch_mail()
        self._letterbox.listen(self.bell)
        time.sleep(self._limits.folder_seconds)
        self._next_look = 0.0
        self._look(is_told=True)
        self._do(Why(day=True))

    def go_on(self) -> None:
        """Wait for the next thing to happen, and do what it asks for."""
        rung = self.bell.heard(min(self._limits.beat_seconds, max(0.0, self._next_look - time.monotonic())))
        for each in rung:
            self._note(each)
        if self._has_mail and self._fetching.is_due():
            self._fetch_mail()
        is_told = any(each.inbox for each in rung)
        if not self._looking.attempt(lambda: self._look(is_told)):
            return
        if self._working.is_due() and any(why := self._why()):
            self._working.attempt(lambda: self._do(why))

    def _note(self, rung: Rung) -> None:
        """What the mailbox told."""
        self._has_mail |= rung.mail
        if rung.lost:
            self._fetching.failed(rung.lost)
        elif rung.found and self._fetching.succeeded():
            self._tell.mailbox(mailbox_file().words.again)

    def _fetch_mail(self) -> None:
        """What hinders it does not hinder the job."""
        self._has_mail = not self._fetching.attempt(lambda: self._fetch(self._options()))

    def _look(self, is_told: bool) -> None:
        """Look at what people write, and at the inbox where something changed in it or it is time. A large inbox, which
        takes long, is looked at less often. What was hindered is tried at once when anything is new."""
        now = time.monotonic()
        is_new = self._written.look(now)
        if is_told:
            self._is_told, self._next_look = True, min(self._next_look, self._not_before)
        if now >= self._next_look:
            is_new |= self._arrivals.look(now, self._is_told)
            self._is_told, self._not_before = False, now + self._limits.look_share * (time.monotonic() - now)
            soon = min([self._limits.look_seconds, *self._arrivals.soon()])
            self._next_look = max(self._not_before, now + soon)
        if is_new:
            self._working.at_once()

    def _why(self) -> Why:
        changed = self._written.changed(time.monotonic())
        desk = [name for name in changed if name != SETTINGS]
        return Why(self._arrivals.whole(), desk, SETTINGS in changed, self._options().now.date() != self._day)

    def _do(self, why: Why) -> None:
        """The main job: over what arrived; for the first time on a day over all that is whole, told in no list where
        nothing is coming just then, as `process` has it. Raises UserError."""
        if as_it_lies() != self._program:
            raise _Outdated
        began, marks = time.monotonic(), self._written.marks()
        entries = self._arrivals.all_whole() if why.day else why.files
        is_all = why.day and not self._arrivals.soon()
        options = self._options()._replace(entries=None if is_all else entries)
        schemas.lay_over(options.settings)
        report = process(options, self._advance, self._warm.engine)
        self._arrivals.take(entries)
        self._written.take(marks)
        self._day = options.now.date()
        self._tell.done(why, report, options, time.monotonic() - began)
        if why.settings:
            self._letterbox.listen(self.bell)
