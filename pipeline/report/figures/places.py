"""People by place: host country and region, mutual recognition there, and the district of their unit."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cache

from pipeline.publish.paper.figure import Counted, Number, Row, share, shown
from pipeline.report.asked import asked
from pipeline.report.data import Data, Tally, regrouped, tally
from pipeline.report.figures.counting import breakdown, leaders, ranked, settings_of, words
from pipeline.terms.readable import countries_shown
from schemas.recognition import Body, recognition_bodies
from schemas.vocabularies import districts_file, regions_file


def country(data: Data) -> Counted:
    told = asked(data, "project_country")
    counts = regrouped(tally(told, "project_country"), _codes)
    return breakdown(data, ranked(data, counts, lambda code: countries_shown(str(code))), whole=len(told[0]))


def region(data: Data) -> Counted:
    told = asked(data, "project_country")
    counts = regrouped(tally(told, "project_country"), _regions)
    return breakdown(data, ranked(data, counts, str), whole=len(told[0]))


def _codes(joined: Hashable) -> tuple[str, ...]:
    """The countries of a project, each once; ("",) if none is known."""
    return tuple(dict.fromkeys(str(joined).split(";")))


def _regions(joined: Hashable) -> tuple[str, ...]:
    regions = regions_file().regions
    of_code = {code: name for name, codes in regions.items() for code in codes}
    return tuple(dict.fromkeys(of_code.get(code, "") for code in _codes(joined)))


def recognition(data: Data) -> Counted:
    """People whose project is in a country with a mutual-recognition body, by body and in total."""
    form, bodies = settings_of("recognition"), recognition_bodies()
    counts = tally(data.people, "project_country")
    by_body = [
        Row(
            form.body.format(country=countries_shown(body.country), body=body.name),
            _recognised(data, counts, [body]),
        )
        for body in bodies
    ]
    rows = sorted((row for row in by_body if any(row.values)), key=lambda row: -(row.values[0] or 0))
    total = Row(words().total, _recognised(data, counts, bodies))
    count, whole = int(total.values[0] or 0), len(asked(data, "project_country")[0])
    said = {"count": count, "share": shown(share(count, whole)), "leaders": leaders(rows, words().people, whole)}
    return Counted([*rows, total] if rows else [], said)


def _recognised(data: Data, counts: Tally, bodies: Sequence[Body]) -> tuple[Number, ...]:
    """For each span, its people in a country of one of the bodies that existed by the end of the span."""
    here: list[Number] = []
    for number, span in enumerate(data.spans):
        codes = {body.country for body in bodies if body.since <= span.period.last}
        people = sum(numbers[number] for joined, numbers in counts.items() if not codes.isdisjoint(_codes(joined)))
        here.append(people if codes and span.covered else None)
    return tuple(here)


def district(data: Data) -> Counted:
    names = dict(zip(data.register.sent["unit_key"], data.register.sent["unit"], strict=True))
    counts = regrouped(tally(data.people, "unit_key"), lambda key: (district_of(names[key]),))
    return breakdown(data, ranked(data, counts, str))


@cache
def district_of(unit: str) -> str:
    """The Chongqing district at the start of a unit's name, or ""."""
    words = districts_file()
    prefix = next((prefix for prefix in words.prefixes if unit.startswith(prefix)), "")
    rest = unit.removeprefix(prefix)
    names = {word: name for name, short in words.districts.items() for word in (name, *short)}
    for word in sorted(names, key=len, reverse=True):
        if rest.startswith(word) and (prefix or word not in words.only_after_prefix):
            return names[word]
    return ""
