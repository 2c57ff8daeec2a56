"""People and projects of one submission that stand in different documents."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Person, Project, Recognition
from pipeline.recognise.links import drop_unused, find_project


def tie(recognitions: Sequence[Recognition]) -> None:
    """Tie people whose project stands in another document of the submission. In place: the project comes into the
    recognition of its people, and leaves the other unless people there have it too."""
    described = [(source, project) for source in recognitions for project in _described(source)]
    moved: list[Project] = []
    for recognition in recognitions:
        others = [project for source, project in described if source is not recognition]
        partial = {p.project for p in recognition.people if p.link is not None and p.project is not None}
        for person in recognition.people:
            found = find_project(person, others) if person.link is not None else None
            if found is not None:
                moved.append(others[found])
                _give(recognition, person, others[found])
        drop_unused(recognition, partial)
    for recognition in recognitions:
        drop_unused(recognition, _left_behind(recognition, moved))


def _described(recognition: Recognition) -> list[Project]:
    """Projects that the document describes, not those that a list only names."""
    named = {person.project for person in recognition.people if person.link is not None}
    return [project for index, project in enumerate(recognition.projects) if index not in named]


def _give(recognition: Recognition, person: Person, project: Project) -> None:
    index = next((i for i, known in enumerate(recognition.projects) if known is project), len(recognition.projects))
    if index == len(recognition.projects):
        recognition.projects.append(project)
    person.project, person.link, person.section = index, None, project.section


def _left_behind(recognition: Recognition, moved: list[Project]) -> set[int]:
    """Indexes of projects that moved to their people and have none here."""
    used = {person.project for person in recognition.people}
    return {
        index
        for index, project in enumerate(recognition.projects)
        if index not in used and any(project is other for other in moved)
    }
