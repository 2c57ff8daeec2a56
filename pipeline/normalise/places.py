"""Countries and regions of projects (项目所在国家) and people (当前所在地), as ISO 3166 alpha-2 codes.

Only whole words match, since 印度尼西亚 contains 印度. A place makes its country only likely; together with the
country's name it is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.normalise.countries import HOME, behind_city, cities, countries, country_name, in_mainland, world
from pipeline.normalise.doubts import corrections, either_of
from pipeline.normalise.marks import BRACKETS, is_blank, split, split_in_two, split_joined
from pipeline.normalise.vocabulary import AMBIGUOUS, NOTHING, SAFE, SOFT, UNKNOWN, Match, Meaning, Vocabulary, listed
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.vocabularies import cities_file, countries_file


class Places:
    """Matches countries, using the shipped words and those of the installation."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.countries: Vocabulary = countries().with_own(own)

    @property
    def cities(self) -> Vocabulary:
        """Made for the first text that names no country."""
        return cities()

    def match(self, text: str) -> Match:
        """The countries that `text` names, joined by ";" in written order."""
        if is_blank(text):
            return NOTHING
        if len(either := either_of(text, self.countries.meanings)) > 1:
            return self._judged([Meaning(either, AMBIGUOUS)])
        region = self._region_of_home(text)
        meanings = [region] if region else self._read(text)
        if _ARROW.search(text):
            meanings = [_likely(meaning) for meaning in meanings]
        if not meanings:
            return Match(how="unknown", hint=_names(self.countries.near(text)))
        told = tuple(target for meaning in meanings for target in meaning.targets)
        if corrected := corrections(text, self.countries.meanings, told):
            meanings = [Meaning((*told, *corrected), AMBIGUOUS)]
        return self._judged(meanings)

    def _read(self, text: str) -> list[Meaning]:
        """The countries in `text`. If it has separators it is read as a list first, and only then as one country."""
        if (turned := _turned(text)) and (meaning := self._one(turned)):
            return [meaning]
        if len(split(text)) > 1 and (listed := self._listed(text)):
            return listed
        meaning = self._one(text)
        return [meaning] if meaning is not None else self._listed(text)

    def _region_of_home(self, text: str) -> Meaning | None:
        """中国/香港 is Hong Kong, as is 中国（香港）; 中国、香港 is a list."""
        parts = [fold(part) for part in _BESIDE.split(text) if part.strip()]
        if len(parts) != 2:
            return None
        found = [self.countries.meanings.get(part) for part in parts]
        codes = [meaning.targets[0] for meaning in found if meaning is not None and meaning.certainty == SAFE]
        regions = [code for code in codes if code in countries_file().beside_home]
        if len(codes) != 2 or HOME not in codes or not regions:
            return None
        return Meaning((regions[0],), SAFE)

    def _judged(self, meanings: list[Meaning]) -> Match:
        targets = tuple(dict.fromkeys(target for meaning in meanings for target in meaning.targets))
        if any(meaning.certainty == AMBIGUOUS for meaning in meanings):
            return Match(how="ambiguous" if targets else "unknown", hint=_names(targets))
        certain = {meaning.targets[0] for meaning in meanings if meaning.certainty == SAFE}
        value = ";".join(targets)
        return Match(value, "ok") if certain == set(targets) else Match(value, "understood", _names(targets))

    def _listed(self, text: str) -> list[Meaning]:
        """Several countries in one cell, all of which must be known; else one country with a remark, or nothing."""
        for parts in (split(text), [word for part in split(text) for word in self._joined(part)], _PARTS.split(text)):
            meanings = [self._one(part) for part in parts if part]
            known = [meaning for meaning in meanings if meaning is not None]
            if len(meanings) > 1 and len(known) == len(meanings):
                return _decided(known)
        return self._with_remark(text)

    def _joined(self, text: str) -> list[str]:
        """The words of a text between 和, 及 and their like, which may stand in a name too."""
        if self._one(text) is not None:
            return [text]
        for first, others in split_in_two(text):
            if first and others and self._one(first) is not None:
                return [first, *self._joined(others)]
        return split_joined(text)

    def _with_remark(self, text: str) -> list[Meaning]:
        """One country with other words set off by blanks, dashes or brackets (缅甸 皎漂县); it is only likely."""
        if len(split(text)) > 1:
            return []
        parts = [part for part in _PARTS.split(text) if len(part) > _LONGEST_CODE or not part.isascii()]
        known = [meaning for part in parts if (meaning := self._one(part)) is not None]
        targets = {target for meaning in known for target in meaning.targets}
        return [Meaning((known[0].targets[0],), SOFT)] if len(targets) == 1 and known[0].certainty != AMBIGUOUS else []

    def _one(self, text: str) -> Meaning | None:
        """One country, by its name or by a place in it, with surrounding words removed step by step."""
        spellings = list(self.countries.spellings(text))
        for look in (self._exact, self._country_and_place):
            if meaning := next(filter(None, map(look, spellings)), None):
                return meaning
        return self._outside_brackets(text) or self._begins_at_home(fold(text))

    def _begins_at_home(self, key: str) -> Meaning | None:
        """China is likely for 上海浦东: a province or city followed by something that is not a place abroad."""
        rest = behind_city(key)
        is_more = bool(rest) and key.isalnum() and not key.isascii() and self._exact(rest) is None
        return Meaning((HOME,), SOFT) if is_more else None

    def _exact(self, key: str) -> Meaning | None:
        if (meaning := self.countries.meanings.get(key) or self.cities.meanings.get(key)) is not None:
            return meaning
        if in_mainland(key):
            return Meaning((HOME,), SAFE)
        code = world().get(key)
        return Meaning((code,), SAFE) if code else None

    def _country_and_place(self, key: str) -> Meaning | None:
        """A country's name and a place known to be in it, without other text: 泰国曼谷, 曼谷泰国. An ambiguous name
        (刚果) means the country that has the place. A region (非洲) beside a country makes it only likely."""
        for cut in range(len(key) - 1, 0, -1):
            for country, place in ((key[:cut], key[cut:].strip(_BETWEEN)), (key[cut:], key[:cut].strip(_BETWEEN))):
                meaning = self._named(country)
                inside = [code for code in meaning.targets if self._lies_in(place, code)] if meaning else []
                if len(inside) == 1:
                    return Meaning(tuple(inside), SAFE)
                if meaning is None or meaning.certainty == AMBIGUOUS:
                    continue
                if self._is_region(place, meaning) or (key.startswith(country) and self._may_lie_abroad(place)):
                    return Meaning(meaning.targets, SOFT)
        return None

    def _is_region(self, place: str, country: Meaning) -> bool:
        return self.countries.meanings.get(place) == UNKNOWN and country.targets != (HOME,)

    def _may_lie_abroad(self, place: str) -> bool:
        """Whether an unknown text ends like a place (掸邦); after a country it is likely a place in that country."""
        return place.isalnum() and place.endswith(_place_endings()) and len(place) > 1 and self._exact(place) is None

    def _named(self, key: str) -> Meaning | None:
        return self.countries.meanings.get(key) or self.countries.meanings.get(key.strip(_BETWEEN))

    def _lies_in(self, place: str, code: str) -> bool:
        """Whether a place is in this country, begins with one that is (柔佛州新山), or is the country's other name."""
        if self.countries.meanings.get(place) == Meaning((code,), SAFE):
            return True
        if code == HOME:
            return in_mainland(place)
        for end in range(len(place), 1, -1):
            meaning = self.cities.meanings.get(place[:end])
            if meaning is not None and code in meaning.targets and place.isalnum():
                return True
        return False

    def _outside_brackets(self, text: str) -> Meaning | None:
        """阿联酋（迪拜）, 迪拜（阿联酋）: the country on which both agree. A remark on leaving makes it only likely."""
        outside, inside = BRACKETS.sub("", text), BRACKETS.findall(text)
        if not inside or not outside.strip():
            return None
        meaning = self._one(outside)
        if meaning is None or not meaning.targets:
            return None
        beside = [found for part in inside if (found := self._one(part)) is not None and found.targets]
        is_left = not beside and meaning.targets != (HOME,) and any(word in inside[-1] for word in _leaving())
        return _likely(meaning) if is_left else _together([meaning, *beside])


