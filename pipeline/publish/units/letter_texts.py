"""What a unit typed, as a letter repeats it: on one line, cut where it is long, without identity numbers, and with the
middle of phones and addresses hidden. A letter is printed and handed on; the unit finds its own values at the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from pipeline.model.fields import BY_KEY
from pipeline.text.clean import clean
from pipeline.text.identity_numbers import replaced
from pipeline.text.mask import masked
from schemas.letters import letters_file

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\+?\d(?:[\s()（）.—–-]*\d){4,}")
_SHOWN_DIGITS = 3
_SHRINKS = 8  # times: no text gets that much shorter by masking, so nothing half a number is ever shown


def shown(text: str, longest: int) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= longest else f"{line[:longest]}{letters_file().words.cut}"


def guarded(text: str, field: str, longest: int) -> str:
    """What stands in a cell of that field, or is said of it."""
    words = letters_file().words
    line, _ = replaced(" ".join(clean(text).split())[: longest * _SHRINKS], lambda _: words.taken_out)
    if field in BY_KEY and BY_KEY[field].type == "phone":
        line = _NUMBER.sub(_without_digits, line)
    return shown(masked(line), longest)


def numbered(number: str, longest: int) -> str:
    """The number of a certificate, which is no use with its middle hidden; one that is somebody's identity number is
    taken out."""
    return shown(replaced(clean(number), lambda _: letters_file().words.taken_out)[0], longest)


def _without_digits(number: re.Match[str]) -> str:
    """Its first digits, and a sign for each of the others: how many there are is often what is wrong."""
    seen = 0

    def sign(digit: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        return digit[0] if seen <= _SHOWN_DIGITS else letters_file().words.hidden_digit

    return _DIGIT.sub(sign, number[0])


def or_blank(text: str) -> str:
    """What the settings or the submission tell, or a blank for people to fill."""
    return shown(text, letters_file().limits.heading) or letters_file().words.to_fill


def day_text(day: date) -> str:
    """The day without leading zeros, as official papers have it."""
    return letters_file().words.day.format(day=day)


def names_text(names: Sequence[str], most: int | None = None) -> str:
    """The names, each once; with `most`, only the first of more than so many and how many people there are."""
    words, limits = letters_file().words, letters_file().limits
    distinct = list(dict.fromkeys(guarded(name, "", limits.text) for name in names if name))
    if most is None or len(names) <= most:
        return words.between.join(distinct)
    return words.people.format(names=words.between.join(distinct[:most]), count=len(names))


def file_names(paths: Iterable[str]) -> dict[str, str]:
    """How each file is called: by its own name where no other has that, else with the folders around it."""
    own = {path: re.split(r"[!/]", path)[-1] for path in dict.fromkeys(paths)}
    names = list(own.values())
    return {path: name if names.count(name) == 1 else path for path, name in own.items()}
