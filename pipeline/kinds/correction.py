"""Corrections: the unit's own workbook, which we marked and gave back, as it returns corrected.

It is read as a recommendation of its form, without what we added to it: the list of what is to be corrected, and our
comments. The mark names the submission that it corrects; whose it is, is verified as that of every workbook of ours
(marks.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.kinds.kind import Claim, Subject, Sureness
from pipeline.kinds.published import key_of
from pipeline.model.documents import Aside, AsidePlace, Document, Sheet
from pipeline.model.statements import Problem
from pipeline.text import seal
from pipeline.text.addresses import address
from pipeline.text.patterns import pattern
from schemas.layouts.correction import correction_file
from schemas.named import NamedTuple

CORRECTION = "correction"


class Correction:
    """The kind that a mark of ours names; what it says is read as it is of a workbook without one."""

    name = CORRECTION

    def claim(self, subject: Subject) -> Claim:
        """MARK where the mark names it: of the sheets nothing is known, they are the unit's own."""
        is_own = subject.mark is not None and subject.mark.kind == self.name
        return Claim(self.name, Sureness.MARK if is_own else Sureness.NOT)


class Parted(NamedTuple):
    """A document without what we had added to it, and what is said of that."""

    document: Document
    problems: list[Problem]


def without_ours(document: Document) -> Parted:
    """Whether it is still marked or not: nobody is recommended by our list and by our comments. An answer that the unit
    wrote into the list, where nobody reads it, is told."""
    tops = [_top(sheet) for sheet in document.sheets]
    if all(top is None for top in tops) and all(sheet.name != seal.SHEET for sheet in document.sheets):
        return Parted(document, [])
    own, problems = list[Sheet](), list[Problem]()
    for sheet, top in zip(document.sheets, tops, strict=True):
        if top is None:
            own.append(_without_comments(sheet))
        else:
            problems += _answers(sheet, top)
    return Parted(replace(document, sheets=own), problems)


def _top(sheet: Sheet) -> int | None:
    """The row of the headings, where the sheet is our list. Rows without a letter of the last one are most, so that is
    asked first."""
    headings, letter = _headings(), correction_file().listing.columns[-1].heading[-1]
    rows = ((row, texts) for row, texts in enumerate(sheet.rows) if letter in "".join(texts))
    return next((row for row, texts in rows if headings <= set(map(key_of, texts))), None)


@cache
def _headings() -> frozenset[str]:
    return frozenset(key_of(column.heading) for column in correction_file().listing.columns)


def _without_comments(sheet: Sheet) -> Sheet:
    """The sheet with its unit's own comments; to one of these we may have added ours."""
    said = [
        aside._replace(text=_ours().split(aside.text)[0].strip()) if aside.place == AsidePlace.COMMENT else aside
        for aside in sheet.beside
    ]
    return replace(sheet, beside=list(filter(_says_something, said)))


def _says_something(aside: Aside) -> bool:
    return aside.place != AsidePlace.COMMENT or bool(aside.text)


@cache
def _ours() -> re.Pattern[str]:
    words = correction_file().words
    return re.compile(rf"(?:{re.escape(words.author)}[:：]\s*)?(?:{re.escape(words.must)}|{re.escape(words.may)})")


def _answers(sheet: Sheet, top: int) -> Iterator[Problem]:
    """What stands in the column 请改为, the last one, and is not what we write there."""
    wanted = key_of(correction_file().listing.columns[-1].heading)
    column = [key_of(text) for text in sheet.rows[top]].index(wanted)
    for row, texts in enumerate(sheet.rows[top + 1 :], top + 1):
        text = texts[column] if column < len(texts) else ""
        if text and not _is_advice(text):
            yield Problem("list-answer-unread", sheet.name, address(row, column), text)


def _is_advice(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in _advice())


@cache
def _advice() -> list[re.Pattern[str]]:
    """What our list may say in that column: the words of the findings, with what findings.make fills into them."""
    from pipeline.terms.findings import load_findings

    fixes = {kind.fix for kind in load_findings().values() if kind.fix}
    return [re.compile(_FILLED_IN.sub(".*", re.escape(fix))) for fix in sorted(fixes)]


_FILLED_IN = pattern(r"\\\{\w+\\\}")
"""A place of a template, escaped."""
