"""People and projects of one unit that stand in different documents (此列可另附表)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.documents import Examined
from pipeline.model.statements import Person, Project, Recognition
from pipeline.recognise.document.attached_lists import drop_unused, find_project
from pipeline.recognise.rows.assumed_sections import is_told_now


def join_attached_documents(documents: Iterable[Examined]) -> None:
    """Join people to their project where it stands in another of these documents, in place; a project remembers its
    document."""
    spoken = [(document.file, document.recognition) for document in documents if document.recognition]
    for file, recognition in spoken:
        for project in recognition.projects:
            project.file = project.file or file
    join_attached([recognition for _, recognition in spoken])


def join_attached(recognitions: Sequence[Recognition]) -> None:
    """Join people to their project where it stands in another document, in place. The project moves into the
    recognition of its people; it stays in the other one too if people there have it."""
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
    is_told_now(person)


def _left_behind(recognition: Recognition, moved: list[Project]) -> set[int]:
    """Indexes of projects that moved to their people and have none here."""
    used = {person.project for person in recognition.people}
    return {
        index
        for index, project in enumerate(recognition.projects)
        if index not in used and any(project is other for other in moved)
    }
