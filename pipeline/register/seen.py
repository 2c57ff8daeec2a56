"""Documents that came before: the same bytes again from the same unit or sender."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from pipeline.model import Outcome, Submission
from pipeline.normalise.keys import fold

Origin = tuple[str, str]
"""(unit_key, sender) of a submission, each "" where unknown."""


def already_seen(submissions: Iterable[Submission], seen: Mapping[str, Set[Origin]]) -> None:
    """Mark the documents that came before, in the register or earlier in this run: they say nothing a second time.

    `submissions` are in order of receipt; `seen` is Register.seen_bytes(). Containers are opened and counted each time.
    """
    here: dict[str, set[Origin]] = defaultdict(set)
    for submission in submissions:
        origin = (fold(submission.unit), submission.sender)
        own: set[str] = set()
        for document in submission.documents:
            if document.outcome in (Outcome.CONTAINER, Outcome.SYSTEM_FILE):
                continue
            known = seen.get(document.sha256, set()) | here[document.sha256]
            if document.sha256 in own or any(_same(origin, other) for other in known):
                document.outcome, document.recognition, document.problem = Outcome.ALREADY_SEEN, None, None
            own.add(document.sha256)
            here[document.sha256].add(origin)


def _same(one: Origin, other: Origin) -> bool:
    return any(mine and mine == theirs for mine, theirs in zip(one, other, strict=True))
