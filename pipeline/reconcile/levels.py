"""One person applies at two levels at once, to different notices: what was routed first goes on, and what would go on
beside it at another level is held for the secretary.

In one notice a person has one application: there a unit's later row is a correction, and that of another unit a
question of its own (docs/same-person.md).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.model.decisions import Decision
from pipeline.model.judgements import Disposition
from pipeline.reconcile.disposition import stands
from pipeline.reconcile.rows import Remark, Row
from pipeline.settle import OnRows
from pipeline.terms.levels import has_steps
from pipeline.terms.rulings import PREFERRED, WITHDRAWN
from schemas.findings import findings_file

if TYPE_CHECKING:
    from pandas import DataFrame

    from pipeline.terms.notices import Notice

DIFFER = "levels-differ"


class OpenLevels:
    """At which level the people of a run apply, application by application; only of those who have several."""

    def __init__(
        self, people: DataFrame, rows: Sequence[Row], closed: Sequence[Row], known: Mapping[str, str], on_rows: OnRows
    ) -> None:
        """`rows` are those of the frame, in its order; `known` the levels of what an earlier run routed."""
        self.remarks: list[Remark] = []
        self._several = _with_several([*closed, *rows])
        self._levels: dict[str, str] = {}
        self._going_on: dict[str, dict[str, Row]] = defaultdict(dict)
        self._instead: dict[str, Row] = {}  # by what is withdrawn, what goes on
        if not self._several:
            return
        own = [row for row in rows if row.person_id in self._several]
        self._levels = dict(zip((row.row_id for row in rows), people["level"].tolist(), strict=True))
        self._levels |= {row.row_id: known.get(row.row_id, "") for row in (*closed, *own) if _was_routed(row)}
        self._take(closed)
        self._preferred = {row.row_id for row in own if _is_preferred(on_rows.get(row.row_id, ()))}
        self._prefer(own)

    def in_order(self, applications: Iterable[list[Row]]) -> Iterable[list[Row]]:
        """First what an earlier run routed, then as it came."""
        if not self._several:
            return applications
        return sorted(applications, key=lambda own: (not any(map(stands, own)), min(row.order for row in own)))

    def hold(self, application: Iterable[Row], notices: Mapping[str, Notice]) -> None:
        """Before the application is disposed of: hold what would go on beside another one at another level."""
        for row in application:
            if row.person_id not in self._several:
                return
            if row.closed or row.held or stands(row) or WITHDRAWN in row.ruled or row.row_id in self._preferred:
                continue
            if other := self._beside(row):
                row.held = row.held | {DIFFER}
                self.remarks.append(Remark(row, DIFFER, "level", self._told(other, notices)))

    def disposed(self, application: Sequence[Row]) -> None:
        """What goes on of it now, and for what it is withdrawn."""
        if application[0].person_id not in self._several:
            return
        self._going_on[application[0].person_id].pop(application[0].notice, None)
        self._take(application)
        for row in application:
            if row.row_id in self._instead and row.disposition == Disposition.WITHDRAWN:
                row.points_at = self._instead[row.row_id].row_id

    def _take(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row.disposition == Disposition.ROUTED:
                self._going_on[row.person_id][row.notice] = row

    def _prefer(self, rows: Sequence[Row]) -> None:
        """What is decided to go on takes the place of what an earlier run routed: that is withdrawn."""
        for row in rows:
            if row.row_id not in self._preferred:
                continue
            for other in rows:
                if other.person_id == row.person_id and other.notice != row.notice and _was_routed(other):
                    other.ruled = other.ruled | {WITHDRAWN}
                    self._instead[other.row_id] = row

    def _beside(self, row: Row) -> Row | None:
        """The application that goes on in another notice at another level of those that lead to each other."""
        level = self._levels[row.row_id]
        for notice, other in self._going_on[row.person_id].items():
            their = self._levels.get(other.row_id, "")
            if notice != row.notice and level != their and has_steps(level) and has_steps(their):
                return other
        return None

    def _told(self, other: Row, notices: Mapping[str, Notice]) -> str:
        notice = notices[other.notice].title if other.notice in notices else other.notice
        words, day = findings_file().history.beside, other.order[0][:10]
        return words.format(level=self._levels[other.row_id], day=day, notice=notice)


def _with_several(rows: Iterable[Row]) -> frozenset[str]:
    """People (person_id) with applications to several notices."""
    people = Counter(person_id for person_id, _ in {row.application for row in rows})
    return frozenset(person_id for person_id, count in people.items() if count > 1)


def _was_routed(row: Row) -> bool:
    return row.prior is not None and row.prior.disposition == Disposition.ROUTED


def _is_preferred(decisions: Iterable[Decision]) -> bool:
    return any((each.kind, each.effect) == (DIFFER, PREFERRED) for each in decisions)
