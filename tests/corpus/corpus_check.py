"""Reads files as the program does and compares with the truth.

Every person once, every field, every row's fate, held or not and why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus_files import Built
from corpus_render import Grid
from corpus_sketch import Line, Page, Sketch

from pipeline.examine.document import examine
from pipeline.frame import as_frame, people_of
from pipeline.model.documents import Examined, Submission
from pipeline.normalise import normalise
from pipeline.recognise.document.attached_documents import join_attached
from pipeline.terms.notices import load_notice
from pipeline.validate import validate

PROJECT_FIELDS = (
    "company",
    "company_contact",
    "company_contact_phone",
    "project_name",
    "project_country",
    "project_type",
    "project_status",
    "chinese_engineers",
    "foreign_engineers",
    "qualified_engineers",
)
FIELDS = ("section", *PROJECT_FIELDS, "name", "phone", "email", "domain", "location_country", "level", "experience")
DOUBTS = {"column-doubtful", "column-unread", "condition-unread", "total-differs"}
"""What the second look says: needless where the value is right, unless a habit writes what must be doubted."""
NAMELESS = ("html", "docx", "text")  # their sheets have no names
NAMED_SHEETS = ("xlsx", "openpyxl", "xlsm", "xls", "ods", "et")


@dataclass
class Read:
    """What the program made of one submission; by row_id the slugs that hold a person, and those that do not."""

    built: Built
    documents: list[Examined]
    people: list[dict[str, Any]] = field(default_factory=list)
    errors: dict[str, set[str]] = field(default_factory=dict)
    remarks: dict[str, set[str]] = field(default_factory=dict)


def read_all(builts: Sequence[Built], folder: Path, passwords: Sequence[str] = ()) -> list[Read]:
    """Every submission written to `folder`, examined and tied; all people normalised and validated in one frame."""
    reads = [Read(built, examined(built, folder / f"{number:05d}", passwords)) for number, built in enumerate(builts)]
    submissions = [submission(read, number) for number, read in enumerate(reads)]
    notice = load_notice("2025")
    frame = normalise(as_frame(people_of(submissions)), notice, ())
    for record in frame.to_dict("records"):
        reads[int(record["submission_id"][1:])].people.append(record)
    for finding in validate(frame, notice):
        read = reads[int(finding.submission_id[1:])]
        found = read.errors if finding.severity == "error" else read.remarks
        found.setdefault(finding.row_id, set()).add(finding.slug)
    return reads


def examined(built: Built, folder: Path, passwords: Sequence[str]) -> list[Examined]:
    documents = []
    for path, data in built.files:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        documents += examine((path, str(target), tuple(passwords))).documents
    join_attached([document.recognition for document in documents if document.recognition])
    return documents


def submission(read: Read, number: int) -> Submission:
    when = datetime(2025, 4, 18, tzinfo=UTC)
    return Submission(
        str(number),
        f"S{number:05d}",
        "渝工协〔2025〕17号",
        read.built.sketch.unit,
        "folder",
        "",
        when,
        "name",
        False,
        False,
        "",
        read.documents,
    )


def complaints(read: Read) -> list[str]:
    """What is wrong with what the program made of the submission; empty when all is right."""
    found = people_complaints(read)
    if not found:
        found += place_complaints(read)
    found += fate_complaints(read)
    slugs = {
        problem.slug for document in read.documents if document.recognition for problem in document.recognition.problems
    }
    slugs |= {document.problem.slug for document in read.documents if document.problem}
    found += [f"no {slug}" for slug in sorted(read.built.sketch.expected - slugs)]
    return found + unit_complaints(read) + identity_complaints(read)


def unit_complaints(read: Read) -> list[str]:
    """Where a sheet names the unit, it is the unit."""
    pages = list(read.built.sketch.pages())
    named = any(isinstance(item, Line) and item.role == "unit" for page in pages for item in page.items)
    named = named or any(page.header for page in pages)
    units = {d.recognition.unit.text for d in read.documents if d.recognition and d.recognition.unit}
    want = {read.built.sketch.unit} if named else set()
    return [] if units == want else [f"unit is {sorted(units)}, should be {sorted(want)}"]


def identity_complaints(read: Read) -> list[str]:
    """Identity-card numbers are nowhere among the data."""
    values = [record[key] for record in read.people for key in record if isinstance(record[key], str)]
    values += [text for record in read.people for text in record["extra"].values()]
    return [
        f"identity number kept: {value[:6]}…"
        for value in values
        if "500000" in value and re.search(r"(?<!\d)500000\d{11}[\dX]", value)
    ]


def squash(value: Any) -> str:
    return re.sub(r"\s", "", "" if value is None else str(value))


def pair(read: Read) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Truths with the records found for them, truths without, records without."""
    free, pairs, missing = list(read.people), [], []
    for truth in read.built.sketch.flat_truth():
        best = max(free, key=lambda record: likeness(truth, record), default=None)
        if best is None or likeness(truth, best) < 4:
            missing.append(truth)
        else:
            free.remove(best)
            pairs.append((truth, best))
    return pairs, missing, free


def likeness(truth: dict[str, Any], record: dict[str, Any]) -> int:
    same = {
        key: squash(truth[key]) == squash(record[key])
        for key in ("name", "phone", "experience", "project_name", "domain")
    }
    return (
        4 * same["name"]
        + 3 * (same["phone"] and bool(truth["phone"]))
        + same["experience"]
        + 2 * same["project_name"]
        + same["domain"]
    )


