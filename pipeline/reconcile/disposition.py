"""What becomes of the rows of one person in one notice: the table of docs/same-person.md, walked in order of receipt.

The row that was routed by an earlier run is *pinned*: it stays routed unless a later row of its own unit replaces it.
Rows that an earlier run superseded are closed and stay out. What stays open is walked again with the new rows, and
comes to the same result as long as nothing about it has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from pipeline.model.judgements import Disposition
from pipeline.model.statements import VOID
from pipeline.reconcile.differing import DIFFER
from pipeline.reconcile.rows import Row
from pipeline.reconcile.state import NOTHING_OVER, Addresses, Over
from pipeline.terms.rulings import ACROSS_UNITS, BY_DECISION, KEPT, PREFERRED, REVOKED
from pipeline.terms.rulings import WITHDRAWN as WITHDRAWN_BY_DECISION

IN_SUBMISSION = "duplicate-in-submission"
UNCHANGED, UNCHANGED_OVER = "unchanged", "unchanged-after-result"
CHANGE_HELD = "change-held"
WITHDRAWN = "withdrawn-by-unit"
WITHDRAWAL_QUESTION = "withdrawal-question"
WITHDRAWAL_LATE, CHANGE_LATE = "withdrawal-after-result", "change-after-result"
REFUSED = "withdrawal-refused"
ADDRESS_QUESTION = "address-question"
CHANGE_REFUSED = "change-refused"
EXCLUDED = "excluded"

SAME = frozenset((UNCHANGED, UNCHANGED_OVER))
"""Why a row is a duplicate that says the same as what stands."""

_UNPINNING = frozenset((REVOKED, WITHDRAWN_BY_DECISION))
"""What takes a routed row its place: only what speaks for it now gives it back."""


def dispose(rows: Sequence[Row], addresses: Addresses = MappingProxyType({}), over: Over = NOTHING_OVER) -> None:
    """Set the disposition of all rows of one person in one notice, given in order; also of closed rows that are
    replaced. `addresses` are those from which the units sent something, `over` tells of which applications the
    result is known."""
    if len(rows) == 1 and rows[0].prior is None and not rows[0].ruled:  # nearly everybody: nothing else is said of them
        rows[0].dispose(Disposition.HELD if rows[0].held else Disposition.ROUTED)
        return
    _walk(rows, addresses, over)
    if any(row.withdrawn and not (row.prior and row.prior.disposition == Disposition.WITHDRAWN) for row in rows):
        _walk(rows, addresses, over)  # for what other units say of a person whom the first one withdraws


def _walk(rows: Sequence[Row], addresses: Addresses, over: Over) -> None:
    walk = _Walk(rows, addresses, over)
    for row in rows:
        walk.take(row)


class _Walk:
    """A walk over the rows of one person. `routed`: the row routed so far; `waiting`: the held row of each unit;
    `contradicted`: the submissions in which a row says something else than another, so that none of them stands."""

    def __init__(self, rows: Sequence[Row], addresses: Addresses, over: Over) -> None:
        self.addresses, self.over = addresses, over
        self.by_id = {row.row_id: row for row in rows}
        self.contradicted = {row.submission_id for row in rows if DIFFER in row.held}
        self.pin = next((row for row in rows if stands(row) and (row.closed or not self._is_contradicted(row))), None)
        self.last_known = {row.unit: row for row in rows if row.prior and not row.withdrawn}
        self.routed: Row | None = None
        self.waiting: dict[str, Row] = {}
        self.first: dict[str, Row] = {}
        for row in sorted(rows, key=_is_behind):
            if not row.withdrawn:
                self.first.setdefault(row.submission_id, row)
        self.sent_first = {row.unit: row.sender for row in reversed(rows)}

    def take(self, row: Row) -> None:
        if row.withdrawn:
            return
        if row is self.pin:
            self._take_pin(row)
        elif not row.closed:
            self._judge(row, self.first[row.submission_id])

    def _take_pin(self, row: Row) -> None:
        self._replace_waiting(row)
        self.routed = row
        if not row.closed:
            row.dispose(Disposition.ROUTED)

    def _judge(self, row: Row, first: Row) -> None:
        if WITHDRAWN_BY_DECISION in row.ruled and not row.withdraws:
            row.dispose(Disposition.WITHDRAWN, None, BY_DECISION)
        elif self._stays_duplicate(row) or self._stays_superseded(row):
            row.keep()
        elif first is not row:
            row.dispose(Disposition.DUPLICATE, first, IN_SUBMISSION)
        elif replacing := self._came_later(row):
            row.dispose(Disposition.SUPERSEDED, replacing)
        elif EXCLUDED in row.held:
            self._hold_excluded(row)
        elif self.routed and self.routed.unit == row.unit:
            self._after_own(row, self.routed)
        else:
            self._after_others(row)

    def _came_later(self, row: Row) -> Row | None:
        """The unit's own row that was received later and is known already: of a row that is new; of one that was
        superseded and speaks again; and of one that stood behind it as another unit's."""
        if row.prior is None:
            later = self.last_known.get(row.unit)
        elif row.prior.disposition == Disposition.SUPERSEDED:
            later = self.pin
        else:
            later = self.by_id.get(row.prior.points_at) if self._misplaced(row) else None
        if later and later.submission_id == row.submission_id and self._is_contradicted(row):
            return None
        return later if later and later.unit == row.unit and later.order > row.order else None

    def _is_contradicted(self, row: Row) -> bool:
        return row.submission_id in self.contradicted

    def _misplaced(self, row: Row) -> bool:
        """Whether an earlier run's duplicate stands behind a row as another unit's that is of its own unit, by what the
        secretary decided since, or the other way round."""
        prior = row.prior
        target = self.by_id.get(prior.points_at) if prior and prior.disposition == Disposition.DUPLICATE else None
        if prior is None or target is None:
            return False
        return (prior.reason == ACROSS_UNITS) == (target.unit == row.unit)

    def _stays_duplicate(self, row: Row) -> bool:
        """Whether an earlier run's duplicate remains one.

        Not if the row it points at was withdrawn or lost its place, or the unit is not what it was, nor if it can be
        routed now while the person is only held elsewhere; nor if that is decided, or that a withdrawal is refused is
        taken back; nor as another unit's if the person is excluded.
        """
        if not row.prior or row.prior.disposition != Disposition.DUPLICATE:
            return False
        if WITHDRAWN_BY_DECISION in row.ruled or (PREFERRED in row.ruled and not row.held):
            return False
        was_refused, was_another_units = row.prior.reason in (REFUSED, CHANGE_REFUSED), row.prior.reason == ACROSS_UNITS
        if (was_refused and REVOKED in row.ruled) or (was_another_units and EXCLUDED in row.held):
            return False
        target = self.by_id.get(row.prior.points_at)
        if target is None or target.withdrawn or self._misplaced(row):
            return False
        if row.prior.reason != IN_SUBMISSION and _lost(target):
            return False
        return bool(not was_another_units or row.held or self.routed or self.pin)

    def _stays_superseded(self, row: Row) -> bool:
        """Whether a row that is judged again only because something was decided of it, or taken back, is still
        replaced: its unit's later row stands."""
        was = row.prior is not None and row.prior.disposition == Disposition.SUPERSEDED
        return was and self.pin is not None and self.pin.unit == row.unit and self.pin.order > row.order

    def _hold_excluded(self, row: Row) -> None:
        """Whoever recommends somebody who is excluded, whatever else stands of the person: the secretary decides."""
        self._replace_waiting(row)
        self.waiting[row.unit] = row
        row.dispose(Disposition.HELD)

    def _after_own(self, row: Row, routed: Row) -> None:
        """Judge a row when an earlier row of the same unit is routed."""
        self._replace_waiting(row)
        if row.withdraws and KEPT in row.ruled:
            row.dispose(Disposition.DUPLICATE, routed, REFUSED)
        elif row.withdraws:
            self._withdraw(row, routed)
        elif row.published == routed.published:
            is_over = routed.row_id in self.over.domains
            row.dispose(Disposition.DUPLICATE, routed, UNCHANGED_OVER if is_over else UNCHANGED)
        elif row.held:
            self.waiting[row.unit] = row
            row.dispose(Disposition.HELD, routed, CHANGE_HELD)
        elif PREFERRED not in row.ruled and self.over.is_moved(routed.row_id, row.row_id):
            self._ask_of_change(row, routed, CHANGE_LATE)
        elif self._is_from_new_address(row, routed):
            self._ask_of_change(row, routed, ADDRESS_QUESTION)
        else:
            routed.dispose(Disposition.SUPERSEDED, row)
            self._route(row)

    def _is_from_new_address(self, row: Row, routed: Row) -> bool:
        """Whether a change came by mail from an address that the unit had not used when it sent what stands; our own
        workbook that it corrected proves itself, and a unit that had never sent a mail has no address yet."""
        if not row.sender or row.corrects or PREFERRED in row.ruled:
            return False
        sent = self.addresses.get(row.unit, ())
        used = {routed.sender, *(sender for received_at, sender in sent if received_at <= routed.order[0])} - {""}
        return bool(used) and row.sender not in used

    def _ask_of_change(self, row: Row, routed: Row, reason: str) -> None:
        if KEPT in row.ruled:
            row.dispose(Disposition.DUPLICATE, routed, CHANGE_REFUSED)
        else:
            self.waiting[row.unit] = row
            row.dispose(Disposition.HELD, routed, reason)

    def _withdraw(self, row: Row, routed: Row) -> None:
        """The unit takes a routed person back: in our own workbook that it corrected, or from the address that sent the
        person first; from elsewhere, or once the result is known, that is a question to the secretary, and done when
        she agrees."""
        is_over = routed.row_id in self.over.domains
        is_sure = row.corrects or (row.sender and row.sender == self.sent_first[row.unit])
        if (is_sure and not is_over) or WITHDRAWN_BY_DECISION in row.ruled:
            routed.dispose(Disposition.WITHDRAWN, row)
            row.dispose(Disposition.WITHDRAWN, routed, WITHDRAWN)
            self.routed = None
        else:
            self.waiting[row.unit] = row
            row.dispose(Disposition.HELD, routed, WITHDRAWAL_LATE if is_over else WITHDRAWAL_QUESTION)

    def _after_others(self, row: Row) -> None:
        """Judge a row when nothing is routed yet, or only a row of another unit."""
        replaced = self._replace_waiting(row)
        standing = self.routed or (None if row.held else self.pin)
        if standing and PREFERRED in row.ruled and not row.held:
            standing.dispose(Disposition.DUPLICATE, row, ACROSS_UNITS)
            standing = self.pin = None  # also one that is met later: it was received later
        if not standing and row.held and not replaced:
            standing = next(iter(self.waiting.values()), None)
        if standing:
            row.dispose(Disposition.DUPLICATE, standing, ACROSS_UNITS)
        elif row.held:
            self.waiting[row.unit] = row
            row.dispose(Disposition.HELD)
        else:
            self._route(row)

    def _replace_waiting(self, row: Row) -> bool:
        waiting = self.waiting.pop(row.unit, None)
        if waiting:
            waiting.dispose(Disposition.SUPERSEDED, row)
        return waiting is not None

    def _route(self, row: Row) -> None:
        self.routed = row
        row.dispose(Disposition.ROUTED)


def _is_behind(row: Row) -> bool:
    """Whether another row of the submission speaks for the person first: before one that is struck out, and before one
    that was already another's duplicate."""
    return VOID in row.held or (row.prior is not None and row.prior.reason == IN_SUBMISSION)


def _lost(row: Row) -> bool:
    """Whether an earlier run routed the row, and this one does not leave it where it is."""
    return not row.closed and row.prior is not None and row.prior.disposition == Disposition.ROUTED and not stands(row)


def stands(row: Row) -> bool:
    """Whether an earlier run routed the row, it is not held now, and nothing decided or taken back speaks against."""
    was_routed = row.prior is not None and row.prior.disposition == Disposition.ROUTED
    return was_routed and not (row.held or row.withdrawn or row.ruled & _UNPINNING)
