"""The mutation check: right submissions with random habits laid over each other; the same people must come out.

python -m pytest tests/corpus -m fuzz -s        (number of submissions: environment variable MUTATIONS)
"""

from __future__ import annotations

import copy
from random import Random

import corpus_forms
import corpus_headings
import corpus_places
import corpus_rows
import corpus_values
from corpus_habits import HABITS, Habit, fingerprint
from corpus_people import submission
from corpus_sketch import Sketch

MODULES = (corpus_forms, corpus_headings, corpus_places, corpus_rows, corpus_values)


def apply(sketch: Sketch, habits: list[str], rng: Random) -> tuple[Sketch, list[str]]:
    """The sketch with these habits in the order of their stages, and those that really changed what a reader sees."""
    changed = []
    for name in sorted(habits, key=lambda name: (HABITS[name].stage, habits.index(name))):
        before, trial = fingerprint(sketch), copy.deepcopy(sketch)
        HABITS[name].apply(trial, rng)
        if fingerprint(trial) != before:
            sketch = trial
            changed.append(name)
    return sketch, changed


def draw(seed: int) -> list[str]:
    """Two to five habits of different groups; the first one goes round all of them, so that each is met often enough."""
    rng, names = Random(f"habits {seed}"), list(HABITS)
    chosen: list[Habit] = [HABITS[names[seed % len(names)]]]
    want = rng.randint(2, 5)
    while len(chosen) < want:
        other = HABITS[rng.choice(names)]
        if other.group not in {habit.group for habit in chosen}:
            chosen.append(other)
    return [habit.name for habit in chosen]


def mutation(seed: int, habits: list[str] | None = None) -> tuple[Sketch, list[str]]:
    """The right submission of this seed under its habits; more are drawn while fewer than two have changed anything."""
    wanted = habits if habits is not None else draw(seed)
    for attempt in range(20):
        sketch, changed = apply(submission(Random(f"people {seed}")), wanted, Random(f"apply {seed}"))
        if habits is not None or len(changed) >= 2:
            return sketch, changed
        wanted = [*changed, *draw(seed + 7919 * (attempt + 1))][:5]
        wanted = [
            name
            for i, name in enumerate(wanted)
            if HABITS[name].group not in {HABITS[other].group for other in wanted[:i]}
        ]
    raise AssertionError(f"no two habits change submission {seed}")
