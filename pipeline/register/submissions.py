"""How many submissions there are, and which notices they answer."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from pipeline.register.tables import submissions


def next_number(connection: Connection) -> int:
    """The number of the next submission; submissions are numbered without gaps."""
    return connection.execute(select(func.count()).select_from(submissions)).scalar_one() + 1


def notices(connection: Connection) -> list[str]:
    """The names of the notices of all submissions."""
    return sorted(connection.execute(select(submissions.c.notice).distinct()).scalars())
