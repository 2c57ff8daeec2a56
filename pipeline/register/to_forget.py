"""Forgetting as the other stages see it: what is to be forgotten, how far that would reach, that it is done, and that
the outbox followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Engine

from pipeline.receive.remembered import forget as forget_inbox
from pipeline.register import batches, forgotten, store
from pipeline.register.address import inbox_of
from pipeline.register.forgetting import RENEWED, Extent, Selection, extent, forget
from pipeline.register.selecting import Told, of_closed, of_person, of_unit, told


class Forgetting:
    """What the register can forget, and what it remembers to have forgotten."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._path = engine.url.database or ""

    def select_person(self, person_id: str) -> Selection:
        """What to forget so that nothing tells of this person; empty where that has happened."""
        with store.reading(self._engine) as connection:
            return of_person(connection, person_id)

    def select_unit(self, unit: str) -> Selection:
        """What to forget so that nothing tells of the people that units of this name recommended."""
        with store.reading(self._engine) as connection:
            return of_unit(connection, unit)

    def select_closed(self, before: Mapping[str, datetime], today: date) -> Selection:
        """What to forget of cases closed before these moments, given for each notice, as it stands on a day."""
        with store.reading(self._engine) as connection:
            return of_closed(connection, before, today)

    def select_again(self) -> Selection:
        """What the register holds although it was forgotten: an older copy of it was put back, or a file read anew."""
        known, secret = self.forgotten(), store.secret(self._engine)
        with store.reading(self._engine) as connection:
            return forgotten.returned(connection, secret, known)

    def forgotten(self) -> frozenset[str]:
        """All that was ever forgotten, as it stands on the list beside the register."""
        secret = store.secret(self._engine)
        with store.reading(self._engine) as connection:
            return forgotten.recorded(connection, secret) | forgotten.listed(self._path)

    def told(self, selection: Selection) -> list[Told]:
        """Of whom a selection tells."""
        with store.reading(self._engine) as connection:
            return told(connection, selection.rows)

    def extent(self, selection: Selection) -> Extent:
        """How far forgetting would reach."""
        with store.reading(self._engine) as connection:
            return extent(connection, selection)

    def forget(self, selection: Selection, now: datetime) -> Extent:
        """Erase what tells of these people, so that not even the file holds it any more; gives how far it reached. That
        they were forgotten is kept beside the register first."""
        more = forgotten.hashes(store.secret(self._engine), selection.rows, selection.originals)
        forgotten.keep(self._path, self.forgotten() | more)
        with store.writing(self._engine) as connection:
            reach = forget(connection, selection, now)
        store.rebuild(self._engine)
        forget_inbox(inbox_of(self._path))  # names of files tell of people
        return reach

    def was_forgotten_in(self, batch: str) -> bool:
        """Whether somebody in the batch was forgotten after it was recorded."""
        with store.reading(self._engine) as connection:
            return batches.was_forgotten_in(connection, batch)

    def outdated(self) -> list[str]:
        """Batches in which somebody was forgotten since they were last written into the outbox, oldest first."""
        with store.reading(self._engine) as connection:
            return batches.outdated(connection)

    def mark_renewed(self, batch: str) -> None:
        """Write down that the batch was written into the outbox again."""
        with store.writing(self._engine) as connection:
            batches.happened(connection, batch, RENEWED)
