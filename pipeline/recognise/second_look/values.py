"""Values that show something else than their field: a phone where a name should stand, a country as a project."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.statements import Typed
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.contents import Contents, contents_for
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.tools import Tools
from schemas.second_look import second_look_file


def doubt_values(draft: Draft, tools: Tools) -> None:
    """column-doubtful for each value of a person, or of the person's project, that shows another kind of content."""
    contents, words = contents_for(tools), second_look_file()
    projects = [_doubted(project.fields, contents) for project in draft.result.projects]
    for person in draft.result.people:
        doubted = _doubted(person.fields, contents)
        if person.project is not None:
            doubted = projects[person.project] | doubted
        for field, (typed, shown) in doubted.items():
            doubt(person, field, typed, words.reasons.shows.format(kind=words.shows[shown]))


def _doubted(fields: Mapping[str, Typed], contents: Contents) -> dict[str, tuple[Typed, str]]:
    """The values that show something else than their field, and what they show."""
    weighed = second_look_file().against
    told = ((field, typed) for field, typed in fields.items() if field in weighed)
    return {field: (typed, shown) for field, typed in told if (shown := contents.against(field, typed.text))}
