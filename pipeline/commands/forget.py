"""`forget`: a person's data, or that of all people of a unit, erased wherever the program keeps it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, REGISTER, SAYS, Now, Outbox, Register, Yes, app
from pipeline.errors import UserError
from pipeline.text.anchors import pages_folder
from schemas.safekeeping import safekeeping_file

if TYPE_CHECKING:
    from datetime import datetime

    from pipeline.register import Register as Book
    from pipeline.register.forgetting import Extent, Selection
    from pipeline.upkeep.forget import Forgotten


@app.command(help=SAYS.commands["forget"])
def forget(
    person: Annotated[
        str | None, typer.Argument(metavar="PERSON_ID", help=OPTION["person"], show_default=False)
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", metavar="NAME", help=OPTION["unit"])] = None,
    again: Annotated[bool, typer.Option("--again", help=OPTION["forget_again"])] = False,
    register: Register = REGISTER,
    outbox: Outbox = OUTBOX,
    now: Now = None,
    yes: Yes = False,
) -> int:
    from pipeline.commands.process import moment
    from pipeline.register import Register as Book

    when = moment(now)
    if (person is not None) + (unit is not None) + again != 1:
        raise UserError(safekeeping_file().forget.one_of, 2)
    with Book.open(register, create=False) as book, book.alone():
        return carry_out(book, _selection(book, person, unit), when, outbox, yes)


def _selection(book: Book, person: str | None, unit: str | None) -> Selection:
    """Of the person or the unit; of neither, of whoever was forgotten before."""
    if person is not None:
        return _person(book, person)
    return book.forgetting.select_again() if unit is None else _unit(book, unit)


def _person(book: Book, typed: str) -> Selection:
    from pipeline.reconcile.identifiers import read_person_id

    number = read_person_id(typed)
    if not number or not book.is_person(number):
        raise UserError(safekeeping_file().forget.no_person.format(person=typed), 2)
    return book.forgetting.select_person(number)


def _unit(book: Book, name: str) -> Selection:
    selection = book.forgetting.select_unit(name)
    if not selection.submissions:
        raise UserError(safekeeping_file().forget.no_unit.format(unit=name), 2)
    return selection


def carry_out(book: Book, selection: Selection, now: datetime, outbox: Path, yes: bool) -> int:
    """Say what will go, ask, let it go, and say what went and what only people can remove."""
    from pipeline.upkeep.forget import forget as carry

    words = safekeeping_file().forget
    reach = book.forgetting.extent(selection)
    counts = {"people": reach.people, "rows": reach.rows, "originals": reach.originals}
    if not reach.rows and not reach.originals:
        typer.echo(words.already)
        return 0
    typer.echo(words.plan.format(**counts))
    for line in _whom(book, selection):
        typer.echo(line)
    if not yes and not typer.confirm(words.confirm):
        typer.echo(words.refused)
        return 1
    done = carry(book, selection, now, outbox, None)
    typer.echo(words.done.format(**counts))
    for line in [*_went(done, outbox), *_beyond(reach)]:
        typer.echo(line)
    return 0


def _whom(book: Book, selection: Selection) -> list[str]:
    """Names and units, so that nobody is forgotten by a slip in a number."""
    words = safekeeping_file().forget
    told = book.forgetting.told(selection)
    lines = [
        words.who.format(
            name=each.name or words.nameless,
            person_id=each.person_id,
            units=words.units.join(filter(None, each.units)) or words.unknown,
        )
        for each in told[: words.shown]
    ]
    return lines + ([words.more.format(people=len(told))] if len(told) > words.shown else [])


def _went(done: Forgotten, outbox: Path) -> list[str]:
    words = safekeeping_file().forget
    lines = [words.renewed.format(batches="、".join(done.extent.batches))] if done.extent.batches else []
    lines += [words.removed.format(path=path) for path in done.removed]
    lines += [words.pages.format(folder=pages_folder(outbox), count=done.pages)] if done.pages else []
    return lines + [words.kept_aside.format(path=path) for path in done.kept_aside]


def _beyond(reach: Extent) -> list[str]:
    """What the program cannot reach, or never touches."""
    words = safekeeping_file().forget
    lines = [words.beyond, *(words.inbox.format(path=path) for path in reach.files)]
    if reach.sent:
        lines.append(words.sent.format(societies="、".join(reach.sent)))
    return [*lines, words.elsewhere]
