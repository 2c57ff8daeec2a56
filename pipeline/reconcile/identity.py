"""Two rows are one person if

(a) the row carries our 编号; else
(b) folded name and phone are the same, or folded name and mail address where one of them has no phone; else
(c) a later submission of the same unit corrects what the earlier row was held for: the same name, unique on both
    sides, if the phone was wrong; or the same phone, if the name was missing or doubtful; or
(d) our own marked workbook of the earlier submission came back (a verified correction): the same name, unique on both
    sides.

Rows are walked in order of arrival, so the result of a run does not depend on later runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Set

from pipeline.reconcile.identifiers import person_id, read_person_id
from pipeline.reconcile.rows import Remark, Row

_HELD_FOR_PHONE = {"phone-missing", "phone-invalid"}
_HELD_FOR_NAME = {"name-missing", "name-doubtful"}
_QUESTION, _RENAMED = "identity-question", "renamed-question"


def identify(rows: Iterable[Row], next_person: int, apart: Container[frozenset[str]] = ()) -> list[Remark]:
    """Assign every new row to a person (new ones from `next_person` on); hold those only the secretary can decide.
    `apart` are pairs of people of whom she said that they are not one."""
    walk = sorted(rows, key=lambda row: row.arrival)
    submitted, met, remarks = _Submitted(walk), _Met(walk), []
    for row in walk:
        if not row.person_id:
            row.person_id = met.person_of(row, submitted)
        if not row.person_id:
            row.person_id = person_id(next_person)
            next_person += 1
        question = met.question(row, submitted)
        if question and frozenset((row.person_id, question)) in apart:
            question = ""
        if not row.closed:
            remarks += _remarks(row, question, met, submitted)
        met.add(row)
    return remarks


def _remarks(row: Row, question: str, met: _Met, submitted: _Submitted) -> list[Remark]:
    if question and met.is_renamed(row):
        row.held = row.held | {_RENAMED}
        return [Remark(row, _RENAMED, "name", question)]
    remarks = []
    if question:
        row.held = row.held | {_QUESTION}
        remarks.append(Remark(row, _QUESTION, "phone", question))
    elif row.phone and _is_anothers(met.of_name.get(row.name), row.person_id):
        remarks.append(Remark(row, "same-name", "name"))
    if row.name and (_is_anothers(met.of_phone.get(row.phone), row.person_id) or submitted.shares_phone(row)):
        remarks.append(Remark(row, "phone-shared", "phone"))
    return remarks


class _Submitted:
    """For each submission, what its rows with the same name, or the same phone, say together."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.phones: dict[tuple[str, str], set[str]] = defaultdict(set)  # (submission, name) -> phones
        self._contacts: dict[tuple[str, str], set[str]] = defaultdict(set)  # (submission, name) -> different people
        self._names: dict[tuple[str, str], set[str]] = defaultdict(set)  # (submission, phone) -> names
        for row in rows:
            self.phones[row.submission_id, row.name].add(row.phone)
            self._contacts[row.submission_id, row.name].add(row.phone or row.email or row.row_id)
            self._names[row.submission_id, row.phone].add(row.name)

    def only_of_name(self, row: Row) -> bool:
        return self.is_only(row.submission_id, row.name)

    def is_only(self, submission_id: str, name: str) -> bool:
        """Whether the submission has one person of this name."""
        return bool(name) and len(self._contacts[submission_id, name]) == 1

    def shares_phone(self, row: Row) -> bool:
        """Whether another name in the submission has the phone of a row with a name; both rows then get a finding."""
        if not row.phone:
            return False
        names = self._names[row.submission_id, row.phone]
        return len(names) - ("" in names) > 1

    def has_name(self, submission_id: str, name: str) -> bool:
        return (submission_id, name) in self.phones

    def names_of_phone(self, submission_id: str, phone: str) -> Set[str]:
        return self._names.get((submission_id, phone), frozenset())

    def only_of_phone(self, row: Row) -> bool:
        return bool(row.phone) and len(self._names[row.submission_id, row.phone]) == 1


