"""What a very large inbox and a very large register cost, against small ones; run by `make bench-large`.

- the main job over 1,000 workbooks and over N, each into an empty register: seconds a thousand workbooks, and the most
  memory that any of their processes took;
- one workbook into an empty register and into that of the N;
- a run with nothing new over the inbox of the N.

The last two in seconds of processor of the main process, which is what the secretary waits for and what other programs
disturb least. All in one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

from tests.bench import make, timed
from tests.bench_environment import took_alone

FEW = 1_000
TIMES = 3  # how often each of the short runs is taken; the quickest counts


def process(inbox: Path, place: Path, day: int) -> float:
    """Seconds of the main job on a day of May, register and outbox lying at `place`."""
    return timed("-m", "pipeline", *job(inbox, place, day))


def job(inbox: Path, place: Path, day: int) -> tuple[str, ...]:
    """The main job's command line."""
    return (
        *("process", "--inbox", str(inbox), "--outbox", str(place / "outbox")),
        *("--register", f"sqlite:///{place / 'register.db'}", "--settings", str(place / "settings")),
        *("--now", f"2025-05-{day:02d}T09:00:00+08:00"),
    )


def peak() -> float:
    """MB that the largest process so far took."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(count: int) -> None:
    """Make, time and print."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        few, many, single = (root / inbox for inbox in ("few", "many", "single"))
        make(FEW, few)
        make(count, many)
        make(TIMES, single, count)
        small, large = root / "small", root / "large"
        for place in (small, large):
            place.mkdir()
        first, first_peak = process(few, small, 6), peak()
        second, second_peak = process(many, large, 6), peak()
        into_empty, into_large = [], []
        for time, workbook in enumerate(sorted(single.iterdir())):
            alone, fresh = root / f"one{time}", root / f"empty{time}"
            alone.mkdir()
            fresh.mkdir()
            workbook.rename(alone / workbook.name)
            into_empty.append(took_alone(*job(alone, fresh, 7 + time)))
            into_large.append(took_alone(*job(alone, large, 7 + time)))
        last = job(many, large, 7 + TIMES)
        took_alone(*last)  # the first of a day makes its desk
        again = min(took_alone(*last) for _ in range(TIMES))
    growth = second / count / (first / FEW)
    print(f"{FEW:6} workbooks {first:8.1f} s   {first / FEW:.4f} s each   {first_peak:6.0f} MB")  # noqa: T201
    print(f"{count:6} workbooks {second:8.1f} s   {second / count:.4f} s each   {second_peak:6.0f} MB")  # noqa: T201
    print(f"growth a workbook {growth:.2f}")  # noqa: T201
    empty, full = min(into_empty), min(into_large)
    told = f"one workbook into an empty register {empty:.2f} s, into that of {count} {full:.2f} s"
    print(f"{told}: {full / empty:.2f}, asked ≤ 1.3")  # noqa: T201
    print(f"nothing new among {count} files {again:.2f} s, asked ≤ 0.7")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
