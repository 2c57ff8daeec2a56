"""The letter to a society with whose workbooks something is wrong: a .docx in the form of an official letter (函)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.publish.marked import Line
from pipeline.publish.units.letter import filled
from pipeline.publish.units.letter_lines import Line as Row
from pipeline.publish.units.letter_page import (
    AssociationPage,
    NoticePage,
    ReceivedPage,
    association_page,
    attachments_of,
    notice_page,
)
from pipeline.publish.units.letter_texts import day_text, file_names, guarded, names_text, shown
from pipeline.terms.notices import Notice
from schemas.letters import letters_file
from schemas.named import NamedTuple


class SocietyLetter(NamedTuple):
    """What a society is told: of how many people something was `taken`, and the `lines` that were not, each with the
    file in which it stands."""

    society: str
    is_confirmed: bool
    notice: Notice
    association: Mapping[str, str]
    day: date
    received_on: tuple[date, ...]
    taken: int
    lines: tuple[tuple[str, Line], ...]
    has_marked: bool


class SocietyPage(NamedTuple):
    """What the template may use; `received.people` is of how many people something was taken, `warning` is said while
    the society's route is not confirmed, `annex` is how the annex is called, "" where the letter holds the table."""

    society: str
    warning: str
    association: AssociationPage
    notice: NoticePage
    received: ReceivedPage
    day: str
    must: tuple[Row, ...]
    must_count: int
    marked: bool
    attachments: tuple[str, ...]
    annex: str
    annex_title: str


def society_letter(letter: SocietyLetter, own: Mapping[str, bytes]) -> bytes:
    """The letter as the bytes of a .docx. Raises UserError where an installation's own template cannot be used."""
    file = letters_file()
    called = file_names(name for name, _ in letter.lines)
    is_long = len(letter.lines) > file.limits.lines
    attachments, annex = attachments_of([file.societies.title] * is_long + [file.words.marked] * letter.has_marked)
    days = file.words.between.join(map(day_text, sorted(set(letter.received_on))))
    files = file.words.between_files.join(guarded(name, "", file.limits.text) for name in called.values())
    page = SocietyPage(
        society=shown(letter.society, file.limits.heading),
        warning="" if letter.is_confirmed else file.societies.warning,
        association=association_page(letter.association),
        notice=notice_page(letter.notice),
        received=ReceivedPage(days, files, letter.taken),
        day=day_text(letter.day),
        must=tuple(
            _row(number, called[name] if len(called) > 1 else "", line)
            for number, (name, line) in enumerate(letter.lines, 1)
        ),
        must_count=len(letter.lines),
        marked=letter.has_marked,
        attachments=attachments,
        annex=annex if is_long else "",
        annex_title=file.societies.title,
    )
    return filled(file.societies.template, page._asdict(), page.association.name, letter.day, own)


def _row(number: int, file: str, line: Line) -> Row:
    """`file` is told where there are several."""
    words, limits = letters_file().words, letters_file().limits
    place = words.place.format(sheet=guarded(line.sheet, "", limits.text), cells=line.cell)
    return Row(
        number=number,
        name=names_text([line.name]),
        place=words.place_in_file.format(file=guarded(file, "", limits.text), place=place) if file else place,
        column=shown(line.column, limits.text),
        value=guarded(line.given, "", limits.text),
        problem=guarded(line.problem, "", limits.message),
        fix=line.wanted,
    )
