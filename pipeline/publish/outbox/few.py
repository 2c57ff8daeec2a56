"""Who writes the planned files: the workers, or this process itself where they are so few that a worker would take
longer to load what writes them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.publish.outbox.deliver import write_planned
from pipeline.publish.paper.planned import Missed, Planned, Runner

FEW = 200
"""So many rows of people are written in the time in which a worker gets ready to."""


def written(placed: Iterable[tuple[Path, Planned]], workers: Runner | None, is_small: bool) -> list[Missed | None]:
    """Write each file as soon as it is planned; gives those on which the program failed. What opens a document that
    somebody sent is written by a worker, however small it is."""
    if workers is None:
        return [write_planned(*each) for each in placed]
    if not is_small:
        return workers.run_all(write_planned, placed)
    made, opening = list[Missed | None](), list[tuple[Path, Planned]]()
    for each in placed:
        if each[-1].opens:
            opening.append(each)
        else:
            made.append(write_planned(*each))
    return made + (workers.run_all(write_planned, opening) if opening else [])
