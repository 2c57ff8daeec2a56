"""The clerks by their notice, with their habits."""

from __future__ import annotations

from tests.worlds.notices import (
    habits_ciesc,
    habits_csee,
    habits_heads,
    habits_hours,
    habits_hours_days,
    habits_hours_lines,
    habits_hours_sheets,
    habits_hours_values,
    habits_iet,
    habits_joins,
    habits_people,
)
from tests.worlds.notices.ciesc import CIESC
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.csee import CSEE
from tests.worlds.notices.hours import HOURS
from tests.worlds.notices.iet import IET

# Imported for the habits that they register.
KNOWN = (
    *(habits_ciesc, habits_csee, habits_heads, habits_hours, habits_hours_days),
    *(habits_hours_lines, habits_hours_sheets, habits_hours_values),
    *(habits_iet, habits_joins, habits_people),
)
CLERKS: dict[str, Clerk] = {clerk.notice: clerk for clerk in (CIESC, CSEE, IET, HOURS)}
