"""People by the values of their row, by their table, by society and by unit."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from pipeline.publish.paper.figure import Counted
from pipeline.publish.paper.people import society_shown
from pipeline.report.asked import asked, in_sections
from pipeline.report.data import ROUTED, Data, tally
from pipeline.report.figures.counting import breakdown, ranked, settings_of, words
from pipeline.terms.forms import section_labels
from pipeline.terms.notices import notices
from pipeline.text.mask import masked
from schemas.vocabularies import vocabulary_file


def section(data: Data) -> Counted:
    names = section_labels()
    told = in_sections(data)
    rows = ranked(data, tally(told, "section"), lambda key: names.get(str(key), ""), list(names))
    return breakdown(data, rows, whole=len(told[0]))


def by_field(data: Data, field: str, vocabulary: str) -> Counted:
    """People by the values of a field, in the order of a vocabulary ("": the most frequent first); free text of a unit
    never gets here. Who was not asked for the field, and says nothing of it, is not counted."""
    order = vocabulary_file(vocabulary).canonical if vocabulary else ()
    told = asked(data, field)
    return breakdown(data, ranked(data, tally(told, field), str, order), whole=len(told[0]))


def domain(data: Data) -> Counted:
    """People by domain; the sentence tells how many of those that their notices open they belong to."""
    counted = breakdown(data, ranked(data, tally(data.people, "domain"), str))
    known, answered = notices(), data.people[0]["notice"].unique() if len(data.people[0]) else [data.spans[-1].notice]
    opened = {domain for name in answered if name in known for domain in known[name].open_domains}
    named = [row.label for row in counted.rows if row.values[0] and row.label in opened]
    words = {**counted.words, "count": len(named), "opened": len(opened)}
    return counted._replace(words=words, sentence="sentence" if opened else "sentence_without")


def specialty(data: Data) -> Counted:
    joined, unknown = settings_of("specialty").joined, words().unknown

    def label(key: Hashable) -> str:
        area, special = key if isinstance(key, tuple) else ("", "")
        return joined.format(domain=area, specialty=special or unknown) if area else ""

    return breakdown(data, ranked(data, tally(data.people, ["domain", "specialty"]), label))


def society(data: Data) -> Counted:
    routed = [people[people["state"] == ROUTED] for people in data.people]

    def label(key: Hashable) -> str:
        name, confirmed = key if isinstance(key, tuple) else ("", False)
        return society_shown(name, bool(confirmed))

    counts = tally(routed, ["society", "route_confirmed"])
    return breakdown(data, ranked(data, counts, label), whole=len(routed[0]))


def unit(data: Data) -> Counted:
    return breakdown(data, ranked(data, tally(data.people, "unit_key"), unit_label(data)), small=data.least)


def unit_label(data: Data) -> Callable[[Hashable], str]:
    """Gives a unit's name by its key, as the unit last spelt it; numbers that may be phones are masked."""
    sent = data.register.sent
    names = dict(zip(sent["unit_key"], sent["unit"], strict=True))
    return lambda key: masked(names[key])
