"""Serialise examinations without loss, to send them from a worker process to the run.

Pickling named tuples and dataclasses calls back into Python for each one; with the hundreds in a workbook that would
cost half as much as reading it. So the records of a document are sent column by column: texts joined into one string;
repeating values (headings, field names, how they were found) once each, with an index per record. What remains is plain
tuples, which pickle handles natively. Subclasses (an Explanation) are pickled as they are: there is only ever one.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain, count, repeat
from typing import Any

from pipeline.model.documents import DrawnPage, Examination, Examined
from pipeline.model.statements import Fate, Found, Person, Project, Recognition, Row, Typed

Plain = tuple[Any, ...]
_BETWEEN = "\x1f"  # separates joined texts
_new = tuple.__new__  # makes Row and Typed without their slower constructors


def pack(examinations: Iterable[Examination]) -> list[bytes]:
    """The examinations as bytes for `unpack`; each is packed as soon as it is made, so it need not stay in memory."""
    return [pickle.dumps(_plain(each), pickle.HIGHEST_PROTOCOL) for each in examinations]


def unpack(packed: Iterable[bytes]) -> list[Examination]:
    """The examinations, equal to those that were packed."""
    return list(map(_examination, map(pickle.loads, packed)))


def _plain(each: Examination) -> Plain | Examination:
    if type(each) is not Examination:
        return each
    documents = list(map(_plain_document, each.documents))
    return each.envelopes, documents, each.faults, each.cut_short, each.unjudged, list(map(tuple, each.pages))


def _examination(plain: Plain | Examination) -> Examination:
    if not isinstance(plain, tuple):
        return plain
    envelopes, documents, faults, cut_short, unjudged, pages = plain
    drawn = [DrawnPage(*each) for each in pages]
    return Examination(envelopes, list(map(_examined, documents)), faults, cut_short, unjudged, drawn)


def _plain_document(document: Examined) -> Plain:
    said = _plain_recognition(document.recognition) if document.recognition else None
    about = document.file, document.sha256, document.size, document.kind, document.outcome, document.problem
    marked = document.mark, document.claimed, document.corrects, document.said, document.returned, document.remarks
    return about, said, *marked, document.certificate_lines, document.activity_lines


def _examined(plain: Plain) -> Examined:
    (file, sha256, size, kind, outcome, problem), said, *marked = plain
    return Examined(file, sha256, size, kind, outcome, problem, _recognition(said) if said else None, *marked)


def _plain_recognition(said: Recognition) -> Plain:
    people = [
        (each.sheet, each.row, each.section, each.project, each.link, each.extra, each.problems, each.person_id)
        for each in said.people
    ]
    projects = [(each.sheet, each.row, each.section, each.number, each.file) for each in said.projects]
    fields = [*(person.fields for person in said.people), *(project.fields for project in said.projects)]
    about = said.kind, said.form, said.unit, said.problems
    return about, _plain_rows(said.rows), people, projects, _plain_fields(fields)


def _recognition(plain: Plain) -> Recognition:
    (kind, form, unit, problems), rows, people, projects, fields = plain
    of_each = _fields(fields)
    told = [
        Person(sheet, row, section, next(of_each), project, link, extra, own, number)
        for sheet, row, section, project, link, extra, own, number in people
    ]
    named = [
        Project(sheet, row, section, next(of_each), number, file) for sheet, row, section, number, file in projects
    ]
    return Recognition(kind, form, unit, _rows(rows), told, named, problems)


def _plain_rows(rows: Sequence[Row]) -> Plain:
    sheets, numbers, fates, texts = zip(*rows, strict=True) if rows else ((),) * 4
    return _coded(sheets, str), numbers, _coded(fates, str), _joined(texts)


def _rows(plain: Plain) -> list[Row]:
    sheets, numbers, fates, texts = plain
    columns = _decoded(sheets, str), numbers, _decoded(fates, Fate), _parted(texts)
    return list(map(_new, repeat(Row), zip(*columns, strict=True)))


def _plain_fields(fields: Sequence[dict[str, Typed]]) -> Plain:
    """Per record its field names; over all records the texts, cells, headings, and how they were found."""
    typed = list(chain.from_iterable(map(dict.values, fields)))
    texts, cells, headings, found = zip(*typed, strict=True) if typed else ((),) * 4
    return _coded(map(tuple, fields), tuple), _joined(texts), _joined(cells), _coded(headings, str), _coded(found, str)


def _fields(plain: Plain) -> Iterator[dict[str, Typed]]:
    """The fields of each record, from `_plain_fields`."""
    names, texts, cells, headings, found = plain
    columns = _parted(texts), _parted(cells), _decoded(headings, str), _decoded(found, Found)
    typed = map(_new, repeat(Typed), zip(*columns, strict=True))
    return (dict(zip(own, typed, strict=False)) for own in _decoded(names, tuple))


def _coded(values: Iterable[Hashable], plain: Callable[[Any], Any]) -> Plain:
    """Values with many repeats: the distinct ones, made plain, and for each value the index of its distinct one."""
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    numbered = list(map(numbers.__getitem__, values))
    return list(map(plain, numbers)), numbered


def _decoded(few: Plain, made: Callable[[Any], Any]) -> Iterator[Any]:
    different, numbered = few
    return map(list(map(made, different)).__getitem__, numbered)


def _joined(texts: Sequence[str]) -> str | list[str]:
    """The texts joined into one string, unless one of them contains the separator."""
    joined = _BETWEEN.join(texts)
    return joined if joined.count(_BETWEEN) == len(texts) - 1 else list(texts)


def _parted(joined: str | list[str]) -> list[str]:
    return joined.split(_BETWEEN) if isinstance(joined, str) else joined
