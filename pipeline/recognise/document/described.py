"""Tables of the form's headings without people: a data dictionary has a column 姓名 whose rows hold varchar(50).

A table is a list of people by its people. Where no row has a name together with a phone, a domain or a level, its rows
are notes, and a finding says so. Under the form's own headings less is enough: somebody who filled in little, or most
of it wrongly, is held and not lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.model.statements import Fate, Person, Problem, Project, Recognition
from pipeline.recognise.document.attached_lists import drop_unused
from pipeline.recognise.rows.packed_cells import PackedCells
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.looks import Looks

_HEADED = {"name", "phone", "domain", "level"}
"""What the form asks of everybody: a table that asks for all of it is taken for the form."""
_FORM = (Fate.SAMPLE, Fate.PROJECT_ONLY, Fate.REFERENCE)
_FEWEST_DIGITS = 5  # of a phone, however mistyped
_QUOTED = 3
_LONGEST_QUOTED = 16


@dataclass(slots=True)
class Source:
    """What one table, with the pages that it goes on over, or the cards of one sheet gave to a recognition: the places
    of its rows and its people. `is_form` where its caption is the form's."""

    is_form: bool
    rows: list[range] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


class Sources:
    """What each table gave to a recognition, told apart while they are read one after the other."""

    def __init__(self, result: Recognition) -> None:
        self.result = result
        self.parts: list[Source] = []
        self._of: dict[int, Source] = {}
        self._rows = self._people = 0

    def close(self, of: object, after: object = None, is_form: bool = False) -> None:
        """What came since the last time was given by `of`, which goes on with `after`."""
        rows, people = len(self.result.rows), len(self.result.people)
        if rows == self._rows:
            return
        part = self._of.get(id(after)) or Source(is_form)
        if not part.rows:
            self.parts.append(part)
        part.rows.append(range(self._rows, rows))
        part.people += self.result.people[self._people :]
        self._of[id(of)] = part
        self._rows, self._people = rows, people

    def without_people(self, packed: PackedCells) -> tuple[list[Problem], bool]:
        """Turn the rows of tables whose people are none into notes: content-unread for each, and whether anything
        of the form is left. In place."""
        described = [part for part in self.parts if part.people and not self._lists_people(part, packed)]
        for part in described:
            self._make_notes(part, packed.looks)
        is_form = len(described) < len(self.parts) or any(map(self._holds_form, described))
        return [_problem(part, packed.looks) for part in described], is_form

    def _lists_people(self, part: Source, packed: PackedCells) -> bool:
        """Nearly always the first one tells. Somebody whose row only completed one elsewhere was a person too."""
        if any(is_person(person, packed) for person in part.people):
            return True
        left = set(map(id, self.result.people))
        return any(id(person) not in left for person in part.people)

    def _make_notes(self, part: Source, looks: Looks) -> None:
        """A row that tells of a project, but of nobody, stays one of the form."""
        rows, gone = self.result.rows, set(map(id, part.people))
        told = {(each.sheet, each.row): _is_told(each, looks) for each in self.result.projects}
        noted = set()
        for place in self._places(part, Fate.PEOPLE):
            at = rows[place].sheet, rows[place].row
            fate = Fate.PROJECT_ONLY if told.get(at) else Fate.NOTE
            rows[place] = rows[place]._replace(fate=fate)
            if fate is Fate.NOTE:
                noted.add(at)
        self.result.people = [person for person in self.result.people if id(person) not in gone]
        projects = enumerate(self.result.projects)
        drop_unused(self.result, {index for index, project in projects if (project.sheet, project.row) in noted})

    def _places(self, part: Source, *fates: Fate) -> Iterator[int]:
        """Where in the recognition the rows of the part with these fates stand."""
        return (place for places in part.rows for place in places if self.result.rows[place].fate in fates)

    def _holds_form(self, part: Source) -> bool:
        return part.is_form or any(self._places(part, *_FORM))


def is_person(person: Person, packed: PackedCells) -> bool:
    """Whether a row tells of a person: a name with a phone, or one of them with a domain or level; under the form's own
    headings also one of them alone, and what is no usual name with a domain or level, or both of these."""
    fields, looks = person.fields, packed.looks
    name = fields["name"].text if "name" in fields else ""
    is_named = _is_named(name, packed)
    is_reached = any(_is_contact(fields[key].text) for key in ("phone", "email") if key in fields)
    if is_named and is_reached:
        return True
    is_told = is_named or is_reached or looks.has_contact(name)
    choices = [typed.text for key, typed in fields.items() if key != "name" and looks.is_choice(typed.text)]
    if fields.keys() >= _HEADED:
        is_odd_name = name != "" and not looks.describes_data(name)
        return is_told or len(choices) + is_odd_name > 1
    return is_told and bool(choices)


def _is_told(project: Project, looks: Looks) -> bool:
    """Whether a project's country, type or status is one."""
    texts = [typed.text for typed in project.fields.values()]
    return any(looks.is_place(text) or looks.project_choice(text) for text in texts)


def _is_named(text: str, packed: PackedCells) -> bool:
    """Whether one or several names stand in the cell."""
    if packed.looks.could_be_name(text):
        return True
    cells, plain = packed.looks.form.cells, squash(text)
    is_more = cells["name_twice"](plain) or cells["more_people"](plain)
    return bool(is_more) or any(map(packed.looks.could_be_name, packed.entries(text)))


def _is_contact(text: str) -> bool:
    """An address, or as many digits as even a mistyped phone has."""
    return "@" in text or sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _problem(part: Source, looks: Looks) -> Problem:
    """content-unread at the first cell that was taken for a person's, with what stands there and beside it; nobody's
    phone is quoted."""
    person = part.people[0]
    typed = [each for each in person.fields.values() if each.text]
    texts = dict.fromkeys(" ".join(each.text.split()) for each in typed if not looks.has_contact(each.text))
    quoted = "、".join(text[:_LONGEST_QUOTED] for text in list(texts)[:_QUOTED])
    cell = typed[0].cell
    return Problem("content-unread", person.sheet, cell, "", f"{cell}：{quoted}" if quoted else cell)
