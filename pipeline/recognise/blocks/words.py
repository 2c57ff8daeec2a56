"""The words of a form in blocks: which block a cell opens, and what a label asks for inside a block, in one language,
in the other, or in both, in either order, with what is typed behind it in the same cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.recognise.words.form import Form, squash
from pipeline.text.patterns import pattern
from schemas.forms import Block, FormFile, common_file, form_file
from schemas.named import NamedTuple

_SIMPLIFIED = str.maketrans(common_file().traditional, common_file().simplified)
_LEAD = pattern(r"\s*[*＊※★]?\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十])[.．、)）]\s*)?[*＊]?\s*")
_BETWEEN = pattern(r"[\s/／|｜、，,.（(\[【)）\]】]*")
_HINT = r"[（(\[【](?:[^（(\[【）)\]】]|[（(][^（()）]*[）)])*[）)\]】]"
_TAIL = pattern(rf"(?P<hints>[)）\]】]?\s*(?:{_HINT}\s*)*[*＊]?\s*)(?P<sign>[:：]?)\s*(?P<rest>.*)", re.DOTALL)


class Label(NamedTuple):
    """A label: what it asks for, as it is written, and what is typed behind it in its cell. `is_said` where a colon
    stands between, `both` where it is written in two languages."""

    key: str
    heading: str
    rest: str = ""
    is_said: bool = False
    both: bool = False


class Words:
    """Words by what they ask for."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._keys = {_folded(word): key for key, told in words.items() for word in told}
        longest = sorted((word for told in words.values() for word in told), key=len, reverse=True)
        self._word = pattern("|".join(map(_loosely, longest)) or "(?!)", re.IGNORECASE)

    def label(self, text: str) -> Label | None:
        """The label that a cell begins with; None where it begins otherwise, or goes on without a break."""
        plain = text.translate(_SIMPLIFIED)
        lead = _begin(_LEAD, plain, 0)
        key, end, scripts = self._asked(plain, lead)
        tail = _TAIL.match(plain, end)
        if not key or tail is None:
            return None
        begins = tail.start("rest")
        rest = self._behind_translation(text[begins:].strip(), scripts)
        if rest and begins == end:  # 手机号 is another word
            return None
        heading = " ".join(text[lead:end].split()) or text
        if self.is_word(rest):
            rest = ""
        return Label(key, heading, rest, bool(tail["sign"]), len(scripts) > 1)

    def is_word(self, text: str) -> bool:
        """Whether a text is one of the words, and no more."""
        return _folded(text) in self._keys

    def _behind_translation(self, rest: str, scripts: Collection[bool]) -> str:
        """What stands behind the label in the other language, which a colon of its own parts from the first one."""
        found = self._word.match(rest.translate(_SIMPLIFIED))
        if found is None or found[0].isascii() in scripts:
            return rest
        tail = _TAIL.match(rest, found.end())
        return rest[tail.start("rest") :].strip() if tail and tail["sign"] else rest

    def _asked(self, plain: str, at: int) -> tuple[str, int, set[bool]]:
        """What the words at a place ask for, where they end, and whether they are English. Chinese words decide: Phone
        behind 手机 is its translation."""
        key, end, scripts = "", at, set[bool]()
        while found := self._word.match(plain, _begin(_BETWEEN, plain, end) if scripts else end):
            told, is_english = self._keys[_folded(found[0])], found[0].isascii()
            if told != key and key and not is_english and False in scripts:
                break
            key = told if not key or not is_english else key
            end = found.end()
            scripts.add(is_english)
        return key, end, scripts


@dataclass(frozen=True, slots=True, eq=False)
class BlockWords:
    """What a form in blocks says: the words that open its blocks, and those inside each, by the name of the block."""

    blocks: Mapping[str, Block]
    heads: Words
    inside: Mapping[str, Words]
    printed: Mapping[str, frozenset[str]]
    dirt: Mapping[str, frozenset[str]]
    until: Mapping[str, Words]


@cache
def blocks_of(form: Form) -> BlockWords:
    """The words of a form in blocks; a process compiles them when the first document of that form comes."""
    data = form_file(form.name)
    return BlockWords(
        data.blocks,
        Words({name: block.heads for name, block in data.blocks.items()}),
        {name: Words(_inside(block, data)) for name, block in data.blocks.items()},
        {field: frozenset(map(squash, words)) for field, words in data.printed.items()},
        {name: frozenset(map(squash, block.dirt)) for name, block in data.blocks.items()},
        {name: Words({name: block.until}) for name, block in data.blocks.items()},
    )


def keys_of(block: Block) -> tuple[str, ...]:
    """What is asked for in a block, in the order in which the form's file lists it."""
    return tuple(dict.fromkeys((*block.fields, *block.words)))


def _inside(block: Block, data: FormFile) -> dict[str, tuple[str, ...]]:
    return {key: (*_printed(key, block, data), *block.words.get(key, ())) for key in keys_of(block)}


def _printed(key: str, block: Block, data: FormFile) -> tuple[str, ...]:
    return data.columns[key] if key in block.fields else ()


def _begin(separator: re.Pattern[str], text: str, at: int) -> int:
    found = separator.match(text, at)
    return found.end() if found else at


def _folded(text: str) -> str:
    return squash(text).lower()


def _loosely(word: str) -> str:
    """A pattern of the word with blanks and line breaks anywhere between its letters; English only as a whole word."""
    letters = r"\s*".join(map(re.escape, squash(word)))
    return rf"(?<![A-Za-z]){letters}(?![A-Za-z])" if word.isascii() else letters
