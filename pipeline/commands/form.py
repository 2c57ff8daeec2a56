"""`form draft` and `form check`: a form that the program has never seen, in minutes."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, SAYS, SETTINGS, Passwords, Settings, app, passwords_in
from pipeline.errors import UserError

if TYPE_CHECKING:
    from pipeline.new_form.guess import Guess
    from pipeline.new_form.sheets import SheetSurvey
    from pipeline.new_form.survey import ReadBack

form = typer.Typer(no_args_is_help=True, help=SAYS.commands["form"])
app.add_typer(form, name="form")


@form.command(help=SAYS.commands["form_draft"])
def draft(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=OPTION["drafted_file"], show_default=False)],
    settings: Settings = SETTINGS,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help=OPTION["form_name"], show_default=False)] = "",
    passwords: Passwords = None,
) -> None:
    from datetime import date

    from pipeline.new_form.drafting import drafted, write
    from pipeline.new_form.seeing import best_sheet, seen
    from pipeline.new_form.survey import survey
    from schemas.new_form import new_form_file

    words = new_form_file().draft
    found = seen(file, survey, passwords_in(passwords))
    sheet, others = best_sheet(found, file)
    if found.bears not in ("", name):
        raise UserError(new_form_file().refused.known.format(name=found.bears))
    made = drafted(sheet, found.told, file, name, date.today().year)
    paths = write(made, settings)
    _show(sheet)
    if others:
        typer.echo(words.sheets.format(names=words.comma.join(other.sheet for other in others)))
    for other in others:
        _show(other)
    typer.echo(words.written.format(files=words.comma.join(path.as_posix() for path in paths)))
    typer.echo((words.next if len(paths) > 1 else words.replaced).format(name=made.name))


@form.command(help=SAYS.commands["form_check"])
def check(
    name: Annotated[str, typer.Argument(metavar="NAME", help=OPTION["checked_form"], show_default=False)],
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help=OPTION["read_back"], show_default=False)
    ] = None,
    settings: Settings = SETTINGS,
    passwords: Passwords = None,
) -> int:
    from pipeline.new_form.checking import complaints, file_of, loaded
    from pipeline.new_form.seeing import best_reading, seen
    from pipeline.new_form.survey import read_back
    from pipeline.recognise.words.loading import forms
    from schemas.new_form import new_form_file

    words = new_form_file().check
    taking = loaded(name, settings)
    file = file or file_of(name)
    read = best_reading(seen(file, partial(read_back, form=name), passwords_in(passwords)), file)
    _show_readings(read)
    if read.chosen == name:
        title = next(each.title for each in forms() if each.name == name)
        typer.echo(words.chosen.format(title=title, name=name))
    typer.echo(words.people.format(count=read.people))
    wrong = list(complaints(name, taking, read))
    for sentence in wrong:
        typer.echo(sentence)
    typer.echo(words.unsound.format(count=len(wrong)) if wrong else words.sound)
    return 1 if wrong else 0


def _show(sheet: SheetSurvey) -> None:
    from pipeline.commands.terminal import show_table
    from schemas.new_form import new_form_file

    words = new_form_file().draft
    typer.echo(words.kinds[sheet.kind].format(sheet=sheet.sheet))
    typer.echo(words.title.format(title=sheet.title) if sheet.title else words.no_title)
    typer.echo(words.unit.format(label=sheet.unit_label) if sheet.unit_label else words.no_unit)
    show_table(words.table, words.headings, map(_row, sheet.guesses))
    count = Counter(guess.state for guess in sheet.guesses)
    counts = words.comma.join(f"{label} {count[state]}" for state, label in words.states.items() if count[state])
    typer.echo(words.counts.format(total=len(sheet.guesses), counts=counts))


def _row(guess: Guess) -> tuple[str, str, str, str, str]:
    from pipeline.new_form.drafting import field_words, sentence
    from schemas.new_form import new_form_file

    states, why = new_form_file().draft.states, sentence(guess, new_form_file().why)
    return guess.cell, " ".join(guess.heading.split()), field_words(guess.field), states[guess.state], why


def _show_readings(read: ReadBack) -> None:
    from pipeline.commands.terminal import show_table
    from pipeline.new_form.drafting import field_words
    from schemas.new_form import new_form_file

    words = new_form_file().check
    rows = [
        (
            each.cell,
            " ".join(each.heading.split()),
            words.kinds.get(each.kind or "none") or field_words(each.field),
        )
        for each in read.readings
    ]
    show_table(words.table, words.headings, rows)
