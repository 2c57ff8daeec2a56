"""Words looked for in a text where thousands are known. Compiling a pattern of them would take longer than reading a
workbook, and a name is short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator


class Words:
    """The words that a text may hold, by their first characters; none of them is empty."""

    def __init__(self, words: Iterable[str]) -> None:
        begun: dict[str, list[str]] = defaultdict(list)
        for word in sorted(words, key=len, reverse=True):
            begun[word[0]].append(word)
        self._begun = dict(begun)

    def end(self, text: str, begin: int) -> int:
        """Where the longest word ends that begins there; the beginning itself where none does."""
        for word in self._begun.get(text[begin : begin + 1], ()):
            if text.startswith(word, begin):
                return begin + len(word)
        return begin

    def next(self, text: str, begin: int = 0) -> tuple[int, int] | None:
        """Beginning and end of the first word behind a place in the text, the longest that begins there."""
        for at in range(begin, len(text)):
            for word in self._begun.get(text[at], ()):
                if text.startswith(word, at):
                    return at, at + len(word)
        return None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Beginning and end of each word in it, from the left; what stands in one is not looked at again."""
        end = 0
        while found := self.next(text, end):
            yield found
            end = found[1]
