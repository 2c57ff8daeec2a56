"""Words looked for in a text."""

from __future__ import annotations

from pipeline.text.words import Words


def test_the_longest_word_counts_and_the_first_one() -> None:
    words = Words(["工程", "工程建设", "建设", "设计"])
    assert list(words.spans("某工程建设计工程")) == [(1, 5), (6, 8)]
    assert words.next("建筑设计") == (2, 4)
    assert words.next("建筑设计", 3) is None
    assert (words.end("工程师", 0), words.end("工程师", 2), words.end("", 0)) == (2, 2, 0)
