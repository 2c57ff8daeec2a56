"""The people of a run as one frame: the new rows of its submissions beside the open rows that the register kept.

Columns, all of them text ("" where empty) unless said otherwise:

- place: row_id, submission_id, notice, form, unit, unit_key, sender, received_at (ISO 8601 with offset), received_from,
  file, sheet, sheet_index (int), row (int, as Excel shows it), place (int, among several people in one row), section,
  project_id, typed_person_id
- typed: `<field>_typed` and `<field>_cell` for every field of the form (`model.FIELDS`), extra (dict of columns the
  form does not know), problems (list of `model.Problem` that the recogniser saw)
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from pipeline.model import FIELDS, Examined, Person, Project, Submission, Typed
from pipeline.normalise.keys import fold

if TYPE_CHECKING:
    import pandas as pd

PLACE_COLUMNS = (
    *("row_id", "submission_id", "notice", "form", "unit", "unit_key", "sender", "received_at", "received_from"),
    *("file", "sheet", "sheet_index", "row", "place", "section", "project_id", "typed_person_id"),
)
TYPED_COLUMNS = tuple(f"{field}_{part}" for field in FIELDS for part in ("typed", "cell"))
ROW_COLUMNS = (*PLACE_COLUMNS, *TYPED_COLUMNS, "extra", "problems")

_NOTHING = Typed("")


def people_of(submissions: Iterable[Submission]) -> list[dict[str, Any]]:
    """One record with ROW_COLUMNS for each person row of these submissions."""
    return [
        record
        for submission in submissions
        for document in submission.documents
        if document.recognition is not None
        for record in _people_of(submission, document)
    ]


def projects_of(submissions: Iterable[Submission]) -> list[dict[str, Any]]:
    """A record with ROW_COLUMNS per project: person fields empty, `row_id` its `project_id`, `people` their count."""
    records = []
    for submission in submissions:
        for document in submission.documents:
            if document.recognition is None:
                continue
            people = [person.project for person in document.recognition.people]
            for index, project in enumerate(document.recognition.projects):
                identity = _project_id(document, index, project)
                record = _place(submission, document) | {
                    "file": project.file or document.file,
                    "row_id": identity,
                    "project_id": identity,
                    "sheet": project.sheet,
                    "sheet_index": 0,
                    "row": project.row,
                    "place": 0,
                    "section": project.section,
                    "typed_person_id": "",
                    "extra": {},
                    "problems": [],
                    "people": people.count(index),
                }
                records.append(record | _typed(project.fields))
    return records


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
        for submission in submissions
        for document in submission.documents
        if document.recognition is not None
        for index, row in enumerate(document.recognition.rows)
    ]


def as_frame(records: list[dict[str, Any]], *more: str) -> pd.DataFrame:
    """A frame with ROW_COLUMNS and `more`, in processing order: received first, then path, sheet, row, place."""
    import pandas as pd

    pd.options.mode.copy_on_write = True  # a frame with one more column shares all the others with the one before
    order = itemgetter("received_at", "file", "sheet_index", "row", "place", "row_id")
    return pd.DataFrame.from_records(sorted(records, key=order), columns=[*ROW_COLUMNS, *more])


def _people_of(submission: Submission, document: Examined) -> Iterator[dict[str, Any]]:
    recognition = document.recognition
    assert recognition is not None
    origin = _place(submission, document)
    sheets = list(dict.fromkeys(row.sheet for row in recognition.rows))
    projects = [_project_id(document, i, project) for i, project in enumerate(recognition.projects)]
    met: Counter[tuple[str, int]] = Counter()
    for person in recognition.people:
        place = met[person.sheet, person.row]  # people of tables side by side share a row as packed ones do
        met[person.sheet, person.row] += 1
        project = recognition.projects[person.project] if person.project is not None else None
        yield (
            origin
            | {
                "row_id": "R" + _digest(document.sha256, document.file, person.sheet, str(person.row), str(place)),
                "sheet": person.sheet,
                "sheet_index": sheets.index(person.sheet) if person.sheet in sheets else len(sheets),
                "row": person.row,
                "place": place,
                "section": person.section,
                "project_id": projects[person.project] if person.project is not None else "",
                "typed_person_id": person.person_id,
                "extra": person.extra,
                "problems": list(person.problems),
            }
            | _typed((_seen_from(person, document, project) if project else {}) | person.fields)
        )


def _seen_from(person: Person, document: Examined, project: Project) -> dict[str, Typed]:
    """The project's fields; their cells name sheet and file, as references do, where those are not the person's."""
    file = project.file if project.file not in ("", document.file) else ""
    if not file and project.sheet == person.sheet:
        return project.fields
    prefix = f"[{file}]{project.sheet}!" if file else f"{project.sheet}!"
    return {
        name: value._replace(cell=prefix + value.cell) if value.cell else value
        for name, value in project.fields.items()
    }


def _typed(fields: dict[str, Typed]) -> dict[str, str]:
    record = {}
    for field in FIELDS:
        value = fields.get(field, _NOTHING)
        record[f"{field}_typed"] = value.text
        record[f"{field}_cell"] = value.cell
    return record


def _place(submission: Submission, document: Examined) -> dict[str, Any]:
    return {
        "submission_id": submission.submission_id,
        "notice": submission.notice,
        "form": document.recognition.form if document.recognition else "",
        "unit": submission.unit,
        "unit_key": fold(submission.unit),
        "sender": submission.sender,
        "received_at": submission.received_at.isoformat(),
        "received_from": submission.received_from,
        "file": document.file,
    }


def _project_id(document: Examined, index: int, project: Project) -> str:
    return "P" + _digest(document.sha256, document.file, project.sheet, str(project.row), str(index))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
