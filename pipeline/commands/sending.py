"""Sending as `send` does it: what would go to whom, the question, the mails, and in words what became of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import typer

from pipeline.errors import UserError
from schemas.named import NamedTuple
from schemas.outgoing import outgoing_file

if TYPE_CHECKING:
    from pipeline.mail.outgoing import Outgoing
    from pipeline.mail.send import Done, Order
    from pipeline.mail.smtp import Server
    from pipeline.register import Register
    from pipeline.terms.settings import Settings


class Asked(NamedTuple):
    """What the command is asked to do; `again` are letters that shall go once more, `drafts` that they are put into the
    mailbox as drafts and not sent. `passwords` are those of societies."""

    batch: str
    yes: bool
    test_to: str
    again: Sequence[str]
    drafts: bool
    passwords: Mapping[str, str]
    outbox: Path
    settings: Path
    now: datetime


def run(asked: Asked, register: str) -> int:
    """Do it; 0 where everything that may go went, 1 where something is left or uncertain."""
    from pipeline.mail.outgoing import outgoing
    from pipeline.mail.send import chosen, settle
    from pipeline.mail.smtp import server_of
    from pipeline.publish.mails.heading import is_address
    from pipeline.register import Register as Book
    from pipeline.terms.settings import read_settings

    words, settings = outgoing_file(), read_settings(asked.settings)
    if asked.test_to and not is_address(asked.test_to):
        raise UserError(words.refusals.test_address.format(address=asked.test_to), 2)
    with Book.open(register, create=False) as book, book.alone():
        settle(book, asked.batch, asked.now)
        letters = outgoing(book, asked.batch, asked.outbox, settings, asked.passwords)
        uncertain = {each.letter for each in letters if each.state == "uncertain"}
        for letter in asked.again:
            if letter not in uncertain:
                raise UserError(words.words.again_unknown.format(batch=asked.batch, letter=letter), 2)
        _show(letters, asked)
        going = chosen(letters, asked.again)
        if not going:
            typer.echo(words.words.nothing)
        elif asked.drafts:
            _file_drafts(going, asked, settings)
        else:
            server = server_of(settings)
            if _agreed(going, asked):
                return _sent(going, letters, asked, book, settings, server)
            typer.echo(words.words.refused)
        return _rest([each for each in letters if each.state == "uncertain"], asked)


def _show(letters: Sequence[Outgoing], asked: Asked) -> None:
    """What would go to whom, and what does not go and why."""
    from pipeline.commands.terminal import show_table

    words = outgoing_file().words
    rows = [
        (
            each.letter,
            each.name,
            each.heading.to.address if each.heading.to else "",
            each.kind + (words.edited if each.edited else ""),
            words.between.join(PurePosixPath(path).name for path in each.files)
            + (words.encrypted if each.password else ""),
            _state(each),
        )
        for each in letters
    ]
    if rows:
        show_table(words.title.format(batch=asked.batch), words.headings, rows)
    held = [each for each in letters if each.state == "draft" and each.reason]
    if held:
        typer.echo(words.held.format(count=len(held)))
    for each in held:
        typer.echo(words.failed_line.format(letter=each.letter, to=each.name, reason=each.reason))


def _state(letter: Outgoing) -> str:
    states = outgoing_file().states
    if letter.state != "draft" or not letter.reason:
        return states[letter.state]
    return states["held" if letter.heading.to else "unaddressed"]


def _agreed(going: Sequence[Outgoing], asked: Asked) -> bool:
    words = outgoing_file().words
    typer.echo(words.counted.format(count=len(going)))
    if asked.test_to:
        typer.echo(words.rehearsed.format(count=len(going), address=asked.test_to))
    return asked.yes or typer.confirm(words.confirm)


def _sent(
    going: Sequence[Outgoing],
    letters: Sequence[Outgoing],
    asked: Asked,
    book: Register,
    settings: Settings,
    server: Server,
) -> int:
    from pipeline.commands.terminal import progress
    from pipeline.mail.send import Done, Order, send
    from pipeline.publish.outbox.desk_files import publish_desk
    from pipeline.publish.paper.disk import BATCHES

    order = Order(
        folder=asked.outbox / BATCHES / asked.batch,
        server=server,
        settings=settings,
        now=asked.now,
        test_to=asked.test_to,
        wait=time.sleep,
        clock=time.monotonic,
    )
    done = Done()
    try:
        with progress(outgoing_file().words.progress) as advance:
            send(going, order, book, advance, done)
    finally:
        left = [each for each in letters if each.state == "uncertain" and each not in [*going]]
        code = _say(done, order, [*left, *done.uncertain], asked)
        if not asked.test_to:
            publish_desk(book.desk(asked.now, settings.expected_units), asked.outbox, book.secret())
    if not asked.test_to:
        _keep_copies(done, settings)
    return code


def _say(done: Done, order: Order, uncertain: Sequence[Outgoing], asked: Asked) -> int:
    words = outgoing_file().words
    sent = words.rehearsal_done if asked.test_to else words.done
    typer.echo(sent.format(count=len(done.sent), address=asked.test_to))
    if done.failed:
        typer.echo(words.failed.format(count=len(done.failed)))
    for letter, reason in done.failed:
        typer.echo(words.failed_line.format(letter=letter.letter, to=letter.name, reason=reason))
    if done.cut:
        typer.echo(words.cut.format(host=order.server.host, reason=done.cut, count=done.left))
    return _rest(uncertain, asked) or int(bool(done.failed or done.cut))


def _rest(uncertain: Sequence[Outgoing], asked: Asked) -> int:
    """Name what is uncertain; 1 if anything is."""
    words = outgoing_file().words
    if uncertain:
        typer.echo(words.uncertain.format(count=len(uncertain), batch=asked.batch))
    for letter in uncertain:
        typer.echo(words.uncertain_line.format(letter=letter.letter, to=letter.name))
    return int(bool(uncertain))


def _keep_copies(done: Done, settings: Settings) -> None:
    """Into the folder of sent mail, where the settings name one; what hinders that is said, the mail went."""
    from pipeline.mail.account import mailbox_of
    from pipeline.mail.filing import file_mails

    folder = settings.association["imap_sent"]
    if not folder or not done.mails:
        return
    try:
        file_mails(mailbox_of(settings), folder, done.mails, is_draft=False)
    except UserError as error:
        words = outgoing_file().words
        typer.echo(words.copied.format(count=len(done.mails), folder=folder, reason=error), err=True)


def _file_drafts(going: Sequence[Outgoing], asked: Asked, settings: Settings) -> None:
    from pipeline.mail.account import label, mailbox_of
    from pipeline.mail.filing import drafts_of, file_mails
    from pipeline.publish.paper.disk import BATCHES

    words, folder = outgoing_file(), settings.association["imap_drafts"]
    if not folder:
        raise UserError(words.refusals.no_drafts_folder.format(label=label("imap_drafts")))
    mails = drafts_of(going, asked.outbox / BATCHES / asked.batch)
    count = file_mails(mailbox_of(settings), folder, mails, is_draft=True)
    typer.echo(words.words.drafts.format(count=count, folder=folder))
