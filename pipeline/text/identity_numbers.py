"""Find identity-card numbers in a text, also when run together with a phone, a name or another number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from unicodedata import normalize

from schemas.identity_numbers import identity_numbers_file
from schemas.named import NamedTuple

_WEIGHTS = [(1 << place) % 11 for place in range(17, 0, -1)]  # ISO 7064, MOD 11-2
_CHECK_DIGITS = "10X98765432"


class _Piece(NamedTuple):
    """Part of a run of digits: a phone, or an identity number that its check digit may prove."""

    start: int
    end: int
    is_card: bool
    is_proven: bool = False


def may_stand_in(text: str) -> bool:
    """Whether the text may contain an identity number (a bank account can look like one); quick for a whole sheet."""
    return _pattern(labelled=False).search(text) is not None


def replaced(text: str, instead: Callable[[str], str], labelled: bool = False) -> tuple[str, int]:
    """The text with each identity number replaced by `instead(number)`, and how many there were; if `labelled`, its
    label is replaced too. An empty replacement becomes a blank inside a run, so that two phones do not join.
    """
    count = 0

    def replace(found: re.Match[str]) -> str:
        nonlocal count
        if card := found["card"]:
            count += 1
            return instead(card)
        run, kept, at = found["run"], [], 0
        cards = _cards_in(run)
        for start, end, *_ in cards:
            kept += [run[at:start], instead(run[start:end]) or " "]
            at = end
        count += len(cards)
        label = "" if cards and cards[0].start == 0 else text[found.start() : found.start("run")]
        return "".join([label, *kept, run[at:]])

    return _pattern(labelled).sub(replace, text), count


@cache
def _pattern(labelled: bool) -> re.Pattern[str]:
    words = identity_numbers_file()
    label = f"(?:{words.label})?" if labelled else ""
    return re.compile(f"{label}(?:(?P<card>{words.card})|(?P<run>{words.run}))")


@cache
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = identity_numbers_file()
    return re.compile(words.phone), re.compile(words.long), re.compile(words.short)


def _cards_in(run: str) -> list[_Piece]:
    """The identity numbers in a run of digits longer than one number."""
    digits = normalize("NFKC", run).upper()
    if len(digits) <= identity_numbers_file().most:
        parted = [pieces for pieces in _parted(digits, 0) if any(piece.is_card for piece in pieces)]
        if parted:
            best = max(parted, key=lambda pieces: sum(piece.is_proven for piece in pieces))
            return [piece for piece in best if piece.is_card]
    return list(_proven(digits))


def _parted(digits: str, start: int) -> Iterator[tuple[_Piece, ...]]:
    """Every way to split the digits from `start` on into phones and identity numbers without remainder."""
    if start == len(digits):
        yield ()
    for piece in _pieces_at(digits, start):
        for others in _parted(digits, piece.end):
            yield (piece, *others)


def _pieces_at(digits: str, start: int) -> Iterator[_Piece]:
    phone, _, short = _shapes()
    if found := phone.match(digits, start):
        yield _Piece(start, found.end(), is_card=False)
    if card := _long_at(digits, start):
        yield card
    if found := short.match(digits, start):
        yield _Piece(start, found.end(), is_card=True)


def _proven(digits: str) -> Iterator[_Piece]:
    """The identity numbers with a correct check digit, whatever surrounds them."""
    at = 0
    while at < len(digits):
        card = _long_at(digits, at)
        if card and card.is_proven:
            yield card
        at = card.end if card and card.is_proven else at + 1


def _long_at(digits: str, start: int) -> _Piece | None:
    """The 18-digit number at `start`, if its region code and date of birth are valid; else None."""
    found = _shapes()[1].match(digits, start)
    if not found:
        return None
    try:
        datetime.strptime(found[1], "%Y%m%d")
    except ValueError:
        return None
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, found[0], strict=False))
    return _Piece(start, found.end(), True, found[0][-1] == _CHECK_DIGITS[total % 11])
