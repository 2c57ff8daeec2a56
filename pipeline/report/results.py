"""What societies did, as reports count it: how far each person came, how long each step took, and what came out.

What a society says later of a person takes the place of what it said before. Where a society handed a person on, the
next one begins anew with it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from pandas import DataFrame

from schemas.results import effect_of, results_file

ANSWERED = "answered"
PASSED, FAILED, DEFERRED = "passed", "failed", "deferred"
_KEY = ["person", "notice"]


def with_results(people: DataFrame, results: DataFrame) -> DataFrame:
    """`people` (data.people_of) with `reached`, the place of the furthest stage that a society named of the person (-1
    where none did), and `outcome`: passed, failed, deferred, or "" while nothing is decided."""
    if results.empty:
        return people.assign(reached=-1, outcome="")
    stages = results_file().stages
    named = results.assign(reached=results["stage"].map({stage: place for place, stage in enumerate(stages)}))
    far = named.groupby(_KEY, sort=False)["reached"].max()
    last = _last(results, _KEY).set_index(_KEY)["outcome"]
    keys = pd.MultiIndex.from_arrays([people["person"], people["notice"].astype(str)])
    return people.assign(
        reached=far.reindex(keys).fillna(-1).astype(int).to_numpy(), outcome=last.reindex(keys).fillna("").to_numpy()
    )


def outcomes_of(people: DataFrame, results: DataFrame) -> DataFrame:
    """Who passed or failed, once each: `day`, `notice`, `society`, `passed`, and `domain` and `level` of the person."""
    if results.empty:
        return DataFrame({name: [] for name in ("day", "notice", "society", "passed", "domain", "level")}, dtype=object)
    last = _last(results, _KEY)
    done = last[last["outcome"].isin([PASSED, FAILED])]
    whose = people[[*_KEY, "domain", "level"]].astype({"notice": str, "domain": str, "level": str})
    told = done.merge(whose, on=_KEY, how="left").fillna("")
    return told.assign(passed=told["outcome"] == PASSED)


def steps_of(results: DataFrame) -> DataFrame:
    """Each step of a society with a person: `step` (ANSWERED or the stage), `day` on which it was done, `notice`, and
    `days` since the step before; the whole way to the certificate as CERTIFIED. Only what was measured: a stage of
    which the society wrote no day is none, nor one that is earlier than what was before it."""
    if results.empty:
        return DataFrame({name: [] for name in ("step", "day", "notice", "days")}, dtype=object)
    key = [*_KEY, "society"]
    first = results.drop_duplicates(key)
    answered = first.assign(step=ANSWERED, day=first["recorded"], before=first["since"])
    dated = results[results["date"] != ""].drop_duplicates([*key, "stage"], keep="last")
    before = dated.groupby(key, sort=False)["date"].shift().fillna(dated["since"])
    stages = dated.assign(step=dated["stage"], day=dated["date"], before=before)
    certified = _certified(stages).assign(step=CERTIFIED)
    certified = certified.assign(before=certified["since"])
    steps = pd.concat([answered, stages, certified])
    days = (pd.to_datetime(steps["day"]) - pd.to_datetime(steps["before"], errors="coerce")).dt.days
    return steps.assign(days=days)[days >= 0][["step", "day", "notice", "days"]]


CERTIFIED = "certified"
"""The step from the day on which the society got the person to the certificate."""


def _certified(stages: DataFrame) -> DataFrame:
    passed = stages["conclusion"].map(effect_of) == PASSED
    return stages[passed & (stages["stage"] == results_file().certified)]


def _last(results: DataFrame, key: list[str]) -> DataFrame:
    """What was said last, with its `outcome` and `day`."""
    last = results.drop_duplicates(key, keep="last")
    effect = last["conclusion"].map(effect_of)
    certified = (effect == PASSED) & (last["stage"] == results_file().certified)
    outcome = np.where(certified, PASSED, effect.where(effect.isin([FAILED, DEFERRED]), ""))
    return last.assign(outcome=outcome, day=last["date"].where(last["date"] != "", last["recorded"]))
