"""People of one document whose rest stands on another list of it: experiences by name, where the form says 见附表."""

from __future__ import annotations

from collections import defaultdict

from pipeline.model.statements import Person
from pipeline.recognise.draft import Draft
from pipeline.recognise.sheet.cells import CellMarks
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare

_OPEN = ("blank", "reference")


def supplement_people(draft: Draft, tools: Tools) -> None:
    """Complete people by a row with their name on another sheet; such a row is not counted as another person.

    Only where exactly two rows have the name, the second has neither a phone nor a project of its own, both agree in
    all that they tell, and the second tells what the first leaves open.
    """
    result, marks = draft.result, tools.cells
    if len({person.sheet for person in result.people}) < 2:
        return
    named: dict[str, list[Person]] = defaultdict(list)
    for person in result.people:
        if "name" in person.fields and (name := bare(person.fields["name"].text)):
            named[name].append(person)
    for first, second in (people for people in named.values() if len(people) == 2):
        told = {field for field, typed in second.fields.items() if marks.kind(typed.text) not in _OPEN}
        missing = {field for field in told if field not in first.fields or _is_open(first, field, marks)}
        others = told - missing
        is_rest = first.sheet != second.sheet and second.project is None and not {"phone", "email"} & told and missing
        if is_rest and all(bare(first.fields[field].text) == bare(second.fields[field].text) for field in others):
            first.fields |= {field: second.fields[field] for field in missing}
            result.people = [person for person in result.people if person is not second]


def _is_open(person: Person, field: str, marks: CellMarks) -> bool:
    return marks.kind(person.fields[field].text) in _OPEN
