"""`watch`: the main job on what arrives, while the program stands by; one line each time."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from pipeline.commands import (
    INBOX,
    OUTBOX,
    REGISTER,
    SAYS,
    SETTINGS,
    Inbox,
    NoticeName,
    Now,
    Outbox,
    Passwords,
    Register,
    Settings,
    Workers,
    app,
    passwords_in,
)
from pipeline.commands.process import moment
from schemas.wording import wording_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.engine.run_summary import Report
    from pipeline.process import Options
    from pipeline.watch.standing_by import Why


@app.command(help=SAYS.commands["watch"])
def watch(
    inbox: Inbox = INBOX,
    outbox: Outbox = OUTBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    notice: NoticeName = None,
    now: Now = None,
    workers: Workers = None,
    passwords: Passwords = None,
) -> None:
    from pipeline.commands.fetching import fetch_again
    from pipeline.interrupt import heed_managers
    from pipeline.process import Options
    from pipeline.watch.standing_by import stand_by

    def options() -> Options:
        return Options(
            inbox=inbox,
            outbox=outbox,
            register=register,
            settings=settings,
            notice=notice,
            now=moment(now),
            workers=workers or os.cpu_count() or 1,
            passwords=passwords_in(passwords),
        )

    heed_managers()
    stand_by(options, _Terminal(), fetch_again, lambda *_: None)


class _Terminal:
    """What the terminal shows (pipeline.watch.standing_by.Tell)."""

    def begun(self, options: Options) -> None:
        typer.echo(wording_file().watch.begun.format(inbox=options.inbox, outbox=options.outbox))

    def done(self, why: Why, report: Report, options: Options, seconds: float) -> None:
        from pipeline.commands import closing

        words = wording_file().watch
        batch = words.batch.format(batch=report.batch) if report.batch else words.no_batch
        told = {"what": words.between.join(_what(why)), "people": _people(report), "batch": batch, "seconds": seconds}
        typer.echo(words.line.format(time=_time(), **told))
        closing.show_sentences(report, options)
        closing.show_skipped(report)

    def hindered(self, sentence: str) -> None:
        typer.echo(wording_file().watch.hindered.format(time=_time(), sentence=sentence), err=True)

    def mailbox(self, sentence: str) -> None:
        typer.echo(wording_file().watch.mailbox.format(time=_time(), sentence=sentence), err=True)


def _what(why: Why) -> Iterator[str]:
    """What the job was done for."""
    from pipeline.watch.arrivals import names_of

    words = wording_file().watch
    if why.day:
        yield words.day
    if names := names_of(why.files) if not why.day else []:
        shown = words.between.join(names[: words.most])
        shown = shown if len(names) <= words.most else words.more.format(names=shown, count=len(names))
        yield words.arrived.format(names=shown)
    if why.desk:
        yield words.written.format(names=words.between.join(why.desk))
    if why.settings:
        yield words.settings


def _people(report: Report) -> str:
    """How many people were read, and what became of them."""
    words = wording_file()
    counts = [
        words.watch.people.format(label=words.closing.people[kind], count=count)
        for kind, count in report.people.items()
        if count
    ]
    return words.watch.between.join(counts) or words.watch.nobody


def _time() -> str:
    return f"{datetime.now():%H:%M:%S}"
