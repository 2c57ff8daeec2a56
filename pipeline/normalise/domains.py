"""工程技术领域 and 专业类别: which domain and specialty of annex 1 a person belongs to.

Units write them in one cell or two, as a domain, a specialty or both. A valid domain wins over a specialty that is
ambiguous alone (土木工程类-岩土工程); one that belongs to another domain only makes the domain ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.normalise.choices import choice_in
from pipeline.normalise.keys import fold
from pipeline.normalise.marks import is_blank
from pipeline.normalise.vocabulary import (
    AMBIGUOUS,
    NOTHING,
    SAFE,
    SOFT,
    UNKNOWN,
    Match,
    Meaning,
    Vocabulary,
    folded,
    listed,
    stripped,
    vocabulary,
)
from schemas import table


class Field(NamedTuple):
    """A person's domain and specialty as understood."""

    domain: Match
    specialty: Match


@dataclass(frozen=True)
class Specialties:
    """Specialties by domain: canonical names, and every written word's match key."""

    canonical: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]  # domain -> key -> specialty
    names: Mapping[str, tuple[str, ...]]  # key of a canonical name -> domains that have it
    leading: tuple[str, ...]
    trailing: tuple[str, ...]

    def within(self, domain: str, text: str) -> str:
        """The specialty that `text` means in this domain, or ""."""
        words = self.words.get(domain, {})
        return next((words[key] for key in self.spellings(text) if key in words), "")

    def spellings(self, text: str) -> Iterator[str]:
        return stripped(fold(text), self.leading, self.trailing)

    def named(self, key: str) -> Meaning | None:
        """The domain that a specialty's own name decides."""
        owners = self.names.get(key, ())
        return Meaning(owners, SAFE) if len(owners) == 1 else None

    def aliased(self, text: str) -> Meaning | None:
        """The domain that a word for a specialty points at: likely where only one has it."""
        for key in self.spellings(text):
            owners = tuple(domain for domain, words in self.words.items() if key in words)
            if owners:
                return Meaning(owners, SOFT if len(owners) == 1 else AMBIGUOUS)
        return None

    def with_own(self, words: Mapping[str, str]) -> Specialties:
        """With an installation's own words (typed -> specialty, or domain/specialty where several domains have it)."""
        known = {domain: dict(keys) for domain, keys in self.words.items()}
        for typed, target in words.items():
            domain, _, name = target.rpartition("/")
            for owner in [domain] if domain else self.names.get(fold(name), ()):
                known.setdefault(owner, {})[fold(typed)] = name
        return Specialties(self.canonical, known, self.names, self.leading, self.trailing)


