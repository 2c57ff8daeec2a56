"""Normalisers by the name that schemas/fields.toml gives them: each makes the rules of the fields that have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from pipeline.normalise.companies import company
from pipeline.normalise.contradictions import contradicted
from pipeline.normalise.countries import HOME, country_name
from pipeline.normalise.counts import count
from pipeline.normalise.domains import Domains
from pipeline.normalise.eligibility import education, filled_online, important_years, work_years
from pipeline.normalise.emails import email
from pipeline.normalise.marks import is_blank
from pipeline.normalise.person_names import name
from pipeline.normalise.phones import Phone, phone
from pipeline.normalise.places import Places
from pipeline.normalise.plain import PLAIN
from pipeline.normalise.specialties import Specialty
from pipeline.normalise.statuses import status
from pipeline.normalise.texts import career, description, experience
from pipeline.normalise.titles import foreign_title, title
from pipeline.normalise.vocabulary import Match, Vocabulary, vocabulary
from pipeline.normalise.words import answer, open_choice, word
from pipeline.terms.notices import Notice
from schemas.named import NamedTuple
from schemas.vocabularies import countries_file


class Rule(NamedTuple):
    """`function` gives a value for each output column from one of each input column; called once per distinct input."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    function: Callable[..., tuple[str, ...]]
    longest: int | None = 400  # characters of a cell that are looked at: more are no value but a text gone astray


class Terms(NamedTuple):
    """What words are judged by: the notice, an installation's own words by their vocabulary, and places."""

    notice: Notice
    own: Mapping[str, Mapping[str, str]]
    places: Places

    def vocabulary(self, field: str) -> Vocabulary:
        """The vocabulary that the notice names for the field, with the installation's own words."""
        return vocabulary(self.notice.vocabularies[field]).with_own(self.own.get(field, {}))


Build = Callable[[Terms, list[str]], Iterable[Rule]]
"""The rules of these fields."""


def plain_rules() -> dict[str, Build]:
    """The normalisers of the types that need nothing but the text."""
    functions = {**PLAIN, "name": name, "email": email, "count": count}
    unlimited = {"text": None}

    def build(kind: str, _: Terms, fields: list[str]) -> list[Rule]:
        return [_rule(field, functions[kind], longest=unlimited.get(kind, 400)) for field in fields]

    return {
        **{kind: partial(build, kind) for kind in functions},
        "countries": lambda terms, fields: [_rule(field, terms.places.match) for field in fields],
        "yes-no": lambda _, fields: [_rule(field, answer) for field in fields],
    }


def choice_rules(terms: Terms, fields: list[str]) -> list[Rule]:
    """One word of the field's vocabulary."""
    return [_choice(terms, field) for field in fields]


def _choice(terms: Terms, field: str) -> Rule:
    known = terms.vocabulary(field)
    return _rule(field, lambda typed: word(typed, known, terms.notice.options(field)))


def _company(_: Terms, __: list[str]) -> list[Rule]:
    inputs = ("company_typed", "company_contact_typed", "company_contact_phone_typed", "project_country")
    outputs = ("company", "company_how", "company_hint", "company_contact", *_columns("company_contact_phone"))
    return [Rule(inputs, outputs, company)]


def _project_country(terms: Terms, fields: list[str]) -> list[Rule]:
    def country(typed: str, section: str) -> Match:
        return _flagged_at_home(terms.places.match(typed), section in terms.notice.abroad)

    return [_rule(field, country, "section") for field in fields]


def _project_status(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(status, known=terms.vocabulary(field), notice=terms.notice)) for field in fields]


def _domain(terms: Terms, _: list[str]) -> list[Rule]:
    """Domain and specialty are told from both cells together; of a notice of one domain, that is everybody's."""
    if terms.notice.domain:
        own = Specialty(terms.notice.domain, terms.notice.vocabularies, terms.own.get("specialty", {}))
        return [Rule(("specialty_typed",), (*_columns("domain"), *_columns("specialty")), own.match)]
    domains = Domains(terms.own.get("domain", {}), terms.own.get("specialty", {}), terms.notice.vocabularies)

    def field(domain_text: str, specialty_text: str) -> tuple[str, ...]:
        found = domains.match(domain_text, specialty_text)
        return (*_if_open(found.domain, terms.notice.open_domains), *found.specialty)

    return [Rule(("domain_typed", "specialty_typed"), (*_columns("domain"), *_columns("specialty")), field)]


def _location(terms: Terms, _: list[str]) -> list[Rule]:
    def location(typed: str) -> tuple[str, ...]:
        return ("" if is_blank(typed) else typed, *terms.places.match(typed))

    return [Rule(("location_typed",), ("location", "location_country", "location_how", "location_hint"), location)]


