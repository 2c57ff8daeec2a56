"""The people of one row: mostly one, several where a unit packed them into cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model.fields import PERSON_FIELDS
from pipeline.model.statements import Found, Person, Problem, Typed
from pipeline.recognise.rows.differing import differing
from pipeline.recognise.rows.row_context import BodyRow, RowContext
from pipeline.recognise.words.form import bare, squash
from pipeline.recognise.words.looks import Looks
from pipeline.text.patterns import pattern
from pipeline.text.width import narrow

Fields = dict[str, Typed]
_LISTED = ("phone", "email")
"""Fields that no two people share: a cell must list as many of them as there are names."""

_HAN = pattern(r"[\u3400-\u9fff]")
_MOBILE = pattern(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_BEHIND = pattern(r"(.*?[^\s（(])\s*[（(]([^（()）]{2,20})[）)]\s*", re.DOTALL)


def take_apart(people: list[Person], row: BodyRow, context: RowContext) -> list[Person]:
    """The people of a row, of which there is one so far that holds all that they share."""
    name = row.fields.get("name")
    if name is None or not context.tools.packed.may_be_packed(name.text):
        return people
    apart = PackedRow(row.fields, name, people[0], context).people()
    for person in apart:
        _take_level(person, context.tools.looks)
    return apart


def _take_level(person: Person, looks: Looks) -> None:
    """张三（资深）: move the level behind a name to the field of the level, beside what stands there."""
    name, level = person.fields["name"], person.fields.get("level")
    behind = _BEHIND.fullmatch(name.text)
    if behind is None or looks.common_field(behind[2]) != "level":
        return
    person.fields["name"] = name._replace(text=behind[1])
    if level is None or not level.text:
        person.fields["level"] = name._replace(text=behind[2], found=Found.CONTENT)
    elif bare(level.text) != bare(behind[2]):
        person.fields["level"] = level._replace(text=f"{level.text}（{behind[2]}）")


class PackedRow:
    """Takes one row apart whose cell of the name seems to hold more than a name."""

    def __init__(self, fields: Fields, name: Typed, person: Person, context: RowContext) -> None:
        self.fields, self.name, self.person, self.order = fields, name, person, context.order
        self.form, self.packed, self.looks = context.form, context.tools.packed, context.tools.looks

    def people(self) -> list[Person]:
        """The row's people; the one that was given, with a problem, where they cannot be told apart."""
        name, person = self.name, self.person
        names = self._names()
        if self._is_name_twice():
            return [person]
        if self.form.cells["more_people"](squash(name.text)):
            return [self._with_mismatch(self.form.about.unread)]
        if len(names) > 1:
            return self._in_parallel(names)
        if others := self._from_one_cell():
            copies = [_copy(person, other) for other in others]
            for copy in copies if len(copies) == 1 else []:
                copy.problems += self._another_phone(copy)
            return copies
        return [self._with_mismatch(self.form.about.unread) if self._is_unread() else person]

    def _is_name_twice(self) -> bool:
        """李明 Li Ming: one person; with a separator between them, unless the phones are those of two."""
        if not self.form.cells["name_twice"](squash(self.name.text)):
            return False
        phones = self.packed.entries(self.fields["phone"].text) if "phone" in self.fields else []
        is_one_phone = sum(not self.form.contents["email"](squash(text)) for text in phones) < 2
        return is_one_phone or len(self.packed.entries(self.name.text)) == 1

    def _from_one_cell(self) -> list[Fields]:
        """People whose fields all stand in the cell of the name; what other cells hold goes before it."""
        fields, name = self.fields, self.name
        if self.looks.is_name(squash(name.text)) and not self.looks.has_contact(name.text):
            return []
        order = [
            field for field in self.order if field == "name" or not fields.get(field, name).text or field not in fields
        ]
        told = self.packed.people(name.text, order)
        if len(told) == 1 and not self.looks.has_contact(name.text) and not _HAN.search(told[0]["name"]):
            return []  # one word of a name in another script
        listed = {field: self._entries(typed.text, len(told)) for field, typed in fields.items() if field != "name"}
        people = []
        for place, values in enumerate(told):
            own = {field: typed for field, typed in fields.items() if field != "name"}
            if len(told) > 1:
                own = self._share(own, listed, len(told), place)
            inside = {field: name._replace(text=text, found=Found.CONTENT) for field, text in values.items()}
            empty = {field: name._replace(text="") for field in self.form.person_order}
            people.append({**empty, **inside, **{field: typed for field, typed in own.items() if typed.text}})
        return people

    def _another_phone(self, person: Person) -> Iterator[Problem]:
        """values-differ where a phone beside the name is none of those under the phone's own heading."""
        phone, name = person.fields["phone"], self.name
        digits = "".join(filter(str.isdigit, narrow(phone.text)))
        if digits and any(number not in digits for number in _MOBILE.findall(narrow(name.text))):
            yield differing(person.sheet, name.cell, name.text, "phone", (phone, name))

    def _in_parallel(self, names: list[str]) -> list[Person]:
        """Names in one cell, phones in the next: taken apart when they are equally many, else one person with a
        problem."""
        fields, name = self.fields, self.name
        listed = {
            field: self._entries(typed.text, len(names))
            for field, typed in fields.items()
            if field != "name" and typed.text
        }
        uneven = [len(listed[field]) for field in _LISTED if field in listed and len(listed[field]) != len(names)]
        if uneven:
            about = self.form.about.counts.format(names=len(names), others=uneven[0])
            return [self._with_mismatch(about)]
        listed = {field: _in_order(entries, names) for field, entries in listed.items()}
        people = []
        for place, text in enumerate(names):
            own = {**fields, "name": name._replace(text=text, found=Found.CONTENT)}
            people.append(_copy(self.person, self._share(own, listed, len(names), place)))
        return people

    def _names(self) -> list[str]:
        """The names of a cell, if every entry of it is one; names with only blanks between them need as many phones."""
        text, fields = self.name.text, self.fields
        names = self.packed.entries(text)
        if any(map(self.looks.has_contact, names)):
            return []
        if len(names) < 2 and "phone" in fields:
            apart = text.split()
            phones = self._entries(fields["phone"].text, len(apart))
            is_list = len(phones) == len(apart) and not text.isascii() and all(len(part) > 1 for part in apart)
            names = apart if is_list else names
        if any(bare(part) in self.form.name_titles for part in names):
            return []
        are_names = all(self.looks.is_name(squash(part)) for part in names)
        if text.isascii() and not all(" " in part for part in names):
            return []  # Smith, John is one
        return names if are_names else []

    def _entries(self, text: str, wanted: int) -> list[str]:
        entries = self.packed.entries(text)
        if len(entries) != wanted and len(apart := text.split()) == wanted and all(map(self.looks.is_contact, apart)):
            return apart
        return entries

    def _share(self, fields: Fields, listed: Mapping[str, list[str]], count: int, place: int) -> Fields:
        """One person's part of every field; a field that does not list as many entries is common to all."""
        shared = dict(fields)
        for field, entries in listed.items():
            parts = self.packed.numbered(fields[field].text) if field == "experience" else entries
            if len(parts) == count:
                shared[field] = fields[field]._replace(text=parts[place], found=Found.CONTENT)
        return shared

    def _is_unread(self) -> bool:
        """A cell that is more than a name and could not be taken apart."""
        text = self.name.text
        longest = self.form.long_text * (2 if self.form.cells["name"](squash(text)) else 1)  # Latin names go on and on
        return len(text) > 12 and (self.looks.has_contact(text) or len(text) > longest)

    def _with_mismatch(self, about: str) -> Person:
        """The person as given, with packed-mismatch."""
        problem = Problem("packed-mismatch", self.person.sheet, self.name.cell, self.name.text, about)
        self.person.problems.append(problem)
        return self.person


def _in_order(entries: list[str], names: list[str]) -> list[str]:
    """The entries of a field in the order of the names, where each of them tells whose it is: 李四：139…；张三."""
    wanted = list(map(squash, names))
    whose = [[name for name in wanted if name in squash(entry)] for entry in entries]
    if sorted(name for found in whose for name in found) != sorted(wanted) or len(whose) != len(wanted):
        return entries
    told = {found[0]: entry for found, entry in zip(whose, entries, strict=True) if found}
    return [_without(told[name], name) if name in told else "" for name in wanted]


def _without(entry: str, name: str) -> str:
    """What an entry says besides the name, where that stands before or behind it."""
    spelled = r"\s*".join(map(re.escape, name))
    return re.sub(rf"^{spelled}[\s:：\-—]*|[\s\-—]*[（(]?{spelled}[）)]?$", "", entry) or entry


def _copy(person: Person, fields: Fields) -> Person:
    ordered = {field: fields[field] for field in PERSON_FIELDS if field in fields}
    return Person(
        person.sheet,
        person.row,
        person.section,
        ordered,
        person.project,
        person.link,
        dict(person.extra),
        list(person.problems),
    )
