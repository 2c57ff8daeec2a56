"""Values that show something else than their field: a phone where a name should stand, a country as a project."""

from __future__ import annotations

from pipeline.recognise.columns.contents import contents_for
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.tools import Tools
from schemas.second_look import second_look_file


def doubt_values(draft: Draft, tools: Tools) -> None:
    """column-doubtful for each value of a person, or of the person's project, that shows another kind of content."""
    against, words = contents_for(tools).against, second_look_file()
    projects = [
        {field: (typed, shown) for field, typed in project.fields.items() if (shown := against(field, typed.text))}
        for project in draft.result.projects
    ]
    for person in draft.result.people:
        fields = [(field, typed) for field, typed in person.fields.items() if field in words.against]
        doubted = {field: (typed, shown) for field, typed in fields if (shown := against(field, typed.text))}
        of_project = projects[person.project] if person.project is not None else {}
        for field, (typed, shown) in (of_project | doubted).items():
            doubt(person, field, typed, words.reasons.shows.format(kind=words.shows[shown]))