def _level(terms: Terms, fields: list[str]) -> list[Rule]:
    opened = terms.notice.open_levels

    def level(typed: str, known: Vocabulary) -> Match:
        return _if_open(word(typed, known, opened), opened)

    return [_rule(field, partial(level, known=terms.vocabulary(field))) for field in fields]


def _experience(terms: Terms, fields: list[str]) -> list[Rule]:
    limit = terms.notice.experience_limit
    return [_rule(field, partial(experience, limit=limit), longest=None) for field in fields]


def _education(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(education, notice=terms.notice)) for field in fields]


def _work_years(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(work_years, notice=terms.notice), "level") for field in fields]


def _important_years(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(important_years, notice=terms.notice), "level", "work_years") for field in fields]


def _title(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(title, notice=terms.notice), "level") for field in fields]


def _open_choice(terms: Terms, fields: list[str]) -> list[Rule]:
    return [_rule(field, partial(open_choice, known=terms.vocabulary(field))) for field in fields]


def _career(terms: Terms, fields: list[str]) -> list[Rule]:
    if not (years := terms.notice.career_years):
        return [_rule(field, PLAIN["text"], longest=None) for field in fields]
    return [_rule(field, partial(career, years=years), "received_at", longest=None) for field in fields]


def _description(terms: Terms, fields: list[str]) -> list[Rule]:
    limit = terms.notice.experience_limit
    return [_rule(field, partial(description, limit=limit), longest=None) for field in fields]


def _contact(_: Terms, __: list[str]) -> list[Rule]:
    """A mail address may stand in its own column or beside the phone, and is enough where there is no phone."""

    def both(address: str, how: str, hint: str, beside: str) -> Match:
        return Match(address, how, hint) if address or not beside else Match(beside, "ok")

    numbers = ("phone", "phone_how", "phone_hint", "phone_other", "_email_beside")
    columns = ("_email", "_email_how", "_email_hint")
    return [
        Rule(("email_typed",), columns, email),
        Rule(("phone_typed", "location_country", "project_country", "_email", "email_typed"), numbers, _number),
        Rule((*columns, "_email_beside"), _columns("email"), both),
        Rule(("phone_how", *_BESIDE_A_PHONE), ("phone_how",), contradicted),
    ]


_CONTACT = ("name", "company_contact", "company_contact_phone")
_BESIDE_A_PHONE = ("phone", "phone_other", *_CONTACT, "location_country", "project_country")

NORMALISERS: dict[str, Build] = {
    "project-country": _project_country,
    "company": _company,
    "project-status": _project_status,
    "qualified-engineers": lambda _, fields: [_rule(field, _qualified, "chinese_engineers") for field in fields],
    "domain": _domain,
    "location": _location,
    "level": _level,
    "experience": _experience,
    "education": _education,
    "work-years": _work_years,
    "important-years": _important_years,
    "filled-online": lambda _, fields: [_rule(field, filled_online) for field in fields],
    "title": _title,
    "foreign-title": lambda _, fields: [_rule(field, foreign_title) for field in fields],
    "open-choice": _open_choice,
    "description": _description,
    "career": _career,
    "contact": _contact,
}
"""Those with rules of their own, in the order in which they run."""


def _number(typed: str, location: str, project: str, address: str, mail_typed: str) -> Phone:
    """The numbers of 联系方式; where it holds none, those that stand in the column of the mail address."""
    found = phone(typed, location, address, project)
    if found.value or not mail_typed or found.how == "invalid":
        return found
    beside = phone(mail_typed, location, project=project)
    return beside._replace(email=found.email) if beside.value else found


def _columns(field: str) -> tuple[str, str, str]:
    return field, f"{field}_how", f"{field}_hint"


def _rule(field: str, function: Callable[..., Match], *more: str, longest: int | None = 400) -> Rule:
    return Rule((f"{field}_typed", *more), _columns(field), function, longest)


def _if_open(match: Match, offered: Sequence[str]) -> Match:
    """A word that this notice does not offer stays filled in, and is said not to be open."""
    if not match.value or match.value in offered:
        return match
    how = "not-open" if match.how == "ok" else f"{match.how};not-open"
    return match._replace(how=how, hint=match.value)


def _flagged_at_home(match: Match, is_abroad: bool) -> Match:
    """A project of a section for projects abroad that lies in the mainland is taken, and shown."""
    if is_abroad and match.value == HOME:
        return Match(HOME, "understood", countries_file().at_home.format(country=country_name(HOME)))
    return match


def _qualified(typed: str, chinese: str) -> Match:
    """满足基本条件数 counts some of 中方在外工程师."""
    match = count(typed)
    if match.value and chinese and int(match.value) > int(chinese):
        return match._replace(how=f"{match.how};inconsistent")
    return match
