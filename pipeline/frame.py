"""The people of a run as one frame: the new rows of its submissions beside the open rows that the register kept.

Columns, all of them text ("" where empty) unless said otherwise:

- origin: submission_id, corrects (the submission of which it is the verified correction), notice, form, unit, unit_key,
  sender, received_at (ISO 8601 with offset), received_from
- place: file, sheet, sheet_index (int), row (int, as Excel shows it), place (int, among several people in one row),
  row_id, section, project_id, typed_person_id
- typed: `<field>_typed` and `<field>_cell` for every field of the form (`model.FIELDS`), extra (dict of columns the
  form does not know), problems (list of `model.Problem` that the recogniser saw)
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.model.documents import Examined, Submission
from pipeline.model.fields import FIELDS
from pipeline.model.statements import Project, Recognition, Typed
from pipeline.text.fold import fold

if TYPE_CHECKING:
    import pandas as pd

ORIGIN_COLUMNS = (
    *("submission_id", "corrects", "notice", "form", "unit", "unit_key", "sender", "received_at", "received_from"),
)
PLACE_COLUMNS = (
    *("file", "sheet", "sheet_index", "row", "place", "row_id"),
    *("section", "project_id", "typed_person_id"),
)
TYPED_COLUMNS = tuple(f"{field}_{part}" for field in FIELDS for part in ("typed", "cell"))
ROW_COLUMNS = (*ORIGIN_COLUMNS, *PLACE_COLUMNS, *TYPED_COLUMNS, "extra", "problems")

Row = tuple[Any, ...]
"""A value for each of ROW_COLUMNS."""

_NUMBERS = ("sheet_index", "row", "place")
_NOTHING_TYPED = [""] * len(TYPED_COLUMNS)
_PLACE_OF = {field: 2 * place for place, field in enumerate(FIELDS)}  # of its text; that of its cell follows
_IN_ORDER = itemgetter(*map(ROW_COLUMNS.index, ("received_at", "file", "sheet_index", "row", "place", "row_id")))


def people_of(submissions: Iterable[Submission]) -> list[Row]:
    """The person rows of these submissions."""
    return [
        row
        for submission, document, recognition in _recognised(submissions)
        for row in _people_of(submission, document, recognition)
    ]


def ids_of(rows: Iterable[Row]) -> set[str]:
    """The row_id of each."""
    return set(map(itemgetter(ROW_COLUMNS.index("row_id")), rows))


def projects_of(submissions: Iterable[Submission]) -> list[Row]:
    """A row for each project: person fields empty, `row_id` its `project_id`."""
    return [
        row
        for submission, document, recognition in _recognised(submissions)
        for row in _projects_of(submission, document, recognition)
    ]


def fates_of(submissions: Iterable[Submission]) -> list[dict[str, Any]]:
    """Every non-blank row of every recognised table: row_id, submission_id, file, sheet, row (int), fate, text."""
    return [
        {
            "row_id": "F" + _digest(document.sha256, document.file, row.sheet, str(row.row), str(index)),
            "submission_id": submission.submission_id,
            "file": document.file,
            "sheet": row.sheet,
            "row": row.row,
            "fate": row.fate.value,
            "text": row.text,
        }
        for submission, document, recognition in _recognised(submissions)
        for index, row in enumerate(recognition.rows)
    ]


def as_frame(rows: list[Row]) -> pd.DataFrame:
    """A frame with ROW_COLUMNS, in processing order: received first, then path, sheet, row, place.

    pandas would look at each value for its type (`from_records`), which takes three times as long.
    """
    import numpy as np
    import pandas as pd

    pd.options.mode.copy_on_write = True  # a frame with one more column shares all the others with the one before
    names, numbers = list(ROW_COLUMNS), list(_NUMBERS)
    ordered: list[Row] = sorted(rows, key=_IN_ORDER)
    values = np.fromiter(chain.from_iterable(ordered), dtype=object, count=len(rows) * len(names))
    frame = pd.DataFrame(values.reshape(len(rows), len(names)), columns=names, copy=False)
    return pd.concat([frame.drop(columns=numbers), frame[numbers].astype(np.int64)], axis=1)[names]


def _recognised(submissions: Iterable[Submission]) -> Iterator[tuple[Submission, Examined, Recognition]]:
    """The documents that say something."""
    for submission in submissions:
        for document in submission.documents:
            if document.recognition is not None:
                yield submission, document, document.recognition


def _people_of(submission: Submission, document: Examined, recognition: Recognition) -> Iterator[Row]:
    origin = _origin(submission, recognition)
    sheets = list(dict.fromkeys(row.sheet for row in recognition.rows))
    projects = [_project_id(document, i, project) for i, project in enumerate(recognition.projects)]
    met: defaultdict[tuple[str, int], int] = defaultdict(int)

    @cache
    def seen_from(sheet: str, project: int | None) -> list[str]:
        return _typed(_seen_from(sheet, document, recognition.projects[project]) if project is not None else {})

    for person in recognition.people:
        place = met[person.sheet, person.row]  # people of tables side by side share a row as packed ones do
        met[person.sheet, person.row] += 1
        yield (
            *origin,
            document.file,
            person.sheet,
            sheets.index(person.sheet) if person.sheet in sheets else len(sheets),
            person.row,
            place,
            "R" + _digest(document.sha256, document.file, person.sheet, str(person.row), str(place)),
            person.section,
            projects[person.project] if person.project is not None else "",
            person.person_id,
            *_filled(seen_from(person.sheet, person.project), person.fields),
            person.extra,
            list(person.problems),
        )


def _projects_of(submission: Submission, document: Examined, recognition: Recognition) -> Iterator[Row]:
    origin = _origin(submission, recognition)
    for index, project in enumerate(recognition.projects):
        identity = _project_id(document, index, project)
        place = (project.file or document.file, project.sheet, 0, project.row, 0, identity)
        yield (*origin, *place, project.section, identity, "", *_typed(project.fields), {}, [])


def _seen_from(sheet: str, document: Examined, project: Project) -> dict[str, Typed]:
    """The project's fields; their cells name sheet and file, as references do, where those are not the person's."""
    file = project.file if project.file not in ("", document.file) else ""
    if not file and project.sheet == sheet:
        return project.fields
    prefix = f"[{file}]{project.sheet}!" if file else f"{project.sheet}!"
    return {
        name: value._replace(cell=prefix + value.cell) if value.cell else value
        for name, value in project.fields.items()
    }


def _typed(fields: dict[str, Typed]) -> list[str]:
    """TYPED_COLUMNS."""
    return _filled(_NOTHING_TYPED, fields)


def _filled(others: list[str], fields: dict[str, Typed]) -> list[str]:
    """TYPED_COLUMNS of these fields, beside what stands for the others."""
    typed = others.copy()
    for field, (text, cell, _, _) in fields.items():  # a star would make a list of each
        at = _PLACE_OF[field]
        typed[at], typed[at + 1] = text, cell
    return typed


def _origin(submission: Submission, recognition: Recognition) -> Row:
    """ORIGIN_COLUMNS."""
    return (
        submission.submission_id,
        submission.corrects,
        submission.notice,
        recognition.form,
        submission.unit,
        fold(submission.unit),
        submission.sender,
        submission.received_at.isoformat(),
        submission.received_from,
    )


def _project_id(document: Examined, index: int, project: Project) -> str:
    return "P" + _digest(document.sha256, document.file, project.sheet, str(project.row), str(index))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
