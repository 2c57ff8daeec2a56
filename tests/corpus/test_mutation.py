"""The mutation check: right submissions under two to five habits that really changed them must give the same people.

MUTATIONS sets the number of submissions, MUTATIONS_FROM another first seed, so that others are made. `make test` tries
few, `make fuzz` so many that every habit is met often.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from corpus_mutate import Outcome, plan, report, try_all

FEW = int(os.environ.get("MUTATIONS", "120"))
MANY = int(os.environ.get("MUTATIONS", "6300"))
START = int(os.environ.get("MUTATIONS_FROM", "0"))
EACH = MANY // 130  # every habit is met so often, nearly 50 times in 6,300


@pytest.mark.slow
def test_some_mutations(tmp_path: Path) -> None:
    assert failures(try_all(plan(FEW, START), tmp_path)) == []


@pytest.mark.slow
@pytest.mark.fuzz
def test_many_mutations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    planned = plan(MANY, START)
    outcomes = try_all(planned, tmp_path, workers=os.cpu_count() or 1)
    with capsys.disabled():
        print(report(outcomes))  # noqa: T201 - the report is what this run is for
    assert failures(outcomes) == []
    met = Counter(name for outcome in outcomes for name in outcome.habits)
    assert min(met.values()) >= EACH


def failures(outcomes: list[Outcome]) -> list[tuple[int, tuple[str, ...], str]]:
    return [(outcome.seed, outcome.habits, outcome.complaints[0]) for outcome in outcomes if outcome.complaints]
