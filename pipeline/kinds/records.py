"""What is known of a record of activities once it has been read, by whoever reads none (hours.py does)."""

from __future__ import annotations

from pipeline.model.documents import Examined

HOURS = "hours"
RECEIVED = "hours-received"
"""What is said of one."""


def is_record(document: Examined) -> bool:
    """Whether a document that was examined is nothing but such a record: what lies beside it are its proofs."""
    return document.problem is not None and document.problem.slug == RECEIVED
