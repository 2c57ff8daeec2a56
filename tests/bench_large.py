"""What a very large inbox and a very large register cost, against small ones; run by `make bench-large`.

- the main job over 1,000 workbooks and over N, each into an empty register: seconds a workbook, and the most
  memory that any of their processes took;
- the same N as predicted by a model that was fitted to smaller runs (capacity.py), for a machine as fast as this one is
  with the 1,000;
- one workbook, and 1,000, into an empty register and into that of the N;
- a run with nothing new over the inbox of the N.

One workbook in seconds of processor of the main process, which other programs disturb least, and by the clock, which is
what the secretary waits for; none in the former, 1,000 in those of all processes. All in one run.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench import make
from tests.bench_environment import Took, python_of_staff, took, took_alone
from tests.capacity import measured, predicted

FEW = 1_000
TIMES = 3  # how often each of the short runs is taken; the quickest counts


def process(inbox: Path, place: Path, day: int) -> Took:
    """What the main job takes on a day of May, register and outbox lying at `place`."""
    place.mkdir(exist_ok=True)
    return took([python_of_staff(), "-m", "pipeline", *job(inbox, place, day)])


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
        few, many, more = (root / inbox for inbox in ("few", "many", "more"))
        make(FEW, few)
        make(count, many)
        make(FEW, more, count)
        small, large = root / "small", root / "large"
        first, first_peak = process(few, small, 6), peak()
        second, second_peak = process(many, large, 6), peak()
        for line in sizes(count, (first, second), (first_peak, second_peak)):
            print(line)  # noqa: T201
        for what, empty, full in one_workbook(root, count):
            told = f"one workbook into an empty register {empty:.2f} s, into that of {count} {full:.2f} s"
            print(f"{told} {what}: {full / empty:.2f}, asked ≤ 1.3")  # noqa: T201
        last = job(many, large, 7 + TIMES)
        took_alone(*last)  # the first of a day makes its desk
        again = min(took_alone(*last).cpu for _ in range(TIMES))
        print(f"nothing new among {count} files {again:.2f} s, asked ≤ 0.7")  # noqa: T201
        among = process(more, large, 8 + TIMES).cpu
    told = f"{FEW} workbooks into an empty register {first.cpu:.1f} s, into that of {count} {among:.1f} s"
    print(f"{told}: {among / first.cpu:.2f}, asked ≤ 1.3")  # noqa: T201


def sizes(count: int, both: tuple[Took, Took], peaks: tuple[float, float]) -> Iterator[str]:
    """What few and many took, and what the model says of the many."""
    for size, each, most in zip((FEW, count), both, peaks, strict=True):
        yield f"{size:6} workbooks {each.wall:8.1f} s   {each.wall / size:.4f} s each   {most:6.0f} MB"
    few, many = both
    yield f"growth a workbook {many.wall / count / (few.wall / FEW):.2f}"
    runs = [each for each in measured() if each.engine == "local"]
    by_model, then = predicted(count, runs), predicted(FEW, runs)
    told = by_model.wall * few.wall / then.wall, sum(by_model[2:4]) * few.cpu / sum(then[2:4])
    for what, found, said in zip(("wall", "CPU"), (many.wall, many.cpu), told, strict=True):
        yield f"{what} measured {found:.0f} s, predicted {said:.0f} s: {found / said:.2f}"


def one_workbook(root: Path, first: int) -> Iterator[tuple[str, float, float]]:
    """Seconds for one new workbook into an empty register, and into the large one: of the main process, and of wall."""
    into_empty, into_large = list[Took](), list[Took]()
    for time in range(TIMES):
        alone, fresh = root / f"one{time}", root / f"empty{time}"
        make(1, alone, first + FEW + time)
        fresh.mkdir()
        into_empty.append(took_alone(*job(alone, fresh, 7 + time)))
        into_large.append(took_alone(*job(alone, root / "large", 7 + time)))
    yield "of the main process", min(each.cpu for each in into_empty), min(each.cpu for each in into_large)
    yield "by the clock", min(each.wall for each in into_empty), min(each.wall for each in into_large)


if __name__ == "__main__":
    main(int(sys.argv[1]))
