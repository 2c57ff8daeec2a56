"""Who recommended people last."""

from __future__ import annotations

from schemas.named import NamedTuple


class Recommendation(NamedTuple):
    """Somebody as the unit that recommended the person last wrote it: with which submission, and to which notice."""

    person_id: str
    name: str
    unit: str
    unit_key: str
    notice: str
    submission_id: str
