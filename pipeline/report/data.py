"""The data to count: every person once, for each of the periods that a report compares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from pipeline.model.fields import COUNTED
from pipeline.model.judgements import Disposition
from pipeline.register.statistics import Statistics
from pipeline.report.periods import Period
from pipeline.report.results import outcomes_of, steps_of, with_results

ROUTED, HELD, OTHER = "routed", "held", "other"
FILE = "file"
"""`received_from` of what has no other date than that of the file."""

_STATES = {Disposition.ROUTED.value: ROUTED, Disposition.HELD.value: HELD}
_STANDS = {Disposition.ROUTED.value: 0, Disposition.HELD.value: 1}
_VALUES = ["section", "society", "route_confirmed", *COUNTED]


@dataclass(frozen=True, slots=True)
class Span:
    """A column of the report: its days and, for the cumulative one, its notice ("" otherwise). `covered`: whether the
    register reaches back that far.
    """

    period: Period
    notice: str
    covered: bool

    def of(self, sent: DataFrame) -> np.ndarray:
        """For each submission, whether it belongs to this span."""
        return self.holds(sent)

    def holds(self, records: DataFrame) -> np.ndarray:
        """The same of records with a day and a notice."""
        inside = records["day"].between(self.period.first.isoformat(), self.period.last.isoformat()) & self.covered
        return (inside & records["notice"].isin([self.notice] if self.notice else records["notice"])).to_numpy()


Tally = dict[Hashable, list[int]]
"""For each value, its count in each span."""


class Data:
    """The register, split by span. The first span is the period itself, the second the one before, the last the
    notice's. Counts of single units below `least` are not shown.

    `sent`, `people`, `rows`, `findings`, `ignored`, `projects`: for each span the frame of the records whose submission
    belongs to it; `people` has one row per person and notice (see `people_of`). `steps` and `outcomes` are what
    societies did in each span (see results.py).
    """

    def __init__(self, register: Statistics, spans: Sequence[Span], least: int = 0) -> None:
        self.register = register
        self.spans = spans
        self.least = least
        self.everybody = with_results(people_of(register), register.results)
        self._inside = [span.of(register.sent) for span in spans]
        self.sent = [register.sent[inside] for inside in self._inside]
        self.people = self._by_span(self.everybody)
        self.rows = self._by_span(_with_submission(register.rows[["submission_id", "disposition"]], register.sent))
        self.findings = self._by_span(_with_submission(register.findings, register.sent))
        self.ignored = self._by_span(_with_submission(register.ignored, register.sent))
        self.projects = self._by_span(_with_submission(register.projects, register.sent))
        self.steps = self._by_day(steps_of(register.results))
        self.outcomes = self._by_day(outcomes_of(self.everybody, register.results))

    def _by_span(self, records: DataFrame) -> list[DataFrame]:
        return [records[inside[records["came"]]] for inside in self._inside]

    def _by_day(self, done: DataFrame) -> list[DataFrame]:
        """What was done on a `day` of each span, for its `notice`."""
        return [done[span.holds(done)] for span in self.spans]


def tally(frames: Iterable[DataFrame], by: str | list[str], weight: str = "") -> Tally:
    """Count rows, or sum `weight`, by the values of a column or the tuples of values of several."""
    found = [_counted(frame, by, weight) for frame in frames]
    counts: Tally = defaultdict(lambda: [0] * len(found))
    for number, series in enumerate(found):
        for value, count in zip(series.index, series.tolist(), strict=True):
            counts[value][number] = int(count)
    return dict(counts)


def _counted(frame: DataFrame, by: str | list[str], weight: str) -> Series[int]:
    groups = frame.groupby(by, observed=True, sort=False)
    return groups[weight].sum() if weight else groups.size()


def regrouped(counts: Tally, groups: Callable[[Hashable], Iterable[Hashable]]) -> Tally:
    """Counts by group: the counts of each value are added to every group that it belongs to."""
    sums: Tally = {}
    for value, numbers in counts.items():
        for group in groups(value):
            sums[group] = [old + new for old, new in zip(sums.get(group, [0] * len(numbers)), numbers, strict=True)]
    return sums


def _places_of_submissions(records: DataFrame, sent: DataFrame) -> np.ndarray:
    """The position in `sent` of each record's submission; -1 if it belongs to none."""
    ids = pd.Categorical(records["submission_id"])
    return np.asarray(pd.Index(sent["submission_id"]).get_indexer(ids.categories)[ids.codes])


