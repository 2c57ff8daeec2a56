"""Values that show something else than their field: a phone where a name should stand, a country as a project."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.statements import Typed
from pipeline.recognise.columns.contents import contents_for
from pipeline.recognise.draft import Draft
from pipeline.recognise.second_look.doubts import doubt
from pipeline.recognise.tools import Tools
from schemas.second_look import second_look_file


def doubt_values(draft: Draft, tools: Tools) -> None:
    """column-doubtful for each value of a person, or of the person's project, that shows another kind of content."""
    contents, words = contents_for(tools), second_look_file()

    def doubted(fields: Mapping[str, Typed]) -> dict[str, tuple[Typed, str]]:
        """The values that show something else than their field, and what they show."""
        return {
            field: (typed, shown)
            for field, typed in fields.items()
            if field in words.against and (shown := contents.against(field, typed.text))
        }

    projects = [doubted(project.fields) for project in draft.result.projects]
    for person in draft.result.people:
        of_project = projects[person.project] if person.project is not None else {}
        for field, (typed, shown) in {**of_project, **doubted(person.fields)}.items():
            doubt(person, field, typed, words.reasons.shows.format(kind=words.shows[shown]))
