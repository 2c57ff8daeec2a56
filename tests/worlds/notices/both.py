"""Habits that the clerks of both lists have, and what they share."""

from __future__ import annotations

from collections.abc import Callable

from tests.worlds.notices.applicant import Applicant
from tests.worlds.notices.ciesc import CIESC
from tests.worlds.notices.csee import CSEE
from tests.worlds.notices.sending import Sending

Bend = Callable[[Sending], bool]
LISTS = (CIESC, CSEE)
STYLED = ("xlsx", "xls", "ods", "docx", "mhtml_doc")  # formats in which cells can be merged


def both(kind: str, stage: str, *, group: str = "", layouts: tuple[str, ...] = (), kinds: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    """Register a habit with both clerks."""

    def keep(bend: Bend) -> Bend:
        for clerk in LISTS:
            clerk.habit(kind, stage, group=group, layouts=layouts, kinds=kinds)(bend)
        return bend

    return keep


def somebody(world: Sending) -> Applicant:
    return world.dice.one(world.people)
