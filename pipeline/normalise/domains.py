"""工程技术领域 and 专业类别: find the domain and specialty of annex 1 that a person belongs to.

Units write them in one cell or two, as a domain, a specialty or both. A valid domain decides a specialty that alone is
ambiguous (土木工程类-岩土工程); a specialty that belongs only to another domain makes the domain ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.normalise.choices import choice_in
from pipeline.normalise.doubts import either_of, is_hedged, is_open
from pipeline.normalise.marks import is_blank, split_joined
from pipeline.normalise.specialties import Specialties, specialties
from pipeline.normalise.vocabulary import (
    AMBIGUOUS,
    NOTHING,
    SAFE,
    SOFT,
    UNKNOWN,
    Match,
    Meaning,
    Vocabulary,
    listed,
    vocabulary,
)
from pipeline.text.patterns import pattern
from schemas.named import NamedTuple


class Field(NamedTuple):
    """A person's domain and specialty."""

    domain: Match
    specialty: Match


class Reading(NamedTuple):
    """A cell read as a domain: its meaning, the word that has this meaning, and the other words of the cell."""

    meaning: Meaning | None
    word: str
    others: list[str]


class Domains:
    """Matches domains and specialties with the shipped words and an installation's own; `names` are the vocabularies
    of both."""

    def __init__(
        self, own_domains: Mapping[str, str], own_specialties: Mapping[str, str], names: Mapping[str, str]
    ) -> None:
        self.vocabulary: Vocabulary = vocabulary(names["domain"]).with_own(own_domains)
        self.specialties: Specialties = specialties(names["specialty"], names["domain"]).with_own(own_specialties)

    def match(self, domain_text: str, specialty_text: str) -> Field:
        """Domain and specialty of one person from the two typed cells, either of which may be empty."""
        beside = "" if is_blank(specialty_text) else specialty_text
        if is_blank(domain_text):
            return self._from_specialty(beside) if beside else Field(NOTHING, NOTHING)
        found = self._from_both(domain_text, beside)
        return self._doubted(found, domain_text) if found.domain.how in ("ok", "unknown") else found

    def _doubted(self, found: Field, text: str) -> Field:
        """The same, less certain where the cell says more than words: 土木/建筑均可, 土木（转机械）, 翻译（土木）."""
        if choice_in(text) is not None or (self._find(text) is not None and not is_open(text)):
            return found
        meanings = self.vocabulary.meanings
        if len(either := tuple(dict.fromkeys(name.partition("/")[0] for name in either_of(text, meanings)))) > 1:
            return Field(self._judged(Meaning(either, AMBIGUOUS)), NOTHING)
        is_safe = found.domain.how == "ok"
        if is_safe and (is_hedged(text, meanings) or self._begins_otherwise(text)):
            return found._replace(domain=self._judged(Meaning((found.domain.value,), SOFT)))
        return found

    def _begins_otherwise(self, text: str) -> bool:
        """Whether what stands before the domain is no engineering at all, as far as is known."""
        parts = [part for part in _PARTS.split(text) if not is_blank(part)]
        first = self._find(parts[0]) if len(parts) > 1 else None
        return len(parts) > 1 and (first is None or first == UNKNOWN)

    def _from_both(self, domain_text: str, beside: str) -> Field:
        reading = self._read(domain_text)
        if reading.meaning is None:
            return Field(self._unknown(domain_text, beside), NOTHING)
        if reading.meaning.certainty == AMBIGUOUS:
            return self._decide(reading.meaning, [*reading.others, beside])
        return self._settle(reading, beside)

    def _from_specialty(self, text: str) -> Field:
        """From a specialty alone: it may decide the domain; otherwise the domain counts as missing."""
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
        for told in (_BRACKETED, _BEHIND):
            parts = told.fullmatch(text)
            if parts and self._is_domain(parts[1]) and self._is_detail(parts[1], parts[2]):
                return Reading(self.vocabulary.find_stripped(parts[1]), parts[1], [parts[2]])
        reading = self._read_parts([part for part in _PARTS.split(text) if not is_blank(part)])
        joined = split_joined(text) if reading.meaning is None else []
        return self._read_parts(joined) if len(joined) > 1 and all(map(self._find, joined)) else reading

    def _read_parts(self, parts: list[str]) -> Reading:
        """Several words in a cell: the first that is a domain counts; the others are its details or contradict it."""
        for index, part in enumerate(parts if len(parts) > 1 else []):
            if self._is_domain(part):
                return Reading(self.vocabulary.find_stripped(part), part, parts[:index] + parts[index + 1 :])
        return Reading(self._several(parts), "", parts)

    def _is_domain(self, text: str) -> bool:
        meaning = self.vocabulary.find_stripped(text)
        return meaning is not None and meaning.certainty != AMBIGUOUS

    def _is_detail(self, domain_word: str, text: str) -> bool:
        """Whether all of `text` is a specialty of the domain that `domain_word` means; it may contain brackets."""
        meaning = self.vocabulary.find_stripped(domain_word)
        return meaning is not None and bool(self._specialty(meaning.targets[0], text))

    def _find(self, text: str) -> Meaning | None:
        """What one word means: a domain, a specialty by its name, or a specialty by another word."""
        for key in self.vocabulary.spellings(text):
            meaning = self.vocabulary.meanings.get(key) or self.specialties.named(key)
            if meaning is not None:
                return meaning
        return self.specialties.aliased(text)

    def _several(self, parts: list[str]) -> Meaning | None:
        """The meaning of several words, none of which is a domain; a known word among unknown ones is only likely."""
        meanings = [self._find(part) for part in parts]
        known = [meaning for meaning in meanings if meaning is not None and meaning.targets]
        targets = tuple(dict.fromkeys(target for meaning in known for target in meaning.targets))
        if not targets:
            return UNKNOWN if UNKNOWN in meanings else None
        certain = len(targets) == 1 and all(meaning.certainty != AMBIGUOUS for meaning in known)
        return Meaning(targets, SOFT if certain else AMBIGUOUS)

    def _settle(self, reading: Reading, beside: str) -> Field:
        """Check a domain against the other words of its cell and against the specialty column."""
        assert reading.meaning is not None
        domain = reading.meaning.targets[0]
        details = [*reading.others, *([beside] if beside else [])]
        named = [name for detail in details if (name := self._specialty(domain, detail))]
        said = [(detail, (SAFE, SOFT)) for detail in reading.others] + ([(beside, (SAFE,))] if beside else [])
        others = [(detail, sure) for detail, sure in said if not self._specialty(domain, detail)]
        if named:  # given one of its own specialties, only another domain contradicts it
            others = [(detail, sure) for detail, sure in others if self._is_domain(detail)]
        if against := [claim for detail, sure in others for claim in self._claims_against(domain, detail, sure)]:
            return Field(self._judged(Meaning((domain, *against), AMBIGUOUS)), NOTHING)
        name = named[0] if named else self._specialty(domain, reading.word)
        if details and not name:
            unknown = Match(how="unknown", hint=listed(self.specialties.canonical.get(domain, ())))
            return Field(self._judged(reading.meaning), unknown)
        return Field(self._judged(reading.meaning), Match(name, "ok") if name else NOTHING)

    def _decide(self, meaning: Meaning, details: list[str]) -> Field:
        """Decide an ambiguous word by a detail that fits only one of its candidates."""
        domains = dict.fromkeys(target.partition("/")[0] for target in meaning.targets)
        for detail in details:
            named = [domain for domain in domains if self._names(domain, detail)]
            if len(named) == 1:
                name = self._specialty(named[0], detail)
                return Field(Match(named[0], "ok"), Match(name, "ok") if name else NOTHING)
        return Field(self._judged(meaning), NOTHING)

    def _names(self, domain: str, detail: str) -> bool:
        """Whether a detail is this domain, or an unambiguous word for one of its specialties."""
        meaning = self.vocabulary.find_stripped(detail)
        if meaning is not None:
            return meaning.certainty != AMBIGUOUS and domain in meaning.targets
        return bool(self.specialties.within(domain, detail))

    def _specialty(self, domain: str, detail: str) -> str:
        """The specialty that a detail means in this domain, by its own words or by an ambiguous word's target there."""
        if name := self.specialties.within(domain, detail):
            return name
        meaning = self.vocabulary.find_stripped(detail)
        places = [target for target in (meaning.targets if meaning else ()) if target.startswith(f"{domain}/")]
        return places[0].partition("/")[2] if places else ""

    def _claims_against(self, domain: str, detail: str, certainties: tuple[str, ...]) -> list[str]:
        """The domains that a detail can mean, if this one is not among them; else nothing, or the one domain under
        which annex 1 prints it: 土木工程类 with 建筑结构."""
        for key in self.vocabulary.spellings(detail):
            printed = self.specialties.named(key)
            meaning = self.vocabulary.meanings.get(key) or printed
            if meaning is None or meaning.certainty not in (AMBIGUOUS, *certainties):
                continue
            domains = [target.partition("/")[0] for target in meaning.targets]
            if domain not in domains:
                return list(dict.fromkeys(domains))
            return list(printed.targets) if printed and domain not in printed.targets else []
        return []

    def _judged(self, meaning: Meaning) -> Match:
        """The vocabulary's judgement; candidates that are specialties are shown as 土木工程类（结构工程）."""
        match = self.vocabulary.judged(meaning)
        return match._replace(hint=_PLACE.sub(r"（\1）", match.hint))

    def _unknown(self, text: str, beside: str) -> Match:
        """The match for an unknown text; a specialty in the other column and similar spellings are only suggested."""
        meaning = self._find(beside) if beside else None
        targets = (*(meaning.targets if meaning else ()), *self.vocabulary.near(text))
        return Match(how="unknown", hint=_PLACE.sub(r"（\1）", listed(targets)))


_BRACKETED = pattern(r"\s*([^()（）]+?)\s*[(（](.+)[)）]\s*")
_BEHIND = pattern(r"\s*([^\s/／\\:：|>→\-－—–]+)[\s/／\\:：|>→\-－—–]+(.+)", re.DOTALL)
_PLACE = pattern("/([^、]+)")
_PARTS = pattern(r"[\s()（）\[\]［］【】/／\\、,，;；:：|>→\-－—–]+")
