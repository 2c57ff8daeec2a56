"""Who stood in what a unit corrected and is missing in the correction: such people stay, and the unit is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from pipeline.model.judgements import Finding
from pipeline.model.statements import Problem
from pipeline.terms.findings import make

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.model.documents import Submission
    from pipeline.terms.notices import Notice

MISSING = "missing-in-correction"


def check_missing(
    submissions: Sequence[Submission],
    people: DataFrame,
    stood: Mapping[str, Set[str]],
    notices: Mapping[str, Notice],
) -> list[Finding]:
    """A finding on each verified correction that lacks people of what it corrects; `stood` are those (person_id) who
    stood in each corrected submission. Whom it is about is not written down: the letter reads it from the register."""
    met: dict[str, set[str]] = defaultdict(set)
    for submission_id, person_id in zip(people["submission_id"].tolist(), people["person_id"].tolist(), strict=True):
        met[submission_id].add(person_id)
    missing = {
        each.submission_id: len(stood.get(each.corrects, frozenset()) - met[each.submission_id])
        for each in submissions
        if each.corrects and met[each.submission_id]
    }
    said = {each.submission_id: notices.get(each.notice) for each in submissions}
    return [make(Problem(MISSING, about=str(n)), sent, notice=said[sent]) for sent, n in missing.items() if n]
