"""Examinations on their way from a worker process to the run: as bytes, exactly as they were.

Pickle asks Python for every named tuple and record, and there are hundreds in a workbook: half of what reading it
costs. Here fields go column by column as plain tuples, which marshal writes and reads by itself. Both ends are the same
Python, and bytes are nowhere kept. What is more than an examination (an explanation) goes by pickle: there is one.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.model import (
    Examination,
    Examined,
    Fate,
    Found,
    Link,
    Outcome,
    Person,
    Problem,
    Project,
    Recognition,
    Row,
    Typed,
)

_FOUND, _FATES, _OUTCOMES = tuple(Found), tuple(Fate), tuple(Outcome)
_NUMBER_OF_FOUND = {found: number for number, found in enumerate(_FOUND)}
_NUMBER_OF_FATE = {fate: number for number, fate in enumerate(_FATES)}
_new = tuple.__new__  # what Typed(…) calls


def pack(examinations: Sequence[Examination]) -> bytes:
    """The examinations as bytes, for `unpack`."""
    return marshal.dumps([_examination(each) for each in examinations])


def unpack(packed: bytes) -> list[Examination]:
    """The examinations, equal to those that were packed."""
    return [
        pickle.loads(each)
        if isinstance(each, bytes)
        else Examination(pickle.loads(each[0]), list(map(_examined, each[1])))
        for each in marshal.loads(packed)
    ]


def _examination(each: Examination) -> tuple[Any, ...] | bytes:
    if type(each) is not Examination:
        return pickle.dumps(each)
    same: dict[Any, Any] = {}  # headings and names of fields, alike in every row, go over once
    return pickle.dumps(each.envelope), [_plain(document, same) for document in each.documents]


def _plain(document: Examined, same: dict[Any, Any]) -> tuple[Any, ...]:
    return (
        document.file,
        document.sha256,
        document.size,
        document.kind,
        _OUTCOMES.index(document.outcome),
        _tuple(document.problem),
        _plain_recognition(document.recognition, same) if document.recognition else None,
    )


def _examined(plain: tuple[Any, ...]) -> Examined:
    file, sha256, size, kind, outcome, problem, recognition = plain
    return Examined(
        file,
        sha256,
        size,
        kind,
        _OUTCOMES[outcome],
        Problem(*problem) if problem else None,
        _recognition(recognition) if recognition else None,
    )


def _plain_recognition(said: Recognition, same: dict[Any, Any]) -> tuple[Any, ...]:
    people = [_plain_person(person, same) for person in said.people]
    projects = [
        (project.sheet, project.row, project.section, _plain_fields(project.fields, same), project.number, project.file)
        for project in said.projects
    ]
    unit = _plain_fields({"": said.unit}, same) if said.unit else None
    rows = [(sheet, row, _NUMBER_OF_FATE[fate], text) for sheet, row, fate, text in said.rows]
    return said.kind, said.form, unit, rows, people, projects, list(map(tuple, said.problems)), said.mark


def _plain_person(person: Person, same: dict[Any, Any]) -> tuple[Any, ...]:
    return (
        person.sheet,
        person.row,
        person.section,
        _plain_fields(person.fields, same),
        person.project,
        _tuple(person.link),
        person.extra,
        list(map(tuple, person.problems)),
        person.person_id,
    )


def _recognition(plain: tuple[Any, ...]) -> Recognition:
    kind, form, unit, rows, people, projects, problems, mark = plain
    return Recognition(
        kind,
        form,
        _fields(unit)[""] if unit else None,
        [Row(sheet, row, _FATES[fate], text) for sheet, row, fate, text in rows],
        list(map(_person, people)),
        [
            Project(sheet, row, section, _fields(fields), number, file)
            for sheet, row, section, fields, number, file in projects
        ],
        _problems(problems),
        mark,
    )


def _person(plain: tuple[Any, ...]) -> Person:
    sheet, row, section, fields, project, link, extra, problems, number = plain
    told = Link(*link) if link else None
    return Person(sheet, row, section, _fields(fields), project, told, extra, _problems(problems), number)


def _plain_fields(fields: Mapping[str, Typed], same: dict[Any, Any]) -> tuple[Any, ...]:
    """Names of the fields, texts, cells, headings, how they were found: each in one tuple."""
    if not fields:
        return ()
    texts, cells, headings, found = zip(*fields.values(), strict=True)
    alike = tuple(fields), headings, tuple([_NUMBER_OF_FOUND[each] for each in found])
    return (same.setdefault(alike, alike), texts, cells)


def _fields(plain: tuple[Any, ...]) -> dict[str, Typed]:
    if not plain:
        return {}
    (names, headings, found), texts, cells = plain
    return {
        name: _new(Typed, (text, cell, heading, _FOUND[how]))
        for name, text, cell, heading, how in zip(names, texts, cells, headings, found, strict=True)
    }


def _problems(plain: Sequence[tuple[Any, ...]]) -> list[Problem]:
    return [Problem(*each) for each in plain]


def _tuple(record: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """A named tuple as a plain one."""
    return tuple(record) if record is not None else None
