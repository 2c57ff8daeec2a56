"""Whose line is whose: by 编号 with its check digit and the name, and only of people whom the society has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.kinds.results import source_of
from pipeline.model.judgements import Columns
from pipeline.model.results import Assessed, OnReturn, Returned
from pipeline.model.statements import Problem, Typed
from pipeline.reconcile.identifiers import read_person_id
from pipeline.terms.forms import section_labels
from pipeline.terms.readable import countries_shown, phone_shown
from pipeline.text.days import leading_day
from pipeline.text.fold import fold
from schemas.named import NamedTuple
from schemas.results import results_file


class Line(NamedTuple):
    """A line that the society filled in, and of whom."""

    returned: Returned
    person: Assessed

    def cell(self, key: str) -> Typed:
        """The cell of a column; that of the name where the workbook has no such column."""
        return self.returned.answers.get(key) or self.returned.name

    @property
    def date(self) -> str:
        """The day that is written (ISO), "" for none."""
        day = leading_day(self.returned.text("date"))
        return day.isoformat() if day else ""


_NOBODY = "result-number-wrong"

Wrong = tuple[Problem, str]
"""What is wrong with a line, and the person_id of whom it is, "" where that is not known."""


def known_lines(returned: Sequence[Returned], on: OnReturn) -> tuple[list[Line], list[Wrong]]:
    """The lines in which something was filled in and which are of people of the society, once each; and what is wrong
    with the others, filled in or not: somebody may have been written in."""
    lines, wrong = list[Line](), list[Wrong]()
    for line in returned:
        number = read_person_id(line.person_id.text)
        found = _whose(line, number, on)
        if isinstance(found, Problem):
            if line.is_filled or number not in on.forgotten:
                wrong.append((found, "" if found.slug == _NOBODY else number))
        elif line.is_filled:
            lines.append(Line(line, found))
    of_person: dict[str, list[Line]] = defaultdict(list)
    for each in lines:
        of_person[each.person.person_id].append(each)
    single = []
    for own in of_person.values():
        if len({each.returned.content for each in own}) > 1:
            wrong += [(_twice(each, own), each.person.person_id) for each in own]
        else:
            single.append(own[0])
    return single, wrong


def _whose(line: Returned, number: str, on: OnReturn) -> Assessed | Problem:
    if not line.person_id.text:
        return _problem("result-number-missing", line, line.person_id)
    person = on.people.get(number)
    if person is None:
        slug = "result-person-elsewhere" if number in on.forgotten else _NOBODY
        return _problem(slug, line, line.person_id)
    if fold(line.name.text) not in person.names:
        if not _is_known_to_society(person, on):
            return _problem(_NOBODY, line, line.person_id)
        return _problem("result-name-differs", line, line.name, person.name)
    if line.is_filled and (not person.society or (on.society and person.society != on.society)):
        return _problem("result-person-elsewhere", line, line.name)
    return person


def _is_known_to_society(person: Assessed, on: OnReturn) -> bool:
    """Whether the society that is told may read the person's name: it has the person, or had in this workbook."""
    return not on.society or person.society == on.society or person.person_id in on.sent["person_id"]


def _twice(line: Line, lines: Sequence[Line]) -> Problem:
    return _problem("result-twice", line.returned, line.returned.name, places(line, lines))


def places(line: Line, lines: Iterable[Line]) -> str:
    """The rows of the other ones of these lines, with their sheet where it is another."""
    words, sheet = results_file().words, line.returned.sheet
    others = [each.returned for each in lines if each is not line]
    told = (words.row if each.sheet == sheet else words.row_elsewhere for each in others)
    return "、".join(said.format(sheet=each.sheet, row=each.row) for said, each in zip(told, others, strict=True))


def _problem(slug: str, line: Returned, at: Typed, about: str = "") -> Problem:
    return Problem(slug, line.sheet, at.cell, at.text, about)


def changed_cells(returned: Sequence[Returned], on: OnReturn) -> Iterator[Problem]:
    """A problem for each person of whom the society changed what we had filled in: it is not taken."""
    sent = {person_id: place for place, person_id in enumerate(on.sent["person_id"])}
    words = results_file().words
    for line in returned:
        place = sent.get(read_person_id(line.person_id.text))
        if place is None:
            continue
        before = {heading: _as_sent(on.sent, source_of(heading), place) for heading in line.ours}
        changed = [
            words.changed.format(label=heading, before=before[heading], now=now.text)
            for heading, now in line.ours.items()
            if _key(now.text) != _key(before[heading])
        ]
        if changed:
            yield _problem("result-cells-changed", line, line.name, words.between.join(changed))


def _as_sent(sent: Columns, source: str, place: int) -> str:
    """What stood in the column of people that fills a cell, as it was written there."""
    readable = _READABLE.get(source.removesuffix("_shown"))
    return readable(sent[source.removesuffix("_shown")][place]) if readable else str(sent[source][place])


_READABLE: Mapping[str, Callable[[str], str]] = {
    "phone": phone_shown,
    "company_contact_phone": phone_shown,
    "project_country": countries_shown,
    "section": lambda section: section_labels().get(section, section),
}


def _key(text: str) -> str:
    """Programs that save a workbook break lines otherwise."""
    return "".join(fold(text).split())
