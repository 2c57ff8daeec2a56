"""Adopt: what members did for their continuing development, against the certificates that are known.

A record is a claim, and anybody may send it: what counts by itself counts, all else is confirmed by somebody. The same
activity again says nothing new; told otherwise in a later record, it stands in the place of the earlier one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipeline.adopt.activity_lines import cell_of, is_left_out, problem, understood
from pipeline.adopt.holders import Holders
from pipeline.follow.certificates import all_standing
from pipeline.follow.hours import about, told_last
from pipeline.model.certificates import Certificate, CertificateEvent, Period
from pipeline.model.documents import Submission
from pipeline.model.hours import Activity
from pipeline.model.statements import Filled, Problem
from pipeline.terms.findings import make
from pipeline.terms.notices import CHINA
from schemas.hours_record import hours_record_file

if TYPE_CHECKING:
    from pipeline.register import Register


def adopt_hours(
    submissions: Sequence[Submission],
    happened: Sequence[CertificateEvent],
    register: Register,
    unit_of: Callable[[str], str],
    now: datetime,
) -> list[Activity]:
    """Take what the documents of these submissions (in the order in which they came) tell of activities; what is wrong
    with a document is put among its remarks. `happened` is what the same run is told of certificates."""
    today = now.astimezone(CHINA).date()
    certificates = all_standing([*register.certificates.events(), *happened], today)
    units = register.certificates.units({each.person_id for each in certificates.values()})
    adopting = _Adopting(
        Holders(certificates, units, unit_of), register.certificates.activities(), now.isoformat(), today
    )
    for submission in submissions:
        for place, document in enumerate(submission.documents):
            if document.activity_lines:
                said = adopting.taken(document.activity_lines, document.file, submission.unit)
                remarks = (*document.remarks, *said)
                submission.documents[place] = replace(document, activity_lines=(), remarks=remarks)
    return adopting.activities


_NOBODYS = Certificate("", "", "", "", "", "", (Period(date.min, date.max),), None, ())
"""By which it is told what is wrong with a line of somebody who is not known."""


@dataclass(slots=True)
class _Adopting:
    """The records of one run, in their order; `known` are the activities that stand."""

    holders: Holders
    known: list[Activity]
    now: str
    today: date
    activities: list[Activity] = field(default_factory=list)

    def taken(self, lines: Sequence[Filled], file: str, unit: str) -> list[Problem]:
        """Take what a document tells; what is said of it."""
        told: dict[tuple[str, ...], dict[tuple[str | int, ...], Activity]] = defaultdict(dict)
        problems, left = list[Problem](), list[Problem]()
        count = 0
        for line in lines:
            activity, said = self._understood(line, file, unit)
            if activity and activity.said in told[about(activity)]:
                said = [*said, problem("hours-repeated", line, cell_of(line, "title"))]
            elif activity:
                told[about(activity)][activity.said] = activity
            problems += said
            left += filter(is_left_out, said)
            count += activity is None
        problems += self._add(told.values())
        return [*_left_out(left, count), *dict.fromkeys(problems)]

    def _understood(self, line: Filled, file: str, unit: str) -> tuple[Activity | None, list[Problem]]:
        holder = self.holders.of(line, unit)
        at = cell_of(line, "certificate_no", "name") if line.text("certificate_no") else cell_of(line, "name")
        activity, said = understood(line, holder.certificate or _NOBODYS, file, self.now, self.today)
        if holder.certificate is None:
            return None, [problem("hours-holder-unknown", line, at, holder.why), *said]
        assumed = hours_record_file().said.assumed.format(number=holder.certificate.certificate_no)
        return activity, [*([problem("hours-holder-assumed", line, at, assumed)] if holder.is_assumed else []), *said]

    def _add(self, told: Iterable[dict[tuple[str | int, ...], Activity]]) -> Iterator[Problem]:
        """Add what was not told before; of an activity that was told otherwise all that is told now."""
        standing: dict[tuple[str, ...], list[Activity]] = defaultdict(list)
        for each in told_last([*self.known, *self.activities]):
            standing[about(each)].append(each)
        for own in told:
            first = next(iter(own.values()))
            before = standing[about(first)]
            if own.keys() <= {each.said for each in before}:
                continue
            self.activities += own.values()
            if before:
                yield Problem(
                    "hours-replaced", first.source_sheet, first.source_cell, first.title, before[-1].source_file
                )


def _left_out(problems: Sequence[Problem], count: int) -> Iterator[Problem]:
    """One case of all lines of a document that are not taken, so many, and why."""
    if not count:
        return
    said = hours_record_file().said
    rows = (said.row.format(cell=each.cell, message=make(each, "").message.rstrip("。")).strip() for each in problems)
    told = list(dict.fromkeys(rows))
    if len(told) > said.most:
        told = [*told[: said.most], said.more.format(count=len(told) - said.most)]
    yield Problem("hours-not-taken", problems[0].sheet, problems[0].cell, str(count), said.between.join(told))
