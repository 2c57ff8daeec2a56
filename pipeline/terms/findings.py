"""Findings: what is wrong, where, and what to do. Slug, severity and wording are data in schemas/findings.toml."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import schemas
from pipeline.model.documents import Submission
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem


class FindingKind(NamedTuple):
    """One kind of finding.

    `message` is a template with {value}, {about} and {field}; `bare` replaces it where {about} is empty or no more than
    {value}. An `about` that is a sentence of schemas/unreadable.toml, [inbox], stands alone.
    """

    slug: str
    severity: str  # error (holds the person), warning, info
    title: str
    decided_by: str  # unit or secretariat
    message: str
    bare: str = ""
    when: tuple[str, ...] = ()  # "<field>:<word of its how column>", see schemas/people.py


@cache
def load_findings() -> dict[str, FindingKind]:
    """Every kind of finding by its slug, in the order of the data file."""
    return {slug: _kind(slug, **entry) for slug, entry in schemas.table("findings")["finding"].items()}


def _kind(slug: str, when: Iterable[str] = (), **words: str) -> FindingKind:
    return FindingKind(slug=slug, when=tuple(when), **words)


def field_label(field: str) -> str:
    """What people call a field, e.g. 联系电话 for phone."""
    labels: dict[str, str] = schemas.table("findings")["fields"]
    return labels.get(field, field)


def make(
    problem: Problem, submission_id: str, row_id: str = "", field: str = "", file: str = "", severity: str = ""
) -> Finding:
    """The finding with its words; without `row_id` it is on a submission or a document. `severity` is that of its kind
    unless the notice says otherwise.

    Raises KeyError for an unknown slug.
    """
    kind = load_findings()[problem.slug]
    tells = problem.about not in ("", problem.value)
    file, sheet, cell = _place(file, problem)
    template = kind.message if tells or not kind.bare else kind.bare
    if problem.about in _sentences():
        template = "{about}"
    message = template.format(value=_shown(problem.value), about=problem.about, field=field_label(field))
    return Finding(
        submission_id=submission_id,
        row_id=row_id,
        slug=kind.slug,
        severity=severity or kind.severity,
        field=field,
        file=file,
        sheet=sheet,
        cell=cell,
        value=problem.value,
        message=message,
        decided_by=kind.decided_by,
    )


@cache
def _sentences() -> frozenset[str]:
    return frozenset(schemas.table("unreadable")["inbox"].values())


def _place(file: str, problem: Problem) -> tuple[str, str, str]:
    """File, sheet and cell; the cell of a project that stands elsewhere names its sheet, and its file in brackets."""
    around, elsewhere, cell = problem.cell.rpartition("!")
    if not elsewhere:
        return file, problem.sheet, cell
    named, bracket, sheet = around.rpartition("]")
    return (named[1:] if bracket else file), sheet, cell


def of_submission(submission: Submission) -> list[Finding]:
    """The findings on a submission itself, on its documents and on their tables; those on people come from validate."""
    found = [make(problem, submission.submission_id) for problem in submission.problems]
    for document in submission.documents:
        problems = [document.problem] if document.problem else []
        problems += document.recognition.problems if document.recognition else []
        found += [make(problem, submission.submission_id, file=document.file) for problem in problems]
    return found


def _shown(value: str) -> str:
    """A typed value as a message quotes it: on one line and cut where it is long."""
    limit: int = schemas.table("findings")["quoted_length"]
    line = " ".join(value.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
