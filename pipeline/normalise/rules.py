"""Which function makes which columns from which: the whole of normalising as one list, in the order it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.normalise.companies import company
from pipeline.normalise.countries import HOME, country_name
from pipeline.normalise.counts import count
from pipeline.normalise.domains import Domains
from pipeline.normalise.eligibility import education, work_years
from pipeline.normalise.emails import email
from pipeline.normalise.marks import is_blank
from pipeline.normalise.names import name
from pipeline.normalise.phones import Phone, phone
from pipeline.normalise.places import Places
from pipeline.normalise.statuses import status
from pipeline.normalise.texts import experience, project_name
from pipeline.normalise.vocabulary import Match, vocabulary
from pipeline.normalise.words import word
from pipeline.terms.notices import Notice
from schemas import table

if TYPE_CHECKING:
    from pipeline.terms.settings import Alias


class Rule(NamedTuple):
    """`function` gives a value for each output column from one of each input column; called once per distinct input."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    function: Callable[..., tuple[str, ...]]
    longest: int | None = 400  # characters of a cell that are looked at: more are no value but a text gone astray


def rules(notice: Notice, aliases: Sequence[Alias]) -> list[Rule]:
    """Every rule; a later one may take what an earlier one made. Columns with "_" before them are for that only."""
    places = Places(_own(aliases, "country"))
    return [*_project_rules(notice, aliases, places), *_person_rules(notice, aliases, places), *_contact_rules()]


def _project_rules(notice: Notice, aliases: Sequence[Alias], places: Places) -> list[Rule]:
    types = vocabulary("project_types").with_own(_own(aliases, "project_type"))
    statuses = vocabulary("project_statuses").with_own(_own(aliases, "project_status"))

    def country(typed: str, section: str) -> Match:
        return _flagged_at_home(places.match(typed), section)

    return [
        Rule(
            ("company_typed", "company_contact_typed", "company_contact_phone_typed"),
            ("company", "company_how", "company_hint", "company_contact", *_columns("company_contact_phone")),
            company,
        ),
        _rule("project_name", project_name)._replace(longest=None),
        _rule("project_country", country, "section"),
        _rule("project_type", lambda typed: word(typed, types, notice.project_types)),
        _rule("project_status", lambda typed: status(typed, statuses, notice)),
        _rule("chinese_engineers", count),
        _rule("foreign_engineers", count),
        _rule("qualified_engineers", _qualified, "chinese_engineers"),
    ]


def _person_rules(notice: Notice, aliases: Sequence[Alias], places: Places) -> list[Rule]:
    domains = Domains(_own(aliases, "domain"), _own(aliases, "specialty"))
    levels = vocabulary("levels").with_own(_own(aliases, "level"))

    def field(domain_text: str, specialty_text: str) -> tuple[str, ...]:
        found = domains.match(domain_text, specialty_text)
        return (*_if_open(found.domain, notice.open_domains), *found.specialty)

    def location(typed: str) -> tuple[str, ...]:
        return ("" if is_blank(typed) else typed, *places.match(typed))

    return [
        _rule("name", name),
        Rule(("domain_typed", "specialty_typed"), (*_columns("domain"), *_columns("specialty")), field),
        Rule(("location_typed",), ("location", "location_country", "location_how", "location_hint"), location),
        _rule("level", lambda typed: _if_open(word(typed, levels, notice.open_levels), notice.open_levels)),
        _rule("experience", lambda typed: experience(typed, notice.experience_limit))._replace(longest=None),
        _rule("education", education),
        _rule("work_years", lambda typed, level: work_years(typed, level, notice), "level"),
    ]


def _contact_rules() -> list[Rule]:
    """A mail address may stand in its own column or beside the phone, and is enough where there is no phone."""

    def both(address: str, how: str, hint: str, beside: str) -> Match:
        return Match(address, how, hint) if address or not beside else Match(beside, "ok")

    numbers = ("phone", "phone_how", "phone_hint", "phone_other", "_email_beside")
    columns = ("_email", "_email_how", "_email_hint")
    return [
        Rule(("email_typed",), columns, email),
        Rule(("phone_typed", "location_country", "_email", "email_typed"), numbers, _number),
        Rule((*columns, "_email_beside"), _columns("email"), both),
    ]


def _number(typed: str, location: str, address: str, mail_typed: str) -> Phone:
    """The numbers of 联系方式; where it holds none, those that stand in the column of the mail address."""
    found = phone(typed, location, address)
    if found.value or not mail_typed or found.how == "invalid":
        return found
    beside = phone(mail_typed, location)
    return beside._replace(email=found.email) if beside.value else found


def _columns(field: str) -> tuple[str, str, str]:
    return field, f"{field}_how", f"{field}_hint"


def _rule(field: str, function: Callable[..., Match], *more: str) -> Rule:
    return Rule((f"{field}_typed", *more), _columns(field), function)


def _own(aliases: Iterable[Alias], name: str) -> dict[str, str]:
    return {alias.typed: alias.canonical for alias in aliases if alias.vocabulary == name}


def _if_open(match: Match, offered: Sequence[str]) -> Match:
    """A word that this notice does not offer stays filled in, and is said not to be open."""
    if not match.value or match.value in offered:
        return match
    how = "not-open" if match.how == "ok" else f"{match.how};not-open"
    return match._replace(how=how, hint=match.value)


def _flagged_at_home(match: Match, section: str) -> Match:
    """The first table is for projects abroad: one in the mainland is taken, and shown."""
    if section == "dispatched" and match.value == HOME:
        return Match(HOME, "understood", table("vocabularies/countries")["at_home"].format(country=country_name(HOME)))
    return match


def _qualified(typed: str, chinese: str) -> Match:
    """满足基本条件数 counts some of 中方在外工程师."""
    match = count(typed)
    if match.value and chinese and int(match.value) > int(chinese):
        return match._replace(how=f"{match.how};inconsistent")
    return match
