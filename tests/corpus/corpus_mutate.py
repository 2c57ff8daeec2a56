"""Right submissions with random habits laid over each other: which ones, and what the program makes of them."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from random import Random

import corpus_attached
import corpus_beside
import corpus_between
import corpus_blocks
import corpus_columns
import corpus_doubles
import corpus_headings
import corpus_inherit
import corpus_instead
import corpus_packed
import corpus_places
import corpus_remarks
import corpus_rows
import corpus_second_look
import corpus_sections
import corpus_stray
import corpus_told_by_cells
import corpus_values_choices
import corpus_values_people
import corpus_values_projects
from corpus_habits import HABITS, fingerprint
from corpus_people import submission
from corpus_sketch import Sketch

REGISTERED = (
    *(
        corpus_attached,
        corpus_beside,
        corpus_between,
        corpus_blocks,
        corpus_columns,
        corpus_doubles,
        corpus_headings,
        corpus_inherit,
        corpus_instead,
        corpus_packed,
        corpus_places,
    ),
    *(corpus_remarks, corpus_told_by_cells),
    *(
        corpus_rows,
        corpus_second_look,
        corpus_sections,
        corpus_stray,
        corpus_values_choices,
        corpus_values_people,
        corpus_values_projects,
    ),
)
CHUNK = 200
FEWEST, MOST = 2, 5


@dataclass(frozen=True)
class Outcome:
    """One mutated submission: the habits that really changed it, and what is wrong with what came out."""

    seed: int
    habits: tuple[str, ...]
    people: int
    complaints: tuple[str, ...]


def apply(sketch: Sketch, habits: Sequence[str], rng: Random) -> tuple[Sketch, list[str]]:
    """The sketch with these habits in the order of their stages, and those that changed what a reader sees."""
    changed = []
    seen = fingerprint(sketch)
    for name in sorted(habits, key=lambda name: (HABITS[name].stage, habits.index(name))):
        trial = pickle.loads(pickle.dumps(sketch))  # a deep copy, in a fifth of the time
        HABITS[name].apply(trial, rng)
        if (now := fingerprint(trial)) != seen:
            sketch, seen = trial, now
            changed.append(name)
    return sketch, changed


def mutation(seed: int, habits: Sequence[str]) -> tuple[Sketch, list[str]]:
    return apply(submission(Random(f"people {seed}")), habits, Random(f"apply {seed}"))


def plan(number: int, start: int = 0) -> list[tuple[int, tuple[str, ...]]]:
    """Seeds and their habits; the first one of each is the habit met least so far, so that all are met often.

    Another `start` gives other submissions, that nobody has looked at yet.
    """
    rng, met, planned = Random(f"plan {start}"), Counter(dict.fromkeys(mixed(), 0)), []
    for seed in range(start, start + number):
        first = min(mixed(), key=lambda name: (met[name], name))
        changed: list[str] = []
        for _ in range(30):
            wanted = draw(rng, first)
            _, changed = mutation(seed, wanted)
            if first not in changed or len(changed) < FEWEST:
                continue
            # where all of them changed something, it is the same again
            if len(changed) == len(wanted) or mutation(seed, changed)[1] == changed:
                break
        else:
            met[first] += 1
            continue
        met.update(changed)
        planned.append((seed, tuple(changed)))
    return planned


def mixed() -> list[str]:
    """The habits that are laid over others."""
    return [name for name, habit in HABITS.items() if not habit.alone]


def draw(rng: Random, first: str) -> list[str]:
    """This habit and one to four of other groups."""
    chosen, names = [first], mixed()
    want = rng.randint(FEWEST, MOST)
    while len(chosen) < want:
        other = rng.choice(names)
        if HABITS[other].group not in {HABITS[name].group for name in chosen}:
            chosen.append(other)
    return chosen


def try_all(planned: Sequence[tuple[int, tuple[str, ...]]], folder: Path, workers: int = 1) -> list[Outcome]:
    chunks = [(planned[at : at + CHUNK], folder / str(at)) for at in range(0, len(planned), CHUNK)]
    if workers == 1:
        return [outcome for chunk in chunks for outcome in try_chunk(chunk)]
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return [outcome for found in pool.map(try_chunk, chunks) for outcome in found]


def try_chunk(chunk: tuple[Sequence[tuple[int, tuple[str, ...]]], Path]) -> list[Outcome]:
    from corpus_check import complaints, read_all
    from corpus_files import build

    planned, folder = chunk
    sketches = [mutation(seed, habits)[0] for seed, habits in planned]
    reads = read_all([build(sketch) for sketch in sketches], folder)
    return [
        Outcome(seed, habits, len(sketch.people), tuple(complaints(read)))
        for (seed, habits), sketch, read in zip(planned, sketches, reads, strict=True)
    ]


def report(outcomes: Sequence[Outcome]) -> str:
    """How many submissions were tried, how many came out right, and how often each habit was met."""
    met = Counter(name for outcome in outcomes for name in outcome.habits)
    wrong = Counter(name for outcome in outcomes if outcome.complaints for name in outcome.habits)
    bad = [outcome for outcome in outcomes if outcome.complaints]
    people = sum(outcome.people for outcome in outcomes)
    head = f"{len(outcomes)} mutated submissions, {people} people, {len(outcomes) - len(bad)} right, {len(bad)} wrong; "
    lines = [head + f"{len(met)} habits, each met {min(met.values())} to {max(met.values())} times"]
    lines += [f"  {name}: {met[name]} met, {wrong[name]} wrong" for name in sorted(met)]
    lines += [f"  wrong: {o.seed} {'+'.join(o.habits)}: {o.complaints[0]}" for o in bad[:50]]
    return "\n".join(lines)
