"""Which units have names that look like one: 甲建设集团 and 甲建设集团有限公司, 甲测试公司 and 甲侧试公司, 甲建三局 and
甲国建筑第三工程局.

They are only found here; whether they are one is a question to the secretary. Names are laid where they may meet, by
what is left of them, so that thousands of names cost no more than their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from itertools import combinations, product
from typing import Any

from pipeline.text.fold import fold
from pipeline.text.words import Words
from schemas.named import NamedTuple
from schemas.units_alike import units_alike_file
from schemas.vocabularies import china_file

_NO_SIGNS: Mapping[str, Set[str]] = {}


class _Shape(NamedTuple):
    """A name without what units leave out. `core` is what stands behind the places at its front, `places` are those
    anywhere in it; `trade` gives for each character of the core the word of the trade in which it stands, as beginning
    and end, None outside of any."""

    core: str
    places: frozenset[str]
    trade: tuple[tuple[int, int] | None, ...]


def alike(names: Sequence[str], signs: Mapping[str, Set[str]] = _NO_SIGNS) -> dict[str, list[str]]:
    """For each of the names (match keys, all different) the earlier ones that look like it, if there are any.

    `signs` tell of a name from where it came, and whom it sent. Where two of one sign differ in one character,
    whichever it is, they look like one; else only where that character makes a word of the trade no word.
    """
    place = {name: number for number, name in enumerate(names)}
    found: dict[str, set[str]] = defaultdict(set)
    for pair in _meeting(names, signs):
        first, later = sorted(pair, key=place.__getitem__)
        if first != later and first not in found[later] and _is_near(_shape(first), _shape(later)):
            found[later].add(first)
    return {name: sorted(found[name], key=place.__getitem__) for name in names if found[name]}


def may_be_alike(one: str, other: str) -> bool:
    """Whether two names look like one by some sign or without; by no sign do others."""
    return _is_near(_shape(one), _shape(other))


def may_be_short_for(one: str, other: str) -> bool:
    """Whether one of two names may be the other one's short form: it is some of its characters, in their order."""
    shorter, longer = sorted((_shape(one).core, _shape(other).core), key=len)
    return _left_by(shorter, longer) is not None


def shelves(name: str) -> set[str]:
    """Where a name lies: two that may be alike lie together somewhere."""
    core = _shape(name).core
    slips = (_without(core, at) for at, character in enumerate(core) if character not in _telling())
    return {core, *slips, *_numbered(core)}


def _meeting(names: Sequence[str], signs: Mapping[str, Set[str]]) -> Iterator[tuple[str, str]]:
    """The names that meet: those of one core, and those that are the same without one character."""
    by_core, signed, slipped = _Shelves(), _Shelves(), _Shelves()
    shapes = [(name, *_shape(name)) for name in names]
    shortest = units_alike_file().shortest
    sought = {
        (at, _without(core, at))
        for _, core, _, trade in shapes
        if len(core) >= shortest
        for at, word in enumerate(trade)
        if word
    }
    for name, core, _, trade in shapes:
        by_core[core].append(name)
        for at, word in enumerate(trade):
            if not word and (slip := (at, _without(core, at))) in sought:
                slipped[slip].append(name)
        for sign in signs.get(name, ()) if len(core) >= shortest else ():
            for rest in {core, *(_without(core, at) for at in range(len(core))), *_numbered(core)}:
                signed[sign, rest].append(name)
    for together in [*by_core.values(), *signed.values()]:
        yield from combinations(together, 2)
    for name, core, _, trade in shapes:
        for at, word in enumerate(trade) if len(core) >= shortest else ():
            if word:
                rest = _without(core, at)
                lacking = by_core.get(rest, ())
                yield from product([name], slipped.get((at, rest), ()))
                yield from product([name], lacking if lacking and _is_broken(rest, word) else ())


def _without(core: str, at: int) -> str:
    return core[:at] + core[at + 1 :]


class _Shelves(defaultdict[Any, list[str]]):
    """Names by where they are laid."""

    def __init__(self) -> None:
        super().__init__(list)


def _is_broken(rest: str, word: tuple[int, int]) -> bool:
    """Whether what is left of a word of the trade, one character of which is taken out, is no word any more."""
    begin, end = word
    return not all(_trade_of(rest)[begin : end - 1])


