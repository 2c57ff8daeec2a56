"""Findings: what is wrong, where, and what to do. Slug, severity and wording are data in schemas/findings.toml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pipeline.model.documents import Submission
from pipeline.model.fields import BY_KEY, FIELDS, field_label
from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from schemas import check_among
from schemas.findings import FindingEntry, findings_file
from schemas.named import NamedTuple
from schemas.submission import submission_file
from schemas.unreadable import unreadable_file

if TYPE_CHECKING:
    from pipeline.terms.notices import Notice


class FindingKind(NamedTuple):
    """One kind of finding.

    `message` is a template with {value}, {about}, {field}, {levels} and {act}; `bare` replaces it where {about} is
    empty or no more than {value}. An `about` that is a sentence of schemas/unreadable.toml, [inbox], stands alone.
    """

    slug: str
    severity: str  # error (holds the person), warning, info
    title: str
    decided_by: str  # unit or secretariat
    message: str
    bare: str = ""
    when: tuple[str, ...] = ()  # "<field>:<word of its how column>", see schemas/people.py; "*" is every other field
    holds: tuple[str, ...] = ()  # fields of which it holds the person, whatever its severity
    asked: str = ""  # unit, secretary, nobody; "" is whom decided_by names
    asks: str = ""  # of a unit: must, may; "" is as the severity says
    fix: str = ""  # a template with {field}, {levels} and {act}: what the unit shall write or do

    @property
    def asks_unit(self) -> bool:
        """Whether an answer asks the unit about it."""
        return (self.asked or self.decided_by) == _UNIT

    def severity_of(self, field: str) -> str:
        """How hard it is where it speaks of a field."""
        return _HOLDING if field in self.holds else self.severity


class Asking(NamedTuple):
    """What a unit is asked for: whether it must be corrected or may be looked at, and what to write or do."""

    must: bool
    fix: str


@cache
def load_findings() -> dict[str, FindingKind]:
    """Every kind of finding by its slug, in the order of the data file. Raises DataError for a name in it that is no
    field."""
    kinds = {slug: _kind(slug, entry) for slug, entry in findings_file().finding.items()}
    for kind in kinds.values():
        check_among(_FILE, f"finding.{kind.slug}.when", (field for field, _ in _pairs(kind)), (*FIELDS, _OTHERS))
        check_among(_FILE, f"finding.{kind.slug}.holds", kind.holds, FIELDS)
    check_among(_FILE, "quiet", findings_file().quiet, FIELDS)
    inside = findings_file().inside
    check_among(_FILE, "inside", [*inside, *inside.values()], FIELDS)
    differing = findings_file().differing
    check_among(_FILE, "differing", [*differing.holding, *differing.going_on], FIELDS)
    return kinds


_FILE = "findings"
_OTHERS, MISSING = "*", "missing"
_HOLDING = "error"
_UNIT, _MUST = "unit", "must"
NO_MEMBER = "member-missing"


def _kind(slug: str, entry: FindingEntry) -> FindingKind:
    return FindingKind(slug, *entry)


def remarks(required: Iterable[str], membership: str = "") -> dict[str, dict[str, str]]:
    """For each field the slug that each word of its how column stands for; a blank is missing where it is required, and
    in the field that tells of membership the person is no member.

    The kinds for other fields ("*") are for those that no kind names and whose type alone says how they are understood;
    that of a blank is for all that have none.
    """
    said: dict[str, dict[str, str]] = {}
    others: dict[str, str] = {}
    for kind in load_findings().values():
        for field, word in _pairs(kind):
            where = others if field == _OTHERS else said.setdefault(field, {})
            where[word] = kind.slug
    missing = others.pop(MISSING, "")
    needed = frozenset(required)
    found = {field: said.get(field, others if BY_KEY[field].is_plain else {}) for field in FIELDS}
    told = {field: _with_missing(words, missing, field in needed) for field, words in found.items()}
    return told | {membership: told[membership] | {MISSING: NO_MEMBER}} if membership else told


def _with_missing(words: Mapping[str, str], otherwise: str, is_required: bool) -> dict[str, str]:
    if is_required:
        return {MISSING: otherwise, **words}
    return {word: slug for word, slug in words.items() if word != MISSING}


def _pairs(kind: FindingKind) -> list[tuple[str, str]]:
    """Field and word of each `when`."""
    return [(field, word) for field, _, word in (when.partition(":") for when in kind.when)]


def make(
    problem: Problem,
    submission_id: str,
    row_id: str = "",
    field: str = "",
    file: str = "",
    severity: str = "",
    notice: Notice | None = None,
) -> Finding:
    """The finding with its words, which are those of the notice where that is known; without `row_id` it is on a
    submission or a document. `field` is that of the problem unless said otherwise, `severity` that of its kind unless
    the notice says otherwise.

    Raises KeyError for an unknown slug.
    """
    kind, field = load_findings()[problem.slug], field or problem.field
    tells = problem.about not in ("", problem.value)
    file, sheet, cell = _place(file, problem)
    template = kind.message if tells or not kind.bare else kind.bare
    if problem.about in _sentences():
        template = "{about}"
    message = template.format(value=_shown(problem.value), about=problem.about, **_words(field, notice))
    return Finding(
        submission_id=submission_id,
        row_id=row_id,
        slug=kind.slug,
        severity=severity or kind.severity_of(field),
        field=field,
        file=file,
        sheet=sheet,
        cell=cell,
        value=problem.value,
        message=message,
        decided_by=kind.decided_by,
        about=problem.about,
    )


def _words(field: str, notice: Notice | None) -> dict[str, str]:
    """What sentences call a field, the levels that can be chosen, and what people do who answer the notice."""
    if notice is None:
        label = field_label(field)
        return {"field": label, "levels": label, "act": submission_file().act}
    label = notice.label(field)
    return {"field": label, "levels": findings_file().either.join(notice.open_levels) or label, "act": notice.act}


@cache
def _sentences() -> frozenset[str]:
    return frozenset(unreadable_file().inbox.values())


def _place(file: str, problem: Problem) -> tuple[str, str, str]:
    """File, sheet and cell; the cell of a project that stands elsewhere names its sheet, and its file in brackets."""
    around, elsewhere, cell = problem.cell.rpartition("!")
    if not elsewhere:
        return file, problem.sheet, cell
    named, bracket, sheet = around.rpartition("]")
    return (named[1:] if bracket else file), sheet, cell


def asking(finding: Finding, notice: Notice | None = None) -> Asking | None:
    """What its unit is asked for by a finding, in the words of the notice where that is known; None where it is not
    asked: the secretary is, or nobody.

    A file that the inbox did not let us open is the secretary's, whatever the finding's kind.
    """
    kind = load_findings()[finding.slug]
    if not kind.asks_unit or finding.message in _sentences():
        return None
    must = kind.asks == _MUST if kind.asks else finding.severity == _HOLDING
    return Asking(must, kind.fix.format(**_words(finding.field, notice)))


def of_submission(submission: Submission, notice: Notice | None = None) -> list[Finding]:
    """The findings on a submission itself, on its documents and on their tables; those on people come from validate."""
    found = [make(problem, submission.submission_id, notice=notice) for problem in submission.problems]
    for document in submission.documents:
        problems = [document.problem] if document.problem else []
        problems += document.recognition.problems if document.recognition else []
        problems += document.remarks
        found += [make(problem, submission.submission_id, file=document.file, notice=notice) for problem in problems]
    return found


def _shown(value: str) -> str:
    """A typed value as a message quotes it: on one line and cut where it is long."""
    limit = findings_file().quoted_length
    line = " ".join(value.split())
    return line if len(line) <= limit else f"{line[:limit]}…"
