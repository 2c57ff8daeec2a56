"""How many certificates end in each of the months to come, and by when another period is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from pipeline.follow.certificates import last_day_to_ask
from pipeline.publish.certificate_figures.counting import NONE, Seen, words
from pipeline.publish.paper.figure import Counted, Row
from pipeline.text.days import months_later
from schemas.certificate_figures import certificate_figures_file
from schemas.certificates import certificates_file


def renewals(seen: Seen) -> Counted:
    """From the month of the next day on: on the last day of a month that is the next one."""
    file = certificate_figures_file()
    next_day = seen.day + timedelta(days=1)
    months = [months_later(next_day.replace(day=1), number) for number in range(file.ahead)]
    coming = [each for each in seen.living if each.valid_to >= next_day]
    counts = {
        "ending": _by_month(each.valid_to for each in coming),
        "asked": _by_month(each.valid_to for each in coming if each.asked_on),
        "to_ask": _by_month(last for each in coming if (last := last_day_to_ask(each.valid_to)) >= next_day),
    }
    columns = file.figure["renewals"].columns
    rows = [Row(words().month.format(day=month), tuple(counts[name][month] for name in columns)) for month in months]
    ending = {month: counts["ending"][month] for month in months}
    peak = max(months, key=lambda month: ending[month])
    said: dict[str, object] = {
        "ahead": file.ahead,
        "months": certificates_file().period.ask_months,
        "total": sum(ending.values()),
        "peak": words().month_shown.format(day=peak),
        "count": ending[peak],
        "asked": sum(counts["asked"][month] for month in months),
    }
    return Counted(rows, said, "sentence" if said["total"] else NONE, list(columns.values()), additive=True)


def _by_month(days: Iterable[date]) -> Counter[date]:
    """How many of the days are in each month, by its first day."""
    return Counter(day.replace(day=1) for day in days)