def _with_submission(records: DataFrame, sent: DataFrame) -> DataFrame:
    """The records with `came` and the submission's `unit_key`; those without submission are dropped, having no day."""
    came = _places_of_submissions(records, sent)
    kept, came = records[came >= 0], came[came >= 0]
    return kept.assign(came=came, unit_key=pd.Categorical(sent["unit_key"]).take(came))


def people_of(register: Statistics) -> DataFrame:
    """One row per person and notice: when they first came, what became of them, and their standing row, the one that
    counts now.

    `came`: position in `sent` of the first row's submission; `wrong`: whether the first row has a finding of severity
    error; `state`: routed, held or other; `rounds`: submissions from the first (excluded) to the one of the standing
    row; `correction_days`: days between these two; `days`: days from first receipt to the batch that judged the
    standing row; both NaN where nothing was measured: where only the file's own date tells of a receipt, or one that is
    later than the batch; `person` and `notice`; then the values of the standing row (`unit_key` and _VALUES, as
    categories).
    """
    rows, came, first, standing = _first_and_standing(register)
    stands = rows.take(standing).reset_index(drop=True)
    submissions = np.cumsum(np.diff(came, prepend=-1) != 0)
    days = pd.to_datetime(register.sent["day"]).to_numpy()
    batch_days = pd.to_datetime(register.batches.set_index("number")["now"].str[:10])
    judged = stands["batch"].map(batch_days).to_numpy()
    known = (register.sent["received_from"] != FILE).to_numpy()
    waited = _days(judged - days[came[first]])
    return stands[_VALUES].assign(
        came=came[first],
        wrong=rows["wrong"].to_numpy()[first].astype(bool),
        state=stands["disposition"].astype(object).map(_STATES).fillna(OTHER).astype("category"),
        rounds=submissions[standing] - submissions[first],
        correction_days=np.where(
            known[came[first]] & known[came[standing]], _days(days[came[standing]] - days[came[first]]), np.nan
        ),
        days=np.where(known[came[first]] & (waited >= 0), waited, np.nan),
        unit_key=pd.Categorical(register.sent["unit_key"]).take(came[standing]),
        person=rows["person"].to_numpy()[first],
        notice=pd.Categorical(register.sent["notice"]).take(came[first]),
    )


def _first_and_standing(register: Statistics) -> tuple[DataFrame, np.ndarray, np.ndarray, np.ndarray]:
    """The person rows sorted by person and receipt (duplicates last within a submission); the position in `sent` of
    each row's submission; and for each person the positions of the first and the standing row. The standing row is the
    routed one, else the held one received last, else the one received last.
    """
    came = _places_of_submissions(register.rows, register.sent)
    person = _applications(register, came)
    duplicate = register.rows["disposition"] == Disposition.DUPLICATE.value
    order = np.lexsort((duplicate, came, person))
    rows, came, person = register.rows.take(order), came[order], person[order]
    rank = rows["disposition"].astype(object).map(_STANDS).fillna(len(_STANDS)).to_numpy()
    best = np.lexsort((-np.arange(len(rows)), rank, person))
    return rows, came, _beginnings(person), best[_beginnings(person[best])]


def _applications(register: Statistics, came: np.ndarray) -> np.ndarray:
    """For each row a number of the person's application to the notice: who answers two notices is counted for each."""
    notices, names = pd.factorize(register.sent["notice"])
    return np.asarray(register.rows["person"].to_numpy() * len(names) + notices[came])


def _beginnings(values: np.ndarray) -> np.ndarray:
    """The indexes at which the value changes, including the first."""
    return np.flatnonzero(np.diff(values, prepend=-1))


def _days(differences: np.ndarray) -> np.ndarray:
    return differences.astype("timedelta64[D]").astype(int)
