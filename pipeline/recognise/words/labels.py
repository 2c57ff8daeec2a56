"""Labels with their values in one cell or paragraph: 姓名：X, or several behind each other, parted by blanks, commas or
semicolons."""

from __future__ import annotations

from pipeline.recognise.words.form import Form
from pipeline.recognise.words.headings import Headings
from pipeline.text.patterns import pattern

_FIRST = pattern(r"\s*([^:：\n]{1,20}?)\s*[:：]\s*")
_SIGNS = "，,；;、|｜"
_CHARACTER = rf"[^\s:：（({_SIGNS}]"
_FURTHER = pattern(rf"(?<=[\s{_SIGNS}])({_CHARACTER}{{2,20}}|[^\s:：{_SIGNS}]\s+[^\s:：{_SIGNS}])\s*[:：]\s*")
_EDGES = " \t\n\u3000" + _SIGNS
_OPENS, _CLOSES = pattern("[（(]"), pattern("[）)]")


def inline_labels(text: str, headings: Headings) -> list[tuple[str, str]]:
    """Each label with its value, in the order written; [] where the text does not begin with a label.

    A further label must be a word that the form knows. Nothing is looked for in the long text, which may hold any.
    """
    first = _FIRST.match(text) if ":" in text or "：" in text else None
    if first is None:
        return []
    if headings.understand(first[1]).field != "experience":
        text = without_day(text, headings.form) or text
    marks = [first]
    for match in _FURTHER.finditer(text, first.end()):
        if headings.understand(marks[-1][1]).field == "experience":
            break
        if _is_phone(marks[0][1], headings) and len(marks) == 1 and _is_phone(match[1], headings):
            continue  # 联系方式：办公：023-… 手机：139… is one value
        if headings.understand(match[1]).quality >= 2 and not _in_brackets(text, match.start()):
            marks.append(match)
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    values = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return [
        (mark[1], value.strip(_EDGES if len(marks) > 1 else None)) for mark, value in zip(marks, values, strict=True)
    ]


def without_day(text: str, form: Form) -> str:
    """The text without the day on which it was filled in, behind it (X公司　日期：2025.4.1); "" for the day alone."""
    found = form.cells["filled_in_on"](text)
    return found["before"] or "" if found else text


def _is_phone(label: str, headings: Headings) -> bool:
    meaning = headings.understand(label)
    return "phone" in (meaning.field, *meaning.either)


def _in_brackets(text: str, at: int) -> bool:
    """Whether a sign between brackets stands before: 企业（联系人：X，手机：Y） is one value."""
    before = text[:at]
    return before[-1] in _SIGNS and len(_OPENS.findall(before)) > len(_CLOSES.findall(before))
