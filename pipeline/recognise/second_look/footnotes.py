"""Notes that name nobody and still speak of some: by the sign that somebody's name bears (张三①, below ①已回国), or by
the project (桥项目已于3月完工); and remarks beside a person on where and at what that one works."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from pipeline.model.statements import Person, Project
from pipeline.recognise.words.form import squash
from schemas.second_look import second_look_file

_FEWEST = 4  # characters of a project's name that tell it
_LONGEST = 60  # characters of a remark
_BEHIND = ")）]】.．、:："  # a sign


def bearing_its_sign(line: str, people: Sequence[Person]) -> tuple[list[Person], str]:
    """The people whose name bears the sign, or the number in brackets, with which the line begins; and what it says."""
    found = _pattern("sign").match(squash(line))
    if found is None:
        return [], ""
    sign, rest = found["sign"] or found["note"], squash(line)[found.end() :].lstrip(_BEHIND)
    if found["note"]:
        ends = tuple(bracket.format(sign) for bracket in second_look_file().footnotes.numbered)
        return [person for person in people if squash(person.text("name")).endswith(ends)], rest
    names = ((person, person.text("name")) for person in people)
    bears = [each for each, name in names if sign in name[1:] or (name.startswith(sign) and not sign.isnumeric())]
    return bears, rest


def speaks_of_project(line: str, projects: Iterable[Project]) -> bool:
    """Whether the line tells a state or place of one of the projects, or of all of them, that its cells do not tell."""
    text = squash(line)
    told = _pattern("of_project").search(text)
    if told is None or _pattern("asks").search(text):
        return False
    word = told["state"] or ""
    texts = [{field: squash(typed.text) for field, typed in project.fields.items()} for project in projects]
    meant = [each for each in texts if _is_meant(each, text)]
    return any(not word or word not in each.get("project_status", "") for each in meant)


def remarks_on_work(person: Person, project: Project | None, is_place: Callable[[str], bool]) -> Iterator[str]:
    """Remarks beside the form's columns that tell another state, project or place than the person's own cells
    (备注：项目已完工), or whatever else changes what they say: 姓名应为…, 已由某公司推荐."""
    for heading, typed in person.extra.items():
        text = squash(typed)
        is_known = any(typed in (problem.value + problem.about) for problem in person.problems)
        if not text or len(text) > _LONGEST or is_known or not _pattern("remarks").search(heading):
            continue
        own = {name: squash(each.text) for name, each in (project.fields if project else {}).items()}
        places = squash(person.text("location")) + own.get("project_country", "") + own.get("project_name", "")
        for told in _pattern("of_work").finditer(text):
            other_state = told["state"] and told["state"] not in own.get("project_status", "")
            other_project = told["project"] and not _are_alike(told["project"], own.get("project_name", ""))
            place = told["place"] or told["where"]
            other_place = place and is_place(place) and place not in places
            if other_state or other_project or other_place or told["same"] or told["said"]:
                yield f"{heading}：{typed}"
                break


def _are_alike(told: str, name: str) -> bool:
    """Whether one name of a project holds the other: 缅甸桥 and 桥项目."""
    return told in name or (name != "" and name.removesuffix(second_look_file().footnotes.project) in told)


def _is_meant(project: dict[str, str], text: str) -> bool:
    name, country = project.get("project_name", ""), project.get("project_country", "")
    parts = (name[start : start + _FEWEST] for start in range(max(1, len(name) - _FEWEST + 1)))
    is_named = len(name) >= _FEWEST and any(part in text for part in parts)
    return is_named or (len(country) > 1 and country in text) or _pattern("of_all_projects").search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """That of this name in the file, which explains it."""
    return re.compile(getattr(second_look_file().footnotes, name))
