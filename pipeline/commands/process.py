"""`process`, the main job, and `demo`, the same over the invented submissions of examples/."""

from __future__ import annotations

import os
import shutil
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import (
    FAULT,
    INBOX,
    OPTION,
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
from pipeline.commands.fetching import fetch_before
from pipeline.engine.cluster.address import LOCAL, address_in
from pipeline.errors import UserError
from schemas.wording import wording_file

if TYPE_CHECKING:
    from pipeline.engine.run_summary import Report
    from pipeline.process import Options

EXAMPLES, DEMO_OUTBOX = Path("examples"), Path("outbox/demo")
FILES_MET = 256
"""How many files are looked at to see how much came."""
DEMO_DAYS, DEMO_HOUR = 8, 9
"""How many days after the last day of its notice, and at what hour, a demonstration takes place."""


@app.command(help=SAYS.commands["process"])
def process(
    inbox: Inbox = INBOX,
    outbox: Outbox = OUTBOX,
    register: Register = REGISTER,
    settings: Settings = SETTINGS,
    notice: NoticeName = None,
    now: Now = None,
    workers: Workers = None,
    passwords: Passwords = None,
    strict: Annotated[bool, typer.Option("--strict", help=OPTION["strict"])] = False,
    timings: Annotated[bool, typer.Option("--timings", help=OPTION["timings"])] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=OPTION["dry_run"])] = False,
    retry: Annotated[bool, typer.Option("--retry", help=OPTION["retry"])] = False,
    engine: Annotated[str, typer.Option("--engine", metavar="ENGINE", help=OPTION["engine"])] = LOCAL,
) -> int:
    come = seen_to_have_come(inbox, outbox) if engine == LOCAL and not dry_run else 0
    most = workers or os.cpu_count() or 1
    with _begun_ahead(come, most) if come else nullcontext():
        from pipeline.process import Options

        options = Options(
            inbox=inbox,
            outbox=outbox,
            register=register,
            settings=settings,
            notice=notice,
            now=moment(now),
            workers=most,
            passwords=passwords_in(passwords),
            dry_run=dry_run,
            retry=retry,
            engine=address_in(engine),
        )
        fetch_before(options)
        report = _run(options, timings)
    if report.faults:
        return FAULT
    return 3 if strict and report.unfinished else 0


def _begun_ahead(files: int, most: int) -> AbstractContextManager[None]:
    """Workers begin to load what they need before this process does."""
    from pipeline.engine.workers import begun_ahead

    return begun_ahead(files, most)


def seen_to_have_come(inbox: Path, outbox: Path) -> int:
    """How many files look as if they came since a run last wrote, of the first that are met in folders that changed
    since: 0 where none did. It decides nothing but how many workers begin before the inbox is read."""
    with suppress(OSError):
        there = outbox.stat().st_mtime if outbox.exists() else 0.0
        folders = [inbox, *(Path(entry) for entry in os.scandir(inbox) if entry.is_dir(follow_symlinks=False))]
        if changed := [folder for folder in folders if folder.stat().st_mtime > there]:
            met = islice(chain.from_iterable(map(os.scandir, changed)), FILES_MET)
            return max(1, sum(entry.stat().st_ctime > there for entry in met))
    return 0


@app.command(help=SAYS.commands["demo"])
def demo(
    notice: Annotated[str | None, typer.Option("--notice", metavar="NAME", help=OPTION["demo_notice"])] = None,
) -> None:
    from pipeline.terms.settings.opened import shipped

    outbox = DEMO_OUTBOX
    if notice not in (None, shipped()[0]):
        outbox = outbox.with_name(f"{outbox.name}-{notice}")
    options = demo_options(notice, outbox)
    shutil.rmtree(outbox, ignore_errors=True)
    outbox.mkdir(parents=True)
    _run(options)


def demo_options(notice: str | None, outbox: Path) -> Options:
    """The main job over the invented submissions to a notice, with register and results in a folder of its own."""
    from pipeline.process import Options
    from pipeline.terms.notices import CHINA, load_notice
    from pipeline.terms.settings.opened import shipped

    shown = load_notice(notice or shipped()[0])
    examples, day = _examples(shown.name), shown.deadline.day + timedelta(days=DEMO_DAYS)
    return Options(
        inbox=examples / "inbox",
        outbox=outbox,
        register=f"sqlite:///{(outbox / 'register.db').as_posix()}",
        settings=examples / "settings",
        notice=None,
        now=datetime.combine(day, time(DEMO_HOUR), CHINA),
        workers=os.cpu_count() or 1,
    )


def _examples(notice: str) -> Path:
    """The folder with the invented submissions to a notice: those to the one that is open first lie above the others.
    Raises UserError where there are none."""
    from pipeline.terms.settings.opened import shipped

    first, others = shipped()[0], EXAMPLES / "notices"
    if notice == first:
        return EXAMPLES
    if not (others / notice).is_dir():
        known = "、".join(sorted([first, *(folder.name for folder in others.iterdir())]))
        raise UserError(wording_file().refusals.no_demo.format(name=notice, known=known), 2)
    return others / notice


def _run(options: Options, timings: bool = False) -> Report:
    from pipeline.commands import closing
    from pipeline.commands.terminal import progress
    from pipeline.process import process as run

    with progress(wording_file().reading) as advance:
        report = run(options, advance)
    closing.show(report, options)
    if timings:
        closing.show_timings(report)
    return report


def moment(text: str | None) -> datetime:
    """The moment that counts as now, in Asia/Shanghai, by which days begin; without an offset that is meant."""
    from pipeline.terms.notices import CHINA

    if text is None:
        return datetime.now(CHINA).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UserError(wording_file().refusals.now.format(text=text), 2) from error
    return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)