def people_complaints(read: Read) -> list[str]:
    pairs, missing, free = pair(read)
    found = [f"person not found: {truth['name']} {truth['phone']}" for truth in missing]
    found += [
        f"spurious person: {record['name_typed']!r} {record['phone_typed']!r} at {record['sheet']}!{record['row']}"
        for record in free
    ]
    for truth, record in pairs:
        found += field_complaints(truth, record)
        held = read.errors.get(record["row_id"], set())
        want = set(truth["held"].split())
        assumed = "section-assumed" in read.remarks.get(record["row_id"], set())
        if assumed != is_assumed(read.built.sketch, truth):
            found.append(f"{truth['name']}: section-assumed is {assumed}")
        if bool(held) != bool(want) or (want and not held <= want):
            found.append(f"{truth['name']}: held for {sorted(held)}, should be {sorted(want)}")
        doubts = read.remarks.get(record["row_id"], set()) & DOUBTS
        if doubts != set(truth.get("said", "").split()) & DOUBTS:
            found.append(f"{truth['name']}: doubted for {sorted(doubts)}")
        unsaid = set(truth.get("said", "").split()) - held - read.remarks.get(record["row_id"], set())
        found += [f"{truth['name']}: no {slug}" for slug in sorted(unsaid)]
    return found


def is_assumed(sketch: Sketch, truth: dict[str, Any]) -> bool:
    """Whether nothing tells the person's section: of one "by columns" neither a caption nor the name of a sheet."""
    if truth.get("assumed") != "by columns":
        return truth.get("assumed", False)
    return not any(
        any(isinstance(item, Line) and item.role == "caption" for item in page.items)
        or (paper.kind.split("|")[0] not in NAMELESS and any(word in page.name for word in ("外派", "计划")))
        for paper in sketch.papers
        for page in paper.pages
        if stands_in(page, truth["name"], sketch)
    )


def stands_in(page: Page, name: str, sketch: Sketch) -> bool:
    rows = (row for table in page.tables() for row in table.person_rows())
    return any(sketch.people[index]["name"] == name for row in rows for index in row.people)


def field_complaints(truth: dict[str, Any], record: dict[str, Any]) -> list[str]:
    skip = {truth.get("unsure", ""), "phone" if truth["held"].startswith("phone") else ""}
    return [
        f"{truth['name']}: {key} is {record[key]!r}, should be {truth[key]!r} ({record.get(f'{key}_typed', '')!r})"
        for key in FIELDS
        if key not in skip and not same(key, truth[key], record[key])
    ]


def same(key: str, want: Any, got: Any) -> bool:
    return squash(want) == squash(got)


def grids_of(read: Read) -> list[tuple[Examined, list[Grid], bool]]:
    """Each recognised document with the grids that were drawn for it, and whether its sheets keep their names."""
    found = []
    for document in read.documents:
        name = next((name for name in read.built.grids if document.file.endswith(name)), None)
        if name and document.recognition:
            paper = next(
                paper for paper in read.built.sketch.papers if f"{paper.stem}.{paper.extension or paper.kind}" == name
            )
            found.append((document, read.built.grids[name], paper.kind in NAMED_SHEETS))
    return found


def located(document: Examined, grids: list[Grid], named: bool, sheet: str) -> Grid | None:
    if named:
        return next((grid for grid in grids if grid.name == sheet), None)
    filled = [grid for grid in grids if grid.rows]
    return filled[0] if len(filled) == 1 else None


def place_complaints(read: Read) -> list[str]:
    found = []
    truths = {(squash(person["name"]), index) for index, person in enumerate(read.built.sketch.people)}
    for document, grids, named in grids_of(read):
        for person in document.recognition.people if document.recognition else []:
            grid = located(document, grids, named, person.sheet)
            typed = squash(person.fields["name"].text) if "name" in person.fields else ""
            rows = (
                {grid.places[index] + 1 for name, index in truths if name == typed and index in grid.places}
                if grid
                else set()
            )
            if rows and person.row not in rows:
                found.append(f"{typed}: in row {person.row}, should be {sorted(rows)}")
    return found


def fate_complaints(read: Read) -> list[str]:
    found = []
    for document, grids, named in grids_of(read):
        assert document.recognition
        rows = document.recognition.rows
        twice = [where for where, count in Counter((row.sheet, row.row) for row in rows).items() if count > 1]
        beside = {grid.name for grid in grids if grid.side_by_side}
        may_be = [sheet for sheet, _ in twice if beside] if not named else beside
        found += [f"row told twice: {sheet}!{row}" for sheet, row in twice if sheet not in may_be]
        for grid in grids:
            mine = [row for row in rows if located(document, grids, named, row.sheet) is grid]
            found += grid_fates(grid, {row.row - 1: row for row in mine}) if mine else []
    return found


def grid_fates(grid: Grid, told: dict[int, Any]) -> list[str]:
    found = []
    for index, allowed in sorted(grid.fates.items()):
        if index in told and str(told[index].fate) not in allowed:
            found.append(
                f"{grid.name}!{index + 1} is {told[index].fate}, should be {'/'.join(allowed)}: {told[index].text[:40]}"
            )
        elif index not in told and index in grid.must:
            found.append(f"{grid.name}!{index + 1} has no fate, should be {'/'.join(allowed)}")
    found += [
        f"{grid.name}!{i + 1} is {told[i].fate}, but belongs to no table of the form: {told[i].text[:40]!r}"
        for i in sorted(grid.foreign & set(told))
        if str(told[i].fate) in ("people", "project-only", "reference", "sample")
    ]
    return found