_LONGEST_CODE = 3  # among unknown words, short Latin ones such as PM are no country codes
_BETWEEN = ",.-·()/;:"
_ARROW = pattern("[→⇒>]")
_BESIDE = pattern(r"[\s()（）\[\]［］【】\-－—–/／\\|·]+")
_PARTS = pattern(r"[\s()（）\[\]［］【】\-－—–~:：>→]+")


def _turned(text: str) -> str:
    """United Republic of Tanzania for Tanzania, United Republic of, as country lists have it; "" for other texts."""
    name, comma, kind = text.partition(",")
    return f"{kind.strip()} {name}" if comma and text.isascii() else ""


def _names(codes: Iterable[str]) -> str:
    return listed(country_name(code) for code in codes)


@cache
def _leaving() -> tuple[str, ...]:
    return countries_file().leaving


@cache
def _place_endings() -> tuple[str, ...]:
    return cities_file().place_endings


def _together(meanings: list[Meaning]) -> Meaning:
    """The one country that several words mean together; ambiguous if they name different ones."""
    shared = [code for code in meanings[0].targets if all(code in meaning.targets for meaning in meanings)]
    if len(shared) != 1:
        return Meaning(tuple(dict.fromkeys(code for meaning in meanings for code in meaning.targets)), AMBIGUOUS)
    certain = any(meaning == Meaning(tuple(shared), SAFE) for meaning in meanings)
    return Meaning(tuple(shared), SAFE if certain else SOFT)


def _decided(meanings: list[Meaning]) -> list[Meaning]:
    """Drop ambiguous cities whose country is also named, and regions beside a country abroad (非洲-赞比亚); such a
    region leaves the country only likely."""
    named = {meaning.targets[0] for meaning in meanings if meaning.certainty == SAFE}
    open_ones = [m for m in meanings if m.certainty == AMBIGUOUS and m.targets and named.intersection(m.targets)]
    kept = [meaning for meaning in meanings if meaning not in open_ones]
    countries_told = [meaning for meaning in kept if meaning.targets]
    if len(countries_told) < len(kept) and any(meaning.targets != (HOME,) for meaning in countries_told):
        return [_likely(meaning) for meaning in countries_told]
    return kept


def _likely(meaning: Meaning) -> Meaning:
    return meaning._replace(certainty=SOFT) if meaning.certainty == SAFE else meaning
