"""Of very many cases of submissions those that the desk may show are read one by one, the others only counted, from
what is drawn out of them (drawn_cases.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from pipeline.model.decisions import Decision, OtherCases, Question
from pipeline.register.reading import AMONG, to_json
from schemas.decisions import decisions_file
from schemas.layouts.ledger import ledger_file
from schemas.named import NamedTuple

_Kind = tuple[str, str]
"""Of which finding a case is, and for whom it waits."""

_ALONE = f"""
SELECT submission_id FROM submission_cases WHERE number = 0
UNION
SELECT submission_id FROM submission_cases WHERE at_cell AND slug {AMONG}
"""
_OTHERS = f"FROM submission_cases WHERE slug {AMONG} AND submission_id NOT {AMONG}"
_KINDS = f"SELECT slug, decided_by, count(*), min(since) {_OTHERS} GROUP BY slug, decided_by"
_FIRST_OF_KIND = f"""
SELECT submission_id FROM submission_cases WHERE slug = ? AND decided_by = ? AND submission_id NOT {AMONG}
ORDER BY unit = '', unit, submission_id, number LIMIT ?
"""


class FewOfMany(NamedTuple):
    """The submissions whose cases are read one by one: of each kind those that stand `first` unit by unit, as the desk
    lists them, and those that must be weighed `alone`, being answered in part, without people, or shown at a cell.
    `kinds` are the cases of all but these: how many, and since when the first waits."""

    first: frozenset[str]
    alone: frozenset[str]
    kinds: Mapping[_Kind, tuple[int, str]]

    @property
    def submissions(self) -> frozenset[str]:
        return self.first | self.alone

    def others(self, read: Iterable[Question]) -> list[OtherCases]:
        """Those beside what was `read` of the submissions."""
        told = Counter((each.slugs[0], each.waits_for) for each in read if each.submission_id in self.first)
        left = {kind: (count - told[kind], since) for kind, (count, since) in self.kinds.items()}
        return [OtherCases(*kind, *amount) for kind, amount in left.items() if amount[0]]


def few_of_many(connection: Connection, decisions: Iterable[Decision]) -> FewOfMany | None:
    """Nothing where there are not very many; `decisions` are those that hold."""
    words, slugs = ledger_file().words, to_json(sorted(decisions_file().cases.slugs))
    alone = {*connection.exec_driver_sql(_ALONE, (slugs,)).scalars(), *(each.submission_id for each in decisions)}
    among = slugs, to_json(sorted(alone))
    kinds = {(slug, by): (count, since) for slug, by, count, since in connection.exec_driver_sql(_KINDS, among)}
    if sum(count for count, _ in kinds.values()) <= words.page_lines:
        return None
    first = set[str]()
    for kind, (count, _) in kinds.items():
        most = words.part if count > words.page_lines else count
        first |= {*connection.exec_driver_sql(_FIRST_OF_KIND, (*kind, among[1], most)).scalars()}
    return FewOfMany(frozenset(first), frozenset(alone), kinds)