class _Met:
    """The rows met so far, indexed by everything that identifies a person; of those whom no 编号 names and of
    submissions that no row corrects, nothing is kept for the rules that ask for that."""

    def __init__(self, rows: Collection[Row]) -> None:
        self._named = {read_person_id(row.typed_person_id) for row in rows if row.typed_person_id}
        self._corrected = {row.corrects for row in rows if row.corrects}
        self.of_name: dict[str, dict[str, None]] = defaultdict(dict)  # name -> people with a phone
        self.of_phone: dict[str, dict[str, None]] = defaultdict(dict)  # phone -> people with a name
        self._of_contact: dict[tuple[str, str], str] = {}  # (name, contact) -> person
        self._traits: dict[str, set[str]] = defaultdict(set)  # person -> names, phones, mail addresses
        self._by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)  # (unit, name)
        self._by_phone: dict[tuple[str, str], list[Row]] = defaultdict(list)  # (unit, phone)
        self._of_submission: dict[tuple[str, str], set[str]] = defaultdict(set)  # (submission, name) -> people
        self._questions: dict[tuple[str, str], str] = {}  # (person, unit) -> person it may be
        self._renamed: set[tuple[str, str]] = set()  # those of them that may be it under another name

    def add(self, row: Row) -> None:
        person = row.person_id
        if person in self._named:
            self._traits[person].update(filter(None, (row.name, row.phone, row.email)))
        for contact in _contacts(row):
            self._of_contact.setdefault((row.name, contact), person)
        if row.name:
            self._by_name[row.unit, row.name].append(row)
            if row.submission_id in self._corrected:
                self._of_submission[row.submission_id, row.name].add(person)
        if row.phone:
            self._by_phone[row.unit, row.phone].append(row)
        if row.name and row.phone:
            self.of_name[row.name][person] = None
            self.of_phone[row.phone][person] = None

    def person_of(self, row: Row, submitted: _Submitted) -> str:
        """The row's person by rule (a), (b), (c) or (d); "" if not met before."""
        return (
            self._by_number(row)
            or self._by_contact(row)
            or self._by_mending(row, submitted)
            or self._by_correction(row, submitted)
        )

    def _by_number(self, row: Row) -> str:
        """Rule (a), unless name, phone and address all differ: then the 编号 was copied to another person's row."""
        if not row.typed_person_id:
            return ""
        carried = read_person_id(row.typed_person_id)
        own = set(filter(None, (row.name, row.phone, row.email)))
        return carried if carried in self._traits and (not own or own & self._traits[carried]) else ""

    def _by_contact(self, row: Row) -> str:
        for contact in _wanted(row) if row.name else ():
            if person := self._of_contact.get((row.name, contact)):
                return person
        return ""

    def _by_mending(self, row: Row, submitted: _Submitted) -> str:
        person = ""
        if (of_name := self._by_name.get((row.unit, row.name))) and submitted.only_of_name(row):
            person = _mended(row, of_name, _HELD_FOR_PHONE)
        of_phone = None if person else self._by_phone.get((row.unit, row.phone))
        if of_phone and submitted.only_of_phone(row):
            person = _mended(row, of_phone, _HELD_FOR_NAME)
        return person

    def _by_correction(self, row: Row, submitted: _Submitted) -> str:
        """Rule (d)."""
        found = self._of_submission[row.corrects, row.name] if row.corrects else ()
        unique = len(found) == 1 and submitted.is_only(row.corrects, row.name) and submitted.only_of_name(row)
        return next(iter(found)) if unique else ""

    def question(self, row: Row, submitted: _Submitted) -> str:
        """Another person whom the row may be meant for, by its number or its unit's data; "" if there is no doubt."""
        by_data = self._question_of_data(row, submitted)
        carried = read_person_id(row.typed_person_id) if row.typed_person_id else ""
        return carried if carried in self._traits and carried != row.person_id else by_data

    def _question_of_data(self, row: Row, submitted: _Submitted) -> str:
        """What the person's first row in the unit with name and phone asks; it stays with the person."""
        key = (row.person_id, row.unit)
        if key not in self._questions and row.name and row.phone:
            self._questions[key] = self._other_phone(row, submitted)
            if not self._questions[key] and (other := self._other_name(row, submitted)):
                self._questions[key] = other
                self._renamed.add(key)
        return self._questions.get(key, "")

    def is_renamed(self, row: Row) -> bool:
        """Whether the question of the row's person is one of another name, with the same phone."""
        return (row.person_id, row.unit) in self._renamed

    def _other_phone(self, row: Row, submitted: _Submitted) -> str:
        """Another person of this name in an earlier submission of the unit, whose phone is not in this submission."""
        earlier = self._by_name.get((row.unit, row.name))
        if not earlier:
            return ""
        listed = submitted.phones[row.submission_id, row.name]
        others = (
            other.person_id
            for other in earlier
            if other.phone and other.phone not in listed and other.person_id != row.person_id and not other.withdrawn
        )
        return next(others, "")

    def _other_name(self, row: Row, submitted: _Submitted) -> str:
        """In a verified correction, the person with this phone in what it corrects, under a name that it lacks: the
        phone is one person's on both sides."""
        names = submitted.names_of_phone(row.corrects, row.phone) if row.corrects else frozenset()
        if len(names) != 1 or row.name in names or not submitted.only_of_phone(row):
            return ""
        if any(submitted.has_name(row.submission_id, name) for name in names):
            return ""
        others = (
            other.person_id
            for other in self._by_phone.get((row.unit, row.phone), ())
            if other.submission_id == row.corrects and other.person_id != row.person_id and not other.withdrawn
        )
        return next(others, "")


def _mended(row: Row, earlier: list[Row], reasons: Set[str]) -> str:
    """The person of the earlier rows, if it is only one and their latest row was held for one of the reasons."""
    rows = [other for other in earlier if other.submission_id != row.submission_id]
    unique = len({other.person_id for other in rows}) == 1
    return rows[-1].person_id if unique and rows[-1].held & reasons else ""


def _contacts(row: Row) -> list[str]:
    """The keys under which a row's person is indexed: phone, mail address, and "<address> alone" without a phone."""
    if row.phone:
        return [row.phone, row.email] if row.email else [row.phone]
    return [row.email, f"{row.email} alone"] if row.email else []


def _wanted(row: Row) -> list[str]:
    """The keys by which a row looks for its person: a mail address counts only if one of the two has no phone."""
    return [row.phone, f"{row.email} alone"] if row.phone else [row.email]


def _is_anothers(people: Collection[str] | None, person: str) -> bool:
    """Whether these are, or are also, other people."""
    return bool(people and (len(people) > 1 or person not in people))
