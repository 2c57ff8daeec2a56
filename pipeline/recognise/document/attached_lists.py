"""此列可另附表: people on a list of their own, joined to the project that the list names by number, by name, or by
company."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model.fields import PROJECT_FIELDS
from pipeline.model.statements import Fate, Link, Person, Project, Recognition
from pipeline.recognise.draft import Draft
from pipeline.recognise.rows.assumed_sections import is_told_now
from pipeline.recognise.sheet.tables import FormTable
from pipeline.recognise.tools import Tools
from pipeline.recognise.words.form import bare
from pipeline.text.patterns import pattern

_LINKING = {"company", "company_contact", "company_contact_phone", "project_name"}
_CONTACT = pattern(r"[（(\[【〔][^（()）]*\d{5}[^（()）]*[）)\]】〕]\s*$|[\s；;，,/].*\d{5}.*$", re.DOTALL)
_COMPANY_END = pattern(r"[\s（(\[【〔{<《\n;；,，:：/、]")


def mark_lists(draft: Draft, _: Tools) -> None:
    """Mark the tables that are lists: they name a project but do not describe it."""
    for table in draft.tables:
        fields = {*table.fields, *table.fields_above} & set(PROJECT_FIELDS)
        people = "name" in table.fields or any(column.kind == "unlabelled" for column in table.columns)
        table.is_list = people and fields <= _LINKING


def link_lists(draft: Draft, _: Tools) -> None:
    """Join people of lists to the projects of the same document, first to those whose own row says that their people
    stand elsewhere (见附表); people whose project is not found keep their link."""
    result, tables = draft.result, draft.tables
    if all(person.link is None for person in result.people):
        return
    partial = {person.project for person in result.people if person.link is not None and person.project is not None}
    described = [index for index in range(len(result.projects)) if index not in partial]
    texts = {(row.sheet, row.row): row.text for row in result.rows if row.fate is Fate.REFERENCE}
    referred = [index for index in described if _place(result.projects[index]) in texts]
    _link_stacked(draft, described)
    captions = {table.grid.sheet.name: f"{table.grid.sheet.name} {table.title}" for table in tables if table.is_list}
    for person in result.people:
        if person.link is None:
            continue
        person.link = person.link._replace(title=captions.get(person.sheet, ""))
        named = [index for index in referred if _names(texts[_place(result.projects[index])], person.sheet)]
        for candidates in filter(None, (named, referred, described)):
            found = find_project(person, [result.projects[index] for index in candidates])
            if found is not None:
                _join(person, candidates[found], draft)
                break
    drop_unused(result, partial)


def _is_assumed(project: Project, tables: Sequence[FormTable]) -> bool:
    """Whether nothing told the section of the table that a project stands in."""
    return any(table.is_assumed and table.holds(project.sheet, project.row) for table in tables)


def _join(person: Person, index: int, draft: Draft) -> None:
    """Join a person to a project and its section, in place."""
    project = draft.result.projects[index]
    person.project, person.link, person.section = index, None, project.section
    if not _is_assumed(project, draft.tables):
        is_told_now(person)


def _link_stacked(draft: Draft, described: Sequence[int]) -> None:
    """Join people of lists that name nothing to the one project that stands between them and the list above: a
    project's line under its headings, its people under theirs, then the next project. In place."""
    result, bottoms = draft.result, dict[str, int]()
    for table in draft.tables:
        if not table.is_list:
            continue
        sheet, floor = table.grid.sheet.name, bottoms.get(table.grid.sheet.name, 0)
        between = [
            i for i in described if result.projects[i].sheet == sheet and floor < result.projects[i].row <= table.top
        ]
        bottoms[sheet] = table.end
        for person in result.people:
            is_here = table.holds(person.sheet, person.row)
            if len(between) == 1 and is_here and person.link is not None and not any(person.link._replace(section="")):
                _join(person, between[0], draft)


def _place(project: Project) -> tuple[str, int]:
    return project.sheet, project.row


def _names(text: str, sheet: str) -> bool:
    """Whether a row refers to this sheet: 见附表1, which is not 附表10."""
    return re.search(rf"{re.escape(sheet)}(?!\d)", text) is not None


def find_project(person: Person, projects: Sequence[Project]) -> int | None:
    """The index of the one project that a person's link means, or None: its name, else its number, else its company,
    else the one that the list's title holds; a list that names nothing belongs to the only project there is. Where the
    list tells its section, only projects of that are meant."""
    link = person.link or Link()
    ours = [place for place, project in enumerate(projects) if link.section in ("", project.section)]
    found = _meant(person, link, [projects[place] for place in ours])
    return None if found is None else ours[found]


def _meant(person: Person, link: Link, projects: Sequence[Project]) -> int | None:
    if link.project_name:
        named = [i for i, project in enumerate(projects) if _same(project, "project_name", link.project_name)]
        return _only(named, person, projects)
    if link.number:
        numbered = [
            i
            for i, project in enumerate(projects)
            if project.number and _number(project.number) == _number(link.number)
        ]
        return _only(numbered, person, projects)
    if link.company:
        employed = [i for i, project in enumerate(projects) if is_company(project, link.company)]
        return _only(employed, person, projects)
    title = bare(link.title)
    mentioned = [
        i
        for i, project in enumerate(projects)
        if len(name := bare(_text(project, "project_name"))) >= 4 and name in title
    ]
    return mentioned[0] if len(mentioned) == 1 else _only(list(range(len(projects))), person, projects)


def _only(found: list[int], person: Person, projects: Sequence[Project]) -> int | None:
    """Of several that fit, the one that fits the rest of the link, or the section of the list."""
    link = person.link or Link()
    if len(found) > 1 and link.company:
        found = [i for i in found if is_company(projects[i], link.company)]
    if len(found) > 1 and link.number:
        found = [i for i in found if _number(projects[i].number) == _number(link.number)]
    if len(found) > 1:
        found = [i for i in found if projects[i].section == person.section]
    return found[0] if len(found) == 1 else None


def drop_unused(result: Recognition, partial: set[int]) -> None:
    """Remove, in place, projects of lists that only named a project which is found now; people keep theirs."""
    used = {person.project for person in result.people}
    kept = [index for index in range(len(result.projects)) if index not in partial or index in used]
    moved = {index: position for position, index in enumerate(kept)}
    result.projects = [result.projects[index] for index in kept]
    for person in result.people:
        if person.project is not None:
            person.project = moved[person.project]


def is_company(project: Project, company: str) -> bool:
    """Whether the project's company cell, which may hold contact and phone too, names this company."""
    text, wanted = _text(project, "company").strip(), bare(_CONTACT.sub("", company.strip()))
    ends = [match.start() for match in _COMPANY_END.finditer(text)]
    return wanted != "" and any(bare(text[:end]) == wanted for end in [len(text), *ends])


def _same(project: Project, field: str, text: str) -> bool:
    return bare(_text(project, field)) == bare(text) != ""


def _text(project: Project, field: str) -> str:
    return project.fields[field].text if field in project.fields else ""


def _number(text: str) -> str:
    return re.sub(r"\D", "", text) or text
