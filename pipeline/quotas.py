"""Whether more people were recommended than the notice wants (名额): counted over all that it was ever answered with,
told with the submissions that exceed it. Nobody is held for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.model.documents import Submission
from pipeline.model.judgements import Disposition, Finding
from pipeline.model.statements import Problem
from pipeline.terms.findings import make
from pipeline.terms.notices import Notice
from pipeline.terms.quota import BINDING, Quota, Quotas
from pipeline.text.fold import fold
from schemas.findings import findings_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from pandas import DataFrame

OVER = "over-quota"
COUNTED = (Disposition.ROUTED, Disposition.HELD)
"""Whom a unit recommends, though something may still be lacking; any other row stands for nobody of its own."""


class Recommended(NamedTuple):
    """A row of one of the people who count."""

    row_id: str
    submission_id: str
    unit: str
    person_id: str


def check_quotas(
    submissions: Sequence[Submission],
    people: DataFrame,
    notices: Mapping[str, Notice],
    recorded: Callable[[str], Iterable[Recommended]],
    replaced: Iterable[str],
    called: Callable[[str], str] = str,
) -> list[Finding]:
    """A finding for each of the submissions, in the order in which they came, with which a quota is exceeded.

    `people`: the rows of the run with their disposition; `recorded`: of the register those of a notice that were
    recommended before; `replaced`: row_ids of the latter that this run replaces; `called` gives the first name of a
    unit that has several.
    """
    judged = {*people["row_id"], *replaced}
    found: list[Finding] = []
    for name in sorted({submission.notice for submission in submissions}):
        quotas = notices[name].quotas
        if quotas is None:
            continue
        own = [submission for submission in submissions if submission.notice == name]
        before = [row for row in recorded(name) if row.row_id not in judged]
        rows = [row._replace(unit=called(row.unit)) for row in (*before, *_recommended(people, name))]
        found += _exceeding(own, rows, quotas)
    return found


def _recommended(people: DataFrame, notice: str) -> Iterator[Recommended]:
    counted = people[(people["notice"] == notice) & people["disposition"].isin(COUNTED)]
    return map(Recommended._make, counted[list(Recommended._fields)].itertuples(index=False))


def _exceeding(submissions: Sequence[Submission], rows: Iterable[Recommended], quotas: Quotas) -> Iterator[Finding]:
    """The people of earlier submissions are there before those of the first of these."""
    sent: dict[str, list[Recommended]] = defaultdict(list)
    for row in rows:
        sent[row.submission_id].append(row)
    new = [submission.submission_id for submission in submissions]
    counted: dict[str, set[str]] = defaultdict(set)
    for submission_id in [*(sent.keys() - set(new)), *new]:
        grown = {quota for row in sent[submission_id] for quota in quotas.of(row.unit) if _counts(counted, quota, row)}
        for quota in sorted(grown) if submission_id in new else ():
            if len(counted[fold(quota.name)]) > quota.people:
                yield _finding(submission_id, quota, len(counted[fold(quota.name)]), quotas.kind)


def _counts(counted: Mapping[str, set[str]], quota: Quota, row: Recommended) -> bool:
    """Add the person to those who count for the quota; whether they are new there."""
    people = counted[fold(quota.name)]
    new = row.person_id not in people
    people.add(row.person_id)
    return new


def _finding(submission_id: str, quota: Quota, people: int, kind: str) -> Finding:
    words = findings_file().quota
    sentence = words.binding if kind == BINDING else words.suggestion
    about = sentence.format(whose=quota.name or words.all, quota=quota.people, people=people)
    return make(Problem(OVER, value=quota.name, about=about), submission_id)
