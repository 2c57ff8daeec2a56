"""What a run over so many workbooks takes: runs that were measured (capacity_runs.toml), and what a model fitted to
them says of other sizes. docs/capacity.md shows both.

`python -m tests.capacity measure 1000 5000 20000` measures runs into an empty register, each in processes of its own,
and prints them as capacity_runs.toml holds them; with `--engine dask` by a scheduler and two workers on this machine.
`python -m tests.capacity page` writes the tables of docs/capacity.md.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tests.bench import make
from tests.bench_answers import NOW
from tests.bench_environment import python_of_staff

RUNS = Path(__file__).with_name("capacity_runs.toml")
PAGE = Path(__file__).parents[1] / "docs" / "capacity.md"
PEOPLE = 24  # of a workbook of the bench
TEN_MILLION = 10_000_000


class Run(NamedTuple):
    """One run of the main job over so many workbooks of 24 people into an empty register: seconds of the clock and of
    the processor (that of the coordinator, and of all its workers), the most memory of the coordinator, and the size of
    the register and of what was written, all in MB."""

    engine: str
    workbooks: int
    wall: float
    coordinator: float
    workers: float
    memory: float
    register: float
    written: float


QUANTITIES = Run._fields[2:]


def measured() -> list[Run]:
    """The runs that the model is fitted to."""
    return [Run(**each) for each in tomllib.loads(RUNS.read_text("utf-8"))["run"]]


def predicted(workbooks: int, runs: Sequence[Run]) -> Run:
    """What the model says of a size: each quantity as a fixed part, a part for each workbook, and, where that fits, one
    that grows with the depth of the register's trees (n log n); least squares of relative errors."""
    sizes = np.array([run.workbooks for run in runs], float)
    told = {name: _at(workbooks, sizes, np.array([getattr(run, name) for run in runs])) for name in QUANTITIES}
    return Run(runs[0].engine, workbooks, **told)


def _at(workbooks: int, sizes: np.ndarray, values: np.ndarray) -> float:
    terms = [np.ones_like, lambda n: n, lambda n: n * np.log2(n)][: min(3, len(sizes))]
    while True:
        weighted = np.stack([term(sizes) / values for term in terms], axis=1)
        found = np.linalg.lstsq(weighted, np.ones_like(values), rcond=None)[0]
        if found[-1] >= 0 or len(terms) == 1:
            return float(
                sum(part * term(np.array([float(workbooks)]))[0] for part, term in zip(found, terms, strict=True))
            )
        terms.pop()  # a part that shrinks with the size is no part of a run


def run(inbox: Path, place: Path, engine: str) -> None:
    """Do the main job in this process and print what it took; its workers are told of where they are its children."""
    from pipeline.engine.cluster.address import address_in
    from pipeline.process import Options, process

    start, register = time.perf_counter(), place / "register.db"
    now = datetime.fromisoformat(NOW)
    url = f"sqlite:///{register.as_posix()}"
    settings, workers = place / "settings", os.cpu_count() or 1
    options = Options(inbox, place / "outbox", url, settings, None, now, workers, engine=address_in(engine))
    report = process(options, lambda *_: None)
    used = os.times()
    print(  # noqa: T201
        json.dumps(
            {
                "wall": time.perf_counter() - start,
                "coordinator": used.user + used.system,
                "workers": used.children_user + used.children_system,
                "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "register": sum(path.stat().st_size for path in place.glob("register.db*")) / 1e6,
                "written": sum(path.stat().st_size for path in (place / "outbox").rglob("*") if path.is_file()) / 1e6,
                "stages": dict(report.seconds),
            }
        )
    )


def measure(workbooks: int, engine: str, python: str) -> tuple[Run, dict[str, float]]:
    """A run in processes of its own, by two workers, and its seconds by stage."""
    with tempfile.TemporaryDirectory() as name:
        inbox, place = Path(name, "inbox"), Path(name, "place")
        place.mkdir()
        make(workbooks, inbox)
        before = os.times()
        with _cluster() if engine == "dask" else nullcontext("local") as address:
            command = [python, "-m", "tests.capacity", "run", str(inbox), str(place), address]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        after = os.times()
    stages = told.pop("stages")
    if engine == "dask":
        all_of_it = after.children_user + after.children_system - before.children_user - before.children_system
        told["workers"] = all_of_it - told["coordinator"]
    return Run(engine, workbooks, **told), stages


@contextmanager
def _cluster() -> Iterator[str]:
    """A scheduler and two workers on this machine: the address that --engine takes."""
    from pipeline.commands.cluster_demo import HERE, begun, free_port

    place = f"{HERE}:{free_port()}"
    with begun(place):
        yield f"dask://{place}"


def lines(runs: Sequence[Run], stages: Sequence[dict[str, float]]) -> Iterator[str]:
    """The runs as capacity_runs.toml holds them."""
    for each, seconds in zip(runs, stages, strict=True):
        yield "[[run]]"
        for name, value in each._asdict().items():
            yield f"{name} = {value:.1f}" if isinstance(value, float) else f"{name} = {json.dumps(value)}"
        yield f"# {', '.join(f'{stage} {spent:.1f}' for stage, spent in seconds.items())}"
        yield ""


def table(runs: Sequence[Run]) -> Iterator[str]:
    """The measured runs, a line each, as docs/capacity.md shows them."""
    yield "| engine | workbooks | people | s | CPU s, run | CPU s, workers | MB, run | MB register | MB written |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for each in runs:
        told = [f"{getattr(each, name):,.0f}" for name in QUANTITIES]
        yield f"| {each.engine} | {each.workbooks:,} | {each.workbooks * PEOPLE:,} | {' | '.join(told)} |"


def tables() -> dict[str, list[str]]:
    """The tables of docs/capacity.md by their marks: what was measured, and what the model makes of ten million
    people."""
    runs = measured()
    engines = dict.fromkeys(run.engine for run in runs)
    of_engines = ([run for run in runs if run.engine == engine] for engine in engines)
    largest = [predicted(round(TEN_MILLION / PEOPLE), own) for own in of_engines]
    return {"measured": list(table(runs)), "ten million": list(table(largest))}


def write_page() -> None:
    """Put the tables into docs/capacity.md, each between its mark and the next blank line."""
    text = PAGE.read_text("utf-8")
    for mark, own in tables().items():
        head, place, rest = text.partition(f"<!-- {mark} -->\n\n")
        while rest.startswith("|"):
            rest = rest.partition("\n")[2]
        text = "\n".join([head + place + own[0], *own[1:], rest])
    PAGE.write_text(text, "utf-8")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = asked.add_subparsers(dest="part", required=True)
    one = parts.add_parser("run")
    one.add_argument("inbox", type=Path)
    one.add_argument("place", type=Path)
    one.add_argument("engine")
    several = parts.add_parser("measure")
    several.add_argument("sizes", type=int, nargs="+")
    several.add_argument("--engine", choices=("local", "dask"), default="local")
    parts.add_parser("page")
    told = asked.parse_args()
    if told.part == "run":
        run(told.inbox, told.place, told.engine)
    elif told.part == "measure":
        for size in told.sizes:
            done, stages = measure(size, told.engine, python_of_staff() if told.engine == "local" else sys.executable)
            print("\n".join(lines([done], [stages])), flush=True)  # noqa: T201
    else:
        write_page()


if __name__ == "__main__":
    main()
