"""Specialties (专业类别) of annex 1: known only together with their domain, since six domains have a 其他."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

from pipeline.normalise.choices import choice_in
from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.vocabulary import (
    AMBIGUOUS,
    NOTHING,
    SAFE,
    SOFT,
    Match,
    Meaning,
    folded,
    listed,
    stripped,
    vocabulary,
)
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas import DataError, check_among
from schemas.vocabularies import specialties_file


@dataclass(frozen=True)
class Specialties:
    """Specialties by domain: canonical names, and every written word's match key."""

    canonical: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, str]]  # domain -> key -> specialty
    names: Mapping[str, tuple[str, ...]]  # key of a canonical name -> domains with that specialty
    leading: tuple[str, ...]
    trailing: tuple[str, ...]

    def within(self, domain: str, text: str) -> str:
        """The specialty that `text` means in this domain, or ""."""
        words = self.words.get(domain, {})
        return next((words[key] for key in self.spellings(text) if key in words), "")

    def spellings(self, text: str) -> Iterator[str]:
        return stripped(fold(text), self.leading, self.trailing)

    def named(self, key: str) -> Meaning | None:
        """The domain decided by a specialty's canonical name."""
        owners = self.names.get(key, ())
        return Meaning(owners, SAFE) if len(owners) == 1 else None

    def aliased(self, text: str) -> Meaning | None:
        """The domain suggested by another word for a specialty; likely if only one domain has it."""
        for key in self.spellings(text):
            owners = tuple(domain for domain, words in self.words.items() if key in words)
            if owners:
                return Meaning(owners, SOFT if len(owners) == 1 else AMBIGUOUS)
        return None

    def with_own(self, words: Mapping[str, str]) -> Specialties:
        """A copy with added words (typed -> specialty, or domain/specialty if several domains have it)."""
        known = {domain: dict(keys) for domain, keys in self.words.items()}
        for typed, target in words.items():
            domain, _, name = target.rpartition("/")
            for owner in [domain] if domain else self.names.get(fold(name), ()):
                known.setdefault(owner, {})[fold(typed)] = name
        return Specialties(self.canonical, known, self.names, self.leading, self.trailing)


class Specialty:
    """专业类别 of a notice that is of one domain: everybody's domain, and the specialty of the typed text there."""

    def __init__(self, domain: str, vocabularies: Mapping[str, str], own: Mapping[str, str]) -> None:
        self._domain = Match(domain, "ok")
        shipped = specialties(vocabularies["specialty"], vocabularies["domain"])
        self._known = shipped.with_own(own)
        self._all = listed(self._known.canonical.get(domain, ()))

    def match(self, text: str) -> tuple[str, ...]:
        """Domain and specialty, each as a match. What the list ends in, 其他, may be followed by what it is."""
        return (*self._domain, *(NOTHING if is_blank(text) else self._specialty(text)))

    def _specialty(self, text: str) -> Match:
        choice, within = choice_in(text), partial(self._known.within, self._domain.value)
        ticked = [option.text for option in choice.ticked] if choice else []
        told = ticked[0] if len(ticked) == 1 else text
        whole = within(told) or within(BRACKETS.sub("", told)) or within(_BEFORE.match(told)[0])  # type: ignore[index]
        if whole and len(ticked) < 2:
            return Match(whole, "ok")
        found = [within(part) for part in ticked or _SEVERAL.split(text)]
        several = tuple(dict.fromkeys(filter(None, found)))
        if len(several) == 1:
            return Match(several[0], "ok") if all(found) else Match(several[0], "understood", several[0])
        return Match(how="ambiguous", hint=listed(several)) if several else Match(how="unknown", hint=self._all)


_BEFORE = pattern(r"[^\s:：\-—－]*")  # 其他：化工安全
_SEVERAL = pattern(r"[\s、，,;；/／|]+")


@cache
def specialties(file: str, domains: str) -> Specialties:
    """The shipped specialties of that file, of the domains of that vocabulary. Raises DataError where a word stands
    twice in one domain or a domain is unknown."""
    data = specialties_file(file)
    check_among(f"vocabularies/{file}", "canonical", data.canonical, vocabulary(domains).canonical)
    trailing = folded(data.strip.trailing)
    words: dict[str, dict[str, str]] = {}
    names: dict[str, tuple[str, ...]] = {}
    for domain, entries in data.canonical.items():
        words[domain] = _words_of(file, domain, entries)
        for name in entries:
            for key in stripped(fold(name), (), trailing):
                names[key] = (*names.get(key, ()), domain)
                words[domain].setdefault(key, name)
    canonical = {domain: tuple(entries) for domain, entries in data.canonical.items()}
    return Specialties(canonical, words, names, folded(data.strip.leading), trailing)


def _words_of(file: str, domain: str, entries: Mapping[str, Iterable[str]]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, aliases in entries.items():
        for word in (name, *aliases):
            if fold(word) in keys:
                about = {"value": word, "other": keys[fold(word)]}
                raise DataError(f"vocabularies/{file}", "two_meanings", f"canonical.{domain}.{name}", about)
            keys[fold(word)] = name
    return keys
