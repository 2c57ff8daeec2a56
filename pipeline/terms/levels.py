"""Which levels may be applied for by somebody who holds one (schemas/certificates.toml, [step])."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.certificates import certificates_file


def has_steps(level: str) -> bool:
    """Whether a level is one of those that lead to each other; those of other systems (CEng) do not."""
    return level in certificates_file().step


def may_apply(held: Iterable[str], level: str) -> bool:
    """Whether somebody who holds certificates of these levels may apply for a level: the next one, or any where none is
    held (003:235-242)."""
    steps = certificates_file().step
    highest = max(filter(has_steps, held), key=_rank, default="")
    return not highest or not has_steps(level) or level in steps[highest]


def _rank(level: str) -> int:
    """A number that is the higher the fewer steps there are above a level."""
    return min((_rank(each) for each in certificates_file().step[level]), default=0) - 1
