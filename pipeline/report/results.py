"""What societies did, as reports count it: how far each person came, how long each step took, and what came out.

What a society says later of a person takes the place of what it said before. Where a society handed a person on, the
next one begins anew with it.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from pipeline.terms.notices import procedure_of
from pipeline.terms.procedure import Procedure
from schemas.results import effect_of

ANSWERED = "answered"
PASSED, FAILED, DEFERRED = "passed", "failed", "deferred"
_KEY = ["person", "notice"]


def with_results(people: DataFrame, results: DataFrame) -> DataFrame:
    """`people` (data.people_of) with `reached`, the place of the furthest stage of its notice that a society named of
    the person (-1 where none did); `chosen`, the stages that may be left out and were named, in a frozenset; and
    `outcome`: passed, failed, deferred, or "" while nothing is decided."""
    if results.empty:
        return people.assign(reached=-1, chosen=_objects([frozenset()] * len(people)), outcome="")
    procedures = _procedures(results)
    places = {(notice, stage): place for notice, own in procedures.items() for place, stage in enumerate(own.stages)}
    named = pd.Series(list(zip(results["notice"], results["stage"], strict=True)), index=results.index)
    far = results.assign(reached=named.map(places)).groupby(_KEY, sort=False)["reached"].max()
    optional = {(notice, stage) for notice, own in procedures.items() for stage in own.optional}
    chosen = results[named.isin(optional)].groupby(_KEY, sort=False)["stage"].agg(frozenset)
    last = _last(results, _KEY).set_index(_KEY)["outcome"]
    keys = pd.MultiIndex.from_arrays([people["person"], people["notice"].astype(str)])
    return people.assign(
        reached=far.reindex(keys).fillna(-1).astype(int).to_numpy(),
        chosen=_objects([each if isinstance(each, frozenset) else frozenset() for each in chosen.reindex(keys)]),
        outcome=last.reindex(keys).fillna("").to_numpy(),
    )


def _objects(values: list[frozenset[str]]) -> np.ndarray:
    """A column of these."""
    return np.array(values, dtype=object)


def _procedures(results: DataFrame) -> Mapping[str, Procedure]:
    """By notice, how its people are assessed."""
    return {notice: procedure_of(notice) for notice in results["notice"].unique()}


def _is_certified(results: DataFrame) -> Series[bool]:
    """Whether what was said is that the certificate is issued."""
    certified = results["notice"].map({notice: own.certified for notice, own in _procedures(results).items()})
    return (results["conclusion"].map(effect_of) == PASSED) & (results["stage"] == certified)


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
    certified = stages[_is_certified(stages)].assign(step=CERTIFIED)
    certified = certified.assign(before=certified["since"])
    steps = pd.concat([answered, stages, certified])
    days = (pd.to_datetime(steps["day"]) - pd.to_datetime(steps["before"], errors="coerce")).dt.days
    return steps.assign(days=days)[days >= 0][["step", "day", "notice", "days"]]


CERTIFIED = "certified"
"""The step from the day on which the society got the person to the certificate."""


def _last(results: DataFrame, key: list[str]) -> DataFrame:
    """What was said last, with its `outcome` and `day`."""
    last = results.drop_duplicates(key, keep="last")
    effect = last["conclusion"].map(effect_of)
    outcome = np.where(_is_certified(last), PASSED, effect.where(effect.isin([FAILED, DEFERRED]), ""))
    return last.assign(outcome=outcome, day=last["date"].where(last["date"] != "", last["recorded"]))
