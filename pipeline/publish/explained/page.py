"""The page of `explain`: each sheet as the program reads it, each row with its fate, each value with how it was found.

It combines the worker's view of the cells with the judgement of the people; templates/explain.html has the wording and
the drawing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from pipeline.model.documents import Examination
from pipeline.model.judgements import Finding
from pipeline.model.statements import Found
from pipeline.model.views import Explanation, SheetView
from pipeline.publish.explained.grid import Line, Marks, grid_lines
from pipeline.publish.paper.pages import render
from pipeline.terms.findings import load_findings
from pipeline.terms.forms import section_labels
from pipeline.text.addresses import letters
from pipeline.text.anchors import anchor
from pipeline.text.visible import visible
from schemas.documents import documents_file
from schemas.explain import explain_file
from schemas.wording import wording_file

if TYPE_CHECKING:
    from pipeline.register.contents.run import RunRecord
    from pipeline.terms.notices import Notice

ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(slots=True)
class Judged:
    """One person of a row, and their disposition."""

    name: str
    disposition: str
    words: str


@dataclass(slots=True)
class SheetPage:
    """One sheet of the page. `fates`: what became of the rows, as (label, why, rows)."""

    view: SheetView
    name: str
    columns: list[tuple[str, bool]]  # letters; whether hidden
    lines: list[Line]
    fates: list[tuple[str, str, str]]
    anchor: Callable[[str], str]  # of a cell, or of a row by its number
    findings: list[Finding] = field(default_factory=list)


def explained_page(file: str, examination: Examination, run: RunRecord, notice: Notice) -> str:
    """The page of a file that was examined by `pipeline.examine.explain.explain` and judged by the notice."""
    words = explain_file()
    left_out = wording_file().check.left_out
    sheets = examination.sheets if isinstance(examination, Explanation) else {}
    judged, findings = _judged(run.people), _findings(each for each in run.findings if each.slug not in left_out)
    documents = [document for submission in run.submissions for document in submission.documents]
    documents += run.loose_documents
    shown: list[dict[str, Any]] = [
        {
            "file": document.file,
            "outcome": document.outcome.value,
            "label": words.outcomes[document.outcome.value].label,
            "why": _why(document, findings),
            "sheets": [_sheet(document, view, judged, findings) for view in sheets.get(document.file, ())],
        }
        for document in documents
    ]
    return render(
        "explain.html",
        title=words.title,
        file=visible(file),
        notice=notice,
        sections={**section_labels(), **notice.sections},
        words=words,
        documents=shown,
        submissions=[(each, words.units[each.unit_source]) for each in run.submissions],
        remarks=findings.get(("", ""), []),
        kinds=load_findings(),
        people=len(run.people),
        dispositions=dict(run.people["disposition"].value_counts()),
        lines=[line for document in shown for sheet in document["sheets"] for line in sheet.lines],
        found=[found.value for found in Found],
        places=documents_file().places,
    )


def _judged(people: Any) -> dict[tuple[str, str, int], list[Judged]]:
    """The people by file, sheet and row."""
    words = explain_file()
    found: dict[tuple[str, str, int], list[Judged]] = defaultdict(list)
    columns = ["file", "sheet", "row", "name", "name_typed", "disposition", "society", "route_confirmed"]
    for file, sheet, row, name, typed, disposition, society, confirmed in people[columns].itertuples(index=False):
        where = society if confirmed else words.unconfirmed.format(society=society)
        said = words.dispositions[disposition].format(society=where)
        found[file, sheet, row].append(Judged(name or typed, disposition, said))
    return found


def _findings(findings: Iterable[Finding]) -> dict[tuple[str, str], list[Finding]]:
    """Findings by file and sheet, the most serious first; one that several people of a project share is listed once."""
    found: dict[tuple[str, str], dict[tuple[str, str, str], Finding]] = defaultdict(dict)
    for each in sorted(findings, key=lambda each: ORDER[each.severity]):
        found[each.file, each.sheet].setdefault((each.slug, each.cell, each.message), each)
    return {place: list(listed.values()) for place, listed in found.items()}


def _why(document: Any, findings: dict[tuple[str, str], list[Finding]]) -> str:
    """The reason for a document's outcome: its finding's message, else the meaning of the outcome."""
    own = [each.message for each in findings.get((document.file, ""), ())]
    return " ".join(own) or explain_file().outcomes[document.outcome.value].why


def _sheet(
    document: Any,
    view: SheetView,
    judged: dict[tuple[str, str, int], list[Judged]],
    findings: dict[tuple[str, str], list[Finding]],
) -> SheetPage:
    words = explain_file()
    own = findings.get((document.file, view.name), [])
    marks = Marks(document.recognition, view)
    lines = grid_lines(view, marks, own)
    for line in lines:
        line.people = judged.get((document.file, view.name, line.number), [])
        line.why = words.same_person if line.fate == "people" and not line.people else line.why
    told = {id(each) for line in lines for each in line.findings}
    width = max((len(texts) for _, texts in view.rows), default=0)
    width = max([width, *(column.index + 1 for each in view.tables for column in each.columns)])
    rest = [each for each in own if id(each) not in told]
    columns = [(letters(index), index in view.hidden_columns) for index in range(width)]
    own_anchor = partial(anchor, document.sha256, view.name)
    return SheetPage(view, visible(view.name) or words.unnamed, columns, lines, _fates(lines), own_anchor, rest)


def _fates(lines: list[Line]) -> list[tuple[str, str, str]]:
    """What became of the rows: (label, why, the rows as 3、7–12)."""
    words = explain_file().fates
    rows: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        if line.number:
            rows[line.fate].append(line.number)
    return [(each.label, each.why, _ranges(rows[fate])) for fate, each in words.items() if rows[fate]]


def _ranges(numbers: list[int]) -> str:
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)
