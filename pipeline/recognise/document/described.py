"""Tables of the form's headings without people: a data dictionary has a column 姓名 whose rows hold varchar(50).

A table is a list of people by its people. Where no row has a name together with a phone, a domain or a level, its rows
are notes, and a finding says so. Under the form's own headings less is enough: somebody who filled in little, or most
of it wrongly, is held and not lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.statements import Fate, Person, Problem, Project, Recognition, Row
from pipeline.recognise.document.attached_lists import drop_unused
from pipeline.recognise.draft import Draft, Source
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import squash
from pipeline.recognise.words.looks import Looks

_HEADED = {"name", "phone", "domain", "level"}
"""What the form asks of everybody: a table that asks for all of it is taken for the form."""
_FORM = (Fate.SAMPLE, Fate.PROJECT_ONLY, Fate.REFERENCE)
_FEWEST_DIGITS = 5  # of a phone, however mistyped
_QUOTED = 3
_LONGEST_QUOTED = 16


def drop_described(draft: Draft, tools: Tools) -> None:
    """Turn the rows of tables whose people are none into notes, with content-unread for each; where nothing of the form
    is left, the document is none of it."""
    described = [source for source in draft.sources.all if source.people and not _lists_people(source, draft, tools)]
    for source in described:
        _make_notes(source, draft.result, tools.looks)
    problems = [_problem(source, tools.looks) for source in described]
    if len(described) < len(draft.sources.all) or any(_holds_form(each, draft) for each in described):
        draft.result.problems += problems
    else:
        draft.result = Recognition(rows=draft.result.rows, problems=problems)


def _lists_people(source: Source, draft: Draft, tools: Tools) -> bool:
    """Whether one of its people is a person: nearly always the first. Somebody whose row was taken as a supplement of a
    person elsewhere counts as one."""
    if any(is_person(person, tools) for person in source.people):
        return True
    left = set(map(id, draft.result.people))
    return any(id(person) not in left for person in source.people)


def _make_notes(source: Source, result: Recognition, looks: Looks) -> None:
    """Turn the rows of a source into notes, in place; a row that describes a project stays a row of the form."""
    rows, gone = result.rows, set(map(id, source.people))
    told = {(each.sheet, each.row): _is_told(each, looks) for each in result.projects}
    noted = set()
    for place in _places(source, rows, Fate.PEOPLE):
        at = rows[place].sheet, rows[place].row
        fate = Fate.PROJECT_ONLY if told.get(at) else Fate.NOTE
        rows[place] = rows[place]._replace(fate=fate)
        if fate is Fate.NOTE:
            noted.add(at)
    result.people = [person for person in result.people if id(person) not in gone]
    projects = enumerate(result.projects)
    drop_unused(result, {index for index, project in projects if (project.sheet, project.row) in noted})


def _places(source: Source, rows: Sequence[Row], *fates: Fate) -> Iterator[int]:
    """Where in the recognition the rows of the source with these fates stand."""
    return (place for places in source.rows for place in places if rows[place].fate in fates)


def _holds_form(source: Source, draft: Draft) -> bool:
    return source.is_form or any(_places(source, draft.result.rows, *_FORM))


def is_person(person: Person, tools: Tools) -> bool:
    """Whether a row tells of a person: it has a name and a phone, or one of the two with a domain or level. Under the
    form's own headings less will do: a name or phone alone, an odd name with a domain or level, or both of these."""
    fields, looks = person.fields, tools.looks
    name = fields["name"].text if "name" in fields else ""
    is_named = _is_named(name, tools)
    is_reached = any(_is_contact(fields[key].text) for key in ("phone", "email") if key in fields)
    if is_named and (is_reached or any(fields[key].text for key in tools.form.telling & fields.keys())):
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


def _is_named(text: str, tools: Tools) -> bool:
    """Whether one or several names stand in the cell."""
    if tools.looks.could_be_name(text):
        return True
    cells, plain = tools.looks.form.cells, squash(text)
    is_more = cells["name_twice"](plain) or cells["more_people"](plain)
    return bool(is_more) or any(map(tools.looks.could_be_name, tools.packed.entries(text)))


def _is_contact(text: str) -> bool:
    """An address, or as many digits as even a mistyped phone has."""
    return "@" in text or sum(map(str.isdigit, text)) >= _FEWEST_DIGITS


def _problem(source: Source, looks: Looks) -> Problem:
    """content-unread at the first cell that was taken for a person's, with what stands there and beside it; nobody's
    phone is quoted."""
    person = source.people[0]
    typed = [each for each in person.fields.values() if each.text]
    texts = dict.fromkeys(" ".join(each.text.split()) for each in typed if not looks.has_contact(each.text))
    quoted = "、".join(text[:_LONGEST_QUOTED] for text in list(texts)[:_QUOTED])
    cell = typed[0].cell
    about = looks.form.about.described.format(cells=f"{cell}：{quoted}" if quoted else cell)
    return Problem("content-unread", person.sheet, cell, "", about)
