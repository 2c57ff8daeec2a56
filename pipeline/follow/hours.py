"""What activities count for, year by year of a certificate (schemas/hours.toml; 003:164-177, 000:66).

Years are counted from the day of issue. Minutes of one kind are added up over a year and then rounded down to hours, so
that nothing is lost of what was done in short pieces. What a year has too much of is not carried over (每年).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from pipeline.follow.certificates import last_day
from pipeline.model.certificates import Certificate, Period
from pipeline.model.hours import Activity, ConfirmedHours, Year, YearHours
from pipeline.text.fold import fold
from schemas.certificates import certificates_file
from schemas.hours import Required, hours_file


def minutes_to_hours(minutes: int) -> int:
    """Whole hours of so many minutes."""
    return minutes // hours_file().minutes


def proposed(activity: Activity) -> int | None:
    """For how many hours an activity counts by the table; None where that is for somebody to say."""
    kind = hours_file().kind[activity.kind]
    if kind.by == "minutes":
        return minutes_to_hours(activity.minutes * kind.factor) if activity.minutes else None
    hours = kind.grades.get(activity.grade)
    if hours is None:
        return None
    return hours // activity.place if kind.by_order else hours


def needs_confirmation(activity: Activity) -> bool:
    """Whether somebody must confirm what it counts for: all that is not plain minutes."""
    return not hours_file().kind[activity.kind].is_plain or not activity.minutes


def about(activity: Activity) -> tuple[str, ...]:
    """What an activity is known by: that of the same name which began on the same day is the same, however it is told
    of."""
    return activity.certificate_no, fold(activity.title) or activity.kind, activity.began_on


def told_last(activities: Iterable[Activity]) -> list[Activity]:
    """Those that stand, in order: what a later record tells of an activity stands in the place of all that earlier ones
    told of it."""
    of_each: dict[tuple[str, ...], list[Activity]] = defaultdict(list)
    for each in activities:
        own = of_each[about(each)]
        if own and (own[0].recorded_at, own[0].source_file) != (each.recorded_at, each.source_file):
            own.clear()
        own.append(each)
    return sorted((each for own in of_each.values() for each in own), key=_order)


def by_certificate(activities: Iterable[Activity]) -> dict[str, list[Activity]]:
    """Those of each certificate, by its number."""
    of_number: dict[str, list[Activity]] = defaultdict(list)
    for each in activities:
        of_number[each.certificate_no].append(each)
    return of_number


def _order(activity: Activity) -> tuple[int, str]:
    return len(activity.activity_id), activity.activity_id


def required(first: date) -> Required:
    """What a year that begins on that day asks for."""
    return max((each for each in hours_file().required if each.since <= first), key=lambda each: each.since)


def years_of(
    certificate: Certificate, activities: Iterable[Activity], confirmed: Mapping[str, ConfirmedHours], until: date
) -> list[Year]:
    """The years of a certificate that have begun by a day, each with what was done in it. An activity is of the year in
    which it ended; `confirmed` by activity_id."""
    own = [each for each in activities if each.certificate_no == certificate.certificate_no]
    return [_year(first, last, own, confirmed) for first, last in _years(certificate.periods) if first <= until]


def _years(periods: Sequence[Period]) -> Iterator[tuple[date, date]]:
    """The first and last day of each year, from each period's first day on; days beyond the years for which a
    certificate is issued, which a society may write, belong to the last of them."""
    years = certificates_file().period.years
    for period in periods:
        first = period.first
        for number in range(1, years + 1):
            last = period.last if number == years else min(last_day(period.first, number), period.last)
            if first <= last:
                yield first, last
            first = last + timedelta(days=1)


def _year(first: date, last: date, activities: Iterable[Activity], confirmed: Mapping[str, ConfirmedHours]) -> Year:
    asked = required(first)
    of_kind: dict[str, list[Activity]] = defaultdict(list)
    for each in activities:
        if first <= each.done_on <= last:
            of_kind[each.kind].append(each)
    kinds = tuple(_of_kind(first, kind, of_kind[kind], confirmed) for kind in hours_file().kind if kind in of_kind)
    return Year(first, last, asked.hours, asked.source, kinds)


def _of_kind(first: date, kind: str, own: Sequence[Activity], confirmed: Mapping[str, ConfirmedHours]) -> YearHours:
    plain = [each for each in own if not needs_confirmation(each)]
    said = [confirmed[each.activity_id] for each in own if each.activity_id in confirmed]
    open_ones = [each for each in own if needs_confirmation(each) and each.activity_id not in confirmed]
    hours = minutes_to_hours(sum(each.minutes for each in plain)) + sum(each.hours for each in said)
    most = hours_file().kind[kind].most
    counted = min(hours, most) if most else hours
    return YearHours(
        year_from=first,
        kind=kind,
        minutes=sum(each.minutes for each in own),
        hours=counted,
        waiting=sum(proposed(each) or 0 for each in open_ones),
        over=hours - counted,
        confirmed_by=tuple(dict.fromkeys(each.confirmed_by for each in said)),
    )
