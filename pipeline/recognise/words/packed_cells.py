"""People packed into one cell: labelled (姓名：…), or a list whose parts are told by what they hold, then by the
heading's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from pipeline.recognise.words.form import bare
from pipeline.recognise.words.headings import Headings, person_field
from pipeline.recognise.words.looks import Looks
from pipeline.text.patterns import pattern
from schemas.forms import common_file

Values = dict[str, str]
Span = tuple[int, int]
_NUMBERING = r"(?:[（(]?\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳]|[一二三四五六七八九十]{1,2}[、.．])"
_LEADING = pattern(rf"^\s*{_NUMBERING}\s*")
_HEADED = r"(?:推荐)?(?:人员|第)[\d一二三四五六七八九十]{1,3}(?:人|位)?[ \t]*[:：]?"
_TRAILING = pattern(rf"\n[ \t]*(?:{_NUMBERING}|{_HEADED})[ \t]*$")
_LABEL = pattern(r"([^\s:：,，;；、/|。]{1,24}?(?:[（(][^（）()]{0,24}[）)])?)\s*[:：]")
_BRACKETED = pattern(r"[【\[]([^【】\[\]\n]{2,12})[】\]]\s*[:：]?")
_LISTS = [pattern(separator) for separator in ("[;；]", "、", "[,，]", r"[/／]", r"\s+")]
_GLUED = pattern(r"^([\u3400-\u9fff]{2,4})(1[3-9]\d{9}(?!\d))")
_SPACED_LABEL = pattern(r"(?<![^\n;；,，])(?:[\u3400-\u9fff][ \t\u3000]+){1,5}[\u3400-\u9fff](?=[ \t]*[:：])")
_EDGE = " \t\n,，;；、/／|｜"
_SHORTEST_PERSON = 12
_LONGEST_NAME = 4
_MOST_PARTS = 1_000  # of what tells of one person; a cell of more is no person, and looking at each part takes its time
_TOLD_ELSEWHERE = ("location", "domain", "level")
_SHORTEST_TEXT = 6
_FEWEST_LINES = 3  # of a person, where each field has a line of its own


class PackedCells:
    """Understands packed cells of one form."""

    def __init__(self, headings: Headings, looks: Looks) -> None:
        self.headings, self.looks = headings, looks
        self.form = form = headings.form
        self._separator = pattern(
            f"[{re.escape(form.list_separators)}{re.escape(''.join(form.separators))}:：]|\\d{{7}}"
        )
        self._list_separators = pattern(f"[{re.escape(form.list_separators)}]+")
        part = "".join(form.separators)
        self._parts_of = [pattern(f"[^{re.escape(separators)}]+") for separators in (*form.separators, part)]

    def may_be_packed(self, text: str) -> bool:
        """Whether the cell of a name holds more than one; quick, since it is asked for every person."""
        if self._separator.search(text):
            return True
        return len(text) > _LONGEST_NAME and self.form.cells["more_people"](text) is not None

    def people(self, text: str, order: Sequence[str]) -> list[Values]:
        """The people of one cell, each as field -> text; [] where no person is understood. `order` is the heading's."""
        if labelled := self._labelled(text):
            return labelled
        parts = self._parts(text)
        if len(parts) == 1 and (listed := self._in_list(text, order)):
            return listed
        return [values for part in parts if (values := self._listed(part, order))]

    def _in_list(self, text: str, order: Sequence[str]) -> list[Values]:
        """People in one line, 苏一（139…）、秦二（138…）: each with a name, and a phone or address of its own."""
        for separator in _LISTS:
            parts = [part for part in separator.split(text) if part.strip()]
            if 1 < len(parts) <= _MOST_PARTS and all(map(self.looks.has_contact, parts)):
                people = [self._listed(part, order) for part in parts]
                if all("name" in values for values in people):
                    return people
        return []

    def entries(self, text: str) -> list[str]:
        """The entries of a cell that lists one field of several people: numbered or separated; one entry where it
        lists nothing."""
        parts = _numbered(text) or self._list_separators.split(text)
        return [part for part in (_LEADING.sub("", part).strip(_EDGE) for part in parts) if part]

    def numbered(self, text: str) -> list[str]:
        """The entries of a long text, which only numbers or line breaks separate."""
        parts = _numbered(text) or text.split("\n")
        return [part.strip() for part in parts if part.strip()]

    def _labelled(self, text: str) -> list[Values]:
        """People whose fields carry labels; 姓名 again begins the next person."""
        people: list[Values] = [{}]
        text = _BRACKETED.sub(self._with_colon, _SPACED_LABEL.sub(lambda label: "".join(label[0].split()), text))
        marks = self._labels(text)
        if len({field for _, field in marks}) < 3 or all(field != "name" for _, field in marks):
            return []
        for (match, field), (following, _) in zip(marks, [*marks[1:], (None, "")], strict=True):
            value = _TRAILING.sub("", text[match.end() : following.start() if following else len(text)].rstrip(" \t"))
            if field == "name" and any(people[-1].values()) and "name" in people[-1]:
                people.append({})
            if field != "other" and not people[-1].get(field):  # 联系方式：手机：139… is one value under two labels
                people[-1][field] = value.strip(_EDGE)
        return people

    def _with_colon(self, bracketed: re.Match[str]) -> str:
        """【姓名】 as 姓名：."""
        known = self.headings.understand(bracketed[1]).quality >= 2
        return f"\n{bracketed[1]}：" if known else bracketed[0]

    def _labels(self, text: str) -> list[tuple[re.Match[str], str]]:
        """Labels with their fields. Within the long text, which may hold colons, only the person's other labels
        count."""
        marks: list[tuple[re.Match[str], str]] = []
        for match in _LABEL.finditer(text):
            meaning = self.headings.understand(_LEADING.sub("", match[1]))
            if meaning.quality < 2:
                continue
            field = person_field(meaning, [])
            in_text = bool(marks) and marks[-1][1] == "experience"
            if marks and marks[-1][1] == field == "phone" and text[marks[-1][0].end() : match.start()].strip():
                continue  # 联系方式：办公：023-… 手机：139… is one value
            if not in_text or field not in ("", "experience"):
                marks.append((match, field or "other"))
        return marks

    def _parts(self, text: str) -> list[str]:
        """One text for each person: numbered, by paragraph or by line, when every part has a phone or address of its
        own."""
        for parts in (_numbered(text), text.split("\n\n"), text.split("\n")):
            told = [part.strip(_EDGE) for part in parts if part.strip(_EDGE)]
            if len(told) > 1 and all(len(part) >= _SHORTEST_PERSON and self.looks.has_contact(part) for part in told):
                return [_LEADING.sub("", part) for part in told]
        return self._blocks(text) or [_LEADING.sub("", text)]

    def _blocks(self, text: str) -> list[str]:
        """People below each other with a line for each field: as many lines for each, a contact at the same place."""
        lines = [line for line in text.split("\n") if line.strip()]
        contacts = [at for at, line in enumerate(lines) if self.looks.is_contact(line)]
        if len(contacts) < 2 or len(lines) % len(contacts):
            return []
        size = len(lines) // len(contacts)
        if size < _FEWEST_LINES or any(at - contacts[0] != size * place for place, at in enumerate(contacts)):
            return []
        return ["\n".join(lines[at : at + size]) for at in range(0, len(lines), size)]

    def _listed(self, text: str, order: Sequence[str]) -> Values:
        """One person from a list of parts: the separator by which most fields are recognised wins."""
        best: Values = {}
        surest = (0, 0)
        for parts in self._parts_of:
            told, values = self._split(text, parts, order)
            if (told, len(values)) > surest:
                best, surest = values, (told, len(values))
        if len(best) >= 3 or (len(best) == 2 and "name" in best):
            return best
        apart = _GLUED.sub(r"\1 \2", text)
        return self._listed(apart, order) if apart != text else {}

    def _split(self, text: str, parts: re.Pattern[str], order: Sequence[str]) -> tuple[int, Values]:
        """The fields that one way of parting the text gives, and how many of them show by themselves what they are."""
        spans = [match.span() for match in parts.finditer(text)]
        spans = [part for span in spans if text[slice(*span)].strip() for part in self._sentences(text, span)]
        if not 2 <= len(spans) <= _MOST_PARTS:
            return 0, {}
        values, rest = self._told(text, spans, order)
        if not {"name", "phone", "email"} & set(values):
            return 0, {}
        told = len(values)
        return told, self._complete(text, spans, values, rest, [field for field in order if field not in values])

    def _sentences(self, text: str, span: Span) -> list[Span]:
        """申请专业工程会员。主要经历：…: a first sentence that shows what it is, and the text behind it."""
        start, end = span
        stop = text.find("。", start, end) + 1
        if not stop or not text[stop:end].strip() or self.looks.field(text[start : stop - 1]) not in _TOLD_ELSEWHERE:
            return [span]
        return [(start, stop - 1), (stop, end)]

    def _told(self, text: str, spans: list[Span], order: Sequence[str]) -> tuple[Values, list[int]]:
        """Parts that show what they are, and the positions of those that do not. A title behind the name is no part
        of its own."""
        values: Values = {}
        rest: list[int] = []
        field = ""
        for position, span in enumerate(spans):
            part = text[slice(*span)].strip()
            is_behind_name = field == "name" or (position == 1 and field in ("", "location"))
            if is_behind_name and bare(part) in self.form.name_titles:
                continue
            field = self.looks.field(part)
            if field == "domain" and "domain" in values and position and not rest:
                field = "specialty"
            if field in _TOLD_ELSEWHERE and field not in order:
                field = ""
            if field == "location" and field in values and "name" not in values and order[0] == "name":
                if self.looks.likely_name(part) > self.looks.likely_name(values[field]):
                    field = "name"
                else:
                    values["name"] = values.pop("location")  # 彭水 is a county and a name
            if field in ("", "experience") or field in values:
                rest.append(position)
            else:
                values[field] = part
        return values, rest

    def _complete(self, text: str, spans: list[Span], values: Values, rest: list[int], free: list[str]) -> Values:
        """The longest run of other parts is the experience; all left take the free fields in the heading's order."""
        runs = [
            [position for _, position in run] for _, run in groupby(enumerate(rest), lambda pair: pair[1] - pair[0])
        ]
        longest = max(runs, key=lambda run: _width(spans, run), default=[])
        if longest and _width(spans, longest) >= _SHORTEST_TEXT:
            values["experience"] = text[spans[longest[0]][0] : spans[longest[-1]][1]].strip()
            rest = [position for position in rest if position not in longest]
        for position, field in zip(rest, [field for field in free if field != "experience"], strict=False):
            values[field] = text[slice(*spans[position])].strip()
        return values


