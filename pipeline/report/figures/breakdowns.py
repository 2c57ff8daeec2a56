"""People by the values of their row, by their table, by society and by unit."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from pipeline.publish.paper.people import society_shown
from pipeline.report.data import ROUTED, Data, tally
from pipeline.report.figure import Counted, settings_of
from pipeline.report.figures.counting import breakdown, ranked, words
from pipeline.terms.forms import section_labels, sections_asking
from pipeline.terms.notices import load_notice, notice_names
from pipeline.text.mask import masked
from schemas.vocabularies import vocabulary_file


def section(data: Data) -> Counted:
    names = section_labels()
    return breakdown(
        data, ranked(data, tally(data.people, "section"), lambda key: names.get(str(key), ""), list(names))
    )


def by_field(data: Data, field: str, vocabulary: str) -> Counted:
    """People by the values of a field, in the order of a vocabulary ("": the most frequent first); free text of a unit
    never gets here. Who stands in a table that does not ask for the field, and says nothing of it, is not counted."""
    order = vocabulary_file(vocabulary).canonical if vocabulary else ()
    asking = sections_asking(field)
    asked = [people[people["section"].isin(asking) | (people[field] != "")] for people in data.people]
    return breakdown(data, ranked(data, tally(asked, field), str, order), whole=len(asked[0]))


def domain(data: Data) -> Counted:
    """People by domain; the sentence tells how many of those that the notice opens they belong to."""
    counted = by_field(data, "domain", "")
    name = data.spans[-1].notice
    opened = load_notice(name).open_domains if name in notice_names() else ()
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