@cache
def specialties() -> Specialties:
    """The shipped specialties. Raises ValueError where a word stands twice in one domain or a domain is unknown."""
    data = table("vocabularies/specialties")
    trailing = folded(data["strip"]["trailing"])
    words: dict[str, dict[str, str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for domain, entries in data["canonical"].items():
        if domain not in vocabulary("domains").canonical:
            raise ValueError(f"specialties: {domain} is no domain")
        words[domain] = _words_of(domain, entries)
        for name in entries:
            for key in stripped(fold(name), (), trailing):
                names[key] = (*names.get(key, ()), domain)
                words[domain].setdefault(key, name)
    canonical = {domain: tuple(entries) for domain, entries in data["canonical"].items()}
    return Specialties(canonical, words, names, folded(data["strip"]["leading"]), trailing)


def _words_of(domain: str, entries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, aliases in entries.items():
        for word in (name, *aliases):
            if fold(word) in keys:
                raise ValueError(f"specialties: {word} stands twice in {domain}")
            keys[fold(word)] = name
    return keys


class Reading(NamedTuple):
    """A cell read as a domain: what it means, the word that says so, and the other words of the cell."""

    meaning: Meaning | None
    word: str
    others: list[str]


class Domains:
    """Matches domains and specialties with the shipped words and an installation's own."""

    def __init__(self, own_domains: Mapping[str, str], own_specialties: Mapping[str, str]) -> None:
        self.vocabulary: Vocabulary = vocabulary("domains").with_own(own_domains)
        self.specialties: Specialties = specialties().with_own(own_specialties)

    def match(self, domain_text: str, specialty_text: str) -> Field:
        """Domain and specialty of one person from the two cells as typed; either may be empty."""
        beside = "" if is_blank(specialty_text) else specialty_text
        if is_blank(domain_text):
            return self._from_specialty(beside) if beside else Field(NOTHING, NOTHING)
        reading = self._read(domain_text)
        if reading.meaning is None:
            return Field(self._unknown(domain_text, beside), NOTHING)
        if reading.meaning.certainty == AMBIGUOUS:
            return self._decide(reading.meaning, [*reading.others, beside])
        return self._settle(reading, beside)

    def _from_specialty(self, text: str) -> Field:
        """Only a specialty is given: it may decide the domain; where it does not, the domain is simply missing."""
        reading = self._read(text)
        if reading.meaning is None or reading.meaning.certainty == AMBIGUOUS:
            return Field(NOTHING, Match(how="unknown"))
        return self._settle(reading, "")

    def _read(self, text: str) -> Reading:
        choice = choice_in(text)
        if choice is not None and len(choice.ticked) == 1:
            text = choice.ticked[0].text
        elif choice is not None and choice.ticked:
            return Reading(self._several([option.text for option in choice.ticked]), text, [])
        if (meaning := self._find(text)) is not None:
            return Reading(meaning, text, [])
        bracketed = _BRACKETED.fullmatch(text)
        if bracketed and self._is_domain(bracketed[1]):
            return Reading(self.vocabulary.find_stripped(bracketed[1]), bracketed[1], [bracketed[2]])
        return self._read_parts([part for part in _PARTS.split(text) if not is_blank(part)])

    def _read_parts(self, parts: list[str]) -> Reading:
        """Several words in a cell: the first that is a domain leads, the others are its details or speak against it."""
        for index, part in enumerate(parts if len(parts) > 1 else []):
            if self._is_domain(part):
                return Reading(self.vocabulary.find_stripped(part), part, parts[:index] + parts[index + 1 :])
        return Reading(self._several(parts), "", parts)

    def _is_domain(self, text: str) -> bool:
        meaning = self.vocabulary.find_stripped(text)
        return meaning is not None and meaning.certainty != AMBIGUOUS

    def _find(self, text: str) -> Meaning | None:
        """What one word means: a domain, a specialty by its name, or a specialty by another word."""
        for key in self.vocabulary.spellings(text):
            meaning = self.vocabulary.meanings.get(key) or self.specialties.named(key)
            if meaning is not None:
                return meaning
        return self.specialties.aliased(text)

    def _several(self, parts: list[str]) -> Meaning | None:
        """Words of which none is a domain by itself; one that is known among others that are not is likely."""
        meanings = [self._find(part) for part in parts]
        known = [meaning for meaning in meanings if meaning is not None and meaning.targets]
        targets = tuple(dict.fromkeys(target for meaning in known for target in meaning.targets))
        if not targets:
            return UNKNOWN if UNKNOWN in meanings else None
        certain = len(targets) == 1 and all(meaning.certainty != AMBIGUOUS for meaning in known)
        return Meaning(targets, SOFT if certain else AMBIGUOUS)

    def _settle(self, reading: Reading, beside: str) -> Field:
        """A domain, with what else is said for or against it in its cell and in the column beside."""
        assert reading.meaning is not None
        domain = reading.meaning.targets[0]
        details = [*reading.others, *([beside] if beside else [])]
        named = [name for detail in details if (name := self._specialty(domain, detail))]
        against = [claim for detail in reading.others for claim in self._claims_against(domain, detail, (SAFE, SOFT))]
        against += self._claims_against(domain, beside, (SAFE,)) if beside else []
        if against and not named:
            return Field(self._judged(Meaning((domain, *against), AMBIGUOUS)), NOTHING)
        name = named[0] if named else self._specialty(domain, reading.word)
        if details and not name:
            unknown = Match(how="unknown", hint=listed(self.specialties.canonical.get(domain, ())))
            return Field(self._judged(reading.meaning), unknown)
        return Field(self._judged(reading.meaning), Match(name, "ok") if name else NOTHING)

    def _decide(self, meaning: Meaning, details: list[str]) -> Field:
        """An ambiguous word is decided by a detail that only one of its candidates has."""
        domains = dict.fromkeys(target.partition("/")[0] for target in meaning.targets)
        for detail in details:
            named = [domain for domain in domains if self._names(domain, detail)]
            if len(named) == 1:
                name = self._specialty(named[0], detail)
                return Field(Match(named[0], "ok"), Match(name, "ok") if name else NOTHING)
        return Field(self._judged(meaning), NOTHING)

    def _names(self, domain: str, detail: str) -> bool:
        """Whether a detail names this domain, or a specialty of it by a word that is not ambiguous itself."""
        meaning = self.vocabulary.find_stripped(detail)
        if meaning is not None:
            return meaning.certainty != AMBIGUOUS and domain in meaning.targets
        return bool(self.specialties.within(domain, detail))

    def _specialty(self, domain: str, detail: str) -> str:
        """The specialty that a detail means in this domain: its own word, or the place an ambiguous word has there."""
        if name := self.specialties.within(domain, detail):
            return name
        meaning = self.vocabulary.find_stripped(detail)
        places = [target for target in (meaning.targets if meaning else ()) if target.startswith(f"{domain}/")]
        return places[0].partition("/")[2] if places else ""

    def _claims_against(self, domain: str, detail: str, certainties: tuple[str, ...]) -> list[str]:
        """Domains, this one not among them, that are all a detail can mean."""
        for key in self.vocabulary.spellings(detail):
            meaning = self.vocabulary.meanings.get(key) or self.specialties.named(key)
            if meaning is None or meaning.certainty not in (AMBIGUOUS, *certainties):
                continue
            domains = [target.partition("/")[0] for target in meaning.targets]
            return [] if domain in domains else list(dict.fromkeys(domains))
        return []

    def _judged(self, meaning: Meaning) -> Match:
        """As the vocabulary judges; candidates with their place in annex 1 are shown as 土木工程类（结构工程）."""
        match = self.vocabulary.judged(meaning)
        return match._replace(hint=_PLACE.sub(r"（\1）", match.hint))

    def _unknown(self, text: str, beside: str) -> Match:
        """Nothing understood: a specialty that stands beside, and near spellings, are suggestions only."""
        meaning = self._find(beside) if beside else None
        targets = (*(meaning.targets if meaning else ()), *self.vocabulary.near(text))
        return Match(how="unknown", hint=_PLACE.sub(r"（\1）", listed(targets)))


_BRACKETED = re.compile(r"\s*([^()（）]+?)\s*[(（](.+)[)）]\s*")
_PLACE = re.compile("/([^、]+)")
_PARTS = re.compile(r"[\s()（）\[\]［］【】/／\\、,，;；:：|>→\-－—–]+")
