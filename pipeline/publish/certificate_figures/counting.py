"""What the figures of certificates are counted from, and how their sentences count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from pipeline.follow.hours import by_certificate, years_of
from pipeline.model.certificates import Certificate
from pipeline.model.hours import Activity, ConfirmedHours, Year
from pipeline.publish.paper.figure import Row, summed
from schemas.certificate_figures import FigureWords, certificate_figures_file
from schemas.certificates import certificates_file
from schemas.named import NamedTuple
from schemas.report import report_file

NONE = "sentence_none"
"""The sentence of a figure that has nothing to tell."""
LEADERS = 3
One = TypeVar("One")


class Span(NamedTuple):
    """Days of which is told what happened, the first and the last, and how they are called."""

    label: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


class Lived(NamedTuple):
    """The years of a certificate's period that have begun, and what was done in them."""

    years: Sequence[Year]
    activities: Sequence[Activity]


@dataclass(frozen=True)
class Seen:
    """Certificates as they stand on `day`, and what was done and confirmed by then; groups with a count below `least`
    are merged."""

    certificates: Sequence[Certificate]
    activities: Sequence[Activity]
    confirmed: Mapping[str, ConfirmedHours]
    day: date
    spans: Sequence[Span]
    least: int

    @property
    def living(self) -> list[Certificate]:
        """Those that may be renewed: valid ones, and suspended ones, whose time goes on."""
        states = certificates_file().states
        return [each for each in self.certificates if each.state in (states.valid, states.suspended)]

    @cached_property
    def lived(self) -> list[Lived]:
        """The years of living certificates. One that was renewed early goes on in the period before."""
        of_number = by_certificate(self.activities)
        return [self._lived(each, of_number.get(each.certificate_no, [])) for each in self.living]

    def _lived(self, certificate: Certificate, activities: Sequence[Activity]) -> Lived:
        since = max(period.first for period in certificate.periods if period.first <= self.day)
        years = [year for year in years_of(certificate, activities, self.confirmed, self.day) if year.first >= since]
        return Lived(years, [each for each in activities if since <= each.done_on <= years[-1].last])

    def merged(self, groups: Mapping[str, Sequence[One]]) -> dict[str, Sequence[One]]:
        """By label the groups, in their order; small ones, which could identify single people, as one at the end."""
        small = [own for own in groups.values() if len(own) < self.least]
        if not small:
            return dict(groups)
        label = words().hidden.format(least=self.least, count=len(small))
        kept = {name: own for name, own in groups.items() if len(own) >= self.least}
        return {**kept, label: [one for own in small for one in own]}


def words() -> FigureWords:
    return certificate_figures_file().words


def listed(counts: Iterable[tuple[str, int]], unit: str) -> str:
    """Counts in words, without those that are 0."""
    parts = [words().part.format(label=label, count=count, unit=unit) for label, count in counts if count]
    return words().between.join(parts)


def with_total(rows: Sequence[Row]) -> list[Row]:
    """Rows and their sum; of a single row there is none."""
    sums = tuple(summed(column) for column in zip(*(row.values for row in rows), strict=True))
    return [*rows, Row(report_file().words.total, sums)] if len(rows) > 1 else list(rows)