def _is_near(one: _Shape, other: _Shape) -> bool:
    """Whether nothing that tells units apart speaks against it: neither two places nor a character that differs."""
    if not (one.places <= other.places or other.places <= one.places):
        return False
    if one.core == other.core:
        is_named = None in one.trade  # by more than words that many have
        return is_named or (one.places == other.places and len(one.core) >= units_alike_file().shortest)
    differs = _difference(one.core, other.core)
    if differs is None and _numbered(one.core) == _numbered(other.core) != []:
        differs = _left_by(*sorted((one.core, other.core), key=len))
    return differs is not None and not differs & _telling()


def _numbered(core: str) -> list[str]:
    """What the short form of a numbered name keeps: number and last character, as 三 局 of 甲国建筑第三工程局."""
    number = "".join(character for character in core if character in _numbers())
    return [f"{number} {core[-1]}"] if number else []


def _left_by(shorter: str, longer: str) -> Set[str] | None:
    """The characters of a text that a shorter one leaves out; None where it is no short form of it."""
    rest, left = iter(shorter), set[str]()
    wanted = next(rest, "")
    for character in longer:
        if character == wanted:
            wanted = next(rest, "")
        else:
            left.add(character)
    return None if wanted else left


def _difference(one: str, other: str) -> Set[str] | None:
    """The characters in which two texts differ at one place; None where they differ in more."""
    shorter, longer = sorted((one, other), key=len)
    at = next((n for n, pair in enumerate(zip(shorter, longer, strict=False)) if len(set(pair)) > 1), len(shorter))
    if len(longer) == len(shorter):
        return {shorter[at], longer[at]} if shorter[at + 1 :] == longer[at + 1 :] else None
    return {longer[at]} if len(longer) == len(shorter) + 1 and shorter[at:] == longer[at + 1 :] else None


@lru_cache(maxsize=16384)
def _shape(name: str) -> _Shape:
    """The shape of a name, which is a match key."""
    text = _without_words(name).translate(_one_way())
    found, begin = list(_places_in(text)), 0
    for place, _, end in found:
        begin = end if place == begin and end < len(text) else begin
    core, kept = [], begin
    for place, behind, end in found:
        if place >= begin:
            core.append(text[kept:behind])
            kept = end
    core.append(text[kept:])
    whole = "".join(core)
    return _Shape(whole, frozenset(text[place:behind] for place, behind, _ in found), _trade_of(whole))


def _without_words(name: str) -> str:
    """The name without what units leave out."""
    kept, parts = 0, []
    for begin, end in _left_out().spans(name):
        parts.append(name[kept:begin])
        kept = end
    return "".join(parts) + name[kept:]


def _places_in(text: str) -> Iterator[tuple[int, int, int]]:
    """The places: where each begins, where it ends, and where what may stand behind it ends (市, 省)."""
    behind = 0
    while found := _places().next(text, behind):
        behind = _place_endings().end(text, found[1])
        yield *found, behind


def _trade_of(core: str) -> tuple[tuple[int, int] | None, ...]:
    words: list[tuple[int, int] | None] = [None] * len(core)
    for begin, end in _trade().spans(core):
        words[begin:end] = [(begin, end)] * (end - begin)
    return tuple(words)


@cache
def _left_out() -> Words:
    return Words(map(fold, units_alike_file().left_out))


@cache
def _trade() -> Words:
    return Words(map(fold, units_alike_file().trade))


@cache
def _place_endings() -> Words:
    return Words(map(fold, units_alike_file().place_endings))


@cache
def _places() -> Words:
    """Places without what may stand behind them."""
    china, endings = china_file(), set(map(fold, units_alike_file().place_endings))
    provinces = {_shortened(place, endings) for place in china.provinces}
    return Words(map(fold, (*provinces, *china.cities, *china.districts)))


def _shortened(place: str, endings: Set[str]) -> str:
    return place[: next((at for at in range(len(place)) if place[at:] in endings), len(place))]


@cache
def _telling() -> frozenset[str]:
    return frozenset(units_alike_file().telling)


@cache
def _numbers() -> frozenset[str]:
    return frozenset(group[0] for group in units_alike_file().same)


@cache
def _one_way() -> dict[int, str]:
    """What is written in two ways, in the first of them."""
    return str.maketrans({other: group[0] for group in units_alike_file().same for other in group[1:]})