def _numbered(text: str) -> list[str]:
    """The entries of a text that counts them 1, 2, 3 (in any style, from its beginning); [] where it does not."""
    marks: list[re.Match[str]] = []
    for style in _STYLES:
        marks = []
        while found := style(len(marks) + 1).search(text, marks[-1].end() if marks else 0):
            marks.append(found)
        if len(marks) > 1 and not text[: marks[0].start()].strip():
            break
        marks = []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [text[mark.end() : end].strip(_EDGE) for mark, end in zip(marks, ends, strict=True)] if marks else []


@cache
def _digits(number: int) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s,，;；、。/])[（(]?{number}[.．、)）:：][ \t]*")


@cache
def _circled(number: int) -> re.Pattern[str]:
    return re.compile((chr(0x245F + number) if number <= 20 else "(?!)") + r"[ \t]*")


@cache
def _chinese(number: int) -> re.Pattern[str]:
    numerals = common_file().contents.numerals
    numeral = numerals[number - 1] if number <= len(numerals) else "(?!)"
    return re.compile(rf"(?:^|[\s,，;；、。/])[（(]?{numeral}[.．、)）:：][ \t]*")


_STYLES = (_digits, _circled, _chinese)


def _width(spans: list[Span], run: list[int]) -> int:
    return spans[run[-1]][1] - spans[run[0]][0]
