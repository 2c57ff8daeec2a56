"""Labels with their values in one cell or paragraph: 姓名：X, or several behind each other, parted by blanks."""

from __future__ import annotations

import re

from pipeline.recognise.words.headings import Headings

_FIRST = re.compile(r"\s*([^:：\n]{1,20}?)\s*[:：]\s*")
_FURTHER = re.compile(r"(?<=\s)([^\s:：（(]{2,20}|[^\s:：]\s+[^\s:：])\s*[:：]\s*")


def inline_labels(text: str, headings: Headings) -> list[tuple[str, str]]:
    """Each label with its value, in the order written; [] where the text does not begin with a label.

    A further label must be a word that the form knows. Nothing is looked for in the long text, which may hold any.
    """
    first = _FIRST.match(text) if ":" in text or "：" in text else None
    if first is None:
        return []
    marks = [first]
    for match in _FURTHER.finditer(text, first.end()):
        if headings.understand(marks[-1][1]).field == "experience":
            break
        if headings.understand(match[1]).quality >= 2:
            marks.append(match)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark[1], text[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]
