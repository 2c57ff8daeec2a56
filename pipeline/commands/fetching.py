"""Fetching as `fetch` does it, and `process` before a run: with a progress bar, and in words what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipeline.errors import UserError
from schemas.mailbox import mailbox_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from pipeline.mail.account import Mailbox
    from pipeline.mail.fetch import Fetched
    from pipeline.mail.session import Listed
    from pipeline.process import Options


def fetch_before(options: Options) -> None:
    """What a run begins with where the settings say so; what hinders it is said, and the run goes on."""
    from pipeline.mail.account import fetched_first
    from pipeline.terms.settings import read_settings

    settings = read_settings(options.settings)
    if options.dry_run:
        return
    try:
        if box := fetched_first(settings):
            take_in(box, options.inbox, options.register, options.now)
    except UserError as error:
        typer.echo(str(error), err=True)
        typer.echo(mailbox_file().words.begun, err=True)


def fetch_again(options: Options) -> None:
    """The same while the program stands by: what hinders it is raised, and that nothing came is not told."""
    from pipeline.mail.account import fetched_first
    from pipeline.terms.settings import read_settings

    if box := fetched_first(read_settings(options.settings)):
        take_in(box, options.inbox, options.register, options.now, tells_nothing=False)


def take_in(box: Mailbox, inbox: Path, register: str, now: datetime, *, tells_nothing: bool = True) -> None:
    """Fetch, and say what came of it; also of what was fetched before something went wrong, which is raised. That
    nothing came is told unless that is not wanted."""
    from pipeline.commands.terminal import progress
    from pipeline.mail.fetch import Fetched
    from pipeline.mail.fetch import fetch as take
    from pipeline.register import Register as Book

    done = Fetched()
    try:
        with Book.open(register) as book, progress(mailbox_file().words.progress) as advance:
            take(box, book, inbox, now, advance, done)
    except UserError:
        _say(done, inbox, is_whole=False)
        raise
    _say(done, inbox, is_whole=tells_nothing)


def _say(done: Fetched, inbox: Path, *, is_whole: bool) -> None:
    words = mailbox_file().words
    if done.files:
        typer.echo(words.fetched.format(count=len(done.files), inbox=inbox))
    elif is_whole:
        typer.echo(words.nothing)
    if done.seen:
        typer.echo(words.seen.format(count=len(done.seen)))
        _list(done.seen)
    if done.left:
        from schemas.limits import limits_file

        typer.echo(words.left.format(count=len(done.left), limit=limits_file().file.bytes >> 20))
        _list(done.left)
    if done.missing:
        typer.echo(words.missing.format(count=done.missing))
    if done.unmoved and (done.files or done.seen):
        typer.echo(words.unmoved)


def _list(mails: Iterable[Listed]) -> None:
    words = mailbox_file().words
    for mail in mails:
        told = {"sent": f"{mail.came:%Y-%m-%d %H:%M}", "sender": mail.sender, "subject": mail.subject}
        typer.echo(words.mail.format(**told | {"subject": mail.subject or words.no_subject}))
