"""`person`: one person's whole story, in sentences."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, REGISTER, SAYS, Now, Register, app

if TYPE_CHECKING:
    from pipeline.publish.desk.certificate_sentences import CertificateStory
    from pipeline.register import Register as Book

NEAREST = 5


@app.command(help=SAYS.commands["person"])
def person(
    who: Annotated[str, typer.Argument(metavar="NAME", help=OPTION["who"], show_default=False)],
    register: Register = REGISTER,
    now: Now = None,
) -> int:
    from pipeline.commands.process import moment
    from pipeline.register import Register as Book

    with Book.open(register, create=False) as book:
        found, at = _found(book, who), moment(now)
        lines = [line for person_id in found for line in _story(book, person_id, at.date())] or _nobody(book, who, at)
    for line in lines:
        typer.echo(line)
    return 0 if found else 1


def _found(book: Book, who: str) -> list[str]:
    """The number that was typed, or those of the people of that name."""
    from pipeline.reconcile.identifiers import read_person_id

    number = read_person_id(who)
    return [number] if number and book.is_person(number) else book.named(who)


def _story(book: Book, person_id: str, today: date) -> list[str]:
    from pipeline.publish.desk.certificate_sentences import certificate_lines
    from pipeline.publish.desk.sentences import Sentences
    from schemas.layouts.everybody import everybody_file

    events, refusals = book.said_of(person_id)
    refused = {each.event.event_id: each.message for each in refusals}
    sentences = Sentences(year=0)
    told = sentences.story(book.story(person_id), events, refused, book.progress_of(person_id))
    if not told:
        return [everybody_file().story.forgotten.format(person_id=person_id)]
    certificates = (certificate_lines(each, sentences, today) for each in _certificates(book, person_id, today))
    return [*told, *chain.from_iterable(certificates)]


def _certificates(book: Book, person_id: str, today: date) -> list[CertificateStory]:
    """Those of a person, the first to be issued first."""
    from pipeline.follow.hours import years_of
    from pipeline.publish.desk.certificate_sentences import CertificateStory

    own = sorted(book.certificates.standing(today, [person_id]).values(), key=attrgetter("issued_on"))
    if not own:
        return []
    activities, confirmed = book.certificates.activities([person_id]), book.certificates.confirmed()
    return [CertificateStory(each, years_of(each, activities, confirmed, today)) for each in own]


def _nobody(book: Book, who: str, now: datetime) -> list[str]:
    """That there is nobody of the name, who has one like it, and what could not be opened, where they may stand."""
    from schemas.decisions import decisions_file
    from schemas.layouts.everybody import everybody_file

    words, unopened = everybody_file(), set(decisions_file().cases.unopened)
    near = get_close_matches(who, book.names_like(who), NEAREST, 0.4)
    names = words.sentence.between.join(near)
    files = [each for each in book.questions(now) if unopened.intersection(each.slugs)]
    return [
        words.story.unknown.format(name=who) + (words.story.near.format(names=names) if near else ""),
        *([words.story.unopened.format(count=len(files))] if files else []),
        *(words.story.unopened_file.format(file=each.file, unit=each.unit, message=each.message) for each in files),
    ]
