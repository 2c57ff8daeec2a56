"""The way of people with the societies: how far they came, how long each step took, and how many pass."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from pandas import DataFrame

from pipeline.publish.paper.figure import Counted, Number, Row, rounded, share, shown
from pipeline.report.data import ROUTED, Data
from pipeline.report.figures.counting import labels, numbers, settings_of, words
from pipeline.report.results import ANSWERED, CERTIFIED, DEFERRED, FAILED, PASSED
from pipeline.terms.notices import notices, procedure_of
from schemas.named import NamedTuple

NOTHING = "sentence_none"
"""The sentence of a figure while no society has said anything."""


class Stage(NamedTuple):
    """A stage of notices that have the same ones: its row, its place among them, and whether it may be left out, or is
    the one of the certificate."""

    label: str
    name: str
    place: int
    notices: tuple[str, ...]
    is_optional: bool
    is_certified: bool


def results(data: Data) -> Counted:
    """How far people came: who reached a stage is counted at those before it too, since stages may be skipped; at one
    that a notice says may be left out only who is said to have been there. Each notice has its own stages."""
    if data.register.results.empty:
        return Counted([], {}, NOTHING)
    counts = {
        "recommended": _of(data, len),
        "routed": _of(data, lambda people: int((people["state"] == ROUTED).sum())),
        "answered": _of(data, lambda people: int((people["reached"] >= 0).sum())),
        PASSED: _of(data, _came_to(PASSED)),
        FAILED: _of(data, _came_to(FAILED)),
        DEFERRED: _of(data, _came_to(DEFERRED)),
    }
    stages = (stage for stage in _stages(data, "results") if not stage.is_certified)
    reached = [Row(stage.label, numbers(data, _of(data, _reached(stage)))) for stage in stages]
    known = labels("results")
    rows = [Row(known[key], numbers(data, count)) for key, count in counts.items()]
    said = {key: count[0] for key, count in counts.items()}
    return Counted([*rows[:3], *reached, *rows[3:]], said)


def _stages(data: Data, name: str) -> list[Stage]:
    """The stages of all notices of which societies said anything, in their order; those that are alike once, and with
    the notices in the label of their rows where there are others."""
    figure, known = settings_of(name), notices()
    told = list(data.register.results["notice"].unique())
    alike: dict[tuple[tuple[str, ...], str, frozenset[str]], list[str]] = {}
    for notice in (*(each for each in known if each in told), *(each for each in told if each not in known)):
        procedure = procedure_of(notice)
        alike.setdefault((procedure.stages, procedure.certified, procedure.optional), []).append(notice)
    joined = figure.joined if len(alike) == 1 else figure.joined_of
    numbers_of = {each: known[each].number if each in known else each for each in told}
    return [
        Stage(
            label=joined.format(stage=stage, notices="、".join(map(numbers_of.__getitem__, own))),
            name=stage,
            place=place,
            notices=tuple(own),
            is_optional=stage in optional,
            is_certified=stage == certified,
        )
        for (stages, certified, optional), own in alike.items()
        for place, stage in enumerate(stages)
    ]


def _of(data: Data, count: Callable[[DataFrame], int]) -> list[int]:
    return [count(people) for people in data.people]


def _came_to(outcome: str) -> Callable[[DataFrame], int]:
    return lambda people: int((people["outcome"] == outcome).sum())


def _reached(stage: Stage) -> Callable[[DataFrame], int]:
    def count(people: DataFrame) -> int:
        own = people[people["notice"].isin(stage.notices)]
        if stage.is_optional:
            return sum(stage.name in chosen for chosen in own["chosen"])
        return int((own["reached"] >= stage.place).sum())

    return count


def step_days(data: Data) -> Counted:
    """The median of the days that each step took; steps of which none was measured are left out."""
    figure = settings_of("step_days")
    rows = [
        Row(figure.rows[ANSWERED].label, tuple(_median(data, ANSWERED))),
        *(Row(stage.label, tuple(_median(data, stage.name, stage.notices))) for stage in _stages(data, "step_days")),
        Row(figure.rows[CERTIFIED].label, tuple(_median(data, CERTIFIED))),
    ]
    kept = [row for row in rows if any(value is not None for value in row.values)]
    told = [figure.body.format(label=row.label, days=shown(row.values[0])) for row in kept if row.values[0] is not None]
    return Counted(kept, {"steps": "、".join(told)})


def _median(data: Data, step: str, of: Sequence[str] = ()) -> list[Number]:
    """In each span the median of a step, of these notices only or of all."""
    of_step = [
        steps.loc[(steps["step"] == step) & (steps["notice"].isin(of) if of else True), "days"] for steps in data.steps
    ]
    return [rounded(float(days.median())) if len(days) else None for days in of_step]


def by_society(data: Data) -> Counted:
    return _passed(data, "society")


def by_level(data: Data) -> Counted:
    return _passed(data, "level")


def by_domain(data: Data) -> Counted:
    return _passed(data, "domain")


def _passed(data: Data, by: str) -> Counted:
    """Of each group how many were decided and how many of these passed, in the period and since the notice; groups in
    which fewer than `least` were decided are merged."""
    spans = data.outcomes[0], data.outcomes[-1]
    found = sorted({*spans[0][by], *spans[1][by]}, key=lambda group: (not group, *_most_first(spans, by, group)))
    groups: list[tuple[str, list[Hashable]]] = [(str(group) or words().unknown, [group]) for group in found]
    small = [group for _, (group,) in groups if _is_small(spans, by, group, data.least)]
    shown_groups = [each for each in groups if each[1][0] not in small]
    if small:
        shown_groups.append((words().hidden_groups.format(least=data.least, count=len(small)), small))
    rows = [Row(label, _rates(spans, by, members, data.least)) for label, members in shown_groups]
    columns = list(settings_of("passed_society").columns.values())
    if rows:
        rows.append(Row(words().total, _rates(spans, by, found, data.least)))
    now, ever = (_rate(of_span) for of_span in spans)
    said = {"count": len(spans[0]), "share": shown(now), "ever": len(spans[1]), "ever_share": shown(ever)}
    return Counted(rows, said, "sentence" if len(spans[0]) else "sentence_open", columns)


def _most_first(spans: Sequence[DataFrame], by: str, group: Hashable) -> tuple[object, ...]:
    return (*(-int((of_span[by] == group).sum()) for of_span in spans), str(group))


def _is_small(spans: Sequence[DataFrame], by: str, group: Hashable, least: int) -> bool:
    return any(0 < int((of_span[by] == group).sum()) < least for of_span in spans)


def _rates(spans: Sequence[DataFrame], by: str, groups: Sequence[Hashable], least: int) -> tuple[Number, ...]:
    """Of these groups together the number and the rate in each span; no rate of fewer than `least`."""
    told: list[Number] = []
    for of_span in spans:
        own = of_span[of_span[by].isin(list(groups))]
        told += [len(own), _rate(own) if len(own) >= least else None]
    return tuple(told)


def _rate(decided: DataFrame) -> float | None:
    return share(int(decided["passed"].sum()), len(decided))
